"""Waiting for something to become true, without polling: every change of the workspace wakes the waiting."""

import asyncio
from collections.abc import Callable


class Changes:
    """A counter of changes, and those who wait for the next one. Belongs to one event loop."""

    def __init__(self) -> None:
        self.version = 0
        self._waiting: set[asyncio.Future[None]] = set()

    def tell(self) -> None:
        """Count a change and wake everybody who waits for one."""
        self.version += 1
        for waiting in self._waiting:
            if not waiting.done():
                waiting.set_result(None)
        self._waiting.clear()

    async def next(self) -> None:
        """Wait until something changes."""
        waiting = asyncio.get_running_loop().create_future()
        self._waiting.add(waiting)
        try:
            await waiting
        finally:
            self._waiting.discard(waiting)

    async def until(self, condition: Callable[[], object], *, seconds: float) -> bool:
        """Wait until ``condition()`` is true. Returns False when ``seconds`` went by before."""
        try:
            async with asyncio.timeout(seconds):
                while not condition():
                    await self.next()
        except TimeoutError:
            return bool(condition())
        return True
