"""Numbers that tell whether all goes well."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from rollouts.deliveries import State
from rollouts.ports import Ledger


@dataclass(frozen=True, slots=True)
class Measured:
    """How many deliveries there are by state, how many posts are overdue, and by how much the oldest is."""

    deliveries: Mapping[State, int]
    overdue: int
    lag: timedelta
    open_cases: int


def measure(ledger: Ledger) -> Measured:
    """Count."""
    overdue = ledger.overdue(before=ledger.now)
    return Measured(
        deliveries=ledger.count_deliveries(),
        overdue=len(overdue),
        lag=max((ledger.now - post.due_at for post in overdue), default=timedelta(0)),
        open_cases=ledger.count_cases(closed=False),
    )
