"""Asking whether a stage is live: on its day, after two hours, with the managers after four, each morning."""

import datetime as dt
from dataclasses import replace

import pytest

from rollouts import kinds
from rollouts.announcing.briefs import ReleaseBrief
from rollouts.announcing.planning import replan_at_start
from rollouts.deliveries import (
    Announcement,
    Concern,
    Lost,
    NotPosted,
    Outcome,
    Reason,
    Refused,
    State,
    finished,
)
from rollouts.delivery.claiming import ClaimDue, Job, claim_due
from rollouts.delivery.recording import Attempt, record
from rollouts.people import Person
from rollouts.refusals import Blocked, NotAllowed
from rollouts.releases import Status
from rollouts.transitions import Verb
from rollouts.usecases.changing import StageChange, change_stage
from rollouts.usecases.confirming import AskLater, Confirm, ask_later, confirm
from rollouts.usecases.seeing import NotSeenYet
from tests.support.changing import changed
from tests.support.delivering import deliver, look_in_vain, posted, row, tell_until
from tests.support.memory_ledger import MemoryLedger
from tests.support.story import (
    ANA,
    BEN,
    DAY,
    INTEGRATIONS,
    MANAGER,
    POLICY,
    QUESTION,
    RELEASE,
    STANDARD_DAY,
    START,
    WEEK,
    ZOE,
    at,
    told_in,
)

NINE, ELEVEN, ONE = (at(STANDARD_DAY, hour) for hour in (9, 11, 13))
HOURS = dt.timedelta(hours=2)
WHO_CONFIRMS = replace(POLICY, alerts_to=(MANAGER.id,))


@pytest.fixture
def ledger(ledger: MemoryLedger) -> MemoryLedger:
    ledger.policy = WHO_CONFIRMS
    return ledger


def asked(ledger: MemoryLedger, until: dt.datetime) -> list[tuple[dt.datetime, str]]:
    """Let time pass and return when who was asked."""
    said = tell_until(ledger, until)
    return [(each.at, each.channel) for each in said if each.announcement == str(QUESTION)]


def test_until_somebody_answers_the_owner_is_asked_again_then_the_managers_then_each_working_morning(
    ledger: MemoryLedger,
) -> None:
    assert sorted(asked(ledger, at(STANDARD_DAY + 2 * DAY))) == [
        (NINE, ANA.id),
        (ELEVEN, ANA.id),
        (ONE, ANA.id),
        (ONE, MANAGER.id),
        *((at(STANDARD_DAY + days * DAY), who) for days in (1, 2) for who in (ANA.id, MANAGER.id)),
    ]


def test_nobody_is_asked_on_a_day_on_which_nobody_works(ledger: MemoryLedger) -> None:
    friday = STANDARD_DAY + 4 * DAY
    changed(ledger, Verb.MOVE, START, day=friday, server="standard")

    said = asked(ledger, at(friday + WEEK))

    assert [when for when, who in said if who == ANA.id and when > at(friday, 23)] == [
        at(friday + days * DAY) for days in (3, 4, 5, 6, 7)
    ]


def test_once_it_is_confirmed_nobody_is_asked_any_more(ledger: MemoryLedger) -> None:
    tell_until(ledger, NINE)
    confirm(ledger.at(at(STANDARD_DAY, 10)), Confirm(ANA, "2026.11"))

    assert asked(ledger, at(STANDARD_DAY + 2 * DAY)) == []
    assert row(ledger, QUESTION, ANA.id, 2).reason == Reason.ANSWERED


def test_one_that_is_held_is_not_asked_about_until_it_is_resumed(ledger: MemoryLedger) -> None:
    tell_until(ledger, NINE)
    changed(ledger, Verb.HOLD, at(STANDARD_DAY, 10), server="standard")
    while_held = asked(ledger, at(STANDARD_DAY + DAY))
    changed(ledger, Verb.RESUME, at(STANDARD_DAY + DAY, 10), server="standard")

    resumed = asked(ledger, at(STANDARD_DAY + DAY, 10))
    assert (while_held, {when for when, _ in resumed}) == ([], {at(STANDARD_DAY + DAY, 10)})


def test_one_question_is_open_at_a_time_the_one_before_points_to_it(ledger: MemoryLedger) -> None:
    tell_until(ledger, NINE)
    first = row(ledger, QUESTION, ANA.id).message

    jobs = deliver(ledger, ELEVEN)

    (edit,) = (job for job in jobs if job.replaces == first)
    assert isinstance(edit.brief, ReleaseBrief)
    assert edit.brief.is_asked_again


def test_when_it_is_confirmed_the_question_that_is_open_says_so(ledger: MemoryLedger) -> None:
    tell_until(ledger, ELEVEN)
    newest = row(ledger, QUESTION, ANA.id, 2).message
    confirm(ledger.at(at(STANDARD_DAY, 12)), Confirm(ANA, "2026.11"))

    edits = {job.replaces: job.brief for job in deliver(ledger, at(STANDARD_DAY, 12))}

    answered = edits[newest]
    assert isinstance(answered, ReleaseBrief)
    assert (answered.is_asked_again, answered.stage.is_live) == (False, True)


