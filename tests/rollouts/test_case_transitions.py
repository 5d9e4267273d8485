"""The life of a case: what each step leads to from each state, and what is no step from there."""

from dataclasses import replace
from datetime import datetime

import pytest

from rollouts.case_times import as_of
from rollouts.case_transitions import STEPS, after, noted
from rollouts.cases import VENDOR, Case, CaseState, Note, NoteKind
from rollouts.deliveries import OPEN, Reason
from rollouts.kinds import CASE_NOTE, CASE_RAISED
from rollouts.usecases.cases import AddNote, Report, note_case, take_report, vendor_replied
from tests.support.delivering import deliver
from tests.support.memory_ledger import MemoryLedger
from tests.support.story import ANA, BEN, MINUTE, STANDARD_DAY, at

NOON = at(STANDARD_DAY, 12)
CASE = Case(ANA.id, NOON, "C0ACME", "C0SUPPORT", number=1)

TABLE = """
                OPEN ACK REPL WORK BACK HOT RES FALSE
acknowledged    ACK  -   REPL -    -    -   -   -
vendor_replied  REPL REPL -   -    -    -   -   -
workaround      WORK WORK WORK WORK -   -   -   -
rolled_back     BACK BACK BACK BACK -   BACK -  -
hotfixed        HOT  HOT HOT  HOT  HOT  HOT -   -
resolved        RES  RES RES  RES  RES  RES -   -
false_alarm     FALSE FALSE FALSE FALSE FALSE FALSE - -
reopened        -    -   -    -    -    -   OPEN OPEN
"""
SHORT = dict(zip(["OPEN", "ACK", "REPL", "WORK", "BACK", "HOT", "RES", "FALSE"], CaseState, strict=True))


def test_each_step_leads_from_each_state_where_the_table_says() -> None:
    head, *rows = (line.split() for line in TABLE.strip().splitlines())
    table = {
        (SHORT[state], NoteKind(step)): SHORT.get(cell)
        for step, *cells in rows
        for state, cell in zip(head, cells, strict=True)
    }

    assert {pair: after(*pair) for pair in table} == table
    assert set(table) == {(state, step) for state in CaseState for step in STEPS}


def test_what_is_no_step_leaves_the_state_as_it_is() -> None:
    for kind in set(NoteKind) - STEPS:
        for state in CaseState:
            case = replace(CASE, state=state, urgent=kind is NoteKind.NOT_URGENT)
            found = noted(case=case, note=Note(kind, BEN.id, NOON))
            is_of_open_ones = kind not in {NoteKind.REPORTED_AGAIN, NoteKind.DETAILS}
            assert (found.state if found else None) == (None if is_of_open_ones and case.is_closed else state)


def through(*kinds: NoteKind) -> Case:
    case: Case | None = CASE
    for step, kind in enumerate(kinds, start=1):
        assert case is not None
        case = noted(case=case, note=Note(kind, BEN.id, NOON + step * MINUTE))
    assert case is not None
    return case


ACKNOWLEDGED, REPLIED, RESOLVED = NoteKind.ACKNOWLEDGED, NoteKind.VENDOR_REPLIED, NoteKind.RESOLVED
REOPENED = NoteKind.REOPENED


@pytest.mark.parametrize(
    ("kinds", "is_taken_up"),
    [
        ((), False),
        ((ACKNOWLEDGED,), True),
        ((REPLIED,), False),
        ((REPLIED, ACKNOWLEDGED), True),
        ((ACKNOWLEDGED, REPLIED), True),
        ((NoteKind.WORKAROUND,), True),
        ((RESOLVED,), True),
        ((ACKNOWLEDGED, RESOLVED, REOPENED), False),
        ((ACKNOWLEDGED, RESOLVED, REOPENED, REPLIED), False),
        ((ACKNOWLEDGED, RESOLVED, REOPENED, REPLIED, ACKNOWLEDGED), True),
    ],
)
def test_a_case_is_taken_up_by_one_of_us_and_never_by_the_vendor(
    kinds: tuple[NoteKind, ...], *, is_taken_up: bool
) -> None:
    assert through(*kinds).is_taken_up == is_taken_up


