"""What waits to be said anew is not said once it is not true any more: what changed has its own message."""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace

import pytest

from rollouts import kinds
from rollouts.announcing.briefs import ReleaseBrief
from rollouts.announcing.planning import refresh
from rollouts.calendar import reminder_day
from rollouts.deliveries import (
    OPEN,
    Action,
    Announcement,
    Delivery,
    Lost,
    Message,
    NotPosted,
    Outcome,
    Reason,
    Refused,
    Sent,
    State,
)
from rollouts.delivery.claiming import ClaimDue, Job, claim_due
from rollouts.delivery.recording import Attempt, record
from rollouts.delivery.searching import ClaimSearch, claim_search
from rollouts.transitions import Verb
from rollouts.usecases.confirming import Confirm, confirm
from tests.support.changing import changed
from tests.support.delivering import (
    deliver,
    in_acme,
    look_in_vain,
    lose,
    only_in_acme,
    posted,
    row,
    tell_until,
)
from tests.support.memory_ledger import MemoryLedger
from tests.support.story import (
    ACME,
    ANA,
    CONFIRMATION,
    DAY,
    POLICY,
    PREVIEW_DAY,
    RELEASE,
    REMINDER,
    REMINDER_DAY,
    SECOND,
    STANDARD_DAY,
    at,
)

MINUTE = dt.timedelta(minutes=1)
NOON = at(STANDARD_DAY, 12)


def test_a_reply_that_waits_to_be_said_anew_is_left_to_what_was_rolled_back(
    ledger: MemoryLedger,
) -> None:
    tell_until(ledger, at(STANDARD_DAY))
    confirm(ledger.at(NOON), Confirm(ANA, "2026.11"))
    deliver(ledger, NOON)
    refresh(ledger=ledger.at(NOON), topic=RELEASE.topic)

    def unedited(job: Job) -> Outcome:
        if job.delivery.key.announcement != CONFIRMATION or job.delivery.key.channel != ACME.channel:
            return posted(job)
        is_edit = job.delivery.action is Action.UPDATE
        return Refused("edit_window_closed") if is_edit else NotPosted("ratelimited", 5 * MINUTE)

    deliver(ledger, NOON, unedited)
    changed(ledger, Verb.ROLLBACK, NOON + MINUTE, server="standard", why="It is grey")

    heard = in_acme(deliver(ledger, NOON + 10 * MINUTE))

    assert [job.delivery.key.announcement.kind for job in heard if job.replaces is None] == [kinds.CORRECTION]
    anew = row(ledger, CONFIRMATION, revision=2)
    assert (anew.state, anew.reason) == (State.SKIPPED, Reason.NO_LONGER_PLANNED)


def test_a_reminder_that_waits_to_be_said_again_is_not_said_once_it_asks_nothing_any_more(
    ledger: MemoryLedger,
) -> None:
    for day in (PREVIEW_DAY, REMINDER_DAY):
        deliver(ledger, at(day))
    moved = STANDARD_DAY + 7 * DAY
    changed(ledger, Verb.MOVE, at(REMINDER_DAY, 10), server="standard", day=moved)
    deliver(ledger, at(REMINDER_DAY, 11))
    again = at(REMINDER_DAY + 7 * DAY)
    deliver(ledger, again, only_in_acme(NotPosted("ratelimited", 5 * MINUTE)))
    ledger.remove_integration(ACME.name)

    assert in_acme(deliver(ledger, again + 10 * MINUTE)) == []
    assert row(ledger, REMINDER, revision=1).reason == Reason.NO_LONGER_PLANNED


# What was not said after all, as it turns out once its date was moved


def reminded(ledger: MemoryLedger, until: dt.date) -> list[Job]:
    """Let days pass; return each reminder that #acme hears from the evening on."""
    days = [REMINDER_DAY + number * DAY for number in range((until - REMINDER_DAY).days)]
    times = [time for day in days for time in (at(day, 20), at(day + DAY, 9))]
    said = [job for time in times for job in in_acme(deliver(ledger, time))]
    return [job for job in said if job.delivery.key.announcement == REMINDER]


def is_lost(ledger: MemoryLedger, move: Callable[[], object]) -> None:
    deliver(ledger, at(REMINDER_DAY), lose)
    move()
    look_in_vain(ledger, since=at(REMINDER_DAY))


def is_kept_back(ledger: MemoryLedger, move: Callable[[], object]) -> None:
    jobs = claim_due(ledger.at(at(REMINDER_DAY)), ClaimDue(100, 100))
    move()
    answer = only_in_acme(NotPosted("ratelimited", 5 * MINUTE))
    record(ledger.at(at(REMINDER_DAY)), tuple(Attempt(job, answer(job)) for job in jobs))


