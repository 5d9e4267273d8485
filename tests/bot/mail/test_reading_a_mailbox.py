"""Reading a real mailbox: what comes is taken in at once, and once, whatever becomes of the connection."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import datetime
from urllib.parse import quote

import pytest

from bot.clock import MovableClock
from bot.doctor.of_mailbox import look_at_mailbox
from bot.mail.imap import ImapFolder, MailboxTrouble
from bot.mail.incoming import MailIntake
from bot.mail.mailbox_reader import MailboxReader, Waits
from bot.mail.server import MailFolder, MailServer, Secrecy
from bot.settings import Settings
from rollouts.case_tokens import message_id_of
from rollouts.delivery.mailbox_troubles import topic_of
from rollouts.findings import Health
from rollouts.ports import Answer, Ledger, Request
from rollouts.refusals import LedgerUnavailable
from rollouts.usecases.cases import Report, take_report
from rollouts.usecases.incoming_mails import Fate, TakenIn
from rollouts.usecases.mailboxes import Hold, Place, hold
from tests.support.databases import InMemory
from tests.support.dovecot import HOST, PASSWORD, Dovecot, Mailbox, Wire, wire_to
from tests.support.mail_server import trusting
from tests.support.story import ANA, POLICY, STANDARD_DAY, at

NOON = at(STANDARD_DAY, 12)
OURS = "mx.acme.example"
PATIENT = Waits(answer=50, news=60, first=0.01, longest=0.05, login=0.05)
"""No look at the mailbox is due while a test runs: what is noticed, the server has told of."""


class Intake(MailIntake):
    """Takes mails in, and lets a test wait for it; `breaks` says of which it fails."""

    def __init__(self, database: InMemory, breaks: Callable[[bytes], bool] = lambda _: False) -> None:
        clock = MovableClock(NOON, running=False)
        super().__init__(transactions=database, clock=clock, nudge=lambda: None, authserv_id=OURS)
        self.database, self.clock, self.breaks = database, clock, breaks
        self.taken: asyncio.Queue[TakenIn] = asyncio.Queue()

    async def take_in(self, raw: bytes, place: Place | None = None) -> TakenIn:
        if self.breaks(raw):
            raise ZeroDivisionError
        taken = await super().take_in(raw, place)
        self.taken.put_nowait(taken)
        return taken

    async def takes(self, mails: int = 1) -> list[TakenIn]:
        """Wait until so many more mails were taken in."""
        async with asyncio.timeout(50):
            return [await self.taken.get() for _ in range(mails)]


@pytest.fixture
def intake() -> Intake:
    """The way in, and a ledger in which Ana reported an urgent case."""
    database = InMemory()
    database.ledger.policy = replace(POLICY, support_emails=("support@vendor.example",))
    take_report(database.ledger.at(NOON), Report(ANA, "C0ACME", "Player is blank"))
    return Intake(database)


def mail(intake: Intake, number: int = 1, *, text: str = "Empty the cache.", head: str = "") -> bytes:
    asked = message_id_of(case=1, mail=0, secret=intake.database.ledger.mail_secret(), domain="acme.example")
    found = f"Authentication-Results: {OURS}; dmarc=pass header.from=vendor.example\r\n"
    return (
        f"{head or found}From: Priya <priya@vendor.example>\r\nSubject: Re: blank\r\n"
        f"Message-ID: <{number}@vendor.example>\r\nIn-Reply-To: {asked}\r\n\r\n{text}\r\n"
    ).encode()


def other_mail(number: int) -> bytes:
    return f"From: news@x.example\r\nMessage-ID: <{number}@x.example>\r\n\r\nHello.\r\n".encode()


def reader_of(
    folder: MailFolder, intake: Intake, waits: Waits = PATIENT, *, name: str = "one"
) -> MailboxReader:
    return MailboxReader(
        folder,
        intake=intake,
        transactions=intake.database,
        clock=intake.clock,
        reader=name,
        waits=waits,
    )


@asynccontextmanager
async def reading(reader: MailboxReader) -> AsyncIterator[None]:
    task = asyncio.create_task(reader.run())
    try:
        yield
    finally:
        reader.stop()
        await asyncio.wait_for(task, 50)


@pytest.fixture
async def wire(mailbox: Mailbox) -> AsyncIterator[Wire]:
    """A way to the mailbox that can be cut."""
    async with wire_to(mailbox.dovecot.port) as wire:
        yield wire


@asynccontextmanager
async def idling(wire: Wire, mailbox: Mailbox, intake: Intake, waits: Waits = PATIENT) -> AsyncIterator[None]:
    """Read the mailbox, and wait for the server's news."""
    async with reading(reader_of(mailbox.at(wire.port), intake, waits)):
        await asyncio.wait_for(wire.hears(b"IDLE"), 50)
        yield


