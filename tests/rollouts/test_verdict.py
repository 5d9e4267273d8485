"""What the checks and cases of a window say of the next server; and the risk that a manager accepts."""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace

import pytest

from rollouts import kinds
from rollouts.announcing.briefing import verdict_in
from rollouts.announcing.briefs import ReleaseBrief
from rollouts.announcing.planning import replan
from rollouts.cases import NoteKind
from rollouts.checks import SMOKE_TESTS, VISUAL_CHANGES, CheckKind, CheckName, CheckState
from rollouts.deliveries import Action, Reason
from rollouts.history import Kept
from rollouts.integrations import Environment
from rollouts.keeping import keep_check
from rollouts.people import Person
from rollouts.refusals import Blocked, Fault, Invalid, NotAllowed, Obstacle
from rollouts.releases import Status
from rollouts.transitions import Verb
from rollouts.usecases.cases import AddNote, Finding, Report, note_case, report_problem, take_report
from rollouts.usecases.confirming import Confirm, confirm
from rollouts.usecases.live import AskLive, what_is_live
from rollouts.usecases.releases import Ask
from rollouts.usecases.risks import AcceptRisk, Judged, accept_risk, ask_to_accept
from rollouts.usecases.showing import show_release
from rollouts.verdict import Readiness, Verdict
from tests.support.changing import changed
from tests.support.delivering import deliver, row, tell_until
from tests.support.memory_ledger import MemoryLedger
from tests.support.story import (
    ACME,
    ADMIN,
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
    STANDARD,
    STANDARD_DAY,
    announcement_of,
    at,
)
from tests.views.reading import in_text
from tests.views.telling import LIVE_ON_STANDARD, checked, with_stage
from views.posts.messages import content_of

NOON = at(STANDARD_DAY, 12)
OFFLINE = CheckName(CheckKind.OPT_IN, RELEASE.opt_ins[0].key)
VERDICT = announcement_of(kinds.VERDICT, server="controlled")
CLOSING = announcement_of(kinds.WINDOW_CLOSING, server="controlled")


@pytest.fixture
def ledger(ledger: MemoryLedger) -> MemoryLedger:
    """Return a ledger in which 2026.11 is live on Standard since ten."""
    tell_until(ledger, at(STANDARD_DAY))
    confirm(ledger.at(at(STANDARD_DAY, 10)), Confirm(ANA, "2026.11", "standard"))
    tell_until(ledger, NOON)
    return ledger


def verdict(ledger: MemoryLedger, now: dt.datetime = NOON, server: str = "controlled") -> Verdict:
    release = ledger.release("2026.11")
    assert release
    found = verdict_in(ledger=ledger.at(now), release=release, server=server)
    assert found
    return found


def sets(ledger: MemoryLedger, *names: CheckName, state: CheckState = CheckState.PASSED) -> None:
    for name in names:
        check = checked(ACME, "test", name, state)
        keep_check(ledger=ledger.at(NOON), check=check, old=None)


def finds_a_problem(ledger: MemoryLedger, now: dt.datetime = NOON, server: str = "standard") -> None:
    release = ledger.release("2026.11")
    assert release
    of = ACME if server == "standard" else GLOBEX
    case = report_problem(ledger.at(now), Finding(ANA, release, server, of, "Grey."))
    if of is ACME:
        check = checked(ACME, "test", state=CheckState.PROBLEM, case=case.number, at=now)
        keep_check(ledger=ledger.at(now), check=check, old=None)


def test_nobody_has_tested_yet_so_it_is_not_validated(ledger: MemoryLedger) -> None:
    found = verdict(ledger)

    assert found.readiness is Readiness.NOT_VALIDATED
    assert [(team.integration, team.left) for team in found.teams] == [("Acme LMS", 2)]
    assert [(team.integration, team.left) for team in found.others] == [("Northwind", 2)]


@pytest.mark.parametrize("state", [CheckState.PASSED, CheckState.NOT_APPLICABLE])
def test_once_those_on_both_have_done_their_tests_it_is_ready(
    ledger: MemoryLedger, state: CheckState
) -> None:
    sets(ledger, SMOKE_TESTS, VISUAL_CHANGES, state=state)

    found = verdict(ledger)
    assert found.readiness is Readiness.READY
    assert [check.by for check in found.teams[0].done] == [ANA.id, ANA.id]


