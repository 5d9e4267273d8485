"""Files of mails: shared below their words, never twice, and said where they are not there."""

from dataclasses import replace
from datetime import timedelta

import pytest

from rollouts import kinds
from rollouts.announcing.mail_briefs import FilesBrief
from rollouts.case_tokens import message_id_of
from rollouts.deliveries import Lost, NotPosted, Outcome, Reason, Refused, State
from rollouts.delivery.claiming import ClaimDue, Job, claim_due
from rollouts.delivery.recording import Attempt, GiveUp, give_up_abandoned, record
from rollouts.incoming_mail import Address, Attachment, Automatic, IncomingMail
from rollouts.mail_files import KEPT_FOR, LOGO_MOST, TAKEN_MOST, MailFile, defused, taken
from rollouts.topics import Topic
from rollouts.usecases.cases import Report, take_report
from rollouts.usecases.incoming_mails import TakeIn, take_in
from tests.support.delivering import deliver, posted
from tests.support.memory_ledger import MemoryLedger
from tests.support.story import ANA, MINUTE, POLICY, SECOND, STANDARD_DAY, at

NOON = at(STANDARD_DAY, 12)
LATER = NOON + 5 * MINUTE
LOG = Attachment("log.txt", "text/plain", 9, inline=False, part=1, is_taken=True)
CONTENT = MailFile("log.txt", b"It hangs.")


@pytest.fixture
def ledger(ledger: MemoryLedger) -> MemoryLedger:
    """Return a ledger in which Ana reported an urgent case at noon, which was said."""
    ledger.policy = replace(POLICY, support_emails=("support@vendor.example",), mail_from="us@acme.example")
    take_report(ledger.at(NOON), Report(ANA, "C0ACME", "Player is blank"))
    deliver(ledger, NOON)
    return ledger


def comes(ledger: MemoryLedger, automatic: Automatic | None = None) -> None:
    """Let a mail with a file come in."""
    secret = ledger.mail_secret()
    mail = IncomingMail(
        message_id="<1@vendor.example>",
        sender=Address("Priya", "priya@vendor.example"),
        subject="Re: blank",
        sent_at=LATER,
        references=(message_id_of(case=1, mail=0, secret=secret, domain="acme.example"),),
        recipients=(),
        text="See the log.",
        whole="See the log.",
        attachments=(LOG,),
        automatic=automatic,
    )
    take_in(ledger.at(LATER), TakeIn(mail, files=(CONTENT,)))


def says(ledger: MemoryLedger, *, of_files: Outcome) -> list[str]:
    """Say what is due; files come to that. Return what was said, by its key."""
    return [
        str(job.delivery.key.announcement)
        for job in deliver(
            ledger, LATER + SECOND, lambda job: of_files if isinstance(job.brief, FilesBrief) else posted(job)
        )
    ]


def stands(ledger: MemoryLedger) -> tuple[State, str]:
    (row,) = (
        each
        for each in ledger.deliveries(Topic.parse("case:1"))
        if each.key.announcement.kind == kinds.CASE_FILES
    )
    return row.state, row.reason


def test_the_files_of_a_mail_are_shared_below_its_words(ledger: MemoryLedger) -> None:
    comes(ledger)

    said = deliver(ledger, LATER)

    words, (files,) = (
        [job for job in said if job.brief.kind == kinds.CASE_ANSWER],
        [job.brief for job in said if isinstance(job.brief, FilesBrief)],
    )
    assert (files.channel, files.thread) == ("C0SUPPORT", words[0].thread)
    assert files.files == (CONTENT,)
    assert files.mail.mail.text == "See the log."
    assert ledger.mail_files(1) == ()
    assert deliver(ledger, LATER + MINUTE) == ()


def test_what_a_machine_sends_because_a_mail_came_is_not_shared(ledger: MemoryLedger) -> None:
    comes(ledger, Automatic.BOUNCE)

    assert "case_files:1" not in says(ledger, of_files=Lost("TimeoutError"))