async def test_what_comes_in_is_taken_in_at_once_and_nothing_old(
    wire: Wire, mailbox: Mailbox, intake: Intake
) -> None:
    mailbox.gets(mail(intake, 1, text="Old."))

    async with idling(wire, mailbox, intake):
        await asyncio.to_thread(mailbox.gets, mail(intake, 2), other_mail(3))
        taken = await intake.takes(2)

    assert taken == [TakenIn(Fate.SHOWN, 1), TakenIn(Fate.OF_NO_CASE)]
    # To everybody else they are as new as they were.
    assert mailbox.flags == [rb"1 (FLAGS (\Recent))", rb"2 (FLAGS (\Recent))", rb"3 (FLAGS (\Recent))"]


async def test_a_connection_that_is_dropped_while_it_waits_is_made_again_and_told_of_once(
    wire: Wire, mailbox: Mailbox, intake: Intake, caplog: pytest.LogCaptureFixture
) -> None:
    async with idling(wire, mailbox, intake):
        wire.is_cut = True
        wire.drop()
        await asyncio.to_thread(mailbox.gets, mail(intake))
        wire.is_cut = False
        assert await intake.takes() == [TakenIn(Fate.SHOWN, 1)]
        await wire.hears(b"IDLE")

    name = mailbox.at().name
    dropped = "the mail server dropped the connection. What comes in meanwhile is read later; I keep trying."
    assert [each for each in caplog.messages if name in each] == [
        f"The mailbox {name} cannot be read: {dropped}",
        f"The mailbox {name} can be read again.",
    ]


async def test_after_a_restart_it_goes_on_where_it_was(mailbox: Mailbox, intake: Intake, wire: Wire) -> None:
    async with idling(wire, mailbox, intake):
        await asyncio.to_thread(mailbox.gets, mail(intake, 1))
        await intake.takes()
    mailbox.gets(mail(intake, 2), mail(intake, 1))

    async with reading(reader_of(mailbox.at(), intake)):
        assert await intake.takes(2) == [TakenIn(Fate.SHOWN, 1), TakenIn(Fate.KNOWN, 1)]


async def test_a_mailbox_that_was_made_anew_is_read_from_then_on_and_nothing_twice(
    mailbox: Mailbox, intake: Intake, wire: Wire, caplog: pytest.LogCaptureFixture
) -> None:
    async with idling(wire, mailbox, intake):
        await asyncio.to_thread(mailbox.gets, mail(intake, 1))
        await intake.takes()
    mailbox.is_made_anew()
    mailbox.gets(mail(intake, 1), mail(intake, 2))

    async with idling(wire, mailbox, intake):
        await asyncio.to_thread(mailbox.gets, mail(intake, 1), mail(intake, 3))
        assert await intake.takes(2) == [TakenIn(Fate.KNOWN, 1), TakenIn(Fate.SHOWN, 1)]

    assert any("UIDVALIDITY changed" in each for each in caplog.messages)


async def test_five_hundred_mails_at_once_while_another_client_reads_and_deletes(
    wire: Wire, mailbox: Mailbox, intake: Intake
) -> None:
    async with idling(wire, mailbox, intake):
        await asyncio.to_thread(mailbox.gets, *map(other_mail, range(499)), mail(intake))
        with mailbox.opened() as another:
            another.store("1:100", "+FLAGS", r"(\Seen)")
            another.store("500", "+FLAGS", r"(\Deleted)")
        taken = await intake.takes(500)

    assert Counter(each.fate for each in taken) == {Fate.OF_NO_CASE: 499, Fate.SHOWN: 1}
    assert sum(rb"\Seen" in each for each in mailbox.flags) == 100
    assert rb"\Deleted" in mailbox.flags[-1]


