"""E-mails to the vendor as deliveries: when one is planned, how often it is tried, what its thread says."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

import pytest

from rollouts import kinds
from rollouts.announcing.briefs import CaseBrief
from rollouts.announcing.mail_briefs import MailBrief
from rollouts.case_mails import MAIL_AFTER, TRY_AGAIN_AT_MOST
from rollouts.case_tokens import case_in
from rollouts.cases import NoteKind
from rollouts.deliveries import Delivery, Lost, Message, NotPosted, Outcome, Reason, Refused, Sent, State
from rollouts.delivery.claiming import ClaimDue, Job, claim_due
from rollouts.delivery.mailing import SEND_AGAIN_AFTER
from rollouts.delivery.recording import GiveUp, give_up_abandoned
from rollouts.people import Person
from rollouts.refusals import NotAllowed, Unknown
from rollouts.topics import Topic
from rollouts.usecases.case_mails import SettleMail, settle_mail
from rollouts.usecases.cases import (
    AddDetails,
    AddNote,
    Finding,
    Report,
    add_details,
    note_case,
    report_problem,
    take_report,
)
from tests.support.delivering import deliver, posted
from tests.support.memory_ledger import MemoryLedger
from tests.support.story import ANA, BEN, MINUTE, POLICY, SECOND, STANDARD_DAY, ZOE, at

NOON = at(STANDARD_DAY, 12)
SUPPORT = "support@vendor.example"
MAILING = replace(POLICY, support_emails=(SUPPORT,), mail_from="releases@acme.example")
GIL = Person("U0GIL", is_guest=True)
LATER = NotPosted("mail_later: 451 Greylisted", 30 * SECOND)
LOST = Lost("mail_lost")
REFUSED = Refused("mail_refused: 550 No such user")

Answer = Callable[[Job], Outcome]


@pytest.fixture
def ledger(ledger: MemoryLedger) -> MemoryLedger:
    """Return a ledger with a mail server."""
    ledger.policy = MAILING
    return ledger


def mailed(outcome: Outcome | None = None) -> Answer:
    """Answer as a chat system in which all goes well, and as a mail server with that outcome."""

    def answer(job: Job) -> Outcome:
        if not isinstance(job.brief, MailBrief):
            return posted(job)
        return outcome or Sent(Message(SUPPORT, job.brief.message_id))

    return answer


def sent(ledger: MemoryLedger, now: datetime, outcome: Outcome | None = None) -> list[MailBrief]:
    """Deliver what is due; return the mails that were tried."""
    return [job.brief for job in deliver(ledger, now, mailed(outcome)) if isinstance(job.brief, MailBrief)]


def mails(ledger: MemoryLedger, number: int = 1) -> list[Delivery]:
    found = (row for row in ledger.deliveries(Topic.parse(f"case:{number}")))
    return [row for row in found if row.key.announcement.kind == kinds.CASE_MAIL]


def opened(ledger: MemoryLedger, text: str = "Player is blank", now: datetime = NOON) -> None:
    take_report(ledger.at(now), Report(ANA, "C0ACME", text))


def note(ledger: MemoryLedger, kind: NoteKind, now: datetime, text: str = "On Safari") -> None:
    if kind is NoteKind.DETAILS:
        add_details(ledger.at(now), AddDetails(BEN, 1, text))
    else:
        note_case(ledger.at(now), AddNote(BEN, 1, kind))


# When a mail is planned


def test_an_urgent_case_with_words_is_mailed_at_once(ledger: MemoryLedger) -> None:
    opened(ledger)

    (mail,) = sent(ledger, NOON)

    assert (mail.is_first, mail.is_urgent, mail.notes, mail.references) == (True, True, (), ())
    assert mail.kind == kinds.CASE_MAIL
    assert case_in(mail.message_id, secret=ledger.mail_secret()) == 1
    assert mail.message_id.endswith("@acme.example>")


def test_without_words_it_waits_for_details_and_goes_out_with_them(ledger: MemoryLedger) -> None:
    opened(ledger, text="")
    assert sent(ledger, NOON + MAIL_AFTER - SECOND) == []

    note(ledger, NoteKind.DETAILS, NOON + MAIL_AFTER - SECOND)
    (mail,) = sent(ledger, NOON + MAIL_AFTER - SECOND)

    assert [each.text for each in mail.notes] == ["On Safari"]


def test_without_details_it_goes_out_after_a_while(ledger: MemoryLedger) -> None:
    opened(ledger, text="")

    assert len(sent(ledger, NOON + MAIL_AFTER)) == 1


def test_a_normal_case_waits_too_for_a_problem_may_be_taken_back(ledger: MemoryLedger) -> None:
    release, globex = ledger.release("2026.10"), ledger.integration("Globex")
    assert release
    assert globex
    report_problem(ledger.at(NOON), Finding(BEN, release, "controlled", globex, "It is grey"))

    assert sent(ledger, NOON) == []
    assert [mail.is_urgent for mail in sent(ledger, NOON + MAIL_AFTER)] == [False]


@pytest.mark.parametrize("kind", [NoteKind.RESOLVED, NoteKind.FALSE_ALARM])
def test_what_is_over_before_it_was_mailed_is_not_mailed(ledger: MemoryLedger, kind: NoteKind) -> None:
    opened(ledger, text="")
    note(ledger, kind, NOON + MINUTE)

    assert sent(ledger, NOON + 60 * MINUTE) == []
    assert [(mail.state, mail.reason) for mail in mails(ledger)] == [(State.SKIPPED, Reason.ANSWERED)]


@pytest.mark.parametrize(
    "kind", [NoteKind.DETAILS, NoteKind.NOT_URGENT, NoteKind.RESOLVED, NoteKind.FALSE_ALARM]
)
def test_what_changes_later_is_mailed_after_the_mails_before_it(ledger: MemoryLedger, kind: NoteKind) -> None:
    opened(ledger)
    (first,) = sent(ledger, NOON)
    note(ledger, kind, NOON + MINUTE)

    (mail,) = sent(ledger, NOON + MINUTE)

    assert [each.kind for each in mail.notes] == [kind]
    assert mail.references == (first.message_id,)
    assert mail.message_id != first.message_id


def test_who_of_us_looks_into_it_is_nothing_to_the_vendor(ledger: MemoryLedger) -> None:
    opened(ledger)
    sent(ledger, NOON)
    note(ledger, NoteKind.ACKNOWLEDGED, NOON + MINUTE)

    assert sent(ledger, NOON + MINUTE) == []


def test_what_changes_while_a_mail_waits_goes_out_with_it(ledger: MemoryLedger) -> None:
    opened(ledger)
    sent(ledger, NOON, LATER)
    note(ledger, NoteKind.DETAILS, NOON + SECOND)
    note(ledger, NoteKind.NOT_URGENT, NOON + SECOND)

    (mail,) = sent(ledger, NOON + MINUTE)

    assert [each.kind for each in mail.notes] == [NoteKind.DETAILS, NoteKind.NOT_URGENT]
    assert not mail.is_urgent
    assert len(mails(ledger)) == 1


def test_a_case_from_before_there_were_mails_is_not_mailed(ledger: MemoryLedger) -> None:
    opened(ledger)
    case = ledger.case(1)
    assert case
    ledger.save_case(replace(case, number=0))
    note_case(ledger.at(NOON), AddNote(BEN, 2, NoteKind.NOT_URGENT))

    assert mails(ledger, 2) == []


# What becomes of a mail


def test_a_mail_that_was_sent_is_never_sent_again(ledger: MemoryLedger) -> None:
    opened(ledger)
    sent(ledger, NOON)

    (mail,) = mails(ledger)
    assert (mail.state, mail.message and mail.message.channel) == (State.SENT, SUPPORT)
    assert mail.next_at is None
    assert sent(ledger, NOON + 60 * MINUTE) == []


def test_what_is_sent_is_known_before_it_is_sent(ledger: MemoryLedger) -> None:
    opened(ledger)
    jobs = claim_due(ledger.at(NOON), ClaimDue(10, 10))
    (brief,) = (job.brief for job in jobs if isinstance(job.brief, MailBrief))

    (mail,) = mails(ledger)
    assert (mail.state, mail.message) == (State.CLAIMED, Message(SUPPORT, brief.message_id))


def test_a_mail_that_was_not_sent_is_tried_less_and_less_often(ledger: MemoryLedger) -> None:
    opened(ledger)
    now, waits = NOON, []
    for _ in range(8):
        sent(ledger, now, LATER)
        (mail,) = mails(ledger)
        assert mail.next_at
        waits.append(mail.next_at - now)
        now = mail.next_at

    assert waits[:3] == [30 * SECOND, 60 * SECOND, 120 * SECOND]
    assert waits[-1] == TRY_AGAIN_AT_MOST


def test_a_mail_that_waits_for_others_is_tried_soon_however_often(ledger: MemoryLedger) -> None:
    opened(ledger)
    busy = NotPosted(Reason.MAIL_SERVER_BUSY, 2 * SECOND)
    for step in range(5):
        sent(ledger, NOON + 2 * step * SECOND, busy)

    (mail,) = mails(ledger)
    assert mail.next_at == NOON + 10 * SECOND
    assert words(ledger) == []


def test_an_urgent_mail_that_was_lost_goes_out_once_more_as_the_same(ledger: MemoryLedger) -> None:
    opened(ledger)
    (first,) = sent(ledger, NOON, LOST)
    note(ledger, NoteKind.NOT_URGENT, NOON + SECOND)

    (again, _) = sent(ledger, NOON + SEND_AGAIN_AFTER)

    assert again.message_id == first.message_id
    assert (again.notes, again.is_urgent) == (first.notes, first.is_urgent)


def test_lost_twice_somebody_is_asked(ledger: MemoryLedger) -> None:
    opened(ledger)
    sent(ledger, NOON, LOST)
    sent(ledger, NOON + SEND_AGAIN_AFTER, LOST)

    (mail,) = mails(ledger)
    assert (mail.state, mail.next_at) == (State.UNKNOWN, None)
    assert sent(ledger, NOON + 60 * MINUTE) == []


def test_a_normal_mail_that_was_lost_is_not_sent_again(ledger: MemoryLedger) -> None:
    opened(ledger)
    sent(ledger, NOON)
    note(ledger, NoteKind.NOT_URGENT, NOON + MINUTE)
    sent(ledger, NOON + MINUTE, LOST)

    assert sent(ledger, NOON + 60 * MINUTE) == []
    assert [mail.state for mail in mails(ledger)] == [State.SENT, State.UNKNOWN]


def test_what_follows_a_lost_mail_does_not_wait_for_it(ledger: MemoryLedger) -> None:
    opened(ledger)
    sent(ledger, NOON)
    note(ledger, NoteKind.NOT_URGENT, NOON + MINUTE)
    (lost,) = sent(ledger, NOON + MINUTE, LOST)
    note(ledger, NoteKind.DETAILS, NOON + 2 * MINUTE)

    (mail,) = sent(ledger, NOON + 2 * MINUTE)

    assert lost.message_id in mail.references


@pytest.mark.parametrize(("urgent", "state"), [(True, State.WAITING), (False, State.UNKNOWN)])
def test_a_mail_during_which_the_process_ended_may_have_been_sent(
    ledger: MemoryLedger, state: State, *, urgent: bool
) -> None:
    opened(ledger)
    claim_due(ledger.at(NOON), ClaimDue(10, 10))
    if not urgent:
        note(ledger, NoteKind.NOT_URGENT, NOON)

    give_up_abandoned(ledger.at(NOON + 2 * MINUTE), GiveUp())

    assert (mails(ledger)[0].state, mails(ledger)[0].reason) == (state, Reason.PROCESS_STOPPED)
    assert len(sent(ledger, NOON + 2 * MINUTE)) == 1


def test_a_mail_that_was_refused_is_tried_no_more(ledger: MemoryLedger) -> None:
    opened(ledger)
    sent(ledger, NOON, REFUSED)
    note(ledger, NoteKind.DETAILS, NOON + MINUTE)

    assert sent(ledger, NOON + 60 * MINUTE) == []
    assert [mail.state for mail in mails(ledger)] == [State.FAILED]


# What its thread says


def words(ledger: MemoryLedger) -> list[Delivery]:
    found = ledger.deliveries(Topic.parse("case:1"))
    return [row for row in found if row.key.announcement.kind == kinds.CASE_MAILED]


@pytest.mark.parametrize("outcome", [None, REFUSED, LOST])
def test_the_thread_says_what_became_of_a_mail(ledger: MemoryLedger, outcome: Outcome | None) -> None:
    opened(ledger)
    said = [job for job in deliver(ledger, NOON, mailed(outcome)) if isinstance(job.brief, CaseBrief)]

    (word,) = (job for job in said if job.brief.kind == kinds.CASE_MAILED)
    assert isinstance(word.brief, CaseBrief)
    assert word.brief.mail == mails(ledger)[0]
    assert word.brief.mailed
    assert (word.thread is not None, word.broadcast) == (True, False)


def test_one_try_in_vain_is_no_news_but_two_are(ledger: MemoryLedger) -> None:
    opened(ledger)
    sent(ledger, NOON, LATER)
    assert words(ledger) == []

    sent(ledger, NOON + 30 * SECOND, LATER)

    assert len(words(ledger)) == 1


def test_what_the_thread_said_is_kept_current_and_said_once(ledger: MemoryLedger) -> None:
    opened(ledger)
    sent(ledger, NOON, LOST)
    deliver(ledger, NOON + SEND_AGAIN_AFTER, mailed())

    assert [(word.action, word.state) for word in words(ledger)] == [
        ("post", State.SENT),
        ("update", State.SENT),
    ]


def test_without_a_mail_server_the_thread_shows_what_is_to_be_sent(ledger: MemoryLedger) -> None:
    ledger.policy = POLICY
    opened(ledger, text="")
    jobs = deliver(ledger, NOON + MAIL_AFTER)

    (word,) = (job.brief for job in jobs if job.brief.kind == kinds.CASE_MAILED)
    assert isinstance(word, CaseBrief)
    assert word.mail
    assert (word.mail.state, word.mail.reason) == (State.SKIPPED, Reason.NO_MAIL_SERVER)

    note(ledger, NoteKind.DETAILS, NOON + 2 * MINUTE)
    updated = [job.brief for job in deliver(ledger, NOON + 2 * MINUTE) if job.brief.kind == kinds.CASE_MAILED]

    assert len(mails(ledger)) == 1
    assert [
        note.text
        for brief in updated
        if isinstance(brief, CaseBrief) and brief.mailed
        for note in brief.mailed.notes
    ] == ["On Safari"]


# Somebody decides


def settle(ledger: MemoryLedger, now: datetime, *, has_arrived: bool, actor: Person = ZOE) -> bool:
    """Decide about the first mail; return whether there was something to decide."""
    return not settle_mail(ledger.at(now), SettleMail(actor, mails(ledger)[0].id, has_arrived)).again


def lost_twice(ledger: MemoryLedger) -> datetime:
    opened(ledger)
    sent(ledger, NOON, LOST)
    sent(ledger, NOON + SEND_AGAIN_AFTER, LOST)
    return NOON + MINUTE


def test_somebody_says_that_it_arrived(ledger: MemoryLedger) -> None:
    now = lost_twice(ledger)

    assert settle(ledger, now, has_arrived=True)
    assert mails(ledger)[0].state is State.SENT
    assert sent(ledger, now) == []
    assert not settle(ledger, now, has_arrived=True)
    assert not settle(ledger, now, has_arrived=False)


def test_somebody_lets_a_lost_mail_be_sent_again_as_the_same(ledger: MemoryLedger) -> None:
    now = lost_twice(ledger)

    assert settle(ledger, now, has_arrived=False)
    (mail,) = sent(ledger, now)

    assert mails(ledger)[0].state is State.SENT
    assert mails(ledger)[0].message == Message(SUPPORT, mail.message_id)


@pytest.mark.parametrize("outcome", [REFUSED, LATER])
def test_somebody_lets_a_mail_be_tried_again_at_once(ledger: MemoryLedger, outcome: Outcome) -> None:
    opened(ledger)
    sent(ledger, NOON, outcome)

    assert settle(ledger, NOON + SECOND, has_arrived=False)
    assert len(sent(ledger, NOON + SECOND)) == 1


def test_nobody_says_that_a_mail_arrived_that_was_certainly_not_sent(ledger: MemoryLedger) -> None:
    opened(ledger)
    sent(ledger, NOON, REFUSED)

    assert not settle(ledger, NOON, has_arrived=True)
    assert mails(ledger)[0].state is State.FAILED


def test_guests_decide_nothing(ledger: MemoryLedger) -> None:
    now = lost_twice(ledger)

    with pytest.raises(NotAllowed):
        settle(ledger, now, has_arrived=True, actor=GIL)


def test_what_is_no_mail_cannot_be_decided_about(ledger: MemoryLedger) -> None:
    opened(ledger)
    posts = ledger.deliveries(Topic.parse("case:1"))
    (card,) = (row for row in posts if row.key.announcement.kind == kinds.CASE_OPENED)

    for number in (card.id, 10_000):
        with pytest.raises(Unknown):
            settle_mail(ledger.at(NOON), SettleMail(ZOE, number, has_arrived=True))
