"""Planning anew at start: settings, holidays or the rules may have changed while nobody was there."""

from datetime import datetime

from rollouts.announcing.planning import replan_all
from rollouts.ports import Clock, Ledger, Transactions


def _replan(ledger: Ledger, request: None, now: datetime) -> None:  # noqa: ARG001 - a use case
    replan_all(ledger=ledger, now=now)


async def replan(*, workspace: Transactions, clock: Clock) -> None:
    """Bring every planned post in line with the rules and settings of today."""
    await workspace.run(_replan, None, now=clock.now())
