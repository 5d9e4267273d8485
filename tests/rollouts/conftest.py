"""The example of `tests/support/story.py` in a ledger; and a post of which nobody knows what became of it."""

from dataclasses import replace

import pytest

from tests.support.delivering import deliver, look_at_nothing, lose
from tests.support.memory_ledger import MemoryLedger
from tests.support.story import ADMIN, MANAGER, POLICY, PREVIEW_DAY, START, at, told_in


@pytest.fixture
def ledger() -> MemoryLedger:
    """Return a ledger with the whole example, all planned; Maya and Adam are told of trouble."""
    ledger = MemoryLedger(replace(POLICY, alerts_to=(MANAGER.id, ADMIN.id)))
    told_in(ledger.at(START))
    return ledger


@pytest.fixture
def lost(ledger: MemoryLedger) -> MemoryLedger:
    """Return a ledger in which the answer to the preview in #acme was lost, and nothing else went wrong."""
    deliver(ledger, at(PREVIEW_DAY), lose)
    return ledger


@pytest.fixture
def unsure(lost: MemoryLedger) -> MemoryLedger:
    """Return a ledger in which that preview could not be looked for, and Maya was asked."""
    deliver(lost, look_at_nothing(lost, since=at(PREVIEW_DAY)))
    return lost
