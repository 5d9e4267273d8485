"""The people of a torture: they confirm, report, take care, and tell the bot what it is not sure of."""

import asyncio
import json
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from random import Random

from rollouts.deliveries import Delivery, Key, State
from slack_simulator import Message, View, Workspace
from slack_simulator.testing import Driver, Person
from slack_simulator.testing.labels import find_button
from tests.support.forms import ready_form
from tests.support.mail_server import Postbox
from tests.torture.mails import taken
from tests.torture.marks import mark_of, marked
from tests.torture.season import MANAGER, OWNER, SUPPORT, USER

Books = Callable[[int], Awaitable[Delivery | None]]
"""Looks a delivery up by its number."""

IN_ONE_LINE = "In one line"
CONFIRM, REPORT, ACKNOWLEDGE, RESOLVE = "Confirm live", "Report urgent", "Acknowledge", "Resolve"
WAS_POSTED, POST_NOW = "It was posted", "Post it now"
ARRIVED, SEND_AGAIN = "It arrived", "Send again"


class Crowd:
    """Presses buttons, and presses again when the bot was killed over it.

    Attributes:
        unfound: Of how many posts the bot asked whether they were there, and they were.
        missing: Of how many it asked, and they were not.
        presses: How many presses were answered.
    """

    def __init__(
        self, workspace: Workspace, mails: Postbox, dice: Random, books: Books, *, reports: int
    ) -> None:
        self.unfound: set[Key] = set()
        self.missing: set[Key] = set()
        self.presses = 0
        self._workspace = workspace
        self._mails = mails
        self._dice = dice
        self._books = books
        self._reports = reports

    async def live(self, over: asyncio.Event) -> None:
        """Press what there is to press, now and then, until it is over."""
        while not over.is_set():
            await asyncio.sleep(self._dice.uniform(0.05, 0.3))
            doing = self._dice.choices(
                [self.answer, self.confirm, self.report, self.care, self.ask_vendor], [4, 4, 1, 2, 1]
            )
            await doing[0]()

    async def confirm(self) -> None:
        """The owner confirms what she is asked about in private; if it is late, a form asks since when."""
        owner = Driver(self._workspace).person(OWNER)
        if form := owner.form():
            await self._send(owner, form)
        else:
            await self._press(OWNER, CONFIRM, self._with_button(self._direct(OWNER), CONFIRM))

    async def report(self) -> None:
        """Somebody reports trouble on some message of some channel, unless there was enough of it."""
        if self._reports == 0:
            return
        channel = self._dice.choice([name for name in self._workspace.channels if name.startswith("C0TEAM")])
        if await self._press(USER, REPORT, self._with_button(channel, REPORT)):
            self._reports -= 1

    async def care(self) -> None:
        """Somebody takes care of some case, or closes it."""
        if self._dice.choice([ACKNOWLEDGE, RESOLVE]) == RESOLVE:
            await self.close()
        else:
            await self._press(USER, ACKNOWLEDGE, self._with_button(SUPPORT, ACKNOWLEDGE))

    async def answer(self) -> None:
        """The manager looks into the channel and says whether a message is there."""
        questions = self._with_button(self._direct(MANAGER), WAS_POSTED)
        if not questions:
            return
        question = self._dice.choice(questions)
        delivery = await self._books(_number(question, WAS_POSTED, "delivery"))
        assert delivery is not None
        is_there = any(mark == mark_of(delivery.key) for mark, _ in marked(self._workspace))
        if delivery.state is State.UNKNOWN and delivery.next_at is None:
            (self.unfound if is_there else self.missing).add(delivery.key)
        await self._press(MANAGER, WAS_POSTED if is_there else POST_NOW, [question])

    async def ask_vendor(self) -> None:
        """Somebody asks the vendor whether a mail arrived, and says so."""
        asked = self._with_button(SUPPORT, ARRIVED)
        if not asked:
            return
        word = self._dice.choice(asked)
        mail = await self._books(_number(word, ARRIVED, "mail"))
        assert mail is not None
        is_there = mail.message is not None and taken(self._mails)[mail.message.id] > 0
        await self._press(USER, ARRIVED if is_there else SEND_AGAIN, [word])

    async def close(self) -> None:
        """Close a case that is still open: by its button, and the form that it opened."""
        somebody = Driver(self._workspace).person(USER)
        if form := somebody.form():
            await self._send(somebody, form, {IN_ONE_LINE: "It works again."})
        else:
            await self._press(USER, RESOLVE, self._with_button(SUPPORT, RESOLVE))

    def is_asked(self) -> bool:
        """Whether anybody still has to answer anything."""
        places = {CONFIRM: self._direct(OWNER), WAS_POSTED: self._direct(MANAGER), RESOLVE: SUPPORT}
        return any(self._with_button(channel, label) for label, channel in places.items())

    async def _press(self, who: str, label: str, on: list[Message]) -> bool:
        if not on:
            return False
        try:
            await Driver(self._workspace).person(who).clicks(label, on=self._dice.choice(on), answer=False)
        except AssertionError:
            # Slack told them that it did not work; they will press again.
            return False
        self.presses += 1
        return True

    async def _send(self, who: Person, form: View, words: Mapping[str, object] | None = None) -> None:
        """Send a form as it was proposed, or filled; one that the bot was killed over is closed."""
        try:
            await ready_form(self._workspace, who, form)
            await who.fills(form, words or {})
            await who.submits(form)
        except AssertionError:
            with suppress(AssertionError):
                await who.closes(form)

    def _with_button(self, channel: str, label: str) -> list[Message]:
        messages = Driver(self._workspace).messages(channel)
        return [message for message in messages if find_button(message.blocks, label)]

    def _direct(self, person: str) -> str:
        return self._workspace.direct_channel(person).id


def _number(question: Message, label: str, name: str) -> int:
    """Return the number of that name which a button carries."""
    found = find_button(question.blocks, label)
    assert found is not None
    return int(json.loads(found[0].element["value"])[name])
