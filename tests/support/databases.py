"""Databases for tests of what stands on them: a new file, in memory, late, and without a disk."""

import asyncio
from collections.abc import Callable
from datetime import datetime
from functools import cache, partial
from pathlib import Path
from tempfile import TemporaryDirectory

from bot.clock import SystemClock
from rollouts.policy import Policy
from rollouts.ports import Answer, Ledger, Request
from rollouts.settings import Chosen
from storage.database import Database
from storage.schema import migrate
from storage.sqlite import engine_for, upgrading
from tests.support.memory_ledger import MemoryLedger
from tests.support.story import POLICY


def new_file(folder: Path, name: str = "fortnight.db") -> Path:
    """Make a database with the newest tables and nothing in them: migrating one takes 50 times as long."""
    file = folder / name
    file.write_bytes(_migrated())
    return file


def choose(file: Path, chosen: Chosen) -> None:
    """Set that in Slack, in the only workspace of the file, while no bot runs."""

    def choose_all(ledger: Ledger) -> None:
        for setting, value in chosen.items():
            ledger.choose(setting, value)

    database = Database(f"sqlite:///{file}")
    database.only_workspace(Policy()).run_sync(choose_all, now=SystemClock().now())
    database.close()


@cache
def _migrated() -> bytes:
    with TemporaryDirectory() as folder:
        file = Path(folder) / "migrated.db"
        engine = engine_for(file)
        migrate(engine, partial(upgrading, engine))
        engine.dispose()
        return file.read_bytes()


class InMemory:
    """Keeps everything in a `MemoryLedger`, which passes the contract of the real one."""

    def __init__(self) -> None:
        self.ledger = MemoryLedger(POLICY)

    async def run(
        self, use_case: Callable[[Ledger, *Request], Answer], *request: *Request, now: datetime
    ) -> Answer:
        """Run the use case; nothing is undone when it raises."""
        return use_case(self.ledger.at(now), *request)


class Late(InMemory):
    """Answers when `ready` is set."""

    def __init__(self) -> None:
        super().__init__()
        self.ready = asyncio.Event()

    async def run(
        self, use_case: Callable[[Ledger, *Request], Answer], *request: *Request, now: datetime
    ) -> Answer:
        """Run the use case as soon as that is allowed."""
        await self.ready.wait()
        return await super().run(use_case, *request, now=now)


class Broken:
    """Fails at everything."""

    async def run(
        self, use_case: Callable[[Ledger, *Request], Answer], *request: *Request, now: datetime
    ) -> Answer:
        """Raise an error that nobody foresaw."""
        raise OSError(f"no disk for {use_case} of {request} at {now}")
