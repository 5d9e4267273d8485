"""Lives of the bot: each a process that is started, perhaps gets ready, and ends."""

import asyncio
import os
import signal
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from tests.torture.bot_process import Orders

ROOT = Path(__file__).parent.parent.parent


class Life:
    """One process with the bot in it."""

    def __init__(self, program: Process) -> None:
        self._program = program
        self._pid = 0
        self._is_ready = False
        self._ended: int | None = None

    async def begin(self, orders: Orders) -> None:
        assert self._program.stdin is not None
        self._program.stdin.write(orders.line().encode())
        while not self._pid:
            await self._hear()

    async def is_ready(self, seconds: float) -> bool:
        """Wait until the bot has connected; False when it is not so far by then, or has ended."""
        try:
            async with asyncio.timeout(seconds):
                while not self._is_ready and self._ended is None:
                    await self._hear()
        except TimeoutError:
            pass
        return self._is_ready and self._ended is None

    async def ended(self) -> None:
        """Wait until it has ended."""
        while self._ended is None:
            await self._hear()

    async def kill(self) -> bool:
        """End it with SIGKILL and wait until it is gone; False when it had ended by itself."""
        # It keeps its number, even if it has ended, until the program is told to begin another life.
        os.kill(self._pid, signal.SIGKILL)
        await self.ended()
        return self._ended == -signal.SIGKILL

    async def _hear(self) -> None:
        assert self._program.stdout is not None
        line = (await self._program.stdout.readline()).decode()
        match line.split():
            case ["born", pid]:
                self._pid = int(pid)
            case ["ready"]:
                self._is_ready = True
            case ["ended", status]:
                self._ended = int(status)
            case _:
                raise AssertionError(f"the program says {line!r}; its log may tell why")


@asynccontextmanager
async def program(log: Path) -> AsyncIterator[Process]:
    """Run the program that gives birth; its modules load meanwhile. In the end it is stopped."""
    command = [sys.executable, "-m", "tests.torture.bot_process"]
    with log.open("ab") as errors:
        process = await asyncio.create_subprocess_exec(
            *command, cwd=ROOT, stdin=PIPE, stdout=PIPE, stderr=errors
        )
    try:
        yield process
    finally:
        # At the end of its input it stops, and so does a life that is left.
        assert process.stdin is not None
        process.stdin.close()
        await process.wait()
