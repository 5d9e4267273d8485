"""The report on a release: its owner reads it once after each window, and anybody who asks at any time."""

import datetime as dt
from dataclasses import replace

import pytest

from rollouts import kinds
from rollouts.announcing.briefs import ReportBrief
from rollouts.announcing.planning import replan, replan_all, replan_at_start
from rollouts.cases import Case, NoteKind
from rollouts.checks import SMOKE_TESTS, VISUAL_CHANGES, CheckKind, CheckName, CheckState
from rollouts.deliveries import OPEN, Action, Reason
from rollouts.history import Author
from rollouts.integrations import Environment
from rollouts.keeping import drop_integration, keep_check, keep_integration, keep_release
from rollouts.refusals import Unknown
from rollouts.releases import Stage, Status
from rollouts.report import Report
from rollouts.transitions import Verb
from rollouts.usecases.cases import AddNote, Finding, note_case, report_problem, take_report
from rollouts.usecases.cases import Report as Reported
from rollouts.usecases.confirming import Confirm, confirm
from rollouts.usecases.releases import Ask
from rollouts.usecases.reporting import release_report
from rollouts.usecases.seeing import NotSeenYet
from rollouts.verdict import AcceptedRisk, Readiness
from tests.support.changing import changed
from tests.support.delivering import deliver, row, tell_until
from tests.support.memory_ledger import MemoryLedger
from tests.support.story import (
    ACME,
    ANA,
    BEN,
    CLOSING_DAY,
    CONTROLLED_DAY,
    DAY,
    GLOBEX,
    MANAGER,
    MINUTE,
    NORTHWIND,
    RELEASE,
    STANDARD_DAY,
    WEEK,
    announcement_of,
    at,
)
from tests.views.telling import LIVE_ON_STANDARD, checked

REPORT = announcement_of(kinds.WINDOW_REPORT, server="controlled")
OFFLINE = CheckName(CheckKind.OPT_IN, RELEASE.opt_ins[0].key)
NEXT_MORNING = at(CONTROLLED_DAY + DAY)


@pytest.fixture
def ledger(ledger: MemoryLedger) -> MemoryLedger:
    """Return a ledger in which 2026.11 is live on Standard since ten."""
    tell_until(ledger, at(STANDARD_DAY))
    confirm(ledger.at(at(STANDARD_DAY, 10)), Confirm(ANA, "2026.11", "standard"))
    return ledger


def goes_live(ledger: MemoryLedger, now: dt.datetime = at(CONTROLLED_DAY, 10)) -> None:  # noqa: B008 - a moment does not change
    request = Confirm(ANA, "2026.11", "controlled")
    try:
        with ledger.transaction(now) as transaction:
            confirm(transaction, request)
    except NotSeenYet as early:
        confirm(ledger.at(now), replace(request, seen=early.fingerprint))


def sets(
    ledger: MemoryLedger, *names: CheckName, state: CheckState = CheckState.PASSED, now: dt.datetime
) -> None:
    for name in names:
        old = next((each for each in ledger.checks("2026.11") if each.name == name), None)
        check = checked(ACME, "test", name, state, at=now, before=old)
        keep_check(ledger=ledger.at(now), check=check, old=old)


def passes(ledger: MemoryLedger, now: dt.datetime = at(STANDARD_DAY, 12)) -> None:  # noqa: B008 - as above
    sets(ledger, SMOKE_TESTS, VISUAL_CHANGES, now=now)


def reported(ledger: MemoryLedger, end: dt.datetime) -> list[tuple[str, dt.datetime]]:
    return [(said.channel, said.at) for said in tell_until(ledger, end) if said.announcement == str(REPORT)]


def report(ledger: MemoryLedger, now: dt.datetime = NEXT_MORNING, name: str = "2026.11") -> Report:
    found = release_report(ledger.at(now), Ask(name))
    assert found
    return found


