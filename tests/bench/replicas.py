"""What PostgreSQL makes of telling many channels, and two replicas of it: in messages a second by the clock.

Each replica, the server and Slack are processes of their own, so that their CPU time tells little: what is
counted is how long it takes until all has been said.
"""

import asyncio
import sys
import tempfile
from collections.abc import AsyncIterator, Generator, Iterable
from contextlib import AsyncExitStack, ExitStack, asynccontextmanager
from functools import partial
from pathlib import Path
from time import perf_counter

from rollouts.policy import Policy
from storage.database import Database
from storage.workspace import Workspace
from tests.bench.bare_slack import bare_slack
from tests.bench.fan_out import NOW, Calendar
from tests.bench.table import Pair, Row
from tests.storage.postgres_server import running

CHANNELS = 2_000
SIZES = (250, 500, 1_000, CHANNELS)


class Replicas:
    """Some replicas at one database, in which all channels are to hear of one release after the other."""

    def __init__(
        self, workspace: Workspace, processes: list[asyncio.subprocess.Process], channels: int
    ) -> None:
        self._workspace = workspace
        self._processes = processes
        self._channels = channels
        self._calendar = Calendar(channels)
        workspace.run_sync(self._calendar.furnish, now=NOW)

    async def rate(self) -> float:
        """Tell all of one more release; return how many messages a second."""
        await self._workspace.run(self._calendar.plan, now=NOW)
        start = perf_counter()
        for process in self._processes:
            assert process.stdin is not None
            process.stdin.write(b"go\n")
        for process in self._processes:
            assert process.stdout is not None
            assert await process.stdout.readline() == b"done\n"
        return self._channels / (perf_counter() - start)


@asynccontextmanager
async def _replicas(url: str, count: int, channels: int = CHANNELS) -> AsyncIterator[Replicas]:
    database = Database(url)
    database.open()
    workspace = database.workspace("T0BENCH", Policy())
    async with AsyncExitStack() as stack:
        address = await stack.enter_async_context(bare_slack())
        processes = [await stack.enter_async_context(_process(url, address)) for _ in range(count)]
        replicas = Replicas(workspace, processes, channels)
        await replicas.rate()  # joins every channel
        yield replicas
    database.close()


@asynccontextmanager
async def _process(url: str, address: str) -> AsyncIterator[asyncio.subprocess.Process]:
    pipe = asyncio.subprocess.PIPE
    words = ("-m", "tests.bench.replica", url, address)
    process = await asyncio.create_subprocess_exec(sys.executable, *words, stdin=pipe, stdout=pipe)
    assert process.stdout is not None
    try:
        assert await process.stdout.readline() == b"ready\n"
        yield process
    finally:
        process.kill()
        await process.wait()


def _pairs(base: str, own: str, own_count: int) -> Generator[Pair, None, None]:
    with ExitStack() as opened, asyncio.Runner() as runner:
        folder = Path(opened.enter_context(tempfile.TemporaryDirectory()))
        # As a server is run in earnest: what is committed outlasts a power cut.
        server = opened.enter_context(running(fsync="on", synchronous_commit="on", full_page_writes="on"))
        urls = {"SQLite": f"sqlite:///{folder / 'bench.db'}"}
        theirs = _replicas(urls.get(base) or server.create("base"), 1)
        ours = _replicas(urls.get(own) or server.create("own"), own_count)
        first, second = runner.run(theirs.__aenter__()), runner.run(ours.__aenter__())
        try:
            while True:
                yield runner.run(first.rate()), runner.run(second.rate())
        finally:
            runner.run(theirs.__aexit__(None, None, None))
            runner.run(ours.__aexit__(None, None, None))


def _growth(count: int) -> Iterable[tuple[int, float]]:
    for channels in SIZES:
        with ExitStack() as opened, asyncio.Runner() as runner:
            server = opened.enter_context(running(fsync="on", synchronous_commit="on", full_page_writes="on"))
            replicas = _replicas(server.create("own"), count, channels)
            at_work = runner.run(replicas.__aenter__())
            rates = [runner.run(at_work.rate()) for _ in range(2)]
            runner.run(replicas.__aexit__(None, None, None))
        yield channels, max(rates)


ROWS: tuple[Row, ...] = tuple(
    Row(
        what=f"fan-out to {CHANNELS:,} channels, PostgreSQL, {count} replica{'s' if count > 1 else ''}",
        against="SQLite" if count == 1 else "1 replica",
        bound=">= 0.5" if count == 1 else ">= 1.2",
        pairs=partial(_pairs, "SQLite" if count == 1 else "PostgreSQL", "PostgreSQL", count),
        growth=partial(_growth, count),
        unit="messages/s",
    )
    for count in (1, 2)
)
