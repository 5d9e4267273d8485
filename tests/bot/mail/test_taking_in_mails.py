"""The way in for mails: from bytes to what is said of them, and a log that tells nobody's words."""

from collections.abc import Callable
from dataclasses import replace
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default

import pytest

from bot.clock import MovableClock
from bot.mail.incoming import MailIntake
from rollouts.case_tokens import message_id_of
from rollouts.mail_files import MailFile
from rollouts.usecases.cases import Report, take_report
from rollouts.usecases.incoming_mails import Fate, TakenIn
from tests.support.databases import InMemory
from tests.support.story import ANA, POLICY, STANDARD_DAY, at

NOON = at(STANDARD_DAY, 12)
OURS = "mx.acme.example"


@pytest.fixture
def database() -> InMemory:
    database = InMemory()
    database.ledger.policy = replace(POLICY, support_emails=("support@vendor.example",))
    take_report(database.ledger.at(NOON), Report(ANA, "C0ACME", "Player is blank"))
    return database


def intake(database: InMemory, nudge: Callable[[], None] = lambda: None) -> MailIntake:
    clock = MovableClock(NOON, running=False)
    return MailIntake(transactions=database, clock=clock, nudge=nudge, authserv_id=OURS)


def mail(database: InMemory, *, answers: bool = True, found: str = f"{OURS}; dmarc=pass") -> bytes:
    secret = database.ledger.mail_secret()
    asked = (
        message_id_of(case=1, mail=0, secret=secret, domain="acme.example") if answers else "<0@x.example>"
    )
    return (
        f"Authentication-Results: {found} header.from=vendor.example\r\n"
        "From: Priya <priya@vendor.example>\r\nSubject: Re: blank\r\nMessage-ID: <1@vendor.example>\r\n"
        f"In-Reply-To: {asked}\r\n\r\nEmpty the secret cache.\r\n"
    ).encode()


async def test_the_vendors_answer_is_taken_in_and_said_at_once(
    database: InMemory, caplog: pytest.LogCaptureFixture
) -> None:
    nudges: list[None] = []
    caplog.set_level("INFO")

    taken = await intake(database, lambda: nudges.append(None)).take_in(mail(database))

    assert taken == TakenIn(Fate.SHOWN, 1)
    assert len(nudges) == 1
    kept = database.ledger.received_mail(1)
    assert kept
    assert (kept.mail.text, kept.is_from_vendor) == ("Empty the secret cache.", True)
    assert caplog.messages == ["An e-mail came in about case 1; its thread shows it"]


async def test_files_up_to_a_size_are_kept_for_the_thread_under_harmless_names(database: InMemory) -> None:
    with_files = message_from_bytes(mail(database), policy=default)
    assert isinstance(with_files, EmailMessage)
    for name, content in (("log.txt", b"It hangs."), ("cure.exe", b"MZ"), ("film.mp4", b"x" * 90)):
        with_files.add_attachment(content, "application", "octet-stream", filename=name)

    clock = MovableClock(NOON, running=False)
    ways = MailIntake(transactions=database, clock=clock, nudge=lambda: None, authserv_id=OURS, files_most=50)
    await ways.take_in(with_files.as_bytes())

    kept = database.ledger.received_mail(1)
    assert kept
    assert [(file.name, file.is_taken) for file in kept.mail.attachments] == [
        ("log.txt", True),
        ("cure.exe", True),
        ("film.mp4", False),
    ]
    assert database.ledger.mail_files(1) == (
        MailFile("log.txt", b"It hangs."),
        MailFile("cure.exe.unsafe", b"MZ"),
    )


async def test_what_another_server_found_makes_nobody_the_vendor(database: InMemory) -> None:
    await intake(database).take_in(mail(database, found="mx.evil.example; dmarc=pass"))

    kept = database.ledger.received_mail(1)
    assert kept
    assert not kept.is_from_vendor


async def test_of_a_mail_about_no_case_the_log_says_that_it_came(
    database: InMemory, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO")

    assert (await intake(database).take_in(mail(database, answers=False))).fate is Fate.OF_NO_CASE
    assert (await intake(database).take_in(mail(database, answers=False))).fate is Fate.KNOWN

    assert caplog.messages == ["An e-mail came in that is about no case"]
