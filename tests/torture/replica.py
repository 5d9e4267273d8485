"""One place in which the bot runs: when its process is killed, the next one is started at once."""

import asyncio
import multiprocessing
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from multiprocessing import connection
from random import Random

from simulator import Workspace
from tests.torture.bot_process import Orders, run_bot

PATIENCE = 30
"""Real seconds in which a process has to be ready."""

MOMENTS = {"starting": 2, "working": 4, "speaking": 4}
"""When a process is killed, and how often: while it starts, at any time, or just after it did something."""

processes = multiprocessing.get_context("forkserver")
processes.set_forkserver_preload(["tests.torture.bot_process"])


class Life:
    """One process with the bot in it, from its start to its end."""

    def __init__(self, orders: Orders) -> None:
        self._hears, tells = processes.Pipe(duplex=False)
        self._process = processes.Process(target=run_bot, args=(orders, tells), daemon=True)
        self._process.start()
        tells.close()

    async def is_ready(self, seconds: float = PATIENCE) -> bool:
        """Wait until the bot has connected; False when it is not so far by then, or has ended."""
        watched = (self._process.sentinel, self._hears)
        await asyncio.to_thread(connection.wait, watched, seconds)
        return not self.has_ended and self._hears.poll()

    @property
    def has_ended(self) -> bool:
        return not self._process.is_alive()

    async def kill(self) -> bool:
        """End it with SIGKILL and wait until it is gone; False when it had ended by itself."""
        ended_before = self.has_ended
        self._process.kill()
        await asyncio.to_thread(self._process.join)
        self._process.close()
        self._hears.close()
        return not ended_before


class Replica:
    """Starts the bot and kills it at random moments, and counts."""

    def __init__(self, orders: Orders, workspace: Workspace, dice: Random) -> None:
        self.kills = 0
        self.gave_up = 0
        self.slowest_start = 0.0
        self._orders = orders
        self._workspace = workspace
        self._dice = dice

    async def suffer(self, over: asyncio.Event) -> None:
        """Start and kill, one life after the other, until it is over."""
        while not over.is_set():
            async with self.lives() as life:
                await self._last_moment(life)

    @asynccontextmanager
    async def lives(self) -> AsyncIterator[Life]:
        """Let the bot run meanwhile; in the end it is killed."""
        life = Life(self._orders)
        try:
            yield life
        finally:
            if await life.kill():
                self.kills += 1
            else:
                self.gave_up += 1

    async def _last_moment(self, life: Life) -> None:
        (moment,) = self._dice.choices(list(MOMENTS), list(MOMENTS.values()))
        if moment == "starting":
            await life.is_ready(self._dice.uniform(0, 0.4))
            return
        begun = time.monotonic()
        if not await life.is_ready():
            return
        self.slowest_start = max(self.slowest_start, time.monotonic() - begun)
        if moment == "working":
            await asyncio.sleep(self._dice.uniform(0.1, 1.5))
        else:
            seen = self._workspace.changes.version
            await self._workspace.changes.until(
                lambda: self._workspace.changes.version > seen, seconds=self._dice.uniform(0.5, 2.0)
            )
            await asyncio.sleep(self._dice.uniform(0, 0.05))
