"""Tidying: with each beat a little of what is over goes, and the next beat goes on from there."""

from datetime import timedelta

from rollouts.ports import Clock, Transactions
from rollouts.usecases.tidying import Tidy, tidy

TIDY_EVERY = timedelta(minutes=1)


class Tidier:
    """Removes what has been over for longer than `keep` and is not needed any more."""

    def __init__(self, workspace: Transactions, clock: Clock, *, keep: timedelta) -> None:
        self._workspace = workspace
        self._clock = clock
        self._keep = keep
        self._after = ""

    async def beat(self) -> None:
        """Remove a batch."""
        request = Tidy(self._keep, self._after)
        self._after = await self._workspace.run(tidy, request, now=self._clock.now())
