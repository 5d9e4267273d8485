"""Whether the process lives, and whether it does its work."""

import asyncio
import time
from collections.abc import Awaitable, Callable

from aiohttp import web

from rollouts.ports import Clock, Ledger, Transactions
from rollouts.refusals import LedgerUnavailable

TICK_SECONDS = 30
"""After that long without a beat of the heart nothing is posted any more."""

ANSWER_SECONDS = 3
"""How long the database may take."""


class Pulse:
    """Knows when the heart last beat without trouble."""

    def __init__(
        self, beat: Callable[[], Awaitable[object]], monotonic: Callable[[], float] = time.monotonic
    ) -> None:
        self._beat = beat
        self._monotonic = monotonic
        self._last = monotonic()

    async def beat(self) -> None:
        """Beat once."""
        await self._beat()
        self._last = self._monotonic()

    @property
    def age(self) -> float:
        """Seconds since the last beat."""
        return self._monotonic() - self._last


class Health:
    """Answers `/healthz` and `/readyz`. `is_connected` tells of the socket; None where there is none."""

    def __init__(
        self,
        workspace: Transactions,
        clock: Clock,
        *,
        pulse: Pulse,
        is_connected: Callable[[], Awaitable[bool]] | None,
    ) -> None:
        self._workspace = workspace
        self._clock = clock
        self._pulse = pulse
        self._is_connected = is_connected

    async def healthz(self, _: web.Request) -> web.Response:
        """Say that the process answers."""
        return web.Response(text="ok\n")

    async def readyz(self, _: web.Request) -> web.Response:
        """Say whether database, heartbeat and socket are well; 503 where one is not."""
        found = {
            "database": await self._database(),
            "heartbeat": self._pulse.age < TICK_SECONDS,
            **({"socket": await self._is_connected()} if self._is_connected else {}),
        }
        is_ready = all(found.values())
        shown = {"ready": is_ready, **found, "heartbeat_age_seconds": round(self._pulse.age, 1)}
        return web.json_response(shown, status=200 if is_ready else 503)

    async def _database(self) -> bool:
        try:
            async with asyncio.timeout(ANSWER_SECONDS):
                await self._workspace.run(_nothing, now=self._clock.now())
        except (LedgerUnavailable, TimeoutError):
            return False
        return True


def _nothing(ledger: Ledger) -> None:
    ledger.pauses()
