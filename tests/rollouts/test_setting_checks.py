"""What an integration found after a release: who may set it, from when, and what follows from it."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace
from typing import NamedTuple

import pytest

from rollouts.cases import CaseState, NoteKind
from rollouts.checks import SMOKE_TESTS, VISUAL_CHANGES, Check, CheckName, CheckState, Item, items_of
from rollouts.deliveries import Action
from rollouts.history import Kept
from rollouts.integrations import Environment, Integration
from rollouts.kinds import CASE_OPENED, CASE_RAISED, OWNER_QUESTION
from rollouts.people import Person, Right
from rollouts.refusals import Blocked, NotAllowed, NotToCheck, Obstacle, Thing, Unknown
from rollouts.releases import Status
from rollouts.transitions import Verb
from rollouts.usecases.cases import AddNote, note_case
from rollouts.usecases.checks import (
    AskChecks,
    CheckForm,
    ChecksSet,
    PassAll,
    SetChecks,
    Undo,
    ask_checks,
    pass_all,
    set_checks,
    undo,
)
from rollouts.usecases.confirming import AskLater, Confirm, ask_later, confirm
from rollouts.usecases.histories import release_history
from rollouts.usecases.integrations import SaveIntegration, save_integration
from rollouts.usecases.releases import Ask
from tests.support.changing import changed
from tests.support.delivering import deliver, row, tell_until
from tests.support.memory_ledger import MemoryLedger
from tests.support.story import (
    ACME,
    ADMIN,
    ANA,
    BEN,
    CONFIRMATION,
    CONTROLLED_DAY,
    DAY,
    GLOBEX,
    ITS_DAY,
    MANAGER,
    MINUTE,
    NORTHWIND,
    RELEASE,
    STANDARD_DAY,
    ZOE,
    announcement_of,
    at,
)

NOON = at(STANDARD_DAY, 12)
OFFLINE = next(name for name in (CheckName.parse(f"opt_in:{item.key}") for item in RELEASE.opt_ins))
GUEST = replace(ANA, is_guest=True)


@pytest.fixture
def ledger(ledger: MemoryLedger) -> MemoryLedger:
    """Return a ledger in which the Standard release is live, and the channels know it."""
    tell_until(ledger, at(STANDARD_DAY))
    confirm(ledger.at(at(STANDARD_DAY, 10)), Confirm(ANA, "2026.11", "standard"))
    tell_until(ledger, at(STANDARD_DAY, 11))
    return ledger


class Found(NamedTuple):
    """What stands of a check: where, which, what came of it, by whom."""

    integration: str
    environment: str
    name: CheckName
    state: CheckState
    by: str


def found(ledger: MemoryLedger) -> list[Found]:
    return [
        Found(check.integration, check.environment, check.name, check.state, check.by)
        for check in ledger.checks("2026.11")
    ]


def message(ledger: MemoryLedger, channel: str = "C0ACME") -> int:
    return row(ledger, CONFIRMATION, channel).id


def passes(
    ledger: MemoryLedger, channel: str = "C0ACME", by: Person = ANA, now: dt.datetime = NOON
) -> ChecksSet:
    return pass_all(ledger.at(now), PassAll(by, message(ledger, channel)))


def form(
    ledger: MemoryLedger, channel: str = "C0ACME", by: Person = ANA, now: dt.datetime = NOON, of: str = ""
) -> CheckForm:
    return ask_checks(ledger.at(now), AskChecks(by, message(ledger, channel), of))


def item(asked: CheckForm, name: CheckName, environment: str = "test") -> Item:
    (one,) = [each for each in asked.items if (each.name, each.environment.name) == (name, environment)]
    return one


Wanted = Mapping[CheckName, CheckState]


def sets(
    ledger: MemoryLedger,
    wanted: Wanted,
    note: str = "",
    *,
    by: Person = ANA,
    now: dt.datetime = NOON,
    opened: dt.datetime | None = None,
) -> ChecksSet:
    """Fill the form of #acme as it was when it was opened, and send it."""
    opened = opened or now
    asked = form(ledger, by=by, now=opened)
    states = {each.mark: each.state.value for each in asked.items}
    states |= {item(asked, name).mark: state.value for name, state in wanted.items()}
    notes = {asked.items[0].environment_mark: note}
    return set_checks(ledger.at(now), SetChecks(by, message(ledger), states, notes, since=opened))


