"""A card shows the open cases of its channel, beside those that a check has found."""

import datetime as dt

import pytest

from rollouts.announcing.briefs import ReleaseBrief
from rollouts.cases import Case, NoteKind
from rollouts.checks import CheckState
from rollouts.keeping import keep_check
from rollouts.usecases.cases import AddNote, Finding, note_case, report_problem, take_report
from rollouts.usecases.cases import Report as Reported
from rollouts.usecases.confirming import Confirm, confirm
from tests.support.delivering import deliver, tell_until
from tests.support.memory_ledger import MemoryLedger
from tests.support.story import ACME, ANA, BEN, MINUTE, STANDARD_DAY, at
from tests.views.telling import checked

NOW = at(STANDARD_DAY, 13)


@pytest.fixture
def ledger(ledger: MemoryLedger) -> MemoryLedger:
    """Return a ledger in which 2026.11 is live on Standard since ten, and its channels know it."""
    tell_until(ledger, at(STANDARD_DAY))
    confirm(ledger.at(at(STANDARD_DAY, 10)), Confirm(ANA, "2026.11", "standard"))
    tell_until(ledger, at(STANDARD_DAY, 12))
    return ledger


def test_a_card_shows_the_open_cases_of_its_channel_that_no_check_has_found(ledger: MemoryLedger) -> None:
    take_report(ledger.at(NOW), Reported(ANA, "C0ACME", "Blank."))
    assert open_on_cards(ledger, NOW) == {"C0ACME": [1]}

    note_case(ledger.at(NOW + MINUTE), AddNote(BEN, 1, NoteKind.NOT_URGENT))
    assert open_on_cards(ledger, NOW + MINUTE) == {"C0ACME": [1]}

    note_case(ledger.at(NOW + 2 * MINUTE), AddNote(BEN, 1, NoteKind.RESOLVED))
    assert open_on_cards(ledger, NOW + 2 * MINUTE) == {"C0ACME": []}


def test_a_case_that_a_check_has_found_stands_with_the_check(ledger: MemoryLedger) -> None:
    release = ledger.release("2026.11")
    assert release
    case = report_problem(ledger.at(NOW), Finding(ANA, release, "standard", ACME, "Grey."))
    check = checked(ACME, "test", state=CheckState.PROBLEM, case=case.number, at=NOW)
    keep_check(ledger=ledger.at(NOW), check=check, old=None)
    take_report(ledger.at(NOW), Reported(ANA, "C0ACME", "Blank."))

    assert open_on_cards(ledger, NOW) == {"C0ACME": []}


def test_a_case_of_no_integration_stands_where_it_was_reported(ledger: MemoryLedger) -> None:
    found = ledger.save_case(Case(ANA.id, NOW, "C0NORTH", "C0SUPPORT", release="2026.11"))
    note_case(ledger.at(NOW), AddNote(BEN, found.number, NoteKind.NOT_URGENT))

    assert open_on_cards(ledger, NOW) == {"C0NORTH": [found.number]}


def open_on_cards(ledger: MemoryLedger, now: dt.datetime) -> dict[str, list[int]]:
    """Return the open cases that the cards show which are brought up to date now."""
    return {
        job.delivery.key.channel: [case.number for case in job.brief.cases]
        for job in deliver(ledger, now)
        if isinstance(job.brief, ReleaseBrief) and job.brief.is_card
    }