def readiness(ledger: MemoryLedger, now: dt.datetime = NEXT_MORNING) -> Readiness:
    (window,) = report(ledger, now).windows
    assert window.verdict
    return window.verdict.readiness


# When, and to whom


def test_the_owner_reads_it_once_on_the_working_day_after_it_went_live(ledger: MemoryLedger) -> None:
    tell_until(ledger, at(CONTROLLED_DAY))
    goes_live(ledger)

    assert reported(ledger, NEXT_MORNING + WEEK) == [(ANA.id, NEXT_MORNING)]


def test_where_nobody_confirms_it_comes_after_the_day_all_the_same_and_no_second_time(
    ledger: MemoryLedger,
) -> None:
    assert reported(ledger, NEXT_MORNING + 4 * 60 * MINUTE) == [(ANA.id, NEXT_MORNING)]

    goes_live(ledger, NEXT_MORNING + DAY)

    assert reported(ledger, NEXT_MORNING + 2 * WEEK) == []


def test_where_it_goes_live_early_it_comes_early(ledger: MemoryLedger) -> None:
    tell_until(ledger, at(CLOSING_DAY))
    goes_live(ledger, at(CLOSING_DAY, 11))

    assert reported(ledger, at(CONTROLLED_DAY)) == [(ANA.id, at(CLOSING_DAY + DAY))]


def test_it_moves_with_the_date(ledger: MemoryLedger) -> None:
    tell_until(ledger, at(CLOSING_DAY))
    changed(ledger, Verb.MOVE, at(CLOSING_DAY, 11), server="controlled", day=CONTROLLED_DAY + DAY)

    assert reported(ledger, NEXT_MORNING + 3 * DAY) == [(ANA.id, NEXT_MORNING + DAY)]


def test_after_a_day_that_was_moved_when_it_had_passed_the_new_one_is_reported_on(
    ledger: MemoryLedger,
) -> None:
    tell_until(ledger, NEXT_MORNING)
    changed(ledger, Verb.MOVE, NEXT_MORNING + MINUTE, server="controlled", day=CONTROLLED_DAY + WEEK)

    assert reported(ledger, NEXT_MORNING + 2 * WEEK) == [(ANA.id, NEXT_MORNING + WEEK)]


def test_a_start_of_the_bot_plans_no_second_one(ledger: MemoryLedger) -> None:
    tell_until(ledger, at(CONTROLLED_DAY))
    goes_live(ledger)
    replan_at_start(ledger.at(at(CONTROLLED_DAY, 11)))
    tell_until(ledger, NEXT_MORNING)
    replan_at_start(ledger.at(NEXT_MORNING + MINUTE))

    rows = [
        each
        for each in ledger.deliveries(RELEASE.topic)
        if each.key.announcement == REPORT and each.action is Action.POST
    ]
    assert [each.key.channel for each in rows] == [ANA.id]
    assert not [each for each in rows if each.state in OPEN]


@pytest.mark.parametrize("verb", [Verb.HOLD, Verb.WITHDRAW])
def test_nothing_is_said_of_one_that_was_held_or_withdrawn(ledger: MemoryLedger, verb: Verb) -> None:
    tell_until(ledger, at(CLOSING_DAY))
    changed(ledger, verb, at(CLOSING_DAY, 11), server="controlled", why="No.")

    assert reported(ledger, NEXT_MORNING + WEEK) == []
    assert row(ledger, REPORT, ANA.id).reason == Reason.NO_LONGER_PLANNED


def test_one_that_was_rolled_back_on_the_new_server_waits_until_it_runs_there(ledger: MemoryLedger) -> None:
    tell_until(ledger, at(CONTROLLED_DAY))
    goes_live(ledger)
    changed(ledger, Verb.ROLLBACK, at(CONTROLLED_DAY, 12), server="controlled", why="Blank.")
    assert reported(ledger, NEXT_MORNING + DAY) == []

    changed(ledger, Verb.HOTFIX, NEXT_MORNING + DAY, server="controlled", why="Mended.")

    assert [who for who, _ in reported(ledger, NEXT_MORNING + WEEK)] == [ANA.id]


