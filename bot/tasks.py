"""Work that goes on beside its caller, kept track of so that none is lost and none goes unheard."""

import asyncio
import logging
from collections.abc import Coroutine

from rollouts.refusals import LedgerUnavailable

logger = logging.getLogger(__name__)


class Tasks:
    """Tasks under way. The loop itself holds them only weakly."""

    def __init__(self) -> None:
        self._running: set[asyncio.Task[None]] = set()

    def spawn(self, work: Coroutine[object, object, None]) -> None:
        """Start the work; what it raises is logged."""
        task = asyncio.create_task(work)
        self._running.add(task)
        task.add_done_callback(self._done)

    def _done(self, task: asyncio.Task[None]) -> None:
        self._running.discard(task)
        if task.cancelled() or (error := task.exception()) is None:
            return
        if isinstance(error, LedgerUnavailable):
            logger.warning("%(error)s", {"error": error})
        else:
            logger.error("A task failed", exc_info=error)

    async def finish(self, seconds: float) -> None:
        """Wait for everything under way, at most that long; then cancel what is left."""
        if self._running:
            _, late = await asyncio.wait(self._running, timeout=seconds)
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)
