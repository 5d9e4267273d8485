"""Reads the mailbox for as long as the bot runs: new mails are taken in as they come, whatever goes wrong."""

import asyncio
import logging
import ssl
import time
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import TypeVar, TypeVarTuple

from bot.mail.imap import ImapFolder, MailboxTrouble
from bot.mail.incoming import MailIntake
from bot.mail.server import MailFolder
from rollouts.delivery.mailbox_troubles import FOR_PEOPLE, MailboxStands, tell_of_mailbox
from rollouts.ports import Clock, Ledger, Transactions
from rollouts.refusals import LedgerUnavailable
from rollouts.usecases.mailboxes import Hold, Open, Opened, Place, begin, hold, let_go, read_to
from views.posts.deliveries import reason_words

_LOGIN = "mail_login"

Given = TypeVarTuple("Given")
Answer = TypeVar("Answer")

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Waits:
    """How long is waited, in seconds.

    Attributes:
        answer: For the server's answer.
        news: For news from the server, before the mailbox is looked into all the same; also how often a
            reader says that it is there.
        first: Before the first new try after a trouble; then twice as long each time.
        longest: Before a new try at most.
        login: Before a new try where the login was refused: some servers lock out who tries often.
    """

    answer: float = 30
    news: float = 20
    first: float = 1
    longest: float = 300
    login: float = 600


TRIES, TRIES_IN_VAIN = 10, 3
"""How often one mail may break the reading before it is passed over: on the way here, and once it is here."""


class MailboxReader:
    """Reads one folder. `reader` tells this process from others that could read it; `tls` is for tests."""

    def __init__(  # noqa: PLR0913 - what it works with
        self,
        folder: MailFolder,
        *,
        intake: MailIntake,
        transactions: Transactions,
        clock: Clock,
        reader: str,
        waits: Waits | None = None,
        tls: ssl.SSLContext | None = None,
    ) -> None:
        self._folder = folder
        self._intake = intake
        self._transactions = transactions
        self._clock = clock
        self._hold = Hold(folder.name, reader)
        self._waits = waits or Waits()
        self._tls = tls
        self._stopping = asyncio.Event()
        self._connection: ImapFolder | None = None
        self._trouble = ""
        self._told: str | None = None
        self._wait = self._waits.first
        self._tries: Counter[int] = Counter()
        self._held_until = 0.0

    async def run(self) -> None:
        """Read until it is stopped."""
        while not self._stopping.is_set():
            try:
                if await self._holds():
                    await self._read()
                await self._rest(self._waits.news)
            except Exception as error:  # noqa: BLE001 - whatever it was, it is told and tried again
                if not self._stopping.is_set():
                    trouble = self._tell(error)
                    if trouble in FOR_PEOPLE:
                        await self._tell_managers(trouble)
                    is_login = trouble == _LOGIN
                    await self._rest(max(self._wait, self._waits.login) if is_login else self._wait)
                    self._wait = min(2 * self._wait, self._waits.longest)
        with suppress(LedgerUnavailable):
            await self._run(let_go, self._hold)

    def stop(self) -> None:
        """Let `run` end at once, whatever is under way."""
        self._stopping.set()
        if self._connection is not None:
            self._connection.interrupt()

    async def _read(self) -> None:
        """Take in what is new, and wait for more, for as long as no other one reads it."""
        connection = ImapFolder(self._folder, seconds=self._waits.answer, tls=self._tls)
        self._connection = connection
        try:
            contents = await asyncio.to_thread(connection.open)
            asked = Open(self._folder.name, contents.validity, contents.next_uid)
            begun = await self._run(begin, asked)
            self._tell_where(begun)
            last = begun.read_to
            while await self._goes_on():
                for uid in await asyncio.to_thread(connection.uids_after, last):
                    if not await self._goes_on():
                        return
                    await self._take_in(connection, Place(self._folder.name, contents.validity, uid))
                    last = uid
                await self._tell_again()
                await asyncio.to_thread(connection.wait, self._waits.news)
                self._wait = self._waits.first
        finally:
            self._connection = None
            await asyncio.to_thread(connection.close)

    async def _take_in(self, connection: ImapFolder, place: Place) -> None:
        """Take in a mail. One that breaks the reading again and again does not keep all others waiting."""
        try:
            raw = await asyncio.to_thread(connection.fetch, place.uid)
            if raw is None:  # somebody has deleted it
                await self._run(read_to, place)
            else:
                await self._intake.take_in(raw, place)
        except LedgerUnavailable:
            raise
        except Exception as error:
            self._tries[place.uid] += 1
            most = TRIES if isinstance(error, MailboxTrouble) else TRIES_IN_VAIN
            if self._stopping.is_set() or self._tries[place.uid] < most:
                raise
            logger.error(  # noqa: TRY400 - a traceback may show what is in the mail
                "A mail could not be taken in and is passed over (%(error)s). "
                "The mailbox has it, with the UID %(uid)d.",
                {"error": type(error).__name__, "uid": place.uid},
            )
            await self._run(read_to, place)

    async def _goes_on(self) -> bool:
        return not self._stopping.is_set() and await self._holds()

    async def _holds(self) -> bool:
        """Say that we are here, now and then; False when another one reads the mailbox."""
        if time.monotonic() < self._held_until:
            return True
        if not await self._run(hold, self._hold):
            self._held_until = 0
            return False
        self._held_until = time.monotonic() + self._waits.news
        return True

    async def _run(self, use_case: Callable[[Ledger, *Given], Answer], *given: *Given) -> Answer:
        return await self._transactions.run(use_case, *given, now=self._clock.now())

    async def _rest(self, seconds: float) -> None:
        with suppress(TimeoutError):
            await asyncio.wait_for(self._stopping.wait(), seconds)

    def _tell(self, error: Exception) -> str:
        """Tell of a trouble once, until it is over or becomes another; return which it is."""
        if isinstance(error, MailboxTrouble):
            trouble, words = error.reason.partition(": ")[0], reason_words(error.reason)
        elif isinstance(error, LedgerUnavailable):
            trouble, words = "ledger", str(error).rstrip(".")
        else:
            trouble = words = type(error).__name__
        is_news = not self._trouble or trouble in {*FOR_PEOPLE} - {self._trouble}
        if is_news:
            self._trouble = trouble
            logger.warning(
                "The mailbox %(mailbox)s cannot be read: %(reason)s. "
                "What comes in meanwhile is read later; I keep trying.%(remedy)s",
                {
                    "mailbox": self._folder.name,
                    "reason": words,
                    "remedy": " Please look at FORTNIGHT_IMAP_URL." if trouble in FOR_PEOPLE else "",
                },
            )
        return trouble

    async def _tell_managers(self, trouble: str = "") -> None:
        """Tell them what they have to mend, or that it is over; what cannot be kept is told later."""
        if trouble != self._told:
            with suppress(LedgerUnavailable):
                await self._run(tell_of_mailbox, MailboxStands(self._folder.name, trouble))
                self._told = trouble

    async def _tell_again(self) -> None:
        await self._tell_managers()
        if self._trouble:
            logger.warning("The mailbox %(mailbox)s can be read again.", {"mailbox": self._folder.name})
        self._trouble = ""

    def _tell_where(self, begun: Opened) -> None:
        if begun.is_new:
            logger.info("The mailbox %(mailbox)s is read from now on.", {"mailbox": self._folder.name})
        if begun.is_anew:
            logger.warning(
                "The mailbox %(mailbox)s was set up anew (its UIDVALIDITY changed). It is read from now on.",
                {"mailbox": self._folder.name},
            )
