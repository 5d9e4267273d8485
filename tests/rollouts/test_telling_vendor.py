"""Telling the vendor something: which words go out, how the thread hears of it, and when nothing does."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

import pytest

from rollouts import kinds
from rollouts.announcing.briefs import TickBrief
from rollouts.announcing.mail_briefs import MailBrief
from rollouts.case_files import CaseFile
from rollouts.cases import Case, NoteKind
from rollouts.deliveries import (
    Action,
    Announcement,
    Key,
    Lost,
    Message,
    NewDelivery,
    NotPosted,
    Outcome,
    Reason,
    Refused,
    Sent,
    State,
)
from rollouts.delivery.claiming import Job
from rollouts.delivery.mail_news import TICKS_TRIED
from rollouts.people import Person
from rollouts.refusals import Blocked, NotAllowed, Obstacle
from rollouts.topics import Topic
from rollouts.usecases.case_mails import SettleMail, offer_skipped_mails, settle_mail
from rollouts.usecases.cases import AddDetails, AddNote, Report, add_details, note_case, take_report
from rollouts.usecases.telling_vendor import TellVendor, ToldVendor, tell_vendor
from tests.support.delivering import deliver, posted
from tests.support.memory_ledger import MemoryLedger
from tests.support.story import ANA, BEN, MINUTE, POLICY, SECOND, STANDARD_DAY, at

NOON = at(STANDARD_DAY, 12)
SUPPORT = "support@vendor.example"
NO_SERVER = replace(POLICY, support_emails=(SUPPORT,))
MAILING = replace(NO_SERVER, mail_from="releases@acme.example")
WORDS = Message("C0SUPPORT", "77.000000")
GIL = Person("U0GIL", is_guest=True)
REFUSED = Refused("mail_refused: 550 No")
CASE = Topic.parse("case:1")

Answer = Callable[[Job], Outcome]


def answers(*, mail: Outcome | None = None, tick: Outcome | None = None) -> Answer:
    """Answer as Slack and a mail server do, but for those outcomes."""

    def answer(job: Job) -> Outcome:
        if isinstance(job.brief, MailBrief):
            return mail or Sent(Message(SUPPORT, job.brief.message_id))
        if isinstance(job.brief, TickBrief):
            return tick or Sent(job.brief.message)
        return posted(job)

    return answer


@pytest.fixture
def opened(ledger: MemoryLedger) -> MemoryLedger:
    """Return a ledger with a mail server, and an urgent case whose thread and first mail are there."""
    ledger.policy = MAILING
    take_report(ledger.at(NOON), Report(ANA, "C0ACME", "Player is blank"))
    deliver(ledger, NOON, answers())
    return ledger


def thread(ledger: MemoryLedger) -> Message:
    first = next(row for row in ledger.deliveries(CASE) if row.key.announcement.kind == kinds.CASE_OPENED)
    assert first.message
    return first.message


def tell(
    ledger: MemoryLedger,
    text: str = "It works on Firefox",
    *,
    now: datetime = NOON + MINUTE,
    by: Person = BEN,
    message: Message = WORDS,
) -> ToldVendor:
    return tell_vendor(ledger.at(now), TellVendor(by, thread(ledger), message, text))


def done(ledger: MemoryLedger, now: datetime, answer: Answer) -> tuple[list[MailBrief], list[Message], int]:
    """Deliver what is due; return the mails, the messages that got a tick, and how many words were said."""
    jobs = deliver(ledger, now, answer)
    mails = [job.brief for job in jobs if isinstance(job.brief, MailBrief)]
    marks = [job.brief for job in jobs if job.brief.kind == kinds.CASE_TICK]
    ticks = [brief.message for brief in marks if isinstance(brief, TickBrief)]
    said = [job.delivery for job in jobs if job.delivery.key.announcement.kind == kinds.CASE_MAILED]
    return mails, ticks, sum(word.action is Action.POST for word in said)


def case_of(ledger: MemoryLedger) -> Case:
    case = ledger.case(1)
    assert case
    return case


def test_what_somebody_says_is_mailed_as_theirs_and_ticked(opened: MemoryLedger) -> None:
    tell(opened)
    (mail,), ticks, words = done(opened, NOON + MINUTE, answers())

    assert [(note.kind, note.by, note.text) for note in mail.notes] == [
        (NoteKind.TOLD_VENDOR, BEN.id, "It works on Firefox")
    ]
    assert (mail.is_first, len(mail.references)) == (False, 1)
    assert (ticks, words) == ([WORDS], 0)


def test_the_same_message_goes_out_once_whoever_sends_it(opened: MemoryLedger) -> None:
    tell(opened)
    assert tell(opened, "It works", by=ANA).again
    assert len(done(opened, NOON + MINUTE, answers())[0]) == 1
    assert tell(opened, now=NOON + 2 * MINUTE).again
    assert done(opened, NOON + 2 * MINUTE, answers())[0] == []


def test_a_mail_that_waits_for_details_goes_out_with_it_and_is_told_of_in_words_too(
    ledger: MemoryLedger,
) -> None:
    ledger.policy = MAILING
    take_report(ledger.at(NOON), Report(ANA, "C0ACME"))
    deliver(ledger, NOON, answers())

    tell(ledger, now=NOON + SECOND)
    (mail,), ticks, words = done(ledger, NOON + SECOND, answers())

    assert (mail.is_first, len(mail.notes), ticks, words) == (True, 1, [WORDS], 1)


def test_where_other_things_go_out_with_it_a_word_says_so(opened: MemoryLedger) -> None:
    tell(opened)
    add_details(opened.at(NOON + MINUTE), AddDetails(ANA, 1, "Since ten"))
    (mail,), ticks, words = done(opened, NOON + MINUTE, answers())

    assert (len(mail.notes), ticks, words) == (2, [WORDS], 1)


@pytest.mark.parametrize(
    "outcome",
    [REFUSED, Lost("mail_lost"), Sent(Message(SUPPORT, "<1@acme.example>"), "mail_not_for: a@b: 550")],
)
def test_what_went_wrong_is_told_in_words(opened: MemoryLedger, outcome: Outcome) -> None:
    tell(opened)

    assert done(opened, NOON + MINUTE, answers(mail=outcome))[2] == 1


def test_a_tick_that_may_not_be_set_is_said_in_a_word(opened: MemoryLedger) -> None:
    tell(opened)

    assert done(opened, NOON + MINUTE, answers(tick=Refused("missing_scope")))[1:] == ([WORDS], 1)
    assert done(opened, NOON + 60 * MINUTE, answers())[1:] == ([], 0)


def test_a_tick_is_set_later_if_slack_says_so(opened: MemoryLedger) -> None:
    tell(opened)
    done(opened, NOON + MINUTE, answers(tick=NotPosted("ratelimited", 5 * SECOND)))

    assert done(opened, NOON + MINUTE + 5 * SECOND, answers())[1:] == ([WORDS], 0)


def test_a_tick_whose_answer_is_lost_again_and_again_is_said_in_a_word(opened: MemoryLedger) -> None:
    tell(opened)
    outcomes = [
        done(opened, NOON + (1 + number) * MINUTE, answers(tick=Lost("timeout")))[1:]
        for number in range(TICKS_TRIED)
    ]

    assert outcomes == [([WORDS], 0)] * (TICKS_TRIED - 1) + [([WORDS], 1)]


def test_a_tick_without_a_message_is_left_out(opened: MemoryLedger) -> None:
    add_details(opened.at(NOON), AddDetails(ANA, 1, "Since ten"))
    tick = Key(CASE, Announcement(kinds.CASE_TICK, number=0), "C0SUPPORT")
    opened.plan([NewDelivery(tick, NOON, Action.UPDATE)])

    assert done(opened, NOON, answers())[1] == []


def test_a_mail_that_was_refused_goes_out_again_with_what_somebody_adds(ledger: MemoryLedger) -> None:
    ledger.policy = MAILING
    take_report(ledger.at(NOON), Report(ANA, "C0ACME", "Player is blank"))
    deliver(ledger, NOON, answers(mail=REFUSED))

    tell(ledger)
    (mail,), ticks, _ = done(ledger, NOON + MINUTE, answers())

    assert (mail.is_first, len(mail.notes), ticks) == (True, 1, [WORDS])


def test_a_case_from_before_there_were_mails_gets_its_first_one(ledger: MemoryLedger) -> None:
    ledger.policy = MAILING
    case = Case("U0ANA", NOON, "C0ACME", "C0SUPPORT", summary="Player is blank")
    ledger.save_case(case)
    ledger.plan([NewDelivery(Key(CASE, Announcement(kinds.CASE_OPENED), "C0SUPPORT"), NOON)])
    deliver(ledger, NOON, answers())

    tell(ledger)

    assert [mail.is_first for mail in done(ledger, NOON + MINUTE, answers())[0]] == [True]


@pytest.mark.parametrize("text", ["", " \n", "\u200b"])
def test_without_words_nothing_goes_out(opened: MemoryLedger, text: str) -> None:
    with pytest.raises(Blocked) as blocked:
        tell(opened, text)

    assert blocked.value.obstacle is Obstacle.NOTHING_TO_TELL


@pytest.mark.parametrize("place", [None, Message("C0ACME", "1.000000"), Message("C0SUPPORT", "99.000000")])
def test_outside_the_thread_of_a_case_nothing_goes_out(opened: MemoryLedger, place: Message | None) -> None:
    with pytest.raises(Blocked) as blocked:
        tell_vendor(opened.at(NOON), TellVendor(BEN, place, WORDS, "It works"))

    assert blocked.value.obstacle is Obstacle.NO_CASE_HERE


def test_a_payload_that_names_no_message_is_of_no_case(opened: MemoryLedger) -> None:
    with pytest.raises(Blocked) as blocked:
        tell_vendor(opened.at(NOON), TellVendor(BEN, thread(opened), None, "It works"))

    assert blocked.value.obstacle is Obstacle.NO_CASE_HERE


def test_our_own_messages_are_not_sent(opened: MemoryLedger) -> None:
    with pytest.raises(Blocked) as blocked:
        tell(opened, message=thread(opened))

    assert blocked.value.obstacle is Obstacle.OUR_OWN_WORDS


def test_guests_send_nothing(opened: MemoryLedger) -> None:
    with pytest.raises(NotAllowed):
        tell(opened, by=GIL)


def test_of_a_closed_case_nothing_more_goes_out(opened: MemoryLedger) -> None:
    note_case(opened.at(NOON), AddNote(ANA, 1, NoteKind.RESOLVED))

    with pytest.raises(Blocked) as blocked:
        tell(opened)

    assert (blocked.value.obstacle, blocked.value.detail) == (
        Obstacle.CASE_IS_CLOSED,
        ("resolved", ANA.id),
    )


def test_details_of_a_case_that_ended_unmailed_do_not_go_out(ledger: MemoryLedger) -> None:
    ledger.policy = MAILING
    take_report(ledger.at(NOON), Report(ANA, "C0ACME"))
    note_case(ledger.at(NOON), AddNote(ANA, 1, NoteKind.FALSE_ALARM))
    add_details(ledger.at(NOON), AddDetails(ANA, 1, "It was the cache"))

    assert done(ledger, NOON + 60 * MINUTE, answers())[0] == []


def without_server(ledger: MemoryLedger) -> None:
    ledger.policy = NO_SERVER
    take_report(ledger.at(NOON), Report(ANA, "C0ACME", "Player is blank"))
    assert done(ledger, NOON, answers())[2] == 1


def test_without_a_mail_server_the_words_are_shown_to_be_sent_by_hand(ledger: MemoryLedger) -> None:
    without_server(ledger)

    told = tell(ledger)

    assert told.by_hand
    assert [note.text for note in told.by_hand.notes] == ["It works on Firefox"]
    assert case_of(ledger).notes == ()


def mail_of(ledger: MemoryLedger) -> int:
    (mail,) = (row for row in ledger.deliveries(CASE) if row.key.announcement.kind == kinds.CASE_MAIL)
    return mail.id


def send_now(ledger: MemoryLedger, now: datetime) -> bool:
    """Press Send now; say whether that was to any avail."""
    return not settle_mail(ledger.at(now), SettleMail(BEN, mail_of(ledger), has_arrived=False)).again


def test_what_was_not_mailed_for_want_of_a_server_is_sent_once_there_is_one(ledger: MemoryLedger) -> None:
    without_server(ledger)
    offer_skipped_mails(ledger.at(NOON + MINUTE))
    assert deliver(ledger, NOON + MINUTE) == ()
    with pytest.raises(Blocked) as blocked:
        send_now(ledger, NOON + MINUTE)
    assert blocked.value.obstacle is Obstacle.NO_MAIL_SERVER

    ledger.policy = MAILING
    offer_skipped_mails(ledger.at(NOON + 2 * MINUTE))
    assert kinds.CASE_MAILED in {job.brief.kind for job in deliver(ledger, NOON + 2 * MINUTE)}
    assert send_now(ledger, NOON + 3 * MINUTE)

    assert [mail.is_first for mail in done(ledger, NOON + 3 * MINUTE, answers())[0]] == [True]
    assert not send_now(ledger, NOON + 4 * MINUTE)


def test_once_there_is_a_server_what_somebody_tells_brings_along_what_was_not_mailed(
    ledger: MemoryLedger,
) -> None:
    without_server(ledger)
    ledger.policy = MAILING

    tell(ledger)

    assert [(mail.is_first, len(mail.notes)) for mail in done(ledger, NOON + MINUTE, answers())[0]] == [
        (True, 1)
    ]


def test_what_was_not_mailed_of_a_case_that_ended_is_sent_no_more(ledger: MemoryLedger) -> None:
    without_server(ledger)
    note_case(ledger.at(NOON), AddNote(ANA, 1, NoteKind.RESOLVED))
    ledger.policy = MAILING
    offer_skipped_mails(ledger.at(NOON + MINUTE))

    assert not send_now(ledger, NOON + MINUTE)
    (mail,) = (row for row in ledger.deliveries(CASE) if row.id == mail_of(ledger))
    assert (mail.state, mail.reason) == (State.SKIPPED, Reason.NO_MAIL_SERVER)


PICTURE, FILM = CaseFile("F1", "grey.png", 1000), CaseFile("F2", "film.mp4", 2000)


def test_files_go_along_with_the_mail_that_tells_of_them(ledger: MemoryLedger) -> None:
    ledger.policy = MAILING
    take_report(ledger.at(NOON), Report(ANA, "C0ACME", "Player is blank", files=(PICTURE,)))
    assert [mail.files for mail in done(ledger, NOON, answers())[0]] == [(PICTURE,)]

    take_report(ledger.at(NOON + SECOND), Report(BEN, "C0ACME", files=(FILM, PICTURE)))
    tell_vendor(ledger.at(NOON + SECOND), TellVendor(BEN, thread(ledger), WORDS, "", (FILM,)))

    (mail,) = done(ledger, NOON + SECOND, answers())[0]
    assert ([note.kind for note in mail.notes], mail.files) == (
        [NoteKind.REPORTED_AGAIN, NoteKind.TOLD_VENDOR],
        (FILM, PICTURE),
    )
