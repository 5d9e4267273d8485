"""What it costs to tell many channels of a release, against posting the same number of messages bare.

The pace is lifted, and every channel was joined before. Both are timed as the CPU time of this process: that
of the loop and of the database's thread. Slack is in a process of its own (`tests.bench.bare_slack`).
"""

import asyncio
import gc
import tempfile
from collections.abc import AsyncIterator, Generator, Iterable, Mapping
from contextlib import asynccontextmanager
from datetime import UTC, date, datetime
from functools import partial
from itertools import count
from pathlib import Path
from time import process_time

from slack_sdk.web.async_client import AsyncWebClient

from bot.loading import settle
from bot.slack.client import make_client, open_session
from bot.slack.pace import Pace
from bot.slack.poster import SlackPoster
from bot.tasks import Tasks
from rollouts import kinds
from rollouts.deliveries import Announcement, Key, NewDelivery, Reason, State
from rollouts.integrations import Environment, Integration
from rollouts.policy import Policy
from rollouts.ports import Ledger
from rollouts.releases import Release, Stage, Status
from scheduling.dispatcher import Dispatcher
from storage.database import Database
from storage.workspace import Workspace
from tests.bench.bare_slack import bare_slack
from tests.bench.table import Pair, Row

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
CONFIRMATION = Announcement(kinds.CONFIRMATION, "standard")
FAST = 1_000_000
SIDE_BY_SIDE = 20
SIZES = (500, 1_000, 2_000, 4_000)


class Clock:
    """Stands still."""

    def now(self) -> datetime:
        """Return the same instant each time."""
        return NOW


class Calendar:
    """So many channels, each with a team, and one release after the other that they hear of."""

    def __init__(self, channels: int) -> None:
        self.channels = [f"C{number:05}" for number in range(channels)]
        self._releases = count(1)

    def furnish(self, ledger: Ledger) -> None:
        """Enter the teams."""
        ledger.add_integrations(
            [
                Integration(f"Team {channel}", channel, ("U0ANA",), (Environment("production", "standard"),))
                for channel in self.channels
            ]
        )

    def plan(self, ledger: Ledger) -> None:
        """Let one more release be live, and each channel be due to hear of it."""
        stage = Stage("standard", date(2026, 11, 23), Status.LIVE, NOW, "U0ANA", NOW)
        release = Release(f"2026.11.{next(self._releases)}", "November", (stage,), owner="U0ANA")
        ledger.save_release(release)
        ledger.plan(NewDelivery(Key(release.topic, CONFIRMATION, channel), NOW) for channel in self.channels)


class FanOut:
    """A workspace with so many channels, and what tells them of a release."""

    def __init__(self, workspace: Workspace, client: AsyncWebClient, channels: int) -> None:
        self.workspace = workspace
        self._bare = AsyncWebClient(client.token, client.base_url, session=client.session)
        self._calendar = Calendar(channels)
        pace = Pace(per_second=FAST, in_channel=FAST)
        self._dispatcher = Dispatcher(
            workspace=workspace,
            poster=SlackPoster(client, pace, nobody_is_hindered),
            clock=Clock(),
            spawn=Tasks().spawn,
            at_once=pace.at_once,
        )
        workspace.run_sync(self._calendar.furnish, now=NOW)

    async def bare(self) -> float:
        """Return the CPU seconds of a bare loop that posts to each channel."""
        free = asyncio.Semaphore(SIDE_BY_SIDE)

        async def post(channel: str) -> None:
            async with free:
                await self._bare.chat_postMessage(channel=channel, text="2026.11 is live on Standard.")

        start = process_time()
        await asyncio.gather(*map(post, self._calendar.channels))
        return process_time() - start

    async def ours(self) -> float:
        """Return the CPU seconds of telling each channel of one more release."""
        await self.plan()
        start = process_time()
        await self.deliver()
        return process_time() - start

    async def plan(self) -> None:
        """Let one more release be due to be heard of."""
        await self.workspace.run(self._calendar.plan, now=NOW)

    async def deliver(self) -> None:
        """Say all that is due."""
        await self._dispatcher.drain()

    async def is_all_sent(self) -> bool:
        """Say whether every delivery there is was sent."""
        return set(await self.workspace.run(_states, now=NOW)) == {State.SENT}


def _states(ledger: Ledger) -> Mapping[State, int]:
    return ledger.count_deliveries()


async def nobody_is_hindered(_: str) -> Reason | None:
    """Say that everybody can answer."""
    return None


@asynccontextmanager
async def fan_out(channels: int) -> AsyncIterator[FanOut]:
    """Open a workspace with so many channels, each of which was joined."""
    with tempfile.TemporaryDirectory() as folder:
        database = Database(f"sqlite:///{Path(folder) / 'bench.db'}")
        database.open()
        async with bare_slack() as address, open_session() as session:
            client = make_client(token="xoxb-bench", api_url=address, session=session)
            opened = FanOut(database.workspace("T0BENCH", Policy()), client, channels)
            await opened.ours()
            # As a bot does after its start.
            gc.collect()
            settle()
            yield opened
        database.close()


def _pairs(channels: int) -> Generator[Pair, None, None]:
    with asyncio.Runner() as runner:
        opened = fan_out(channels)
        rounds = runner.run(opened.__aenter__())
        try:
            while True:
                ours, bare = runner.run(rounds.ours()), runner.run(rounds.bare())
                yield 1 / bare, 1 / ours
        finally:
            runner.run(opened.__aexit__(None, None, None))


def _growth() -> Iterable[tuple[int, float]]:
    for channels in SIZES:
        pairs = _pairs(channels)
        yield channels, next(pairs)[1]
        pairs.close()


ROWS: tuple[Row, ...] = tuple(
    Row(
        what=f"fan-out to {channels:,} channels, SQLite",
        against="a bare loop over AsyncWebClient",
        bound=">= 0.3",
        pairs=partial(_pairs, channels),
        growth=_growth if channels == SIZES[2] else None,
        unit="rounds/s of CPU",
    )
    for channels in (2_000, 10_000)
)
