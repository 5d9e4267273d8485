"""What answers cost in a large workspace against a small one: `python -m tests.bench.answers`.

Each is a transaction of its use case, without the view and the way to the chat system. It is timed as the CPU
time of the database's thread, in turns, so that a busy machine is as unkind to one size as to the other; the
figures are medians. It measures, and exits 0 whether a bound is reached or not.
"""

import tempfile
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from statistics import median, quantiles
from time import thread_time
from typing import NamedTuple

from rich.console import Console
from rich.table import Table

from rollouts.announcing.planning import replan
from rollouts.integrations import Environment, Integration
from rollouts.people import Caller, Person
from rollouts.policy import Policy
from rollouts.ports import Ledger
from rollouts.releases import Release, Stage, Status
from rollouts.usecases.home import AskHome, home
from rollouts.usecases.integrations import AskIntegration, show_integration
from rollouts.usecases.live import AskLive, what_is_live
from rollouts.usecases.previewing import preview
from rollouts.usecases.releases import Ask, AskPage
from rollouts.usecases.showing import show_release
from rollouts.usecases.upcoming import list_deliveries
from storage.database import Database

SMALL, LARGE = (3, 3), (300, 600)
"""How many releases and integrations there are."""

PAIRS = 15
NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
NEWEST = date(2026, 12, 7)
NAME = f"{NEWEST:%Y.%m.%d}"
ANA = Person("U0ANA")


class Row(NamedTuple):
    """An answer, and how many times what it costs in the small workspace it may cost in the large one."""

    name: str
    ask: Callable[[Ledger], object]
    most: float


ROWS = (
    Row("/live controlled", lambda it: what_is_live(it, AskLive(Caller(ANA.id), ("controlled",))), 1.3),
    Row("/release show", lambda it: show_release(it, Ask(NAME)), 2),
    Row("/release deliveries", lambda it: list_deliveries(it, Ask(NAME)), 2),
    Row("/release preview", lambda it: preview(it, AskPage(NAME)), 2),
    Row("/integration show", lambda it: show_integration(it, AskIntegration(ANA, "Team 0")), 2),
    Row("Home", lambda it: home(it, AskHome(ANA)), 2),
)


def _release(number: int) -> Release:
    """Return one release in four weeks, the newest first; what has come to its day is live."""
    first = NEWEST - timedelta(weeks=4 * number)
    stages = []
    for server, day in (("standard", first), ("controlled", first + timedelta(weeks=2))):
        stage = Stage(server, day)
        if day < NOW.date():
            at = datetime.combine(day, NOW.timetz())
            stage = replace(stage, status=Status.LIVE, live_at=at, confirmed_by=ANA.id, changed_at=at)
        stages.append(stage)
    return Release(f"{first:%Y.%m.%d}", "Release", tuple(stages), affects_integrations=True, owner=ANA.id)


def _integration(number: int) -> Integration:
    owner = f"U{number}" if number else ANA.id
    environments = (Environment("production", "controlled"), Environment("test", "standard"))
    return Integration(f"Team {number}", f"C{number}", (owner,), environments[: 1 + number % 2])


def _fill(ledger: Ledger, releases: int, integrations: int) -> None:
    for number in range(integrations):
        ledger.save_integration(_integration(number))
    for number in range(releases):
        ledger.save_release(_release(number))
    replan(ledger=ledger, release=_release(0))


def _timed(ledger: Ledger, row: Row) -> float:
    """Return the CPU time of the answer, with the transaction's own beginning left out."""
    start = thread_time()
    row.ask(ledger)
    return thread_time() - start


def main() -> None:
    """Fill both workspaces, ask in turns, and print the table."""
    table = Table("answer", "small", "large", "ratio (quartiles)", "bound", "reached")
    with tempfile.TemporaryDirectory() as folder:
        places = []
        for size in (SMALL, LARGE):
            database = Database(f"sqlite:///{Path(folder) / str(size[0])}.db")
            database.open()
            workspace = database.workspace("T0BENCH", Policy(timezone="Europe/Berlin"))
            workspace.run_sync(_fill, *size, now=NOW)
            places.append((database, workspace))
        for row in ROWS:
            pairs = [
                [workspace.run_sync(_timed, row, now=NOW) for _, workspace in places]
                for _ in range(PAIRS + 1)
            ][1:]
            few, many = (median(times) for times in zip(*pairs, strict=True))
            low, ratio, high = quantiles([slow / fast for fast, slow in pairs])
            said = "yes" if ratio <= row.most else "no"
            spread = f"{ratio:.1f} ({low:.1f} to {high:.1f})"
            table.add_row(
                row.name, f"{1e3 * few:.1f} ms", f"{1e3 * many:.1f} ms", spread, f"{row.most}", said
            )
        for database, _ in places:
            database.close()
    Console().print(table)


if __name__ == "__main__":
    main()