def test_all_passed_is_said_of_the_tests_and_leaves_opt_ins_alone(ledger: MemoryLedger) -> None:
    answer = passes(ledger)

    assert found(ledger) == [
        ("Acme LMS", "test", SMOKE_TESTS, CheckState.PASSED, ANA.id),
        ("Acme LMS", "test", VISUAL_CHANGES, CheckState.PASSED, ANA.id),
    ]
    assert answer.checks == ledger.checks("2026.11")


def test_it_is_said_of_every_environment_of_ones_own_on_that_server(ledger: MemoryLedger) -> None:
    staged = replace(ACME, environments=(*ACME.environments, Environment("stage", "standard")))
    ledger.save_integration(staged)
    ledger.save_integration(replace(NORTHWIND, channel="C0ACME"))

    passes(ledger)

    assert [each[:2] for each in found(ledger)] == [("Acme LMS", "stage")] * 2 + [("Acme LMS", "test")] * 2


def test_whoever_owns_none_speaks_for_those_they_may_set(ledger: MemoryLedger) -> None:
    ledger.save_integration(replace(NORTHWIND, channel="C0ACME"))

    passes(ledger, by=ZOE)

    assert {each.integration for each in found(ledger)} == {"Northwind"}


@pytest.mark.parametrize("person", [ANA, MANAGER, ADMIN])
def test_owners_and_managers_may(ledger: MemoryLedger, person: Person) -> None:
    assert passes(ledger, by=person).checks
    assert form(ledger, by=person).items


def test_where_nobody_owns_it_every_member_may(ledger: MemoryLedger) -> None:
    assert passes(ledger, "C0NORTH", by=ZOE).checks


@pytest.mark.parametrize("channel", ["C0ACME", "C0NORTH"])
def test_a_guest_sets_nothing(ledger: MemoryLedger, channel: str) -> None:
    with pytest.raises(NotAllowed):
        passes(ledger, channel, by=GUEST)
    with pytest.raises(NotAllowed):
        form(ledger, channel, by=GUEST)

    assert found(ledger) == []


def test_whoever_may_set_none_is_told_who_may(ledger: MemoryLedger) -> None:
    with pytest.raises(NotAllowed) as refused:
        passes(ledger, by=ZOE)

    assert (refused.value.right, refused.value.holders) == (Right.RECORD_CHECKS, (ANA.id,))


def test_where_nothing_runs_on_the_server_there_is_nothing_to_pass(ledger: MemoryLedger) -> None:
    with pytest.raises(Blocked) as refused:
        passes(ledger, "C0GLOBEX", by=BEN)

    assert (refused.value.obstacle, refused.value.subject, refused.value.detail) == (
        Obstacle.NOTHING_RUNS_HERE,
        "2026.11",
        ("Standard Release server",),
    )


def test_a_message_that_is_none_of_ours_is_unknown(ledger: MemoryLedger) -> None:
    with pytest.raises(Unknown) as refused:
        pass_all(ledger.at(NOON), PassAll(ANA, 10_000))
    with pytest.raises(Unknown):
        ask_checks(ledger.at(NOON), AskChecks(ANA, 10_000))

    assert refused.value.thing is Thing.MESSAGE


def test_a_message_about_something_else_has_no_checks(ledger: MemoryLedger) -> None:
    sets(ledger, {SMOKE_TESTS: CheckState.PROBLEM})
    (case,) = ledger.cases()
    (opened,) = [each for each in ledger.deliveries(case.topic) if each.key.announcement.kind is CASE_OPENED]

    with pytest.raises(Unknown):
        ask_checks(ledger.at(NOON), AskChecks(ANA, opened.id))