@pytest.mark.parametrize("was_tried", [is_lost, is_kept_back])
@pytest.mark.parametrize("later", [(), (9,), (2,)], ids=["once", "moved on", "moved back"])
def test_a_reminder_that_was_not_said_when_its_date_was_moved_is_said_once_of_the_new_one(
    ledger: MemoryLedger,
    was_tried: Callable[[MemoryLedger, Callable[[], object]], None],
    later: tuple[int, ...],
) -> None:
    deliver(ledger, at(PREVIEW_DAY))
    was_tried(ledger, lambda: to_another_day(ledger, 7, at(REMINDER_DAY) + SECOND))
    for days in later:
        to_another_day(ledger, days, at(REMINDER_DAY, 19))

    (said,) = reminded(ledger, until=STANDARD_DAY + 14 * DAY)

    moved = STANDARD_DAY + (*later, 7)[0] * DAY
    assert isinstance(said.brief, ReleaseBrief)
    assert (said.brief.stage.date, said.brief.today) == (
        moved,
        reminder_day(release_date=moved, days_off=POLICY.days_off),
    )


@pytest.mark.parametrize("later", [9, None])
def test_a_reminder_of_a_new_date_is_kept_in_line_where_the_first_one_never_gets_out(
    ledger: MemoryLedger, later: int | None
) -> None:
    deliver(ledger, at(PREVIEW_DAY))
    deliver(ledger, at(REMINDER_DAY), lose)
    to_another_day(ledger, 7, at(REMINDER_DAY) + SECOND)
    first = row(ledger, REMINDER, revision=0)
    ledger.save_deliveries([replace(first, state=State.FAILED, reason="restricted_action")])
    if later:
        to_another_day(ledger, later, at(REMINDER_DAY, 12))
    else:
        changed(ledger, Verb.WITHDRAW, at(REMINDER_DAY, 12), server="standard", why="It is grey")

    assert len(reminded(ledger, until=STANDARD_DAY + 14 * DAY)) == (1 if later else 0)


def to_another_day(ledger: MemoryLedger, days: int, now: dt.datetime) -> None:
    changed(ledger, Verb.MOVE, now, server="standard", day=STANDARD_DAY + days * DAY)


# The answer to a question that may not be edited any more

QUESTION = Announcement(kinds.OWNER_QUESTION, "standard")


def answers(then: Outcome) -> Callable[[Job], Outcome]:
    """Answer as a chat system that edits no question, and to the reply under it as given."""

    def answer(job: Job) -> Outcome:
        if job.delivery.key.announcement != QUESTION or job.delivery.action is Action.POST:
            return posted(job)
        return then if job.replaces is None else Refused("edit_window_closed")

    return answer


def answered(ledger: MemoryLedger, answer: Callable[[Job], Outcome]) -> Delivery:
    """Let the question be asked, the release be confirmed, and that be said under the question."""
    tell_until(ledger, at(STANDARD_DAY))
    confirm(ledger.at(NOON), Confirm(ANA, "2026.11"))
    deliver(ledger, NOON, answer)
    (update,) = (
        each for each in ledger.deliveries(RELEASE.topic, of=QUESTION) if each.action is Action.UPDATE
    )
    return update


def test_an_answer_stands_in_a_reply_where_its_question_may_not_be_edited(ledger: MemoryLedger) -> None:
    reply = answered(ledger, answers(Sent(Message(ANA.id, "m99"))))

    asked = [each for each in ledger.deliveries(RELEASE.topic, of=QUESTION) if each.action is Action.POST]
    assert (reply.state, reply.message) == (State.SENT, Message(ANA.id, "m99"))
    assert reply.thread in {each.message.id for each in asked if each.message}


def test_an_answer_whose_question_was_deleted_is_let_go(ledger: MemoryLedger) -> None:
    reply = answered(ledger, answers(Refused("thread_not_found", gone=True)))

    assert (reply.state, reply.reason) == (State.SKIPPED, Reason.MESSAGE_GONE)
    assert not [
        each for each in ledger.deliveries(RELEASE.topic) if each.state in OPEN and each.due_at <= NOON
    ]


def test_an_answer_that_was_lost_is_looked_for_under_its_question(ledger: MemoryLedger) -> None:
    reply = answered(ledger, answers(Lost("TimeoutError")))

    assert reply.state is State.UNKNOWN
    (reading,) = claim_search(ledger.at(NOON + MINUTE), ClaimSearch(MINUTE))
    assert reading.thread == reply.thread
    assert reply.thread


def test_an_answer_that_is_refused_in_a_reply_too_needs_help(ledger: MemoryLedger) -> None:
    reply = answered(ledger, answers(Refused("msg_too_long")))

    assert (reply.state, reply.reason) == (State.FAILED, "msg_too_long")
