"""Reminders to test: once, on the third working day of the window, to those who have something left."""

import datetime as dt
from dataclasses import replace

import pytest

from rollouts import kinds
from rollouts.announcing.briefs import ReleaseBrief
from rollouts.announcing.planning import replan, replan_all
from rollouts.checks import CheckState
from rollouts.deliveries import Action, Reason
from rollouts.people import Person
from rollouts.refusals import Blocked, Fault, Invalid, Obstacle
from rollouts.transitions import Verb
from rollouts.usecases.checks import AskChecks, PassAll, ask_checks, pass_all
from rollouts.usecases.confirming import Confirm, confirm
from rollouts.usecases.reminding import NotNeeded, PutOff, PutOffUntil, not_needed, put_off
from tests.support.changing import changed
from tests.support.delivering import deliver, row, tell_until
from tests.support.memory_ledger import MemoryLedger
from tests.support.story import (
    ACME,
    ANA,
    BEN,
    CLOSING_DAY,
    CONFIRMATION,
    CONTROLLED_DAY,
    DAY,
    MINUTE,
    NORTHWIND,
    RELEASE,
    STANDARD_DAY,
    announcement_of,
    at,
)

REMINDER = announcement_of(kinds.TEST_REMINDER)
THIRD_DAY = dt.date(2026, 12, 2)
"""Monday is the first working day of the window."""


@pytest.fixture
def ledger(ledger: MemoryLedger) -> MemoryLedger:
    """Return a ledger in which 2026.11 is live on Standard since Monday at ten; Ben owns Northwind."""
    ledger.save_integration(replace(NORTHWIND, owners=(BEN.id,)))
    replan_all(ledger=ledger.at(at(STANDARD_DAY - DAY)))
    tell_until(ledger, at(STANDARD_DAY))
    confirm(ledger.at(at(STANDARD_DAY, 10)), Confirm(ANA, "2026.11", "standard"))
    tell_until(ledger, at(STANDARD_DAY, 12))
    return ledger


def reminded(ledger: MemoryLedger, until: dt.datetime) -> list[tuple[str, dt.datetime]]:
    return [
        (said.channel, said.at) for said in tell_until(ledger, until) if said.announcement == str(REMINDER)
    ]


def all_done(ledger: MemoryLedger) -> None:
    """Let Ana do all that is hers: the tests, and her opt-in feature."""
    tests = row(ledger, CONFIRMATION).id
    now = at(STANDARD_DAY, 13)
    pass_all(ledger.at(now), PassAll(ANA, tests))
    for check in ledger.checks("2026.11"):
        (name,) = (f"opt_in:{each.key}" for each in RELEASE.opt_ins)
        ledger.save_check(replace(check, name=type(check.name).parse(name), state=CheckState.DECLINED))


def test_on_the_third_working_day_those_with_something_left_are_reminded_once(ledger: MemoryLedger) -> None:
    assert reminded(ledger, at(CONTROLLED_DAY)) == [(ANA.id, at(THIRD_DAY)), (BEN.id, at(THIRD_DAY))]


def test_weekends_and_holidays_are_no_working_days(ledger: MemoryLedger) -> None:
    release = ledger.release("2026.11")
    stage = release and release.stage("standard")
    assert release
    assert stage
    moved = release.with_stage(replace(stage, live_at=at(STANDARD_DAY - 3 * DAY)))
    ledger.save_release(moved)
    replan(ledger=ledger.at(at(STANDARD_DAY, 13)), release=moved)

    assert row(ledger, REMINDER, ANA.id).due_at == at(STANDARD_DAY + DAY)


def test_whoever_has_done_all_hears_nothing(ledger: MemoryLedger) -> None:
    all_done(ledger)

    assert reminded(ledger, at(THIRD_DAY)) == [(BEN.id, at(THIRD_DAY))]
    assert row(ledger, REMINDER, ANA.id).reason == Reason.ALL_TESTED


def test_it_says_what_is_left_of_all_that_one_owns(ledger: MemoryLedger) -> None:
    ledger.save_integration(replace(NORTHWIND, owners=(ANA.id, BEN.id)))
    tell_until(ledger, at(THIRD_DAY) - MINUTE)

    briefs = {job.delivery.key.channel: job.brief for job in deliver(ledger, at(THIRD_DAY))}

    found = {
        channel: {item.integration.name for item in brief.items if item.is_left}
        for channel, brief in briefs.items()
        if isinstance(brief, ReleaseBrief)
    }
    assert found == {ANA.id: {"Acme LMS", "Northwind"}, BEN.id: {"Northwind"}}


def test_where_nobody_has_confirmed_there_is_nothing_to_test_until_somebody_does(
    ledger: MemoryLedger,
) -> None:
    ledger.save_release(RELEASE)
    replan(ledger=ledger.at(at(STANDARD_DAY, 13)), release=RELEASE)
    assert reminded(ledger, at(THIRD_DAY)) == []
    assert row(ledger, REMINDER, ANA.id).reason == Reason.NOT_LIVE_YET

    late = at(THIRD_DAY + DAY)
    confirm(ledger.at(late), Confirm(ANA, "2026.11", "standard", since=THIRD_DAY + DAY))
    assert (ANA.id, at(dt.date(2026, 12, 7))) in reminded(ledger, at(CLOSING_DAY))


def test_after_downtime_nobody_is_reminded_once_the_next_server_is_due(ledger: MemoryLedger) -> None:
    deliver(ledger, at(CONTROLLED_DAY))

    assert row(ledger, REMINDER, ANA.id).reason == Reason.STAGE_DAY_BEGUN


