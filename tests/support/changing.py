"""A manager who changes releases, and looks at what goes out first."""

from dataclasses import replace
from datetime import datetime

from rollouts.people import Person
from rollouts.transitions import Verb
from rollouts.usecases.changing import StageChange, StageChanged, change_stage
from rollouts.usecases.seeing import NotSeenYet
from tests.support.memory_ledger import MemoryLedger
from tests.support.story import MANAGER


def changed(
    ledger: MemoryLedger, verb: Verb, now: datetime, *, by: Person = MANAGER, **more: object
) -> StageChanged:
    """Make the change, having seen what goes out because of it."""
    request = StageChange(by, "2026.11", verb, **more)  # type: ignore[arg-type] # each test gives its own
    try:
        with ledger.transaction(now) as transaction:
            return change_stage(transaction, request)
    except NotSeenYet as first:
        return change_stage(ledger.at(now), replace(request, seen=first.fingerprint))