def test_half_of_the_tests_is_not_enough(ledger: MemoryLedger) -> None:
    sets(ledger, SMOKE_TESTS)

    assert verdict(ledger).readiness is Readiness.NOT_VALIDATED


def test_every_environment_on_the_servers_before_counts(ledger: MemoryLedger) -> None:
    sets(ledger, SMOKE_TESTS, VISUAL_CHANGES)
    ledger.save_integration(
        replace(ACME, environments=(*ACME.environments, Environment("stage", "standard")))
    )

    assert verdict(ledger).teams[0].left == 2


@pytest.mark.parametrize("state", [CheckState.LATER, CheckState.DECLINED])
def test_an_opt_in_feature_never_holds_it_back(ledger: MemoryLedger, state: CheckState) -> None:
    sets(ledger, SMOKE_TESTS, VISUAL_CHANGES)
    assert verdict(ledger).readiness is Readiness.READY

    sets(ledger, OFFLINE, state=state)
    assert verdict(ledger).readiness is Readiness.READY


def test_a_problem_is_open_until_its_case_is_closed_and_then_to_be_tested_again(
    ledger: MemoryLedger,
) -> None:
    sets(ledger, VISUAL_CHANGES)
    finds_a_problem(ledger)

    found = verdict(ledger)
    assert found.readiness is Readiness.PROBLEM_OPEN
    assert [case.number for case in found.cases] == [1]
    assert (len(found.teams[0].problems), found.teams[0].left) == (1, 0)

    note_case(ledger.at(NOON), AddNote(MANAGER, 1, NoteKind.RESOLVED))
    found = verdict(ledger)
    assert (found.readiness, found.teams[0].left, found.cases) == (Readiness.NOT_VALIDATED, 1, ())


def test_a_problem_of_those_on_the_server_before_alone_counts_too(ledger: MemoryLedger) -> None:
    sets(ledger, SMOKE_TESTS, VISUAL_CHANGES)
    check = checked(NORTHWIND, "production", state=CheckState.PROBLEM)
    keep_check(ledger=ledger.at(NOON), check=check, old=None)

    assert verdict(ledger).readiness is Readiness.PROBLEM_OPEN


def test_an_open_case_without_a_check_counts_too(ledger: MemoryLedger) -> None:
    sets(ledger, SMOKE_TESTS, VISUAL_CHANGES)
    take_report(ledger.at(NOON), Report(ANA, "C0ACME", "Blank."))

    assert verdict(ledger).readiness is Readiness.PROBLEM_OPEN


def test_a_case_of_the_next_server_itself_is_no_finding_of_the_window(ledger: MemoryLedger) -> None:
    finds_a_problem(ledger, server="controlled")

    assert verdict(ledger).cases == ()


def test_where_nobody_is_on_both_nothing_has_to_be_validated(ledger: MemoryLedger) -> None:
    ledger.remove_integration("Acme LMS")

    found = verdict(ledger)
    assert (found.readiness, found.is_of_nobody) == (Readiness.READY, True)


Change = Callable[[MemoryLedger], None]


def _is_planned(ledger: MemoryLedger) -> None:
    ledger.save_release(RELEASE)


def _has_no_impact(ledger: MemoryLedger) -> None:
    release = ledger.release("2026.11")
    assert release
    ledger.save_release(replace(release, affects_integrations=False))


def _has_come(ledger: MemoryLedger) -> None:
    stage = RELEASE.stage("controlled")
    release = ledger.release("2026.11")
    assert stage
    assert release
    ledger.save_release(release.with_stage(replace(stage, status=Status.LIVE)))


@pytest.mark.parametrize("change", [_is_planned, _has_no_impact, _has_come])
def test_outside_a_window_there_is_no_verdict(ledger: MemoryLedger, change: Change) -> None:
    change(ledger)
    release = ledger.release("2026.11")
    assert release

    now = at(STANDARD_DAY - DAY) if change is _is_planned else NOON
    assert verdict_in(ledger=ledger.at(now), release=release, server="controlled") is None


