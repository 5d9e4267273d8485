"""What only reads: beside what writes on SQLite, never behind it, and never of what was not committed."""

import asyncio
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from threading import Event

import pytest

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
