"""Looking at cases: the list of the newest, those of one person, and all that is known of one."""

from dataclasses import replace

import pytest

from rollouts.cases import Case, CaseState, NoteKind
from rollouts.people import Person
from rollouts.refusals import Unknown
from rollouts.usecases.case_list import (
    CLOSED_SHOWN,
    OPEN_SHOWN,
    AskCase,
    CaseList,
    ListCases,
    list_cases,
    show_case,
)
from rollouts.usecases.cases import AddNote, Report, note_case, take_report
from tests.support.delivering import deliver
from tests.support.memory_ledger import MemoryLedger
from tests.support.story import ANA, BEN, POLICY, STANDARD_DAY, ZOE, at

NOON = at(STANDARD_DAY, 12)
GIL = Person("U0GIL", is_guest=True)


@pytest.fixture
def ledger(ledger: MemoryLedger) -> MemoryLedger:
    """Return a ledger in which Ana has opened a case, and Zoe another; Ben acknowledged the second."""
    ledger = ledger.at(NOON)
    take_report(ledger, Report(ANA, "C0ACME", "Player is blank"))
    take_report(ledger, Report(ZOE, "C0NORTH", "A typo", urgent=False))
    note_case(ledger, AddNote(BEN, 2, NoteKind.ACKNOWLEDGED))
    return ledger


def numbers(cases: tuple[Case, ...]) -> list[int]:
    return [case.number for case in cases]


def test_the_newest_cases_come_first_and_the_closed_ones_apart(ledger: MemoryLedger) -> None:
    note_case(ledger, AddNote(ANA, 1, NoteKind.RESOLVED))
    take_report(ledger, Report(BEN, "C0GLOBEX", "Here too"))

    found = list_cases(ledger, ListCases(ZOE))

    assert (numbers(found.open), found.open_in_all) == ([3, 2], 2)
    assert (numbers(found.closed), found.closed_in_all) == ([1], 1)


@pytest.mark.parametrize(("who", "theirs"), [(ANA, [1]), (ZOE, [2]), (BEN, [2]), (GIL, [])])
def test_mine_are_those_that_i_reported_or_acknowledged(
    ledger: MemoryLedger, who: Person, theirs: list[int]
) -> None:
    assert numbers(list_cases(ledger, ListCases(who, mine=True)).open) == theirs


def test_of_a_thousand_cases_no_more_are_read_than_are_shown(ledger: MemoryLedger) -> None:
    for number in range(1000):
        state = CaseState.RESOLVED if number % 2 else CaseState.OPEN
        ledger.save_case(Case(ANA.id, NOON, "C0ACME", "C0SUPPORT", state=state))

    found = list_cases(ledger, ListCases(ANA))

    assert (len(found.open), found.open_in_all) == (OPEN_SHOWN, 502)
    assert (len(found.closed), found.closed_in_all) == (CLOSED_SHOWN, 500)


def test_before_there_is_a_case_the_list_is_empty() -> None:
    ledger = MemoryLedger(POLICY).at(NOON)

    assert list_cases(ledger, ListCases(ANA)) == CaseList((), 0, (), 0, ledger.servers(), POLICY)


@pytest.mark.parametrize(
    "typed",
    ["2", "#2", "case 2", "Urgent case 2", " 02 ", "case no. 2", "close 2", "resolve case #2", "Ack 2"],
)
def test_a_case_is_shown_by_its_number(ledger: MemoryLedger, typed: str) -> None:
    assert show_case(ledger, AskCase(ANA, typed)).brief.case.number == 2


@pytest.mark.parametrize("typed", ["7", "0", "-1", "²", "9" * 40, "the grey one", ""])
def test_what_is_no_cases_number_is_answered_with_the_open_ones(ledger: MemoryLedger, typed: str) -> None:
    with pytest.raises(Unknown) as refused:
        show_case(ledger, AskCase(ANA, typed))

    assert refused.value.known == ("2", "1")


def test_a_case_is_shown_with_what_it_is_about_and_where_its_thread_is(ledger: MemoryLedger) -> None:
    before = show_case(ledger, AskCase(ANA, "1"))
    deliver(ledger, NOON)
    after = show_case(ledger, AskCase(ANA, "1"))

    assert before.thread is None
    assert after.thread
    assert after.thread.channel == "C0SUPPORT"


def test_the_thread_of_a_case_that_went_elsewhere_is_where_it_is_now(ledger: MemoryLedger) -> None:
    deliver(ledger, NOON)
    case = ledger.case(1)
    assert case
    ledger.save_case(replace(case, thread_channel="C0ACME"))

    assert show_case(ledger, AskCase(ANA, "1")).thread is None


@pytest.mark.parametrize(("who", "may"), [(ZOE, True), (GIL, False)])
def test_members_may_work_on_a_case_and_guests_see_it(
    ledger: MemoryLedger, who: Person, *, may: bool
) -> None:
    assert show_case(ledger, AskCase(who, "1")).may_work is may