@pytest.mark.parametrize("server", ["standard", "gamma"])
def test_before_the_first_server_and_of_an_unknown_one_there_is_no_verdict(
    ledger: MemoryLedger, server: str
) -> None:
    release = ledger.release("2026.11")
    assert release

    assert verdict_in(ledger=ledger.at(NOON), release=release, server=server) is None


def test_a_release_that_was_taken_back_is_to_be_tested_anew(ledger: MemoryLedger) -> None:
    sets(ledger, SMOKE_TESTS, VISUAL_CHANGES)
    changed(ledger, Verb.ROLLBACK, NOON + MINUTE, server="standard")

    assert verdict(ledger, NOON + MINUTE).readiness is Readiness.NOT_VALIDATED


# The risk


def accepts(
    ledger: MemoryLedger,
    why: str = "The workaround is known.",
    *,
    by: Person = MANAGER,
    now: dt.datetime = NOON,
) -> Judged:
    return accept_risk(ledger.at(now), AcceptRisk(by, "2026.11", "controlled", why))


def test_a_manager_accepts_the_risk_with_a_reason_which_stands_beside_the_verdict(
    ledger: MemoryLedger,
) -> None:
    judged = accepts(ledger)

    accepted = verdict(ledger).accepted
    assert accepted == judged.verdict.accepted
    assert accepted
    assert (accepted.by, accepted.at, accepted.why) == (MANAGER.id, NOON, "The workaround is known.")
    assert judged.verdict.readiness is Readiness.NOT_VALIDATED


@pytest.mark.parametrize(
    "again",
    [
        finds_a_problem,
        lambda ledger, now: take_report(ledger.at(now), Report(ANA, "C0ACME", "Blank.")),
    ],
)
def test_it_falls_with_a_new_problem_and_stays_fallen(
    ledger: MemoryLedger, again: Callable[[MemoryLedger, dt.datetime], object]
) -> None:
    finds_a_problem(ledger, NOON - MINUTE)
    accepts(ledger)
    assert verdict(ledger).accepted

    again(ledger, NOON + MINUTE)
    assert verdict(ledger).accepted is None

    for case in ledger.cases():
        note_case(ledger.at(NOON + MINUTE), AddNote(MANAGER, case.number, NoteKind.FALSE_ALARM))
    assert verdict(ledger).accepted is None


def test_it_can_be_accepted_anew_with_another_reason(ledger: MemoryLedger) -> None:
    accepts(ledger)
    accepts(ledger, "It is switched off.", by=ADMIN, now=NOON + MINUTE)

    accepted = verdict(ledger).accepted
    assert accepted
    assert (accepted.by, accepted.why) == (ADMIN.id, "It is switched off.")
    assert [
        (each.field, each.old, each.new)
        for each in ledger.history(Kept.RELEASE, "2026.11")
        if each.field.startswith("risk")
    ] == [
        ("risk.controlled", "The workaround is known.", "It is switched off."),
        ("risk.controlled", None, "The workaround is known."),
    ]


def test_without_a_reason_it_is_not_accepted(ledger: MemoryLedger) -> None:
    with pytest.raises(Invalid) as refused:
        accepts(ledger, " ")

    assert [problem.fault for problem in refused.value.problems] == [Fault.MISSING]
    assert verdict(ledger).accepted is None


def test_nobody_but_managers_accepts_it(ledger: MemoryLedger) -> None:
    with pytest.raises(NotAllowed):
        accepts(ledger, by=ANA)


@pytest.mark.parametrize("server", ["standard", "controlled"])
def test_where_there_is_no_risk_none_is_accepted(ledger: MemoryLedger, server: str) -> None:
    sets(ledger, SMOKE_TESTS, VISUAL_CHANGES)

    with pytest.raises(Blocked) as refused:
        ask_to_accept(ledger.at(NOON), AcceptRisk(MANAGER, "2026.11", server))

    assert refused.value.obstacle is Obstacle.NO_RISK


# Where it is said


