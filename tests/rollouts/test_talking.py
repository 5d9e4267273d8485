"""What "it" means: the release that somebody was told of last, for a quarter of an hour."""

import datetime as dt

import pytest

from rollouts.usecases.talking import WITHIN, TalkedOf, note_talk, talked_of
from tests.support.memory_ledger import MemoryLedger
from tests.support.story import ANA, BEN, POLICY, START


@pytest.mark.parametrize(
    ("later", "meant"), [(dt.timedelta(), "2026.10 beta"), (WITHIN, "2026.10 beta"), (2 * WITHIN, "")]
)
def test_it_is_meant_for_a_while_and_by_that_person_alone(later: dt.timedelta, meant: str) -> None:
    ledger = MemoryLedger(POLICY)
    for name in ("2026.11", "2026.10 beta"):
        note_talk(ledger.at(START), TalkedOf(ANA.id, name))

    assert talked_of(ledger.at(START + later), ANA.id) == meant
    assert talked_of(ledger.at(START + later), BEN.id) == ""


def test_a_clock_that_was_set_back_knows_nothing_of_it() -> None:
    ledger = MemoryLedger(POLICY)
    note_talk(ledger.at(START), TalkedOf(ANA.id, "2026.11"))

    assert talked_of(ledger.at(START - WITHIN), ANA.id) == ""
