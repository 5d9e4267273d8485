"""Describing a release anew: what is asked replaces what was, and what is not asked stays."""

from dataclasses import replace

import pytest

from rollouts.refusals import Fault, Invalid, NotAllowed, Problem
from rollouts.usecases.confirming import Confirm, confirm
from rollouts.usecases.editing import MAY_BE_LONG, EditRelease, edit_release
from tests.support.memory_ledger import MemoryLedger
from tests.support.story import ANA, DRAFT, MANAGER, RELEASE, STANDARD_DAY, START, ZOE, at

BARE = replace(DRAFT, ui_changes=(), opt_ins=(), docs=())


def test_what_was_asked_and_left_empty_is_taken_out(ledger: MemoryLedger) -> None:
    found = edit_release(ledger.at(START), EditRelease(MANAGER, "2026.11", BARE)).release

    assert (found.ui_changes, found.opt_ins, found.docs) == ((), (), ())


def test_what_was_not_asked_stays(ledger: MemoryLedger) -> None:
    found = edit_release(
        ledger.at(START), EditRelease(MANAGER, "2026.11", replace(BARE, title="New"), kept=MAY_BE_LONG)
    ).release

    assert found == replace(RELEASE, title="New")


def test_what_became_of_a_stage_stays_when_its_date_is_described_anew(ledger: MemoryLedger) -> None:
    day = at(STANDARD_DAY, 10)
    confirm(ledger.at(day), Confirm(ANA, "2026.11", "standard"))
    live = ledger.release("2026.11")

    edit_release(ledger.at(day), EditRelease(MANAGER, "2026.11", DRAFT))

    assert ledger.release("2026.11") == live


def test_a_line_that_was_not_understood_changes_nothing(ledger: MemoryLedger) -> None:
    problem = Problem("docs", Fault.LINK_UNCLEAR, "notes")

    with pytest.raises(Invalid) as refusal:
        edit_release(ledger.at(START), EditRelease(MANAGER, "2026.11", BARE, unread=(problem,)))

    assert refusal.value.problems == (problem,)
    assert ledger.release("2026.11") == RELEASE


def test_nobody_but_managers_describes_a_release_anew(ledger: MemoryLedger) -> None:
    with pytest.raises(NotAllowed):
        edit_release(ledger.at(START), EditRelease(ZOE, "2026.11", BARE))