# From when on


def test_before_its_day_a_check_is_refused_with_that_day(ledger: MemoryLedger) -> None:
    with pytest.raises(NotToCheck) as refused:
        form(ledger, "C0GLOBEX", by=BEN, now=at(CONTROLLED_DAY - DAY, 23, 59))

    assert (refused.value.stage.date, refused.value.server) == (CONTROLLED_DAY, "Controlled Release server")


def test_from_its_day_on_it_can_be_set_though_nobody_has_confirmed(ledger: MemoryLedger) -> None:
    asked = form(ledger, "C0GLOBEX", by=BEN, now=at(CONTROLLED_DAY, 0))

    assert [each.name for each in asked.items] == [SMOKE_TESTS, VISUAL_CHANGES, OFFLINE]


def test_its_day_begins_where_the_team_is(ledger: MemoryLedger) -> None:
    ledger.save_integration(replace(GLOBEX, timezone="America/Los_Angeles"))

    with pytest.raises(NotToCheck):
        form(ledger, "C0GLOBEX", by=BEN, now=at(CONTROLLED_DAY, 8))
    assert form(ledger, "C0GLOBEX", by=BEN, now=at(CONTROLLED_DAY, 9)).items


def test_what_is_live_early_can_be_set_before_its_day(ledger: MemoryLedger) -> None:
    stage = RELEASE.stage("controlled")
    assert stage
    ledger.save_release(RELEASE.with_stage(replace(stage, status=Status.LIVE, live_at=NOON)))

    assert form(ledger, "C0GLOBEX", by=BEN).items


def test_the_form_has_every_server_that_the_release_has_reached(ledger: MemoryLedger) -> None:
    servers = {each.environment.server for each in form(ledger, now=at(CONTROLLED_DAY, 12)).items}

    assert servers == {"standard", "controlled"}


@pytest.mark.parametrize("verb", [Verb.ROLLBACK])
def test_a_button_pressed_after_it_was_taken_back_is_refused_with_that(
    ledger: MemoryLedger, verb: Verb
) -> None:
    changed(ledger, verb, NOON, server="standard")

    for press in (passes, form):
        with pytest.raises(NotToCheck) as refused:
            press(ledger)
        assert refused.value.stage.status is Status.ROLLED_BACK


def test_what_was_found_before_a_rollback_is_to_be_found_anew(ledger: MemoryLedger) -> None:
    sets(ledger, {SMOKE_TESTS: CheckState.PASSED, OFFLINE: CheckState.DECLINED})
    changed(ledger, Verb.ROLLBACK, NOON + MINUTE, server="standard", why="It stays blank.")
    changed(ledger, Verb.HOTFIX, NOON + 9 * MINUTE, server="standard")

    assert [each.name for each in found(ledger) if each.state is not CheckState.NOT_RUN] == [OFFLINE]
    (gone, *_) = ledger.history(Kept.CHECK, "2026.11")
    assert (gone.old, gone.new, gone.by, gone.why) == ("passed", "not_run", MANAGER.id, "It stays blank.")


def test_a_release_without_impact_has_nothing_to_check(ledger: MemoryLedger) -> None:
    ledger.save_release(replace(RELEASE, affects_integrations=False))

    with pytest.raises(Blocked) as refused:
        form(ledger)
    assert refused.value.obstacle is Obstacle.NOTHING_TO_CHECK


def test_a_release_that_leaves_the_server_out_by_now_has_nothing_to_check_there(ledger: MemoryLedger) -> None:
    release = ledger.release("2026.11")
    assert release
    ledger.save_release(replace(release, stages=release.stages[1:]))

    with pytest.raises(Blocked) as refused:
        passes(ledger)
    assert refused.value.obstacle is Obstacle.NOTHING_TO_CHECK


