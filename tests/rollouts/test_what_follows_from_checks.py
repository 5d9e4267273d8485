"""What follows from what an integration found: cases, messages, and a question whether it is live."""

import datetime as dt
from dataclasses import replace

import pytest

from rollouts.cases import NoteKind
from rollouts.checks import SMOKE_TESTS, VISUAL_CHANGES, CheckState
from rollouts.deliveries import Action
from rollouts.kinds import CASE_OPENED, CASE_RAISED, OWNER_QUESTION
from rollouts.people import Person
from rollouts.usecases.cases import AddNote, note_case
from rollouts.usecases.checks import (
    PassAll,
    SetChecks,
    pass_all,
    set_checks,
)
from rollouts.usecases.confirming import AskLater, ask_later
from tests.support.delivering import deliver, row, tell_until
from tests.support.memory_ledger import MemoryLedger
from tests.support.setting_checks import (
    NOON,
    form,
    live_on_standard,
    message,
    passes,
    sets,
)
from tests.support.story import (
    ANA,
    BEN,
    CONTROLLED_DAY,
    ITS_DAY,
    MANAGER,
    MINUTE,
    NORTHWIND,
    ZOE,
    announcement_of,
    at,
)


@pytest.fixture
def ledger(ledger: MemoryLedger) -> MemoryLedger:
    return live_on_standard(ledger)


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
