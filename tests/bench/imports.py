"""What an import costs, against reading the YAML by libyaml and one bulk insert of as many rows."""

import gc
import sqlite3
import tempfile
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path
from time import process_time

import yaml

from bot import calendar_file
from rollouts.policy import Policy
from rollouts.usecases.calendar_file import ImportCalendar, import_calendar
from storage.database import Database
from tests.bench.table import Pair, Row

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
NEWEST = date(2026, 12, 7)
SIZES = ((50, 10), (200, 40), (1_000, 200), (2_000, 300))
TABLES = ("integrations", "environments", "releases", "stages", "history", "deliveries")


def _file(integrations: int, releases: int) -> str:
    """Return a calendar file; what has come to its day is live."""
    lines = ["integrations:"]
    for number in range(integrations):
        lines += [f"- name: Team {number}", f"  channel: C{number:05}AB", f"  owners: [U{number:05}AB]"]
        lines += ["  environments: {production: controlled, test: standard}", "  timezone: Europe/Berlin"]
    lines.append("releases:")
    for number in range(releases):
        first = NEWEST - timedelta(weeks=number)
        days = {"standard": first, "controlled": first + timedelta(weeks=2)}
        live = ", ".join(f"{server}: {day}" for server, day in days.items() if day <= NOW.date())
        dates = ", ".join(f"{server}: {day}" for server, day in days.items())
        lines += [f"- name: '{first:%Y.%m.%d}'", "  title: Release", f"  dates: {{{dates}}}"]
        lines += [f"  live: {{{live}}}"] if live else []
    return "\n".join([*lines, ""])


def _bare(text: str, rows: int) -> float:
    database = sqlite3.connect(":memory:")
    database.execute("CREATE TABLE things (id INTEGER PRIMARY KEY, a TEXT, b TEXT, c TEXT, d TEXT)")
    start = process_time()
    yaml.load(text, yaml.CSafeLoader)
    values = ((f"{number}", "C0ACME", "standard", "planned") for number in range(rows))
    database.executemany("INSERT INTO things (a, b, c, d) VALUES (?, ?, ?, ?)", values)
    database.commit()
    return process_time() - start


@contextmanager
def _to_import(size: tuple[int, int]) -> Iterator[tuple[Callable[[], float], Callable[[], float]]]:
    """Give what takes the file into an empty database, and then again, and what does the barest for it.

    Both return CPU seconds.
    """
    with tempfile.TemporaryDirectory() as folder:
        file, stored = Path(folder) / "calendar.yml", Path(folder) / "bench.db"
        file.write_text(_file(*size), encoding="utf-8")
        database = Database(f"sqlite:///{stored}")
        database.open()
        workspace = database.workspace("T0BENCH", Policy(timezone="Europe/Berlin"))

        def take_in() -> float:
            start = process_time()
            calendar = calendar_file.read(file)
            workspace.run_sync(import_calendar, ImportCalendar(calendar, seen=None), now=NOW)
            return process_time() - start

        def bare() -> float:
            return _bare(file.read_text(encoding="utf-8"), _rows_in(stored))

        # Else either of the two pays, by chance, for a collection that goes through all that was loaded.
        gc.collect()
        gc.freeze()
        yield take_in, bare
        database.close()


def _rows_in(stored: Path) -> int:
    connection = sqlite3.connect(stored)
    counts = (connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in TABLES)  # noqa: S608 - names written above
    return sum(counts)


def _new(size: tuple[int, int]) -> Generator[Pair, None, None]:
    while True:
        with _to_import(size) as (take_in, bare):
            own = take_in()
            found = bare(), own
        yield found


def _unchanged(size: tuple[int, int]) -> Generator[Pair, None, None]:
    with _to_import(size) as (take_in, bare):
        take_in()
        while True:
            yield bare(), take_in()


def _growth() -> Iterable[tuple[int, float]]:
    for size in SIZES:
        yield size[0], next(_new(size))[1]


ROWS: tuple[Row, ...] = tuple(
    Row(
        what=f"import of {size[0]:,} integrations and {size[1]} releases{', unchanged' if again else ''}",
        against="YAML by libyaml and one bulk insert",
        bound="<= 1.5" if again else "<= 4",
        pairs=partial(_unchanged if again else _new, size),
        growth=_growth if size == (1_000, 200) and not again else None,
    )
    for size in ((1_000, 200), (5_000, 500))
    for again in (False, True)
)