def test_after_a_very_late_start_it_is_no_news(ledger: MemoryLedger) -> None:
    tell_until(ledger, at(CONTROLLED_DAY))
    goes_live(ledger)
    deliver(ledger, NEXT_MORNING + WEEK + MINUTE)

    assert row(ledger, REPORT, ANA.id).reason == Reason.TOO_OLD


def test_after_some_days_of_downtime_it_is_news_still(ledger: MemoryLedger) -> None:
    tell_until(ledger, at(CONTROLLED_DAY))
    goes_live(ledger)
    said = deliver(ledger, NEXT_MORNING + WEEK)

    assert ANA.id in {job.delivery.key.channel for job in said if isinstance(job.brief, ReportBrief)}


def test_what_is_claimed_before_a_date_that_was_moved_waits_for_the_new_one(ledger: MemoryLedger) -> None:
    tell_until(ledger, at(CONTROLLED_DAY))
    release = ledger.release("2026.11")
    stage = release and release.stage("controlled")
    assert release
    assert stage
    ledger.save_release(release.with_stage(replace(stage, date=CONTROLLED_DAY + WEEK)))

    assert reported(ledger, NEXT_MORNING + 2 * WEEK) == [(ANA.id, NEXT_MORNING + WEEK)]


def test_without_an_owner_the_first_manager_reads_it_and_with_nobody_nobody(ledger: MemoryLedger) -> None:
    release = ledger.release("2026.11")
    assert release
    ledger.save_release(replace(release, owner=None))
    replan_all(ledger=ledger.at(at(STANDARD_DAY, 13)))
    assert reported(ledger, NEXT_MORNING) == [(MANAGER.id, NEXT_MORNING)]

    ledger.policy = replace(ledger.policy, alerts_to=())
    replan_all(ledger=ledger.at(NEXT_MORNING + MINUTE))
    rows = [each for each in ledger.deliveries(RELEASE.topic) if each.key.announcement == REPORT]
    assert {each.key.channel for each in rows} == {ANA.id, MANAGER.id}


@pytest.mark.parametrize("change", [{"affects_integrations": False}, {"stages": RELEASE.stages[:1]}])
def test_without_impact_or_a_window_none_is_planned(ledger: MemoryLedger, change: dict[str, object]) -> None:
    release = ledger.release("2026.11")
    assert release
    other = replace(release, **change)  # type: ignore[arg-type] # as named above
    ledger.save_release(other)
    replan(ledger=ledger.at(at(STANDARD_DAY, 13)), release=other)

    assert row(ledger, REPORT, ANA.id).reason == Reason.NO_LONGER_PLANNED


def test_where_nobody_had_anything_to_say_there_is_no_report(ledger: MemoryLedger) -> None:
    ledger.remove_integration(ACME.name)
    tell_until(ledger, NEXT_MORNING)

    assert row(ledger, REPORT, ANA.id).reason == Reason.NOTHING_TO_SAY


# In time, or not


def test_what_was_done_before_it_went_live_was_in_time(ledger: MemoryLedger) -> None:
    passes(ledger)
    goes_live(ledger)

    assert readiness(ledger) is Readiness.READY
    assert report(ledger).windows[0].finished_later == ()


def test_what_was_done_afterwards_was_not_and_stands_beside_it(ledger: MemoryLedger) -> None:
    goes_live(ledger)
    passes(ledger, at(CONTROLLED_DAY, 11))

    assert readiness(ledger) is Readiness.NOT_VALIDATED
    assert report(ledger).windows[0].finished_later == ("Acme LMS",)


def test_what_was_set_again_afterwards_counts_as_it_was_by_then(ledger: MemoryLedger) -> None:
    passes(ledger)
    goes_live(ledger)
    sets(ledger, SMOKE_TESTS, state=CheckState.PROBLEM, now=at(CONTROLLED_DAY, 11))

    assert readiness(ledger) is Readiness.READY