def test_moved_to_another_day_it_is_asked_anew_on_that_day_and_not_before(ledger: MemoryLedger) -> None:
    tell_until(ledger, NINE)
    changed(ledger, Verb.MOVE, at(STANDARD_DAY, 10), day=STANDARD_DAY + WEEK, server="standard")

    assert asked(ledger, at(STANDARD_DAY + WEEK, 11)) == [
        (at(STANDARD_DAY + WEEK), ANA.id),
        (at(STANDARD_DAY + WEEK, 11), ANA.id),
    ]


def test_moved_while_the_question_was_under_way_it_is_asked_on_the_new_day(ledger: MemoryLedger) -> None:
    (job,) = (
        job for job in claim_due(ledger.at(NINE), ClaimDue(10, 10)) if job.delivery.key.channel == ANA.id
    )
    changed(ledger, Verb.MOVE, NINE, day=STANDARD_DAY + WEEK, server="standard")
    record(ledger.at(NINE), (Attempt(job, NotPosted("ratelimited", dt.timedelta(seconds=30))),))

    deliver(ledger, NINE + dt.timedelta(minutes=1))

    assert row(ledger, QUESTION, ANA.id).due_at == at(STANDARD_DAY + WEEK)


def test_moved_while_its_answer_was_lost_it_is_asked_on_the_new_day(ledger: MemoryLedger) -> None:
    def lost(job: Job) -> Outcome:
        return Lost("timeout") if job.delivery.key.channel == ANA.id else posted(job)

    deliver(ledger, NINE, lost)
    changed(ledger, Verb.MOVE, NINE, day=STANDARD_DAY + WEEK, server="standard")
    last = look_in_vain(ledger, since=NINE)

    deliver(ledger, last)

    asked_anew = row(ledger, QUESTION, ANA.id)
    assert (asked_anew.state, asked_anew.due_at) == (State.PLANNED, at(STANDARD_DAY + WEEK))


def test_moved_away_and_back_it_is_asked_on_as_before(ledger: MemoryLedger) -> None:
    tell_until(ledger, NINE)
    for day in (STANDARD_DAY + WEEK, STANDARD_DAY):
        changed(ledger, Verb.MOVE, at(STANDARD_DAY, 10), day=day, server="standard")

    assert asked(ledger, ELEVEN) == [(ELEVEN, ANA.id)]


def test_the_new_owner_is_asked_on(ledger: MemoryLedger) -> None:
    ledger.save_release(replace(RELEASE, owner=BEN.id))
    replan_at_start(ledger.at(START))

    assert asked(ledger, ELEVEN) == [(NINE, BEN.id), (ELEVEN, BEN.id)]


def test_who_cannot_be_reached_is_not_asked_again_but_who_was_asked_instead(ledger: MemoryLedger) -> None:
    def gone(job: Job) -> Outcome:
        is_ana = job.delivery.key.channel == ANA.id
        return Refused("user_not_found", concern=Concern.CHANNEL) if is_ana else posted(job)

    deliver(ledger, NINE, gone)

    assert [who for _, who in asked(ledger, ELEVEN)] == [MANAGER.id]


def test_what_an_earlier_version_asked_is_asked_on_from_the_first_start(ledger: MemoryLedger) -> None:
    tell_until(ledger, NINE)
    (waiting,) = (each for each in ledger.upcoming(limit=100) if each.key.announcement == QUESTION)
    ledger.save_deliveries([finished(waiting, State.SKIPPED, Reason.NO_LONGER_PLANNED.value, NINE)])

    replan_at_start(ledger.at(at(STANDARD_DAY, 10)))

    assert asked(ledger, ELEVEN) == [(ELEVEN, ANA.id)]


# Put off


def question(ledger: MemoryLedger, now: dt.datetime = NINE) -> int:
    tell_until(ledger, now)
    return row(ledger, QUESTION, ANA.id).id


def put_off(ledger: MemoryLedger, now: dt.datetime, by: Person = ANA) -> dt.datetime:
    return ask_later(ledger.at(now), AskLater(by, row(ledger, QUESTION, ANA.id).id)).at


def test_put_off_it_comes_in_two_hours(ledger: MemoryLedger) -> None:
    question(ledger)

    again = put_off(ledger, at(STANDARD_DAY, 10))

    assert (again, asked(ledger, again)) == (at(STANDARD_DAY, 12), [(at(STANDARD_DAY, 12), ANA.id)])


def test_put_off_twice_it_comes_once_two_hours_after_the_last_press(ledger: MemoryLedger) -> None:
    question(ledger)
    put_off(ledger, at(STANDARD_DAY, 9, 30))

    again = put_off(ledger, at(STANDARD_DAY, 10))

    assert asked(ledger, again) == [(at(STANDARD_DAY, 12), ANA.id)]