async def test_a_mail_that_somebody_deleted_meanwhile_is_passed_over(
    mailbox: Mailbox, intake: Intake
) -> None:
    mailbox.gets(other_mail(1))
    connection = ImapFolder(mailbox.at(), seconds=10)
    await asyncio.to_thread(connection.open)
    assert await asyncio.to_thread(connection.uids_after, 0) == [1]
    with mailbox.opened() as another:
        another.store("1", "+FLAGS", r"(\Deleted)")
        another.expunge()

    assert await asyncio.to_thread(connection.fetch, 1) is None
    connection.close()


@pytest.mark.deep
async def test_a_huge_mail_and_one_nested_beyond_reason_are_read(
    wire: Wire, mailbox: Mailbox, intake: Intake
) -> None:
    begin = '--x\r\nContent-Type: multipart/mixed; boundary="x"\r\n\r\n'
    nested = mail(intake, 1, text=begin * 2000, head='Content-Type: multipart/mixed; boundary="x"\r\n')
    huge = mail(intake, 2) + b"All is well.\r\n" * 2_200_000

    async with idling(wire, mailbox, intake):
        await asyncio.to_thread(mailbox.gets, nested, huge)
        taken = await intake.takes(2)

    assert len(huge) > 30_000_000
    assert [each.fate for each in taken] == [Fate.SHOWN] * 2


async def test_a_forged_result_of_a_server_below_ours_makes_nobody_the_vendor(
    wire: Wire, mailbox: Mailbox, intake: Intake
) -> None:
    ours, forged = (
        f"Authentication-Results: {OURS}; dmarc={found} header.from=" for found in ("fail", "pass")
    )
    head = f"{ours}vendor.example\r\n{forged}vendor.example\r\n"

    async with idling(wire, mailbox, intake):
        await asyncio.to_thread(mailbox.gets, mail(intake, head=head))
        await intake.takes()

    kept = intake.database.ledger.received_mail(1)
    assert kept
    assert not kept.is_from_vendor


# Who reads


async def test_with_replicas_one_reads_and_another_goes_on_after_it(
    mailbox: Mailbox, intake: Intake, wire: Wire
) -> None:
    eager = replace(PATIENT, news=0.05)
    other = reader_of(mailbox.at(), intake, eager, name="other")
    async with idling(wire, mailbox, intake, eager), reading(other):
        await asyncio.to_thread(mailbox.gets, mail(intake, 1))
        await intake.takes()
        assert not hold(intake.database.ledger.at(NOON), Hold(mailbox.at().name, "other"))


async def test_a_reader_that_stops_leaves_the_mailbox_to_the_next(
    wire: Wire, mailbox: Mailbox, intake: Intake
) -> None:
    waiting = reader_of(mailbox.at(), intake, replace(PATIENT, news=0.05), name="other")
    async with idling(wire, mailbox, intake):
        pass
    async with reading(waiting):
        await asyncio.to_thread(mailbox.gets, mail(intake))
        assert await intake.takes() == [TakenIn(Fate.SHOWN, 1)]


# What goes wrong