def test_a_release_without_ui_changes_and_opt_ins_has_smoke_tests_alone(ledger: MemoryLedger) -> None:
    release = ledger.release("2026.11")
    assert release
    ledger.save_release(replace(release, ui_changes=(), opt_ins=()))

    assert [each.name for each in form(ledger).items] == [SMOKE_TESTS]


# The form


def test_what_is_not_changed_in_the_form_is_not_set(ledger: MemoryLedger) -> None:
    answer = sets(ledger, {OFFLINE: CheckState.LATER})

    assert found(ledger) == [("Acme LMS", "test", OFFLINE, CheckState.LATER, ANA.id)]
    assert (answer.checks, answer.cases) == (ledger.checks("2026.11"), ())


def test_a_form_in_which_nothing_was_changed_changes_nothing(ledger: MemoryLedger) -> None:
    answer = sets(ledger, {})

    assert (answer.checks, found(ledger), deliver(ledger, NOON)) == ((), [], ())


def test_a_check_can_be_set_again_and_back(ledger: MemoryLedger) -> None:
    sets(ledger, {SMOKE_TESTS: CheckState.PASSED})
    sets(ledger, {SMOKE_TESTS: CheckState.NOT_APPLICABLE}, by=MANAGER, now=NOON + MINUTE)
    sets(ledger, {SMOKE_TESTS: CheckState.NOT_RUN}, now=NOON + 2 * MINUTE)

    assert [each.state for each in found(ledger)] == [CheckState.NOT_RUN]
    assert [(each.old, each.new, each.by) for each in ledger.history(Kept.CHECK, "2026.11")] == [
        ("not_applicable", "not_run", ANA.id),
        ("passed", "not_applicable", MANAGER.id),
        (None, "passed", ANA.id),
    ]


def test_a_check_that_was_set_back_is_passed_with_all(ledger: MemoryLedger) -> None:
    sets(ledger, {SMOKE_TESTS: CheckState.NOT_RUN, VISUAL_CHANGES: CheckState.NOT_APPLICABLE})

    passes(ledger, now=NOON + MINUTE)

    assert [each.state for each in found(ledger)] == [CheckState.PASSED, CheckState.NOT_APPLICABLE]


def test_a_state_that_no_form_offers_is_left_out(ledger: MemoryLedger) -> None:
    asked = form(ledger)
    wanted = {
        item(asked, SMOKE_TESTS).mark: "enabled",
        item(asked, OFFLINE).mark: "passed",
        item(asked, VISUAL_CHANGES).mark: "perhaps",
    }

    answer = set_checks(ledger.at(NOON), SetChecks(ANA, message(ledger), wanted, {}, since=NOON))

    assert (answer.checks, found(ledger)) == ((), [])


def test_what_somebody_set_meanwhile_is_left_and_told(ledger: MemoryLedger) -> None:
    sets(ledger, {SMOKE_TESTS: CheckState.PROBLEM}, by=MANAGER, now=NOON + MINUTE)

    answer = sets(
        ledger,
        {SMOKE_TESTS: CheckState.NOT_RUN, VISUAL_CHANGES: CheckState.PASSED},
        opened=NOON,
        now=NOON + 2 * MINUTE,
    )

    assert [(each.name, each.by) for each in answer.others] == [(SMOKE_TESTS, MANAGER.id)]
    assert [(each.name, each.state) for each in found(ledger)] == [
        (SMOKE_TESTS, CheckState.PROBLEM),
        (VISUAL_CHANGES, CheckState.PASSED),
    ]


def test_what_two_set_alike_is_set_once(ledger: MemoryLedger) -> None:
    passes(ledger, by=MANAGER)

    answer = passes(ledger, now=NOON + MINUTE)
    filled = sets(ledger, {SMOKE_TESTS: CheckState.PASSED}, opened=NOON - MINUTE, now=NOON + MINUTE)

    assert (answer.checks, filled.checks, filled.others) == ((), (), ())
    assert {each.by for each in found(ledger)} == {MANAGER.id}


