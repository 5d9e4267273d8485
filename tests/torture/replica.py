"""One place in which the bot runs: when its process is killed, the next one is started at once."""

import asyncio
import time
from asyncio.subprocess import Process
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from random import Random

from slack_simulator import Workspace
from tests.torture.bot_process import Orders
from tests.torture.lives import Life

PATIENCE = 3
"""Real seconds in which a process has to be ready, else it is killed: a call may hang."""

MOMENTS = {"starting": 2, "working": 4, "speaking": 4}
"""When a process is killed, and how often: while it starts, at any time, or just after it did something."""


class Replica:
    """Starts the bot and kills it at random moments, and counts."""

    def __init__(self, orders: Orders, workspace: Workspace, dice: Random, program: Process) -> None:
        self.kills = 0
        self.gave_up = 0
        self.slowest_start = 0.0
        self._orders = orders
        self._workspace = workspace
        self._dice = dice
        self._program = program

    async def suffer(self, licences: asyncio.Semaphore, over: asyncio.Event) -> None:
        """Start and kill, one life after the other, until it is over; to kill one a licence is needed."""
        while not over.is_set():
            kills = self.kills
            async with self.life() as life:
                is_licensed = await _is_licensed(licences, life)
                if is_licensed:
                    await self._last_moment(life)
            if is_licensed and self.kills == kills:
                # It had ended by itself.
                licences.release()

    @asynccontextmanager
    async def life(self) -> AsyncIterator[Life]:
        """Let the bot run meanwhile; in the end it is killed."""
        life = Life(self._program)
        await life.begin(self._orders)
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
        if not await life.is_ready(PATIENCE):
            return
        self.slowest_start = max(self.slowest_start, time.monotonic() - begun)
        if moment == "working":
            await asyncio.sleep(self._dice.uniform(0.1, 1.5))
            return
        changes = self._workspace.changes
        seen = changes.version
        await changes.until(lambda: changes.version > seen, seconds=self._dice.uniform(0.5, 2.0))
        await asyncio.sleep(self._dice.uniform(0, 0.05))


async def _is_licensed(licences: asyncio.Semaphore, life: Life) -> bool:
    """Wait for a licence to kill; False when the life ended by itself before, or did not get on."""
    if licences.locked():
        if not await life.is_ready(PATIENCE):
            return False
        licence, end = asyncio.ensure_future(licences.acquire()), asyncio.ensure_future(life.ended())
        await asyncio.wait((licence, end), return_when=asyncio.FIRST_COMPLETED)
        end.cancel()
        await asyncio.wait((end,))
        if not licence.done():
            licence.cancel()
            return False
        return True
    return await licences.acquire()
