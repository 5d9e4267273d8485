"""What an integration found after a release: who may set it, from when, and in which form."""

from dataclasses import replace

import pytest

from rollouts.checks import SMOKE_TESTS, VISUAL_CHANGES, CheckState
from rollouts.history import Kept
from rollouts.integrations import Environment, Integration
from rollouts.kinds import CASE_OPENED
from rollouts.people import Person, Right
from rollouts.refusals import Blocked, NotAllowed, NotToCheck, Obstacle, Thing, Unknown
from rollouts.releases import Status
from rollouts.transitions import Verb
from rollouts.usecases.checks import (
    AskChecks,
    PassAll,
    SetChecks,
    ask_checks,
    pass_all,
    set_checks,
)
from tests.support.changing import changed
from tests.support.delivering import deliver
from tests.support.memory_ledger import MemoryLedger
from tests.support.setting_checks import (
    GUEST,
    NOON,
    OFFLINE,
    form,
    found,
    item,
    live_on_standard,
    message,
    passes,
    sets,
)
from tests.support.story import (
    ACME,
    ADMIN,
    ANA,
    BEN,
    CONTROLLED_DAY,
    DAY,
    GLOBEX,
    MANAGER,
    MINUTE,
    NORTHWIND,
    RELEASE,
    ZOE,
    at,
)


@pytest.fixture
def ledger(ledger: MemoryLedger) -> MemoryLedger:
    return live_on_standard(ledger)


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