def test_however_often_it_is_set_again_afterwards_it_counts_as_it_was_by_then(ledger: MemoryLedger) -> None:
    passes(ledger)
    goes_live(ledger)
    for minute, state in enumerate((CheckState.PROBLEM, CheckState.NOT_RUN, CheckState.PROBLEM), start=1):
        sets(ledger, SMOKE_TESTS, state=state, now=at(CONTROLLED_DAY, 11) + minute * MINUTE)

    assert readiness(ledger) is Readiness.READY


def test_what_was_validated_in_time_was_so_though_it_is_rolled_back_there_afterwards(
    ledger: MemoryLedger,
) -> None:
    passes(ledger)
    goes_live(ledger)
    changed(ledger, Verb.ROLLBACK, at(CONTROLLED_DAY, 12), server="standard", why="It stays blank.")

    assert readiness(ledger) is Readiness.READY


def test_a_problem_counts_that_was_open_by_then(ledger: MemoryLedger) -> None:
    passes(ledger)
    case = finds_a_problem(ledger)
    goes_live(ledger)
    resolves(ledger, case, at(CONTROLLED_DAY, 11))

    assert readiness(ledger) is Readiness.PROBLEM_OPEN


def test_one_that_came_afterwards_or_was_resolved_before_does_not(ledger: MemoryLedger) -> None:
    passes(ledger)
    resolves(ledger, finds_a_problem(ledger), at(CLOSING_DAY))
    goes_live(ledger)
    finds_a_problem(ledger, at(CONTROLLED_DAY, 11))

    assert readiness(ledger) is Readiness.READY


def test_a_risk_that_was_accepted_stays_though_problems_came_afterwards(ledger: MemoryLedger) -> None:
    risk = AcceptedRisk("2026.11", "controlled", MANAGER.id, at(CLOSING_DAY), "It is known.")
    ledger.accept_risk(risk)
    goes_live(ledger)
    finds_a_problem(ledger, at(CONTROLLED_DAY, 11))

    (window,) = report(ledger).windows
    assert window.verdict
    assert window.verdict.accepted == risk


def test_while_nobody_confirms_it_the_window_ends_at_post_time_of_the_day(ledger: MemoryLedger) -> None:
    (before,) = report(ledger, at(CONTROLLED_DAY) - MINUTE).windows
    (after,) = report(ledger, at(CONTROLLED_DAY)).windows

    assert (before.closed_at, after.closed_at) == (None, at(CONTROLLED_DAY))


def test_while_it_is_open_the_report_says_how_it_is_now(ledger: MemoryLedger) -> None:
    passes(ledger)

    assert readiness(ledger, at(CLOSING_DAY)) is Readiness.READY


def test_before_it_begins_and_of_what_is_called_off_there_is_no_verdict(ledger: MemoryLedger) -> None:
    release = ledger.release("2026.11")
    assert release
    off = replace(release.stages[1], status=Status.WITHDRAWN)
    was = Stage("controlled", CONTROLLED_DAY, Status.LIVE, live_at=at(CONTROLLED_DAY))
    ahead = replace(release, stages=RELEASE.stages)
    for each in (release.with_stage(off), release.with_stage(was), ahead):
        ledger.save_release(each)
        now = at(STANDARD_DAY - DAY) if each is ahead else NEXT_MORNING
        assert [window.verdict for window in report(ledger, now).windows] == [None]


# What else stands in it


def test_opt_ins_count_where_the_release_has_come_to(ledger: MemoryLedger) -> None:
    sets(ledger, OFFLINE, state=CheckState.ENABLED, now=at(STANDARD_DAY, 12))

    assert {(item.integration.name, item.state) for item in report(ledger, at(CLOSING_DAY)).opt_ins} == {
        ("Acme LMS", CheckState.ENABLED),
        ("Northwind", CheckState.OPEN),
    }


