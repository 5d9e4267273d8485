"""What one tick costs in the ledger with 1,000 and with 1,000,000 deliveries: `python -m tests.bench.ledger`.

A tick claims what is due and records what became of it: nothing, posts, or updates of the messages of a
release that was told in a hundredth as many channels as there are deliveries. Sizes take turns, so that a
busy machine is as unkind to one as to the other; the figures are medians. It measures, and judges nothing.
"""

import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import NamedTuple

from rich.console import Console
from rich.table import Table
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
from tests.storage.postgres_server import TestServer, running
from tests.support.stored import put

SIZES = (1_000, 1_000_000)
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
    """What is due at one sort of tick, how many they are, and how often it is measured."""

    name: str
    due: tuple[Delivery, ...]
    rounds: int


TICKS = (
    Tick("nothing", (), 200),
    Tick("posts", tuple(Delivery(0, Key(RELEASE.topic, CONFIRMATION, f"C{n}"), NOW) for n in range(DUE)), 25),
    Tick(
        "updates",
        tuple(
            Delivery(0, Key(TOLD.topic, CONFIRMATION, f"C{n}", 1), NOW, action=Action.UPDATE)
            for n in range(DUE)
        ),
        25,
    ),
)


@dataclass
class Bench:
    """A workspace with so many deliveries in it."""

    kind: str
    rows: int
    workspace: Workspace
    engine: Engine
    seconds: defaultdict[str, list[float]] = field(default_factory=lambda: defaultdict(list))

    def measure(self, tick: Tick) -> None:
        """Let that be due, time one tick, and take it away again."""
        self.workspace.run_sync(_plan, tick.due, now=NOW)
        start = perf_counter()
        jobs = self.workspace.run_sync(claim_due, ClaimDue(DUE, DUE), now=NOW)
        if jobs:
            self.workspace.run_sync(record, _results(jobs), now=NOW)
        self.seconds[tick.name].append(perf_counter() - start)
        if len(jobs) != len(tick.due):
            raise RuntimeError(f"{len(jobs)} deliveries were claimed, {len(tick.due)} were due")
        done = (DELIVERIES.c.topic == str(RELEASE.topic)) | (DELIVERIES.c.action == Action.UPDATE)
        with self.engine.begin() as connection:
            connection.execute(delete(DELIVERIES).where(done))


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


def _addresses(folder: Path, server: TestServer) -> dict[str, Callable[[int], str]]:
    return {
        "SQLite": lambda rows: f"sqlite:///{folder / str(rows)}.db",
        "PostgreSQL": lambda rows: server.create(f"bench_{rows}"),
    }


def _table(benches: list[Bench]) -> Table:
    table = Table("database", "due", *(f"{rows:,} rows" for rows in SIZES), "ratio")
    for few, many in zip(benches[::2], benches[1::2], strict=True):
        for tick in TICKS:
            fast, slow = median(few.seconds[tick.name]), median(many.seconds[tick.name])
            due = f"{len(tick.due)} {tick.name}" if tick.due else tick.name
            table.add_row(
                few.kind, due, f"{1000 * fast:.2f} ms", f"{1000 * slow:.2f} ms", f"{slow / fast:.2f}"
            )
    return table


def main() -> None:
    """Fill the databases, measure in turns, and print the table."""
    console = Console()
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        # As a server is run in earnest: what is committed outlasts a power cut.
        server = stack.enter_context(running(fsync="on", synchronous_commit="on", full_page_writes="on"))
        benches = []
        for kind, address in _addresses(folder, server).items():
            for rows in SIZES:
                start = perf_counter()
                benches.append(stack.enter_context(_bench(kind, rows, address(rows))))
                console.print(f"{kind}: {rows:,} deliveries in {perf_counter() - start:.1f} s")
        for tick in TICKS:
            for _ in range(tick.rounds):
                benches.reverse()  # so that each size comes first as often as last
                for bench in benches:
                    bench.measure(tick)
        console.print(_table(sorted(benches, key=lambda bench: (bench.kind, bench.rows))))


if __name__ == "__main__":
    main()