def test_put_off_in_the_evening_it_does_not_wait_for_the_morning(ledger: MemoryLedger) -> None:
    question(ledger, at(STANDARD_DAY, 18))

    put_off(ledger, at(STANDARD_DAY, 18))

    assert [when for when, _ in asked(ledger, at(STANDARD_DAY, 20))][:1] == [at(STANDARD_DAY, 20)]


def test_a_change_of_the_other_server_leaves_put_off_what_was(ledger: MemoryLedger) -> None:
    question(ledger)
    put_off(ledger, at(STANDARD_DAY, 10, 30))
    controlled = StageChange(MANAGER, "2026.11", Verb.HOLD, "controlled")
    with pytest.raises(NotSeenYet) as first, ledger.transaction(at(STANDARD_DAY, 10, 40)) as transaction:
        change_stage(transaction, controlled)
    change_stage(ledger.at(at(STANDARD_DAY, 10, 40)), replace(controlled, seen=first.value.fingerprint))

    assert asked(ledger, at(STANDARD_DAY, 12, 30)) == [(at(STANDARD_DAY, 12, 30), ANA.id)]


def test_what_was_confirmed_cannot_be_put_off(ledger: MemoryLedger) -> None:
    question(ledger)
    confirm(ledger.at(at(STANDARD_DAY, 10)), Confirm(MANAGER, "2026.11", "standard"))

    with pytest.raises(Blocked):
        put_off(ledger, at(STANDARD_DAY, 10))


def test_what_was_moved_to_a_later_day_cannot_be_put_off_until_then(ledger: MemoryLedger) -> None:
    question(ledger)
    changed(ledger, Verb.MOVE, at(STANDARD_DAY, 10), day=STANDARD_DAY + WEEK, server="standard")

    with pytest.raises(Blocked):
        put_off(ledger, at(STANDARD_DAY, 10))


@pytest.mark.parametrize("person", [BEN, ZOE])
def test_nobody_else_puts_it_off(ledger: MemoryLedger, person: Person) -> None:
    question(ledger)

    with pytest.raises(NotAllowed):
        put_off(ledger, at(STANDARD_DAY, 10), by=person)


def test_a_manager_who_puts_off_a_release_without_owner_is_asked_in_person() -> None:
    ledger = MemoryLedger(POLICY)
    told_in(ledger.at(START), releases=(replace(RELEASE, owner=None),), integrations=INTEGRATIONS)
    deliver(ledger, NINE)

    ask_later(ledger.at(NINE), AskLater(MANAGER, row(ledger, QUESTION, "C0ACME").id))

    assert row(ledger, QUESTION, MANAGER.id, 1).due_at == ELEVEN


# Held by its owner


def test_the_owner_may_hold_and_resume_it_and_do_no_more(ledger: MemoryLedger) -> None:
    changed(ledger, Verb.HOLD, START, by=ANA, server="standard")
    changed(ledger, Verb.RESUME, START, by=ANA, server="standard")

    with pytest.raises(NotAllowed):
        changed(ledger, Verb.WITHDRAW, START, by=ANA, server="standard")


@pytest.mark.parametrize("person", [BEN, ZOE])
def test_nobody_else_holds_it(ledger: MemoryLedger, person: Person) -> None:
    with pytest.raises(NotAllowed):
        changed(ledger, Verb.HOLD, START, by=person, server="standard")


# After a rollback

TO_HOLD = Announcement(kinds.HOLD_QUESTION, "controlled")


def rolled_back(ledger: MemoryLedger) -> None:
    tell_until(ledger, NINE)
    confirm(ledger.at(NINE), Confirm(MANAGER, "2026.11"))
    tell_until(ledger, NINE)
    changed(ledger, Verb.ROLLBACK, at(STANDARD_DAY, 14), server="standard")


def test_after_a_rollback_the_owner_is_asked_at_once_whether_the_next_server_shall_wait(
    ledger: MemoryLedger,
) -> None:
    rolled_back(ledger)

    said = {job.delivery.key.announcement: job for job in deliver(ledger, at(STANDARD_DAY, 14))}

    assert said[TO_HOLD].delivery.key.channel == ANA.id


def test_of_a_release_without_owner_the_first_manager_is_asked(ledger: MemoryLedger) -> None:
    ledger.save_release(replace(RELEASE, owner=None))
    rolled_back(ledger)

    assert row(ledger, TO_HOLD, MANAGER.id).state is State.PLANNED


def test_where_the_next_server_is_held_already_nobody_is_asked(ledger: MemoryLedger) -> None:
    held = RELEASE.with_stage(replace(RELEASE.stages[1], status=Status.HELD))
    ledger.save_release(held)

    rolled_back(ledger)

    assert TO_HOLD not in {each.key.announcement for each in ledger.deliveries(RELEASE.topic)}
