"""What one tick costs in the ledger with 1,000,000 deliveries, against 1,000.

A tick claims what is due and records what became of it: nothing, posts, or updates of the messages of a
release that was told in a hundredth as many channels as there are deliveries. All is timed by the clock.
"""

import atexit
from collections.abc import Generator, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from functools import cache, partial
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import NamedTuple

from sqlalchemy import Engine, delete, make_url

from rollouts import kinds
from rollouts.deliveries import Action, Announcement, Delivery, Key, Message, Sent, State
from rollouts.delivery.claiming import ClaimDue, Job, claim_due
from rollouts.delivery.recording import Attempt, record
from rollouts.integrations import Environment, Integration
from rollouts.policy import Policy
from rollouts.ports import Ledger
from rollouts.releases import Release, Stage
from storage import postgres, sqlite
from storage.database import Database
from storage.tables import DELIVERIES
from storage.workspace import Workspace
from tests.bench.many_deliveries import fill
from tests.bench.table import Pair, Row
from tests.bench.workspaces import folder
from tests.storage.postgres_server import TestServer, running
from tests.support.stored import put

SIZES = (1_000, 10_000, 100_000, 1_000_000)
DUE = 100
FILLED_WITHIN = 600

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
RELEASE = Release(
    name="2026.11",
    title="November",
    stages=(Stage("standard", date(2026, 11, 23)), Stage("controlled", date(2026, 12, 7))),
)
TOLD = replace(RELEASE, name="2026.10")
"""Was told in many channels, and is confirmed now."""

CONFIRMATION = Announcement(kinds.CONFIRMATION, "standard")


class Tick(NamedTuple):
    """What is due at one sort of tick."""

    name: str
    due: tuple[Delivery, ...]


TICKS = (
    Tick("nothing due", ()),
    Tick("100 posts", tuple(Delivery(0, Key(RELEASE.topic, CONFIRMATION, f"C{n}"), NOW) for n in range(DUE))),
    Tick(
        "100 updates",
        tuple(
            Delivery(0, Key(TOLD.topic, CONFIRMATION, f"C{n}", 1), NOW, action=Action.UPDATE)
            for n in range(DUE)
        ),
    ),
)


@dataclass
class Bench:
    """A workspace with so many deliveries in it."""

    kind: str
    rows: int
    workspace: Workspace
    engine: Engine

    def measure(self, tick: Tick) -> float:
        """Let that be due, time one tick, and take it away again; return the seconds."""
        self.workspace.run_sync(_plan, tick.due, now=NOW)
        start = perf_counter()
        jobs = self.workspace.run_sync(claim_due, ClaimDue(DUE, DUE), now=NOW)
        if jobs:
            self.workspace.run_sync(record, _results(jobs), now=NOW)
        taken = perf_counter() - start
        if len(jobs) != len(tick.due):
            raise RuntimeError(f"{len(jobs)} deliveries were claimed, {len(tick.due)} were due")
        done = (DELIVERIES.c.topic == str(RELEASE.topic)) | (DELIVERIES.c.action == Action.UPDATE)
        with self.engine.begin() as connection:
            connection.execute(delete(DELIVERIES).where(done))
        return taken


def _prepare(ledger: Ledger, channels: int) -> None:
    """Enter the releases, and let one have been told in so many channels."""
    ledger.save_release(RELEASE)
    ledger.save_release(TOLD)
    told = (
        Delivery(0, Key(TOLD.topic, CONFIRMATION, f"C{number}"), ledger.now) for number in range(channels)
    )
    put(
        ledger,
        (
            replace(each, state=State.SENT, message=Message(each.key.channel, "1"), finished_at=ledger.now)
            for each in told
        ),
    )
    for number in range(DUE):
        ledger.save_integration(
            Integration(f"Team {number}", f"C{number}", environments=(Environment("test", "standard"),))
        )


def _plan(ledger: Ledger, due: tuple[Delivery, ...]) -> None:
    put(ledger, due)


def _results(jobs: tuple[Job, ...]) -> tuple[Attempt, ...]:
    return tuple(Attempt(job, Sent(Message(job.delivery.key.channel, f"{job.delivery.id}"))) for job in jobs)


@contextmanager
def _bench(kind: str, rows: int, url: str) -> Iterator[Bench]:
    database = Database(url)
    database.open()
    workspace = database.workspace("T0BENCH", Policy())
    workspace.run_sync(_prepare, max(DUE, rows // 100), now=NOW)
    parts = make_url(url)
    engine = (
        sqlite.engine_for(Path(parts.database or ""))
        if kind == "SQLite"
        else postgres.engine_for(parts, wait_seconds=FILLED_WITHIN)
    )
    fill(engine, rows=rows, until=NOW)
    yield Bench(kind, rows, workspace, engine)
    engine.dispose()
    database.close()


@cache
def _places() -> tuple[Path, TestServer]:
    """Return a folder for files, and a server as in earnest: what it commits outlasts a power cut."""
    server = running(fsync="on", synchronous_commit="on", full_page_writes="on")
    started = server.__enter__()
    atexit.register(server.__exit__, None, None, None)
    return folder(), started


@cache
def _opened(kind: str, rows: int) -> Bench:
    """Return a workspace with so many deliveries, filled once for all that is measured in it."""
    place, server = _places()
    url = f"sqlite:///{place / f'tick-{rows}'}.db" if kind == "SQLite" else server.create(f"bench_{rows}")
    opened = _bench(kind, rows, url)
    bench = opened.__enter__()
    atexit.register(opened.__exit__, None, None, None)
    return bench


def _pairs(kind: str, tick: Tick) -> Generator[Pair, None, None]:
    few, many = (_opened(kind, rows) for rows in (SIZES[0], SIZES[-1]))
    while True:
        yield few.measure(tick), many.measure(tick)


def _growth(kind: str, tick: Tick) -> Iterable[tuple[int, float]]:
    for rows in SIZES:
        yield rows, median(_opened(kind, rows).measure(tick) for _ in range(5))


ROWS: tuple[Row, ...] = tuple(
    Row(
        what=f"a tick with 1,000,000 deliveries, {tick.name}, {kind}",
        against="with 1,000",
        bound="<= 1.2",
        pairs=partial(_pairs, kind, tick),
        growth=partial(_growth, kind, tick),
    )
    for kind in ("SQLite", "PostgreSQL")
    for tick in TICKS
)
