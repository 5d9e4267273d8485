"""What every listener needs at hand."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Collection, Coroutine, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from handlers import acts
from handlers.gate import Gate
from handlers.replies import Renderer, Ways
from rollouts.acts import once
from rollouts.case_files import NotFetched
from rollouts.deliveries import Message, Reason
from rollouts.findings import Finding
from rollouts.incoming_mail import IncomingMail
from rollouts.intake.wordings import Wordings
from rollouts.mailboxes import Watched
from rollouts.news import Entry
from rollouts.people import Caller, Person
from rollouts.ports import Answer, Clock, Ledger, Reads, Request, Transactions
from rollouts.refusals import FileNotSent, LedgerUnavailable, Refusal, Unsent
from views.files import File

logger = logging.getLogger(__name__)


class People(Protocol):
    """Knows people."""

    async def rights(self, caller: Caller) -> Person:
        """Look up what the caller may do. It can take a while: ask where a right is needed, and only there.

        It never fails: of somebody who cannot be looked up the last answer counts, or nothing is known.
        """


class References(Protocol):
    """Knows whether channels and people that were chosen can be used, and what names mean."""

    async def why_not(self, user: str) -> Reason | None:
        """Return why that user could answer nothing that they are asked; None if they can, so far."""

    async def why_closed(self, channel: str) -> str | None:
        """Return the chat system's reason for which nothing can be said there; None if it can, or may."""

    async def is_in(self, user: str, channel: str) -> bool | None:
        """Return whether that user is a member of the channel; None while the chat system does not say."""

    async def find(self, names: Collection[str], *, groups: bool = False) -> Mapping[str, str]:
        """Return the id of each name that means just one channel or person; with `groups`, or user group.

        It can take a while.
        """


class Files(Protocol):
    """Sends files."""

    async def send(self, file: File, *, to: str) -> None:
        """Send a file to the direct messages of a person, or share it with a channel, by id. Never twice.

        Raises:
            FileNotSent: it did not arrive, or nobody knows.
        """


class NoFiles:
    """Stands where no files can be sent."""

    async def send(self, file: File, *, to: str) -> None:
        """Send nothing.

        Raises:
            FileNotSent: always.
        """
        raise FileNotSent(Unsent.NO_SCOPE, f"{file.name} to {to}")


class Names(Protocol):
    """Knows what people are called."""

    async def names(self, people: Collection[str]) -> Mapping[str, str]:
        """Return by id what people are called, as far as that is known: "Ben Carter <ben@acme.example>"."""


class NoNames:
    """Stands where nobody's name is known."""

    async def names(self, _: Collection[str]) -> Mapping[str, str]:
        """Return nobody's name."""
        return {}


class Links(Protocol):
    """Knows where messages can be read."""

    async def link(self, message: Message) -> str | None:
        """Return the page of a message; None where that cannot be found out, or there is none."""


class NoLinks:
    """Stands where messages have no pages."""

    async def link(self, message: Message) -> str | None:
        """Return nothing of any message."""


class News(Protocol):
    """Knows how the vendor words its news."""

    @property
    def wordings(self) -> Wordings:
        """The words by which news is read."""

    def entry_of_mail(self, mail: IncomingMail, now: datetime) -> Entry:
        """Return what is to be read of a mail that came in now."""

    def entry(self, text: str, at: datetime) -> Entry:
        """Return what is to be read of a text of that moment: without what it quotes, or what it forwards."""


class SharedMails(Protocol):
    """Reads e-mails that were forwarded into the chat system."""

    async def mail(self, file: str) -> IncomingMail | NotFetched:
        """Return the e-mail in the file of that id, or why it cannot be read. It can take a while."""


class NoSharedMails:
    """Stands where no e-mails are forwarded."""

    async def mail(self, _: str) -> NotFetched:
        """Return that there is none."""
        return NotFetched.NOT_THERE


class NoNews:
    """Stands where no words of a vendor are known: nothing is understood."""

    wordings = Wordings()

    def entry_of_mail(self, mail: IncomingMail, now: datetime) -> Entry:
        """Return the mail as it is."""
        return Entry(mail.text, now.date(), mail.subject)

    def entry(self, text: str, at: datetime) -> Entry:
        """Return the text as it is."""
        return Entry(text, at.date())


class KeptHomes(Protocol):
    """Keeps the Homes of people up to date."""

    def changed(self, by: str) -> None:
        """Take note that something was changed, by the person of that id; an empty one for nobody."""

    def turned(self, user: str, page: int) -> None:
        """Take note of which page of their Home somebody looks at."""

    async def show(self, user: str, *, is_asked: bool = False) -> None:
        """Show somebody their Home as it is now; one that is `asked` for even where nothing has changed."""


class NoHomes:
    """Stands where nobody has a Home."""

    def changed(self, by: str) -> None:
        """Take note of nothing."""

    def turned(self, user: str, page: int) -> None:
        """Take note of nothing."""

    async def show(self, user: str, *, is_asked: bool = False) -> None:
        """Show nothing."""


