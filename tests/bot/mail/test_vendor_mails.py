"""Mails about no case: the vendor's senders are read as its news, and nobody passes for them."""

from dataclasses import replace
from datetime import date

import pytest

from bot.clock import MovableClock
from bot.intake.entries import NewsTexts
from bot.mail.incoming import MailIntake
from bot.mail.vendor_news import VendorMails
from rollouts.incoming_mail import Address, IncomingMail
from rollouts.news_drafts import NewsDraft, Source, SourceKind
from rollouts.received_mails import named_sender
from tests.support.databases import InMemory
from tests.support.story import POLICY, STANDARD_DAY, at

NOON = at(STANDARD_DAY, 12)  # 30 November 2026
OURS = "mx.acme.example"
TRUE, FORGED = (
    f"{OURS}; dmarc=pass header.from=vendor.example",
    f"{OURS}; dmarc=fail header.from=vendor.example",
)
SENT = "Mon, 30 Nov 2026 10:00:00 +0000"


@pytest.fixture
def database() -> InMemory:
    return InMemory()


@pytest.fixture
def nudges() -> list[None]:
    return []


@pytest.fixture
def intake(database: InMemory, nudges: list[None]) -> MailIntake:
    return MailIntake(
        transactions=database,
        clock=MovableClock(NOON, running=False),
        nudge=lambda: nudges.append(None),
        authserv_id=OURS,
        of_no_case=VendorMails(("vendor.example",), NewsTexts(None, zone=lambda: "UTC")).take_in,
    )


def mail(
    said: str = "Release 2027.1 arrives on Standard on 13 January 2027.",
    *,
    number: int = 1,
    sender: str = "releases@vendor.example",
    found: str = TRUE,
    sent: str = SENT,
    more: str = "",
) -> bytes:
    return (
        f"Authentication-Results: {found}\r\nFrom: Releases <{sender}>\r\n"
        f"Subject: Preview of release 2027.1\r\nMessage-ID: <{number}@{sender}>\r\n"
        f"Date: {sent}\r\n{more}\r\n{said}\r\n"
    ).encode()


def drafts(database: InMemory) -> tuple[NewsDraft, ...]:
    return database.ledger.drafts()


async def test_the_vendors_mail_becomes_a_draft_once(
    database: InMemory, intake: MailIntake, nudges: list[None], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO")

    for _ in range(5):
        await intake.take_in(mail())

    [draft] = drafts(database)
    assert draft.source == Source(SourceKind.MAIL, "vendor.example")
    assert draft.whole.dates["standard"].value == date(2027, 1, 13)
    assert [each.is_verified for each in draft.entries] == [True]
    assert caplog.messages == [
        "An e-mail came in that is about no case",
        "It is the vendor's news: 1 to decide",
    ]
    assert len(nudges) == 1


async def test_news_about_which_nobody_can_be_asked_is_a_warning_that_says_what_to_do(
    database: InMemory, intake: MailIntake, caplog: pytest.LogCaptureFixture
) -> None:
    database.ledger.policy = replace(POLICY, alerts_to=(), managers=frozenset(), support_channel=None)

    for _ in range(2):
        await intake.take_in(mail())

    assert caplog.messages == [
        (
            "Nobody can be asked about the vendor's news (drafts 1): it waits at Home. "
            "Name people as managers, or a support channel: FORTNIGHT_MANAGERS, FORTNIGHT_SUPPORT_CHANNEL, "
            "or /release settings in Slack."
        )
    ]


async def test_a_mail_of_anybody_else_is_a_line_in_the_log(
    database: InMemory, intake: MailIntake, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO")

    await intake.take_in(mail(sender="eve@vendor.example.elsewhere.example"))

    assert drafts(database) == ()
    assert caplog.messages == ["An e-mail came in that is about no case"]


async def test_a_forged_mail_changes_no_draft_of_true_ones_and_is_marked(
    database: InMemory, intake: MailIntake
) -> None:
    await intake.take_in(mail())
    await intake.take_in(mail("Release 2027.1 arrives on Standard on 1 April 2027.", number=2, found=FORGED))

    true, forged = drafts(database)
    assert true.whole.dates["standard"].value == date(2027, 1, 13)
    assert forged.source.name == "vendor.example, unverified"
    assert [each.is_verified for each in forged.entries] == [False]


async def test_that_somebody_is_away_is_no_news(database: InMemory, intake: MailIntake) -> None:
    await intake.take_in(mail(more="Auto-Submitted: auto-replied\r\n"))

    assert drafts(database) == ()


@pytest.mark.parametrize("sent", ["Thu, 01 Jan 1970 00:00:00 +0000", "Fri, 01 Jan 2099 00:00:00 +0000", SENT])
async def test_two_weeks_count_from_the_day_of_a_mail_or_from_that_on_which_it_came(
    database: InMemory, intake: MailIntake, sent: str
) -> None:
    await intake.take_in(mail("Release 2027.1 arrives on Standard in two weeks.", sent=sent))

    assert drafts(database)[0].whole.dates["standard"].value == date(2026, 12, 14)


def test_which_senders_are_meant() -> None:
    def named(address: str, *senders: str) -> str | None:
        sender = Address("", address) if address else None
        return named_sender(IncomingMail("", sender, "", None, (), (), "", ""), senders)

    assert named("a@vendor.example", "vendor.example") == "vendor.example"
    assert named("a@news.vendor.example", "vendor.example") == "vendor.example"
    assert named("a@vendor.example", "b@vendor.example", "a@vendor.example") == "a@vendor.example"
    assert named("a@evilvendor.example", "vendor.example") is None
    assert named("a@vendor.example", "b@vendor.example") is None
    assert named("", "vendor.example") is None
