"""What only reads, on SQLite: all who have come meanwhile look together, in one transaction.

A transaction costs more than what most of them ask in it, and what one has read is there for the next.
"""

import asyncio
from collections.abc import Callable
from concurrent.futures import Executor
from contextlib import AbstractContextManager, suppress
from dataclasses import dataclass
from datetime import datetime
from threading import Lock
from typing import Any, Generic, TypeVar

from rollouts.ports import Ledger

Answer = TypeVar("Answer")


@dataclass(frozen=True, slots=True)
class _Look(Generic[Answer]):
    """One of them: what it asks, when it came, and whom to tell."""

    use_case: Callable[[Ledger], Answer]
    now: datetime
    loop: asyncio.AbstractEventLoop
    answer: "asyncio.Future[Answer]"

    def take(self, ledger: Ledger) -> None:
        """Look, and tell what was seen; or what went wrong."""
        try:
            seen = self.use_case(ledger)
        except BaseException as trouble:  # noqa: BLE001 - it is raised where it was asked
            self.fail(trouble)
        else:
            self._tell(lambda: self.answer.set_result(seen))

    def fail(self, trouble: BaseException) -> None:
        """Tell what went wrong, unless there was an answer."""
        self._tell(lambda: self.answer.set_exception(trouble))

    def _tell(self, telling: Callable[[], None]) -> None:
        def tell() -> None:
            # One that was cancelled, or told before, is told nothing.
            if not self.answer.done():
                telling()

        # A loop that is closed has nobody left who could be told.
        with suppress(RuntimeError):
            self.loop.call_soon_threadsafe(tell)


class LookingTogether:
    """Those who read in one workspace. Each sees all that was committed when it came.

    Whoever comes first sends the thread, and whoever comes before it begins looks too; later ones wait for
    the next time. `opened` begins a transaction for a moment, and gives its ledger.
    """

    def __init__(
        self, thread: Executor, opened: Callable[[datetime], AbstractContextManager[Ledger]]
    ) -> None:
        self._thread = thread
        self._opened = opened
        self._lock = Lock()
        self._waiting: list[_Look[Any]] = []

    async def run(self, use_case: Callable[[Ledger], Answer], *, now: datetime) -> Answer:
        """Run a use case that only reads; what it raises is raised here.

        The time of those who look together is that of the one who came last.
        """
        loop = asyncio.get_running_loop()
        answer: asyncio.Future[Answer] = loop.create_future()
        look = _Look(use_case, now, loop, answer)
        with self._lock:
            if not self._waiting:
                self._thread.submit(self._look)
            self._waiting.append(look)
        return await answer

    def _look(self) -> None:
        with self._lock:
            looking, self._waiting = self._waiting, []
        try:
            with self._opened(max(each.now for each in looking)) as ledger:
                for each in looking:
                    each.take(ledger)
        except BaseException as trouble:  # noqa: BLE001 - as above
            for each in looking:
                each.fail(trouble)