def as_typed(_: str, text: str) -> tuple[str, str]:
    """Take any value of a setting as it is."""
    return text, ""


async def nothing_found() -> tuple[Finding, ...]:
    """Look at nothing."""
    return ()


@dataclass(frozen=True, slots=True)
class Patience:
    """How long people are let wait, in seconds.

    Attributes:
        form: Until a form is acknowledged although it is not taken yet. Slack gives it 3 s.
        opening: For a form to open. Its trigger lives 3 s.
        report: Before each further try to keep a report that the database did not take.
        buttons: Until an answer comes without the buttons that only some may press, or without a name.
        links: For the pages of messages; what comes later is left out.
        sharing: Before each further look whether a shared answer was posted. One that was lost takes minutes.
    """

    form: float = 1
    opening: float = 3
    buttons: float = 0.5
    links: float = 1.5
    report: tuple[float, ...] = (1, 2, 4, 8, 15, 30, 60, 60, 60, 60)
    sharing: tuple[float, ...] = (0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 30, 60, 60, 60)


@dataclass(frozen=True, slots=True)
class Services:
    """What all listeners share: `nudge` wakes the dispatcher, `spawn` keeps work that goes on behind.

    `reporting` runs what opens a case, and lets its first post be on its way before anybody is answered.

    `read_setting` takes the name of a setting and what was typed, and returns the value as it is kept, and in
    a sentence why it cannot be taken (empty if it can). `examine` looks at the bot and its surroundings.
    """

    workspace: Transactions
    clock: Clock
    gate: Gate
    people: People
    ways: Ways
    renderer: Renderer
    nudge: Callable[[], None]
    spawn: Callable[[Coroutine[object, object, None]], object]
    references: References
    reporting: Transactions
    files: Files = field(default_factory=NoFiles)
    links: Links = field(default_factory=NoLinks)
    patience: Patience = Patience()
    homes: KeptHomes = field(default_factory=NoHomes)
    names: Names = field(default_factory=NoNames)
    news: News = field(default_factory=NoNews)
    mails: SharedMails = field(default_factory=NoSharedMails)
    watched: Watched | None = None
    read_setting: Callable[[str, str], tuple[str, str]] = as_typed
    examine: Callable[[], Awaitable[tuple[Finding, ...]]] = nothing_found

    async def read(self, use_case: Callable[[Ledger, *Request], Answer], *request: *Request) -> Answer:
        """Run a use case that only reads; its refusal need not say that nothing was changed."""
        try:
            return await self._run(Reads(use_case), *request)
        except Refusal as refusal:
            refusal.only_asked = True
            raise

    async def change(self, use_case: Callable[[Ledger, *Request], Answer], *request: *Request) -> Answer:
        """Run a use case that changes something, and let what follows from it be said at once.

        Raises:
            DoneBefore: it was run for the same act before.
        """
        answer = await self._run(once(acts.current(), use_case), *request)
        self.nudge()
        self.homes.changed(acts.actor())
        return answer

    async def report(self, use_case: Callable[[Ledger, *Request], Answer], *request: *Request) -> Answer:
        """Do the same with a report of a problem: what is said of it goes before the reporter's answer.

        Raises:
            DoneBefore: it was run for the same act before.
        """
        reported = once(acts.current(), use_case)
        answer = await self.reporting.run(reported, *request, now=self.clock.now())
        self.homes.changed(acts.actor())
        return answer

    async def keep(self, use_case: Callable[[Ledger, *Request], Answer], *request: *Request) -> None:
        """Run a use case that keeps what nobody has to hear of; no answer fails because it cannot."""
        try:
            await self._run(use_case, *request)
        except LedgerUnavailable as error:
            logger.info("Something was not kept: %(error)r", {"error": error})

    async def known(self, caller: Caller) -> Person:
        """Return what is known of the caller within a moment: for an answer that itself needs no right."""
        try:
            return await asyncio.wait_for(self.people.rights(caller), self.patience.buttons)
        except TimeoutError:
            return Person(caller.id, is_known=False)

    async def name_known(self, user: str) -> str:
        """Return what somebody is called, as far as that is found out within a moment; else nothing."""
        if not user:
            return ""
        try:
            return (await asyncio.wait_for(self.names.names([user]), self.patience.buttons)).get(user, "")
        except TimeoutError:
            return ""

    async def links_to(self, messages: Collection[Message]) -> Mapping[Message, str]:
        """Return the pages of messages, as far as they are found out before somebody waits too long."""
        asked = {asyncio.ensure_future(self.links.link(each)): each for each in messages}
        if not asked:
            return {}
        done, late = await asyncio.wait(asked, timeout=self.patience.links)
        for each in late:
            each.cancel()
        return {asked[each]: page for each in done if (page := each.result())}

    async def _run(self, use_case: Callable[[Ledger, *Request], Answer], *request: *Request) -> Answer:
        return await self.workspace.run(use_case, *request, now=self.clock.now())
