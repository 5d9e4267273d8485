"""Whether the process lives, and whether it does its work."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from typing import Protocol

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


class Line(Protocol):
    """The connection over which Slack speaks."""

    async def is_connected(self) -> bool:
        """Whether Slack is at the other end."""

    @property
    def age(self) -> float | None:
        """Seconds since it was made; None before that."""


class Health:
    """Answers `/healthz` and `/readyz`. `socket` is None where Slack comes in over HTTP."""

    def __init__(
        self,
        workspace: Transactions,
        clock: Clock,
        *,
        pulse: Pulse,
        socket: Line | None,
    ) -> None:
        self._workspace = workspace
        self._clock = clock
        self._pulse = pulse
        self._socket = socket

    async def healthz(self, _: web.Request) -> web.Response:
        """Say that the process answers."""
        return web.Response(text="ok\n")

    async def readyz(self, _: web.Request) -> web.Response:
        """Say whether database, heartbeat and socket are well; 503 where one is not."""
        found = {
            "database": await self._database(),
            "heartbeat": self._pulse.age < TICK_SECONDS,
            **({"socket": await self._socket.is_connected()} if self._socket else {}),
        }
        is_ready = all(found.values())
        ages = {"heartbeat": self._pulse.age, "socket": self._socket.age if self._socket else None}
        told = {f"{what}_age_seconds": round(age, 1) for what, age in ages.items() if age is not None}
        shown = {"ready": is_ready, **found, **told}
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