@pytest.mark.parametrize(
    ("integrations", "choices"),
    [
        (8, []),
        (9, [f"Team {number}" for number in range(9)]),
        (300, [f"Team {number}" for number in range(300)]),
    ],
)
def test_where_there_are_too_many_checks_for_a_form_it_is_chosen_first_whose(
    ledger: MemoryLedger, integrations: int, choices: list[str]
) -> None:
    ledger.remove_integration("Acme LMS")
    for number in range(integrations):
        team = Integration(f"Team {number}", "C0ACME", (), (Environment("test", "standard"),))
        ledger.save_integration(team)

    asked = form(ledger, by=ZOE)

    assert sorted(page.items[0].integration.name for page in asked.pages) == sorted(choices)
    assert len(asked.items) == (0 if choices else 3 * integrations)
    for page in asked.pages[:3]:
        chosen = form(ledger, by=ZOE, of=page.mark)
        assert (chosen.items, chosen.pages) == (page.items, ())


def test_where_one_integration_has_too_many_its_environment_is_chosen(ledger: MemoryLedger) -> None:
    names = [f"test {number}" for number in range(10)]
    ledger.save_integration(
        replace(ACME, environments=tuple(Environment(name, "standard") for name in names))
    )

    asked = form(ledger)

    assert [page.items[0].environment.name for page in asked.pages] == names
    assert {page.is_environment for page in asked.pages} == {True}
    assert form(ledger, of=asked.pages[3].mark).items == asked.pages[3].items


def test_a_choice_that_is_no_longer_there_is_refused(ledger: MemoryLedger) -> None:
    with pytest.raises(Unknown):
        form(ledger, of="gone")


# Problems and their cases


def test_a_problem_opens_a_normal_case_that_is_filled_from_it(ledger: MemoryLedger) -> None:
    answer = sets(ledger, {SMOKE_TESTS: CheckState.PROBLEM}, "The player stays blank.")

    (case,) = ledger.cases()
    assert (case.urgent, case.summary, case.opened_by, case.channel) == (
        False,
        "The player stays blank.",
        ANA.id,
        "C0ACME",
    )
    assert (case.release, case.server, case.integrations) == ("2026.11", "standard", ("Acme LMS",))
    assert answer.cases == (case,)
    assert [(each.case, each.note) for each in answer.checks] == [(case.number, "The player stays blank.")]


def test_a_normal_case_has_a_thread_and_is_not_raised_again(ledger: MemoryLedger) -> None:
    sets(ledger, {SMOKE_TESTS: CheckState.PROBLEM})

    (case,) = ledger.cases()
    kinds = {each.key.announcement.kind for each in ledger.deliveries(case.topic)}
    assert (CASE_OPENED in kinds, CASE_RAISED in kinds, case.thread_channel) == (True, False, "C0SUPPORT")


def test_problems_that_are_reported_together_are_one_case(ledger: MemoryLedger) -> None:
    answer = sets(ledger, {SMOKE_TESTS: CheckState.PROBLEM, VISUAL_CHANGES: CheckState.PROBLEM}, "Blank.")

    (case,) = ledger.cases()
    assert {each.case for each in answer.checks} == {case.number}
    assert case.summary == "Blank."


def test_a_note_goes_with_the_problem_and_not_with_what_passed(ledger: MemoryLedger) -> None:
    answer = sets(ledger, {SMOKE_TESTS: CheckState.PASSED, VISUAL_CHANGES: CheckState.PROBLEM}, "Grey.")

    assert {each.name: each.note for each in answer.checks} == {SMOKE_TESTS: "", VISUAL_CHANGES: "Grey."}


