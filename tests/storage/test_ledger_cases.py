"""The ledger's contract: cases."""

from dataclasses import replace
from datetime import datetime, timedelta, timezone

import pytest

from rollouts.case_files import CaseFile
from rollouts.cases import CLOSED, Aspect, Case, CaseState, Changed, Note, NoteKind, Outcome
from rollouts.deliveries import Message
from rollouts.ports import Ledger

FILES = CaseFile("F1", "grey ☹.png", 1234), CaseFile("F2", "", 0)


@pytest.fixture
def case(now: datetime) -> Case:
    return Case(
        opened_by="U0ANA",
        opened_at=now,
        channel="C0ACME",
        thread_channel="C0HELP",
        urgent=False,
        state=CaseState.ACKNOWLEDGED,
        release="2026.11",
        server="controlled",
        integrations=("Acme LMS", "Zebra"),
        summary='Nobody can "log in" ☹',
        notes=(
            Note(NoteKind.DETAILS, "U0BEN", now, "since 9"),
            Note(NoteKind.TOLD_VENDOR, "U0BEN", now, "all grey", Message("C0SUPPORT", "7.1"), files=FILES),
            Note(NoteKind.ACKNOWLEDGED, "U0ANA", now),
            Note(NoteKind.RESOLVED, "U0ANA", now, "It was the cache", outcome=Outcome.OURS),
            Note(
                NoteKind.CHANGED,
                "U0ANA",
                now,
                changes=(Changed(Aspect.INTEGRATIONS, (), ("Zebra", "Acme LMS")),),
            ),
        ),
        thread="1.000100",
        is_guess=True,
        files=FILES[:1],
    )


def test_a_new_case_gets_the_next_number(ledger: Ledger, case: Case) -> None:
    assert ledger.save_case(case) == replace(case, number=1)
    assert ledger.save_case(case) == replace(case, number=2)


def test_a_case_comes_back_as_it_was_saved(ledger: Ledger, case: Case) -> None:
    saved = ledger.save_case(case)
    assert ledger.case(saved.number) == saved
    assert ledger.cases() == (saved,)
    assert ledger.case(7) is None


def test_cases_alike_are_open_as_new_and_of_the_same_release(ledger: Ledger, case: Case) -> None:
    one = replace(case, state=CaseState.OPEN)
    alike = ledger.save_case(one)
    for other in (
        replace(one, state=CaseState.RESOLVED),
        replace(one, opened_at=one.opened_at - timedelta(seconds=1)),
        replace(one, release="2026.12"),
        replace(one, release=None),
        replace(one, integrations=()),
    ):
        ledger.save_case(other)
    newer = ledger.save_case(replace(one, channel="C0ELSE", opened_at=one.opened_at + timedelta(hours=1)))

    found = ledger.cases_alike(since=one.opened_at, release=one.release, channel=None)

    assert found == (alike, newer)


def test_cases_alike_that_name_no_integration_are_those_of_the_channel(ledger: Ledger, case: Case) -> None:
    one = replace(case, state=CaseState.OPEN, integrations=(), release=None)
    alike = ledger.save_case(one)
    for other in (replace(one, channel="C0ELSE"), replace(one, integrations=("Zebra",))):
        ledger.save_case(other)

    assert ledger.cases_alike(since=one.opened_at, release=None, channel=one.channel) == (alike,)


def test_a_case_with_a_number_is_replaced(ledger: Ledger, case: Case) -> None:
    saved = ledger.save_case(case)
    changed = replace(saved, state=CaseState.RESOLVED, notes=saved.notes[:1], release=None)
    assert ledger.save_case(changed) == changed
    assert ledger.cases() == (changed,)


def test_open_cases_are_those_not_closed_by_number(ledger: Ledger, case: Case) -> None:
    saved = [ledger.save_case(replace(case, state=state)) for state in CaseState]
    assert ledger.cases() == tuple(saved)
    assert ledger.cases(open_only=True) == tuple(each for each in saved if each.state not in CLOSED)


def test_the_newest_cases_come_first_open_or_closed_and_no_more_than_are_wanted(
    ledger: Ledger, case: Case
) -> None:
    saved = [ledger.save_case(replace(case, state=state)) for state in (*CaseState, *CaseState)]
    opened, closed = ([each for each in saved if each.is_closed is wanted] for wanted in (False, True))

    assert ledger.newest_cases(closed=False, limit=99) == tuple(reversed(opened))
    assert ledger.newest_cases(closed=True, limit=9) == tuple(reversed(closed))
    assert ledger.newest_cases(closed=True, limit=1) == (closed[-1],)
    assert (ledger.count_cases(closed=False), ledger.count_cases(closed=True)) == (12, 4)


def test_the_cases_of_somebody_are_those_they_reported_or_acknowledged(
    ledger: Ledger, case: Case, now: datetime
) -> None:
    forged = '"kind": "acknowledged", "by": "U0BEN"'
    notes = (Note(NoteKind.DETAILS, "U0BEN", now, "since 9"), Note(NoteKind.DETAILS, "U0ANA", now, forged))
    joined = ledger.save_case(replace(case, notes=(Note(NoteKind.REPORTED_AGAIN, "U0BEN", now, "Here too"),)))
    reported = ledger.save_case(replace(case, opened_by="U0BEN", notes=()))
    acknowledged = ledger.save_case(replace(case, notes=(Note(NoteKind.ACKNOWLEDGED, "U0BEN", now, "I do"),)))
    ledger.save_case(replace(case, notes=notes))
    ledger.save_case(replace(case, notes=(Note(NoteKind.ACKNOWLEDGED, "U0BEN1", now),)))

    assert ledger.newest_cases(closed=False, limit=9, of="U0BEN") == (acknowledged, reported, joined)
    assert ledger.count_cases(closed=False, of="U0BEN") == 3
    assert ledger.count_cases(closed=False, of="U0%") == 0
    assert ledger.count_cases(closed=True, of="U0BEN") == 0


def test_a_note_keeps_its_instant_whatever_its_zone(sql_ledger: Ledger, case: Case, now: datetime) -> None:
    there = now.astimezone(timezone(timedelta(hours=-8)))
    saved = sql_ledger.save_case(replace(case, notes=(Note(NoteKind.DETAILS, "U0BEN", there),)))
    (found,) = sql_ledger.cases()
    assert found == saved
    assert found.notes[0].at.utcoffset() == timedelta(0)


def test_a_note_without_a_zone_is_refused(sql_ledger: Ledger, case: Case, now: datetime) -> None:
    naive = Note(NoteKind.DETAILS, "U0BEN", now.replace(tzinfo=None))
    with pytest.raises(ValueError, match="no time zone"):
        sql_ledger.save_case(replace(case, notes=(naive,)))
