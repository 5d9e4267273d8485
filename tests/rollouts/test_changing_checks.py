"""What was set of checks is taken back, or its environment changes."""

import datetime as dt
from dataclasses import replace

import pytest

from rollouts.cases import CaseState, NoteKind
from rollouts.checks import SMOKE_TESTS, VISUAL_CHANGES, Check, CheckState, items_of
from rollouts.history import Kept
from rollouts.integrations import Environment
from rollouts.people import Person
from rollouts.refusals import Blocked, Obstacle
from rollouts.usecases.cases import AddNote, note_case
from rollouts.usecases.checks import (
    PassAll,
    SetChecks,
    Undo,
    pass_all,
    set_checks,
    undo,
)
from rollouts.usecases.histories import release_history
from rollouts.usecases.integrations import SaveIntegration, save_integration
from rollouts.usecases.releases import Ask
from tests.support.memory_ledger import MemoryLedger
from tests.support.setting_checks import (
    NOON,
    OFFLINE,
    form,
    found,
    live_on_standard,
    message,
    passes,
    sets,
)
from tests.support.story import (
    ACME,
    ANA,
    DAY,
    MANAGER,
    MINUTE,
    RELEASE,
    ZOE,
)


@pytest.fixture
def ledger(ledger: MemoryLedger) -> MemoryLedger:
    return live_on_standard(ledger)


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