def test_a_second_problem_within_the_hour_joins_the_case(ledger: MemoryLedger) -> None:
    sets(ledger, {SMOKE_TESTS: CheckState.PROBLEM}, "Blank.")
    answer = sets(ledger, {VISUAL_CHANGES: CheckState.PROBLEM}, "Grey too.", now=NOON + MINUTE)

    (case,) = ledger.cases()
    assert [(note.kind, note.text) for note in case.notes] == [(NoteKind.REPORTED_AGAIN, "Grey too.")]
    assert [each.case for each in answer.checks] == [case.number]


def test_what_is_noted_of_a_problem_later_is_added_to_its_case(ledger: MemoryLedger) -> None:
    sets(ledger, {SMOKE_TESTS: CheckState.PROBLEM}, "Blank.")
    answer = sets(ledger, {}, "On Safari alone.", now=NOON + MINUTE)

    (case,) = ledger.cases()
    assert [(note.kind, note.text) for note in case.notes] == [(NoteKind.DETAILS, "On Safari alone.")]
    assert [(each.case, each.note) for each in answer.checks] == [(case.number, "On Safari alone.")]


def test_what_is_noted_of_something_that_passed_is_no_case(ledger: MemoryLedger) -> None:
    passes(ledger)
    answer = sets(ledger, {}, "Slower than before.", now=NOON + MINUTE)

    assert {each.note for each in answer.checks} == {"Slower than before."}
    assert ledger.cases() == ()


def test_a_note_of_nothing_is_no_note(ledger: MemoryLedger) -> None:
    assert sets(ledger, {}, "Later.").checks == ()


def test_a_problem_is_not_passed_with_all_and_is_named(ledger: MemoryLedger) -> None:
    sets(ledger, {SMOKE_TESTS: CheckState.PROBLEM})

    answer = passes(ledger, now=NOON + MINUTE)

    assert [each.name for each in answer.checks] == [VISUAL_CHANGES]
    assert [each.name for each in answer.problems] == [SMOKE_TESTS]


def test_a_problem_of_each_integration_has_a_case_of_its_own(ledger: MemoryLedger) -> None:
    ledger.save_integration(replace(NORTHWIND, channel="C0ACME"))
    asked = form(ledger, by=MANAGER)
    wanted = {each.mark: "problem" for each in asked.items if each.name == SMOKE_TESTS}

    answer = set_checks(ledger.at(NOON), SetChecks(MANAGER, message(ledger), wanted, {}, since=NOON))

    assert [case.integrations for case in answer.cases] == [("Acme LMS",), ("Northwind",)]
    assert [check.case for check in answer.checks] == [1, 2]


# Messages


def test_what_is_set_brings_the_messages_of_that_channel_up_to_date(ledger: MemoryLedger) -> None:
    passes(ledger)

    updates = deliver(ledger, NOON)
    assert {job.delivery.key.channel for job in updates} == {"C0ACME"}
    assert {job.delivery.action for job in updates} == {Action.UPDATE}

    passes(ledger)
    assert deliver(ledger, NOON) == ()


def test_a_closed_case_brings_them_up_to_date_too(ledger: MemoryLedger) -> None:
    sets(ledger, {SMOKE_TESTS: CheckState.PROBLEM})
    deliver(ledger, NOON)

    note_case(ledger.at(NOON + MINUTE), AddNote(ZOE, 1, NoteKind.RESOLVED))

    assert "C0ACME" in {job.delivery.key.channel for job in deliver(ledger, NOON + MINUTE)}


# Taking it back


def take_back(ledger: MemoryLedger, by: Person = ANA, *, after: dt.timedelta = 10 * MINUTE) -> list[Check]:
    return list(undo(ledger.at(NOON + after), Undo(by, "2026.11", NOON)).checks)


def test_within_ten_minutes_it_can_be_taken_back(ledger: MemoryLedger) -> None:
    set_of = passes(ledger).checks

    assert take_back(ledger) == list(set_of)
    assert found(ledger) == []