async def test_a_wrong_password_is_told_once_without_it(
    wire: Wire, mailbox: Mailbox, intake: Intake, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG")
    folder = mailbox.at(wire.port, password="very-secret-and-wrong")

    async with reading(reader_of(folder, intake)):
        for _ in range(3):
            await asyncio.wait_for(wire.hears(b" LOGIN "), 50)

    (manager,) = intake.database.ledger.deliveries(topic_of(folder.name, "mail_login"))
    assert manager.key.channel == "C0SUPPORT"
    (told,) = (each for each in caplog.messages if "cannot be read" in each)
    assert "the mail server refused the login" in told
    assert told.endswith("Please look at FORTNIGHT_IMAP_URL.")
    assert "very-secret" not in caplog.text
    assert "Traceback" not in caplog.text


class Full(InMemory):
    """A database whose disk is full for as many transactions as it is told."""

    def __init__(self, database: InMemory) -> None:
        self.ledger = database.ledger
        self.failures = 0

    async def run(
        self, use_case: Callable[[Ledger, *Request], Answer], *request: *Request, now: datetime
    ) -> Answer:
        if self.failures:
            self.failures -= 1
            raise LedgerUnavailable("The disk is full.")
        return await super().run(use_case, *request, now=now)


async def test_while_nothing_can_be_kept_nothing_is_passed_over(
    wire: Wire, mailbox: Mailbox, intake: Intake, caplog: pytest.LogCaptureFixture
) -> None:
    full = Full(intake.database)
    intake = Intake(full)

    async with idling(wire, mailbox, intake):
        full.failures = 2
        await asyncio.to_thread(mailbox.gets, mail(intake))
        assert await intake.takes() == [TakenIn(Fate.SHOWN, 1)]

    assert full.failures == 0
    assert "cannot be read: The disk is full. What comes" in caplog.text


async def test_one_mail_that_breaks_the_reading_does_not_keep_the_others_waiting(
    wire: Wire, mailbox: Mailbox, intake: Intake, caplog: pytest.LogCaptureFixture
) -> None:
    intake.breaks = lambda raw: b"news@x.example" in raw

    async with idling(wire, mailbox, intake):
        await asyncio.to_thread(mailbox.gets, other_mail(1), mail(intake, 2))
        assert await intake.takes() == [TakenIn(Fate.SHOWN, 1)]

    assert "is passed over (ZeroDivisionError). The mailbox has it, with the UID 1." in caplog.text
    assert "Traceback" not in caplog.text


async def test_a_server_that_knows_no_idle_is_asked_now_and_then(mailbox: Mailbox, intake: Intake) -> None:
    connection = ImapFolder(mailbox.at(), seconds=10)
    await asyncio.to_thread(connection.open)
    connection._can_idle = False  # noqa: SLF001 - Dovecot always can
    mailbox.gets(other_mail(1))

    await asyncio.to_thread(connection.wait, 0.01)

    assert await asyncio.to_thread(connection.uids_after, 0) == [1]
    connection.close()


@pytest.fixture
def wrong(imap_server: Dovecot) -> Callable[..., str]:
    """What an attempt to open a folder comes to."""

    def trouble(folder: MailFolder, *, is_trusted: bool = True) -> str:
        tls = trusting(imap_server.authority) if is_trusted else None
        connection = ImapFolder(folder, seconds=5, tls=tls)
        try:
            with pytest.raises(MailboxTrouble) as raised:
                connection.open()
            return raised.value.reason
        finally:
            connection.close()

    return trouble


def test_each_trouble_is_told_for_what_it_is(
    imap_server: Dovecot, mailbox: Mailbox, wrong: Callable[..., str]
) -> None:
    def at_port(port: int, secrecy: Secrecy) -> MailFolder:
        return MailFolder(MailServer(HOST, port, secrecy, mailbox.user, PASSWORD))

    plain, tls = imap_server.port, imap_server.tls_port
    assert wrong(at_port(1, Secrecy.NONE)) == "mail_unreachable"
    assert wrong(at_port(plain, Secrecy.TLS)) == "mail_tls"
    assert wrong(at_port(tls, Secrecy.TLS), is_trusted=False).startswith("mail_certificate: ")
    assert wrong(at_port(plain, Secrecy.STARTTLS), is_trusted=False).startswith("mail_certificate: ")
    assert wrong(replace(mailbox.at(), folder="Nowhere")).startswith("mail_no_folder: ")
    assert wrong(mailbox.at(password="pässword")).startswith("mail_login: ")


@pytest.mark.parametrize("secrecy", [Secrecy.TLS, Secrecy.STARTTLS, Secrecy.STARTTLS_IF_OFFERED])
def test_the_way_there_is_kept_secret(imap_server: Dovecot, mailbox: Mailbox, secrecy: Secrecy) -> None:
    port = imap_server.tls_port if secrecy is Secrecy.TLS else imap_server.port
    connection = ImapFolder(mailbox.at(port, secrecy), seconds=5, tls=trusting(imap_server.authority))

    assert connection.open().next_uid == 1
    connection.close()


async def test_the_doctor_finds_a_mailbox_that_can_be_read(mailbox: Mailbox) -> None:
    login = f"{mailbox.user}:{quote(PASSWORD, safe='')}"
    url = f"imap://{login}@{HOST}:{mailbox.dovecot.port}/{mailbox.folder}"
    found = await look_at_mailbox(Settings.load(_env_file=None, imap_url=url, mail_authserv_id=OURS))

    assert [(each.health, each.said) for each in found] == [
        (Health.GOOD, f"{mailbox.at().name} can be read.")
    ]