def test_a_window_that_is_over_before_the_third_day_needs_no_reminder(ledger: MemoryLedger) -> None:
    stage = RELEASE.stage("controlled")
    release = ledger.release("2026.11")
    assert stage
    assert release
    short = release.with_stage(replace(stage, date=THIRD_DAY))
    ledger.save_release(short)
    replan(ledger=ledger.at(at(STANDARD_DAY, 13)), release=short)

    assert row(ledger, REMINDER, ANA.id).reason == Reason.NO_LONGER_PLANNED


@pytest.mark.parametrize("change", [{"affects_integrations": False}, {"stages": RELEASE.stages[:1]}])
def test_without_impact_or_without_a_window_nobody_is_reminded(
    ledger: MemoryLedger, change: dict[str, object]
) -> None:
    release = ledger.release("2026.11")
    assert release
    changed_one = replace(release, **change)  # type: ignore[arg-type] # as named above
    ledger.save_release(changed_one)
    replan(ledger=ledger.at(at(STANDARD_DAY, 13)), release=changed_one)

    assert reminded(ledger, at(CONTROLLED_DAY)) == []


# Answers to it


@pytest.fixture
def told(ledger: MemoryLedger) -> MemoryLedger:
    """Return the same after Ana was reminded."""
    tell_until(ledger, at(THIRD_DAY))
    return ledger


def puts_off(
    ledger: MemoryLedger,
    days: int,
    *,
    by: Person = ANA,
    now: dt.datetime = at(THIRD_DAY, 10),  # noqa: B008 - a moment does not change
) -> PutOffUntil:
    return put_off(ledger.at(now), PutOff(by, row(ledger, REMINDER, by.id).id, days))


@pytest.mark.parametrize(
    ("days", "comes"),
    [(1, THIRD_DAY + DAY), (3, dt.date(2026, 12, 7))],  # three days later it is Saturday
)
def test_it_comes_again_on_the_working_day_that_one_wants(
    told: MemoryLedger, days: int, comes: dt.date
) -> None:
    assert puts_off(told, days).at == at(comes)

    assert reminded(told, at(CONTROLLED_DAY)) == [(ANA.id, at(comes))]


def test_the_last_wish_counts(told: MemoryLedger) -> None:
    puts_off(told, 1)
    puts_off(told, 3)

    assert reminded(told, at(CONTROLLED_DAY)) == [(ANA.id, at(dt.date(2026, 12, 7)))]


def test_what_was_put_off_stops_by_itself_once_all_is_done(told: MemoryLedger) -> None:
    puts_off(told, 1)
    all_done(told)

    assert reminded(told, at(CONTROLLED_DAY)) == []
    assert row(told, REMINDER, ANA.id, 1).reason == Reason.ALL_TESTED


def test_it_stops_too_when_the_release_is_taken_back(told: MemoryLedger) -> None:
    puts_off(told, 1)
    changed(told, Verb.ROLLBACK, at(THIRD_DAY, 11), server="standard")

    assert reminded(told, at(CONTROLLED_DAY)) == []


def test_it_cannot_be_put_off_until_the_next_server_is_due(told: MemoryLedger) -> None:
    with pytest.raises(Blocked) as refused:
        puts_off(told, 1, now=at(CONTROLLED_DAY - 3 * DAY))

    assert (refused.value.obstacle, refused.value.detail) == (
        Obstacle.TOO_LATE_TO_REMIND,
        ("Controlled Release server",),
    )


def test_do_them_now_opens_the_form_with_all_that_one_owns(told: MemoryLedger) -> None:
    told.save_integration(replace(NORTHWIND, owners=(ANA.id,)))

    asked = ask_checks(told.at(at(THIRD_DAY, 10)), AskChecks(ANA, row(told, REMINDER, ANA.id).id))

    assert {item.integration.name for item in asked.items} == {"Acme LMS", "Northwind"}


def test_whoever_owns_nothing_any_more_has_nothing_to_set(told: MemoryLedger) -> None:
    reminder = row(told, REMINDER, ANA.id).id
    told.save_integration(replace(ACME, owners=(BEN.id,)))

    with pytest.raises(Blocked) as refused:
        ask_checks(told.at(at(THIRD_DAY, 10)), AskChecks(ANA, reminder))
    with pytest.raises(Blocked):
        pass_all(told.at(at(THIRD_DAY, 10)), PassAll(ANA, reminder))

    assert refused.value.obstacle is Obstacle.NOTHING_TO_CHECK


def says_not_needed(ledger: MemoryLedger, why: str) -> None:
    not_needed(ledger.at(at(THIRD_DAY, 10)), NotNeeded(ANA, row(ledger, REMINDER, ANA.id).id, why))


def test_not_needed_sets_what_is_left_with_the_reason(told: MemoryLedger) -> None:
    says_not_needed(told, "We do not use the player.")

    assert [(each.environment, each.state, each.note) for each in told.checks("2026.11")] == [
        ("test", CheckState.LATER, "We do not use the player."),
        ("test", CheckState.NOT_APPLICABLE, "We do not use the player."),
        ("test", CheckState.NOT_APPLICABLE, "We do not use the player."),
    ]
    updates = [
        job.brief.kind for job in deliver(told, at(THIRD_DAY, 10)) if job.delivery.action is Action.UPDATE
    ]
    assert kinds.TEST_REMINDER in updates


def test_not_needed_without_a_reason_is_not_taken(told: MemoryLedger) -> None:
    with pytest.raises(Invalid) as refused:
        says_not_needed(told, "")

    assert [problem.fault for problem in refused.value.problems] == [Fault.MISSING]
    assert told.checks("2026.11") == ()