def test_it_is_said_in_the_message_of_the_closing_window_and_to_managers(ledger: MemoryLedger) -> None:
    sets(ledger, SMOKE_TESTS)
    tell_until(ledger, at(CLOSING_DAY - DAY))
    jobs = deliver(ledger, at(CLOSING_DAY))

    told = {
        (job.delivery.key.channel, str(job.delivery.key.announcement)): job.brief.verdict
        for job in jobs
        if isinstance(job.brief, ReleaseBrief) and job.brief.verdict
    }
    assert set(told) == {
        ("C0ACME", str(CLOSING)),
        ("C0GLOBEX", str(CLOSING)),
        (MANAGER.id, str(VERDICT)),
        (ADMIN.id, str(VERDICT)),
    }
    assert {each.readiness for each in told.values()} == {Readiness.NOT_VALIDATED}


def test_a_channel_that_hears_of_the_release_for_the_first_time_reads_it_on_the_card(
    ledger: MemoryLedger,
) -> None:
    entered = replace(with_stage(LIVE_ON_STANDARD, STANDARD, confirmed_by=None), name="2026.10.1")
    ledger.save_release(entered)
    replan(ledger=ledger.at(NOON), release=entered)
    tell_until(ledger, at(CLOSING_DAY - DAY))

    said = {
        job.delivery.key.channel: job.brief
        for job in deliver(ledger, at(CLOSING_DAY))
        if isinstance(job.brief, ReleaseBrief)
        and job.brief.release == entered
        and job.brief.kind == kinds.WINDOW_CLOSING
    }

    assert {channel: brief.server.key for channel, brief in said.items()} == {
        "C0ACME": "standard",
        "C0GLOBEX": "controlled",
    }
    assert "Before Controlled: Not validated yet." in in_text(content_of(said["C0ACME"]))
    assert "Before Controlled: Acme LMS has not finished testing." in in_text(content_of(said["C0GLOBEX"]))


def test_what_managers_were_told_is_brought_up_to_date(ledger: MemoryLedger) -> None:
    tell_until(ledger, at(CLOSING_DAY))
    now = at(CLOSING_DAY, 10)
    accepts(ledger, now=now)

    updates = [job for job in deliver(ledger, now) if job.delivery.action is Action.UPDATE]
    assert [(job.delivery.key.channel, job.brief.kind) for job in updates] == [
        (ADMIN.id, kinds.VERDICT),
        (MANAGER.id, kinds.VERDICT),
    ]

    take_report(ledger.at(now + MINUTE), Report(ANA, "C0ACME", "Blank."))
    kinds_updated = [
        job.brief.kind for job in deliver(ledger, now + MINUTE) if job.delivery.action is Action.UPDATE
    ]
    assert kinds_updated.count(kinds.VERDICT) == 2


def test_where_nobody_is_on_both_and_nothing_was_found_managers_are_left_alone(ledger: MemoryLedger) -> None:
    ledger.remove_integration("Acme LMS")
    tell_until(ledger, at(CLOSING_DAY))

    assert row(ledger, VERDICT, MANAGER.id).reason == Reason.NOTHING_TO_SAY


def test_without_managers_the_owner_of_the_release_is_told(ledger: MemoryLedger) -> None:
    ledger.policy = replace(ledger.policy, alerts_to=())
    from rollouts.announcing.planning import replan_all  # noqa: PLC0415 - as at a start with other settings

    replan_all(ledger=ledger.at(NOON))
    tell_until(ledger, at(CLOSING_DAY))

    assert row(ledger, VERDICT, ANA.id).message


def test_live_and_show_say_it_too(ledger: MemoryLedger) -> None:
    answer = what_is_live(ledger.at(NOON), AskLive(BEN, ("controlled",)))
    shown = show_release(ledger.at(NOON), Ask("2026.11"))

    assert {place: each.readiness for place, each in answer.verdicts.items()} == {
        ("2026.11", "controlled"): Readiness.NOT_VALIDATED
    }
    assert [each.readiness for each in shown.verdicts] == [Readiness.NOT_VALIDATED]
    later = show_release(ledger.at(at(CONTROLLED_DAY)), Ask("2026.11"))
    assert [each.server for each in later.verdicts] == ["controlled"]
