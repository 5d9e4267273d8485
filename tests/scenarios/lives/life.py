"""One life of a release: a world at the day before its preview, and what people do in it."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from pathlib import Path

from rollouts.usecases.calendar_file import Calendar
from slack_simulator import Message, View
from slack_simulator.testing import Person
from slack_simulator.testing.labels import find_button
from tests.scenarios.lives.recording import Heard
from tests.support.story import DRAFT, HISTORY_DRAFT, INTEGRATIONS, PREVIEW_DAY, at
from tests.support.world import World, open_world

SUPPORT = "C0SUPPORT"
"""Where the threads of cases are, in a life that has such a channel."""
CHANNELS = {"C0ACME": "acme", "C0NORTH": "northwind", "C0GLOBEX": "globex"}
PEOPLE = {"U0MAYA": "Maya", "U0ANA": "Ana", "U0BEN": "Ben", "U0ZOE": "Zoe"}
BEGINS = at(PREVIEW_DAY - timedelta(days=1), 12)
STORY = Calendar(servers=None, integrations=INTEGRATIONS, releases=(HISTORY_DRAFT, DRAFT))


Words = list[str] | str
"""What is filled into a field: what is chosen, or what is typed."""


class Life:
    """Maya manages, Ana owns the release and Acme LMS, Ben owns Globex; nobody owns Northwind."""

    def __init__(self, world: World, heard: Heard) -> None:
        self.world = world
        self._heard = heard

    async def until(self, moment: datetime) -> None:
        """Let time pass."""
        await self.world.time_passes(until=moment)

    async def minutes(self, number: float) -> None:
        """Let that many minutes pass."""
        await self.until(self.world.clock.now() + timedelta(minutes=number))

    def happens(self, what: str) -> None:
        """Tell every reader what happens outside of the chat."""
        self._heard.happens(what)

    async def restarts(self, **settings: object) -> None:
        """Stop the bot, and start it again, with other settings if there are any."""
        self.happens("Fortnight is restarted")
        await self.world.stop()
        self.world.settings = self.world.settings.model_copy(update=settings)
        await self.world.start()

    async def types(self, who: str, command: str, **fields: Words) -> None:
        """Type a command, fill in what its form asks, and post what it shows."""
        await self._does(who, f"types {command}", lambda one: one.runs(command, in_="#acme"), fields)

    async def presses(self, who: str, label: str, in_: str | None = None, **fields: Words) -> None:
        """Press a button, and go through what it opens; `in_` is the channel, if it stands in several."""
        there = self.world.posts(in_) if in_ else []
        on = next((each for each in reversed(there) if find_button(each.blocks, label)), None)
        await self._does(who, f"presses {label}", lambda one: one.clicks(label, on=on), fields)

    async def _does(
        self,
        who: str,
        what: str,
        act: Callable[[Person], Awaitable[Message | View]],
        fields: dict[str, Words],
    ) -> None:
        filled = {name: to if isinstance(to, str) else " ".join(to) for name, to in fields.items()}
        chosen = (f"{name.replace('_', ' ')}: {to or '-'}" for name, to in filled.items())
        self._heard.happens(" | ".join([f"{who} {what}", *chosen]))
        person = self.world.driver.person(who.lower())
        answer = await act(person)
        # What the press itself leads to is said before the form is sent, however quick somebody types.
        await self.world.bot.dispatcher.drain()
        if opened := answer if isinstance(answer, View) else person.form():
            await self._goes_through(opened, who, fields)
            await self.world.bot.dispatcher.drain()

    async def _goes_through(self, opened: View, who: str, fields: dict[str, Words]) -> None:
        person, driver = self.world.driver.person(who.lower()), self.world.driver
        await driver.until(lambda: "One moment" not in driver.reads(opened))
        if fields and (form := person.form()):
            await person.fills(form, {name.replace("_", " "): value for name, value in fields.items()})
        while (form := person.form()) and "submit" in form.content:
            sent = await person.submits(form)
            assert not sent.errors, sent.errors
        if form := person.form():  # it says what was done
            await person.closes(form)

    def transcripts(self) -> dict[str, str]:
        """Return what could be read, by where: each channel, and the messages to each person who got any."""
        has_support = SUPPORT in self.world.workspace.channels
        names = CHANNELS | ({SUPPORT: "support"} if has_support else {})
        for channel in self.world.workspace.channels.values():
            if channel.partner and any(isinstance(each, Message) for each in channel.messages):
                names[channel.id] = f"to-{PEOPLE[channel.partner].lower()}"
        return {name: "\n".join([*self._heard.lines[place], ""]) for place, name in names.items()}


@asynccontextmanager
async def born(folder: Path, calendar: Calendar = STORY, begins: datetime = BEGINS) -> AsyncIterator[Life]:
    """Begin a life: everybody is there, and the calendar is entered."""
    managers = frozenset({"U0MAYA"})
    async with open_world(folder, Heard, begins=begins, managers=managers) as world:
        heard = world.workspace
        assert isinstance(heard, Heard)
        for person, name in PEOPLE.items():
            heard.add_person(id=person, name=name.lower(), real_name=name)
        for channel, name in CHANNELS.items():
            heard.add_channel(id=channel, name=name, members=list(PEOPLE))
        await world.start()
        await world.takes_in(calendar)
        yield Life(world, heard)