def test_after_ten_minutes_it_cannot(ledger: MemoryLedger) -> None:
    passes(ledger)

    with pytest.raises(Blocked) as refused:
        take_back(ledger, after=10 * MINUTE + dt.timedelta(seconds=1))

    assert (refused.value.obstacle, len(found(ledger))) == (Obstacle.TOO_LATE_TO_UNDO, 2)


def test_what_was_set_before_is_there_again(ledger: MemoryLedger) -> None:
    before = sets(ledger, {SMOKE_TESTS: CheckState.PASSED}, by=MANAGER, now=NOON - MINUTE).checks
    sets(ledger, {SMOKE_TESTS: CheckState.NOT_APPLICABLE})

    take_back(ledger)

    assert ledger.checks("2026.11") == before


def test_only_what_one_set_oneself_is_taken_back(ledger: MemoryLedger) -> None:
    passes(ledger)

    assert take_back(ledger, by=MANAGER) == []
    assert len(found(ledger)) == 2


def test_what_somebody_has_set_otherwise_since_then_stays(ledger: MemoryLedger) -> None:
    passes(ledger)
    sets(ledger, {SMOKE_TESTS: CheckState.PROBLEM}, by=MANAGER, now=NOON + MINUTE)

    assert [each.name for each in take_back(ledger)] == [VISUAL_CHANGES]
    assert [each.state for each in found(ledger)] == [CheckState.PROBLEM]


def test_a_problem_that_is_taken_back_closes_its_case_unless_somebody_works_on_it(
    ledger: MemoryLedger,
) -> None:
    sets(ledger, {SMOKE_TESTS: CheckState.PROBLEM, VISUAL_CHANGES: CheckState.PROBLEM})
    take_back(ledger)
    (closed,) = ledger.cases()
    assert closed.state is CaseState.FALSE_ALARM

    later = NOON + 20 * MINUTE
    sets(ledger, {SMOKE_TESTS: CheckState.PROBLEM}, now=later)
    note_case(ledger.at(later + MINUTE), AddNote(ZOE, 2, NoteKind.ACKNOWLEDGED))
    undo(ledger.at(later + 2 * MINUTE), Undo(ANA, "2026.11", later))
    assert ledger.cases()[1].state is CaseState.ACKNOWLEDGED


def test_what_is_taken_back_stands_in_the_history(ledger: MemoryLedger) -> None:
    passes(ledger)
    take_back(ledger)

    answer = release_history(ledger.at(NOON + DAY), Ask("2026.11"))

    assert [(each.old, each.new) for each in answer.changes if each.thing is Kept.CHECK] == [
        ("passed", None),
        ("passed", None),
        (None, "passed"),
        (None, "passed"),
    ]
    assert [each.at for each in answer.changes] == sorted((each.at for each in answer.changes), reverse=True)


# Environments that change


def save(ledger: MemoryLedger, *environments: Environment, name: str = "Acme LMS") -> None:
    integration = replace(ACME, name=name, environments=environments)
    save_integration(ledger.at(NOON + MINUTE), SaveIntegration(ANA, integration, replaces="Acme LMS"))


PRODUCTION, TEST = ACME.environments


def test_what_was_found_follows_an_environment_and_an_integration_that_are_renamed(
    ledger: MemoryLedger,
) -> None:
    passes(ledger)
    save(ledger, PRODUCTION, Environment("staging", "standard"), name="Acme Learning")

    assert {each[:2] for each in found(ledger)} == {("Acme Learning", "staging")}
    assert all(not each.is_left for each in form(ledger).items if each.name != OFFLINE)


def test_what_was_found_says_nothing_of_an_environment_that_moved_to_another_server(
    ledger: MemoryLedger,
) -> None:
    passes(ledger)
    save(ledger, PRODUCTION, Environment("test", "controlled"))
    items = items_of(release=RELEASE, integrations=ledger.integrations(), checks=ledger.checks(RELEASE.name))
    assert all(each.is_left for each in items)

    save(ledger, PRODUCTION, TEST)
    assert all(not each.is_left for each in form(ledger).items if each.name != OFFLINE)