@pytest.mark.parametrize(
    ("outcome", "why"),
    [
        (Lost("TimeoutError"), Reason.ANSWER_LOST.value),
        (Refused("missing_scope"), "missing_scope"),
        (Refused("file_uploads_disabled"), "file_uploads_disabled"),
    ],
)
def test_files_that_are_not_there_are_not_tried_again_and_a_word_says_why(
    ledger: MemoryLedger, outcome: Outcome, why: str
) -> None:
    comes(ledger)

    said = says(ledger, of_files=outcome)

    assert said[-1] == "case_files_left:1"
    assert said.count("case_files:1") == 1
    assert stands(ledger) == (State.SKIPPED, why)
    assert ledger.mail_files(1) == ()


def test_files_that_are_not_there_for_certain_are_tried_some_times(ledger: MemoryLedger) -> None:
    comes(ledger)

    said = says(ledger, of_files=NotPosted("ratelimited", timedelta()))

    assert (said.count("case_files:1"), said[-1]) == (5, "case_files_left:1")
    assert stands(ledger) == (State.SKIPPED, "ratelimited")


def test_files_wait_for_their_next_try_and_are_kept_that_long(ledger: MemoryLedger) -> None:
    comes(ledger)

    says(ledger, of_files=NotPosted("ratelimited", MINUTE))

    assert stands(ledger) == (State.WAITING, "ratelimited")
    assert ledger.mail_files(1) == (CONTENT,)
    deliver(ledger, LATER + 2 * MINUTE)
    assert stands(ledger) == (State.SENT, "")


def test_a_process_that_ends_while_it_shares_leaves_a_word(ledger: MemoryLedger) -> None:
    comes(ledger)
    while not any(isinstance(job.brief, FilesBrief) for job in claim(ledger)):
        pass

    give_up_abandoned(ledger.at(LATER + SECOND), GiveUp(lease=timedelta()))

    assert stands(ledger) == (State.SKIPPED, Reason.PROCESS_STOPPED.value)
    assert "case_files_left:1" in says(ledger, of_files=Lost("TimeoutError"))


def claim(ledger: MemoryLedger) -> tuple[Job, ...]:
    """Claim what is due, and say of it all but files."""
    jobs = claim_due(ledger.at(LATER), ClaimDue(100, 100))
    attempts = [Attempt(job, posted(job)) for job in jobs if not isinstance(job.brief, FilesBrief)]
    record(ledger.at(LATER), tuple(attempts))
    return jobs


def test_files_that_waited_too_long_are_forgotten(ledger: MemoryLedger) -> None:
    ledger.at(NOON).keep_mail_files(7, [CONTENT])

    ledger.at(NOON + KEPT_FOR + SECOND).keep_mail_files(8, [CONTENT])

    assert (ledger.mail_files(7), ledger.mail_files(8)) == ((), (CONTENT,))


def test_files_that_are_kept_no_more_are_in_the_mailbox(ledger: MemoryLedger) -> None:
    comes(ledger)
    while not any(job.brief.kind == kinds.CASE_ANSWER for job in claim(ledger)):
        pass
    ledger.forget_mail_files(1)

    said = says(ledger, of_files=Lost("TimeoutError"))

    assert "case_files_left:1" in said
    assert stands(ledger) == (State.SKIPPED, Reason.NOTHING_TO_SAY.value)


def test_as_many_files_are_taken_as_the_settings_allow() -> None:
    large, small = replace(LOG, size=80), replace(LOG, size=20)

    assert list(taken((small, large, small), most=100)) == [small, large]
    assert list(taken((large, large, small), most=100)) == [large, small]
    assert list(taken((LOG,), most=0)) == []
    assert len(list(taken((LOG,) * 30, most=1000))) == TAKEN_MOST


def test_empty_files_and_the_logos_of_signatures_are_not_taken() -> None:
    logo = replace(LOG, type="image/png", inline=True, size=LOGO_MOST)
    picture = replace(logo, size=LOGO_MOST + 1)

    assert list(taken((replace(LOG, size=0), logo, picture), most=100_000)) == [picture]


@pytest.mark.parametrize(
    ("name", "shared_as"),
    [
        ("log.txt", "log.txt"),
        ("Makefile", "Makefile"),
        ("trace.zip", "trace.zip"),
        ("report.pdf.exe", "report.pdf.exe.unsafe"),
        ("login.HTML", "login.HTML.unsafe"),
        ("picture.svg", "picture.svg.unsafe"),
        ("budget.xlsm", "budget.xlsm.unsafe"),
    ],
)
def test_a_name_that_would_run_something_is_defused(name: str, shared_as: str) -> None:
    assert defused(name) == shared_as