def test_an_integration_that_was_removed_or_moved_in_the_window_is_named(ledger: MemoryLedger) -> None:
    passes(ledger)
    moved = replace(ACME, environments=(Environment("test", "controlled"),), timezone="Asia/Tokyo")
    late = Author(BEN.id, NEXT_MORNING - MINUTE)
    drop_integration(ledger=ledger, integration=GLOBEX, author=Author(BEN.id, at(CLOSING_DAY)))
    drop_integration(ledger=ledger, integration=NORTHWIND, author=late)
    keep_integration(ledger=ledger, integration=moved, author=Author(ANA.id, at(CLOSING_DAY, 9)))
    goes_live(ledger)

    found = report(ledger)
    assert {(each.name, each.field, each.new) for each in found.changed} == {
        ("Globex", "name", None),
        ("Globex", "environments.production", None),
        ("Acme LMS", "environments.production", None),
        ("Acme LMS", "environments.test", "controlled"),
    }
    assert [window.verdict and window.verdict.teams for window in found.windows] == [()]


def test_integrations_that_were_entered_with_the_release_are_no_change(ledger: MemoryLedger) -> None:
    now = at(STANDARD_DAY, 13)
    entered = replace(LIVE_ON_STANDARD, name="2026.10.1")
    for name, minute in (("Initech", 0), ("Umbrella", 1)):
        keep_integration(
            ledger=ledger, integration=replace(ACME, name=name), author=Author(BEN.id, now + minute * MINUTE)
        )
    keep_release(ledger=ledger, release=entered, author=Author(BEN.id, now))

    assert {change.name for change in report(ledger, name="2026.10.1").changed} == {"Umbrella"}


def test_what_was_set_in_an_environment_that_was_renamed_counts(ledger: MemoryLedger) -> None:
    passes(ledger)
    renamed = replace(
        ACME, environments=(Environment("production", "controlled"), Environment("qa", "standard"))
    )
    keep_integration(ledger=ledger, integration=renamed, author=Author(ANA.id, at(CLOSING_DAY)))
    goes_live(ledger)

    assert readiness(ledger) is Readiness.READY


def test_its_cases_stand_in_it_and_those_of_other_releases_beside_it(ledger: MemoryLedger) -> None:
    finds_a_problem(ledger)
    take_report(ledger.at(at(STANDARD_DAY, 13)), Reported(BEN, "C0GLOBEX", "Blank."))

    assert [case.number for case in report(ledger).cases] == [1]
    assert [(other.name, len(cases)) for other, cases in report(ledger).others] == [("2026.10", 1)]


def test_without_a_name_it_is_of_the_newest_whose_windows_are_over(ledger: MemoryLedger) -> None:
    assert report(ledger, name="").release.name == "2026.11"
    assert report(ledger, at(CLOSING_DAY), name="").release.name == "2026.10"

    alone = MemoryLedger(ledger.policy)
    alone.save_release(LIVE_ON_STANDARD)
    assert report(alone, at(CLOSING_DAY), name="").release.name == "2026.11"
    empty = MemoryLedger(ledger.policy)
    assert release_report(empty.at(NEXT_MORNING), Ask()) is None


def test_an_unknown_name_is_refused_with_the_nearest(ledger: MemoryLedger) -> None:
    with pytest.raises(Unknown) as refused:
        report(ledger, name="2026.12")

    assert refused.value.nearest[0] == "2026.11"


def finds_a_problem(ledger: MemoryLedger, now: dt.datetime = at(STANDARD_DAY, 11)) -> Case:  # noqa: B008 - as above
    release = ledger.release("2026.11")
    assert release
    return report_problem(ledger.at(now), Finding(ANA, release, "standard", ACME, "Grey."))


def resolves(ledger: MemoryLedger, found: Case, now: dt.datetime) -> None:
    note_case(ledger.at(now), AddNote(BEN, found.number, NoteKind.RESOLVED))
