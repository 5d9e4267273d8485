"""What only reads: beside what writes on SQLite, never behind it, and never of what was not committed."""

import asyncio
import sqlite3
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from threading import Event

import pytest
from sqlalchemy import Connection, event
from sqlalchemy.exc import OperationalError

from rollouts.policy import Policy
from rollouts.ports import Ledger, Reads
from rollouts.releases import Release, Stage
from storage.database import Database
from storage.errors import DatabaseUnavailable
from storage.workspace import Workspace
from tests.support.databases import new_file

NINE = datetime(2026, 11, 23, 9, tzinfo=UTC)
RELEASE = Release("2026.11", "t", (Stage("standard", date(2026, 11, 30)),))


def titles(ledger: Ledger) -> tuple[str, ...]:
    return tuple(release.title for release in ledger.releases())


def entitle(ledger: Ledger, title: str) -> None:
    ledger.save_release(replace(RELEASE, title=title))


@pytest.fixture
def in_file(open_at: Callable[[str], Database], tmp_path: Path) -> Workspace:
    return open_at(f"sqlite:///{new_file(tmp_path)}").workspace("T0ACME", Policy())


async def test_who_reads_waits_for_nobody_who_writes_and_sees_what_was_committed(in_file: Workspace) -> None:
    await in_file.run(entitle, "old", now=NINE)
    written, go_on = Event(), Event()

    def take_long(ledger: Ledger) -> None:
        entitle(ledger, "new")
        written.set()
        assert go_on.wait(10)

    writing = asyncio.create_task(in_file.run(take_long, now=NINE))
    await asyncio.to_thread(written.wait)
    meanwhile = await in_file.run(Reads(titles), now=NINE)
    go_on.set()
    await writing

    assert meanwhile == ("old",)
    assert await in_file.run(Reads(titles), now=NINE) == ("new",)


async def test_who_reads_while_it_changes_sees_one_state_of_it_and_the_next_one_the_newest(
    in_file: Workspace,
) -> None:
    await in_file.run(entitle, "old", now=NINE)
    begun, go_on = Event(), Event()

    def look_long(ledger: Ledger) -> tuple[str, ...]:
        ledger.servers()
        begun.set()
        assert go_on.wait(10)
        return titles(ledger)

    # The calendar is not known yet to this process, so it is read in the middle of the change.
    looking = asyncio.create_task(in_file.run(Reads(look_long), now=NINE))
    await asyncio.to_thread(begun.wait)
    await in_file.run(entitle, "new", now=NINE)
    go_on.set()

    assert await looking == ("old",)
    assert await in_file.run(titles, now=NINE) == ("new",)
    assert await in_file.run(Reads(titles), now=NINE) == ("new",)


async def test_what_another_process_changed_is_read_as_soon_as_it_is_committed(
    open_workspace: Callable[[], Workspace],
) -> None:
    one, other = open_workspace(), open_workspace()
    for title in ("first", "second", "third"):
        await one.run(entitle, title, now=NINE)
        assert await one.run(Reads(titles), now=NINE) == (title,)
        assert await other.run(Reads(titles), now=NINE) == (title,)


async def test_what_was_to_read_only_and_writes_starts_over_and_is_kept(workspace: Workspace) -> None:
    def read_and_write(ledger: Ledger) -> tuple[str, ...]:
        before = titles(ledger)
        entitle(ledger, "new")
        return (*before, *titles(ledger))

    assert await workspace.run(Reads(read_and_write), now=NINE) == ("new",)
    assert await workspace.run(titles, now=NINE) == ("new",)


async def test_what_reads_has_no_way_to_write_beside_who_writes(in_file: Workspace) -> None:
    def claim(ledger: Ledger) -> object:
        return ledger._connection.exec_driver_sql("DELETE FROM releases")  # type: ignore[attr-defined]  # noqa: SLF001 - past all that would start over

    await in_file.run(entitle, "old", now=NINE)
    with pytest.raises(DatabaseUnavailable):
        await in_file.run(Reads(claim), now=NINE)
    assert await in_file.run(titles, now=NINE) == ("old",)


class Busy:
    """The thread that reads, held up until it may go on."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace, self._begun, self._go_on = workspace, Event(), Event()

    async def __aenter__(self) -> None:
        self._held = asyncio.create_task(self._workspace.run(Reads(self._hold), now=NINE))
        await asyncio.to_thread(self._begun.wait)

    async def __aexit__(self, *_: object) -> None:
        self._go_on.set()
        await self._held

    def _hold(self, _: Ledger) -> None:
        self._begun.set()
        assert self._go_on.wait(10)


async def asks(workspace: Workspace, *use_cases: Callable[[Ledger], object]) -> list[asyncio.Task[object]]:
    """Let all of them be asked, in their order, each a minute later."""
    asked = [
        asyncio.create_task(workspace.run(Reads(each), now=NINE + timedelta(minutes=minute)))
        for minute, each in enumerate(use_cases)
    ]
    await asyncio.sleep(0)
    return asked


async def test_all_who_have_come_meanwhile_look_in_one_transaction_at_the_time_of_the_last(
    in_file: Workspace,
) -> None:
    await in_file.run(entitle, "old", now=NINE)
    begun: list[str] = []
    event.listen(in_file._backend.reading, "begin", lambda _: begun.append("begun"))  # noqa: SLF001 - nothing else shows it

    async with Busy(in_file):
        asked = await asks(in_file, titles, lambda ledger: ledger.now, titles, titles)
        # Whoever has come sees what was committed since.
        await in_file.run(entitle, "new", now=NINE)

    late = NINE + timedelta(minutes=3)
    assert await asyncio.gather(*asked) == [("new",), late, ("new",), ("new",)]
    assert len(begun) == 2


async def test_of_those_who_look_together_each_is_told_its_own_trouble_alone(in_file: Workspace) -> None:
    def break_off(_: Ledger) -> None:
        raise ZeroDivisionError

    async with Busy(in_file):
        asked = await asks(in_file, break_off, titles, lambda ledger: entitle(ledger, "new"), titles)
        asked[1].cancel()

    told = await asyncio.gather(*asked, return_exceptions=True)
    assert list(map(type, told)) == [ZeroDivisionError, asyncio.CancelledError, type(None), tuple]
    assert await in_file.run(Reads(titles), now=NINE) == ("new",)


async def test_all_who_look_together_are_told_that_the_database_is_gone(in_file: Workspace) -> None:
    def gone(_: Connection) -> None:
        trouble = sqlite3.OperationalError("disk I/O error")
        trouble.sqlite_errorcode = sqlite3.SQLITE_IOERR
        raise OperationalError("BEGIN", {}, trouble)

    reading = in_file._backend.reading  # noqa: SLF001 - the disk cannot be broken
    async with Busy(in_file):
        asked = await asks(in_file, titles, titles)
        event.listen(reading, "begin", gone)
    told = await asyncio.gather(*asked, return_exceptions=True)
    event.remove(reading, "begin", gone)

    assert list(map(type, told)) == [DatabaseUnavailable] * 2
    assert await in_file.run(Reads(titles), now=NINE) == ()


async def test_who_reads_of_a_database_that_was_closed_is_refused_each_time(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{new_file(tmp_path)}")
    database.open()
    workspace = database.workspace("T0ACME", Policy())
    database.close()
    for _ in range(2):
        with pytest.raises(RuntimeError, match="shutdown"):
            await workspace.run(Reads(titles), now=NINE)