def test_acknowledged_after_the_vendor_replied_it_counts_once() -> None:
    acknowledged = through(REPLIED, ACKNOWLEDGED)

    assert noted(case=acknowledged, note=Note(ACKNOWLEDGED, ANA.id, NOON)) is None


def test_how_it_stood_at_an_instant_is_known_afterwards() -> None:
    case = through(ACKNOWLEDGED, REPLIED, NoteKind.DETAILS, RESOLVED, REOPENED)

    stood = [as_of(case, NOON + minutes * MINUTE) for minutes in range(6)]

    assert [each.state for each in stood if each] == [
        CaseState.OPEN,
        CaseState.ACKNOWLEDGED,
        CaseState.VENDOR_REPLIED,
        CaseState.VENDOR_REPLIED,
        CaseState.RESOLVED,
        CaseState.OPEN,
    ]


# The vendor's reply


@pytest.fixture
def told(ledger: MemoryLedger) -> MemoryLedger:
    """Return a ledger in which Ana's case stands in its thread."""
    take_report(ledger.at(NOON), Report(ANA, "C0ACME", "Player is blank"))
    deliver(ledger, NOON)
    return ledger


def replies(ledger: MemoryLedger, when: datetime) -> Case:
    (case,) = ledger.cases()
    return vendor_replied(ledger.at(NOON + 2 * MINUTE), case, when)


def test_the_vendors_mail_sets_that_they_replied_and_its_post_says_so(told: MemoryLedger) -> None:
    case = replies(told, NOON + MINUTE)

    assert case.state is CaseState.VENDOR_REPLIED
    assert case.notes == (Note(REPLIED, VENDOR, NOON + MINUTE),)
    assert told.case(1) == case
    assert not [each for each in told.deliveries(case.topic) if each.key.announcement.kind is CASE_NOTE]


@pytest.mark.parametrize("when", [datetime(1970, 1, 1, tzinfo=NOON.tzinfo), NOON + 99 * MINUTE])
def test_the_vendors_clock_puts_no_reply_before_the_report_or_into_the_future(
    told: MemoryLedger, when: datetime
) -> None:
    (note,) = replies(told, when).notes

    assert NOON <= note.at <= NOON + 2 * MINUTE


def test_a_second_reply_and_one_after_the_end_change_nothing(told: MemoryLedger) -> None:
    first = replies(told, NOON + MINUTE)
    assert replies(told, NOON + MINUTE) == first

    note_case(told.at(NOON + 3 * MINUTE), AddNote(BEN, 1, RESOLVED))
    assert replies(told, NOON + 4 * MINUTE).state is CaseState.RESOLVED


def raised(ledger: MemoryLedger) -> list[datetime]:
    (case,) = ledger.cases()
    return [
        each.due_at
        for each in ledger.deliveries(case.topic)
        if each.key.announcement.kind is CASE_RAISED and each.state in OPEN
    ]


def test_a_case_that_the_vendor_answered_is_raised_until_one_of_us_takes_it(told: MemoryLedger) -> None:
    coming = raised(told)
    replies(told, NOON + MINUTE)
    assert raised(told) == coming

    note_case(told.at(NOON + 3 * MINUTE), AddNote(BEN, 1, ACKNOWLEDGED))
    assert not raised(told)


def test_a_case_that_is_reopened_is_raised_from_then_on(told: MemoryLedger) -> None:
    note_case(told.at(NOON + MINUTE), AddNote(BEN, 1, RESOLVED))
    assert not raised(told)

    later = NOON + 5 * MINUTE
    note_case(told.at(later), AddNote(ANA, 1, REOPENED))

    assert [due - later for due in raised(told)] == [15 * MINUTE, 30 * MINUTE, 60 * MINUTE]
    skipped = [
        each.reason for each in told.deliveries(CASE.topic) if each.key.announcement.kind is CASE_RAISED
    ]
    assert skipped.count(Reason.ANSWERED.value) == 3