def test_a_form_of_an_environment_that_is_gone_sets_nothing_and_says_so(ledger: MemoryLedger) -> None:
    asked = form(ledger)
    save(ledger, PRODUCTION, Environment("dev", "standard"), Environment("qa", "standard"))
    wanted = {each.mark: "passed" for each in asked.items}

    answer = set_checks(ledger.at(NOON), SetChecks(ANA, message(ledger), wanted, {}, since=NOON))

    assert (answer.gone, answer.checks, found(ledger)) == (3, (), [])


def test_what_was_found_goes_with_an_integration_that_is_removed(ledger: MemoryLedger) -> None:
    passes(ledger)
    ledger.remove_integration("Acme LMS")

    assert found(ledger) == []
    with pytest.raises(Blocked) as refused:
        form(ledger)
    assert refused.value.obstacle is Obstacle.NOTHING_TO_CHECK


def test_a_press_on_an_earlier_versions_button_is_of_the_smoke_tests_alone(ledger: MemoryLedger) -> None:
    pass_all(ledger.at(NOON), PassAll(ANA, message(ledger), only=(SMOKE_TESTS,)))

    assert [each.name for each in found(ledger)] == [SMOKE_TESTS]


# On a stage that nobody has confirmed


@pytest.fixture
def unconfirmed(ledger: MemoryLedger) -> MemoryLedger:
    """Return the same when 2026.11 is due on Controlled since nine, and its owner was just asked."""
    tell_until(ledger, at(CONTROLLED_DAY))
    return ledger


def asked(ledger: MemoryLedger, now: dt.datetime) -> list[str]:
    """Return who is asked now whether it is live on Controlled."""
    return [
        job.delivery.key.channel
        for job in deliver(ledger, now)
        if job.delivery.key.announcement == LIVE_ON_CONTROLLED and job.delivery.action is Action.POST
    ]


LIVE_ON_CONTROLLED = announcement_of(OWNER_QUESTION, server="controlled")


def passes_on_controlled(ledger: MemoryLedger, channel: str, by: Person, now: dt.datetime) -> None:
    its_day = announcement_of(ITS_DAY.kind, server="controlled")
    pass_all(ledger.at(now), PassAll(by, row(ledger, its_day, channel).id))


def test_a_result_asks_the_owner_whether_it_is_live_once_in_an_hour(unconfirmed: MemoryLedger) -> None:
    ten, later = at(CONTROLLED_DAY, 10), at(CONTROLLED_DAY, 10, 30)
    deliver(unconfirmed, ten)
    passes_on_controlled(unconfirmed, "C0GLOBEX", BEN, ten)
    assert asked(unconfirmed, ten) == [ANA.id]

    passes_on_controlled(unconfirmed, "C0ACME", ANA, later)
    assert asked(unconfirmed, later) == []


def test_whoever_was_just_asked_is_not_asked_again_by_a_result(unconfirmed: MemoryLedger) -> None:
    passes_on_controlled(unconfirmed, "C0GLOBEX", BEN, at(CONTROLLED_DAY, 9, 30))

    assert asked(unconfirmed, at(CONTROLLED_DAY, 9, 30)) == []


def test_a_question_that_waits_comes_at_once_with_a_result(unconfirmed: MemoryLedger) -> None:
    ten = at(CONTROLLED_DAY, 10)
    ask_later(unconfirmed.at(ten), AskLater(ANA, row(unconfirmed, LIVE_ON_CONTROLLED, ANA.id).id))
    passes_on_controlled(unconfirmed, "C0GLOBEX", BEN, ten + MINUTE)

    assert asked(unconfirmed, ten + MINUTE) == [ANA.id]
    assert asked(unconfirmed, ten + 30 * MINUTE) == []


def test_a_result_on_what_is_live_asks_nobody(ledger: MemoryLedger) -> None:
    passes(ledger)

    assert {job.delivery.action for job in deliver(ledger, NOON)} == {Action.UPDATE}
