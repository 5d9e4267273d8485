"""SQLite: one file, write-ahead log, writers queue up instead of failing."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import datetime
from functools import partial
from io import TextIOWrapper
from pathlib import Path
from typing import TypeVar

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.pool import ConnectionPoolEntry

from storage import sqlite_files
from storage.errors import DatabaseUnavailable
from storage.lock import hold
from storage.schema import migrate
from storage.sqlite_troubles import BUSY_SECONDS, troubles_told

Answer = TypeVar("Answer")

CACHE_KIB = 16_000
"""How much of the file a connection keeps in memory at most."""


class SqliteFile:
    """A database in a file: the `Backend` for one process.

    All that may write goes through a single thread with a single connection: SQLite takes one writer at a
    time, and a queue here waits more evenly than writers that poll for the file's lock. What only reads has
    a thread and a connection of its own, and reads what was committed when it began.
    """

    workers = 1

    def __init__(self, url: URL) -> None:
        """Read the address; nothing is opened yet.

        Raises:
            DatabaseUnavailable: it names no file.
        """
        if not url.database or url.database == ":memory:":
            raise DatabaseUnavailable(
                "The database address names no file; it should look like sqlite:///fortnight.db."
            )
        self._file = Path(url.database)
        self.engine = engine_for(self._file)
        self.reading = engine_to_read(self._file)

    def exists(self) -> bool:
        """Say whether the file is there."""
        return self._file.exists()

    def lock(self) -> TextIOWrapper | None:
        """Refuse any other process that wants to lock the same file, until what is returned is closed.

        Raises:
            AlreadyRunning: another process has locked it.
            DatabaseUnavailable: the folder is missing or may not be written to.
        """
        check_folder(self._file)
        return hold(self._file)

    def prepare(self) -> None:
        """Open or make the file, and bring its tables up to date."""
        check_folder(self._file)
        with self.troubles_told():
            migrate(self.engine, partial(upgrading, self.engine))

    def attempt(self, job: Callable[[bool], Answer]) -> Answer:
        """Run a transaction: always alone, and once."""
        return job(True)  # noqa: FBT003 - a job is any function of that one argument

    def reserve(self, connection: Connection, workspace: str, *, alone: bool) -> None:
        """Do nothing: the transaction has the whole file to itself from its beginning."""

    def troubles_told(self) -> AbstractContextManager[None]:
        """Say in plain words what the surroundings did to the file; errors of the program pass unchanged."""
        return troubles_told(self._file)

    def back_up(self, to: Path, *, now: datetime) -> None:
        """Copy all that was committed into the file `to`, whoever works on it meanwhile."""
        sqlite_files.back_up(self._file, to, now=now)

    def restore(self, backup: Path, *, now: datetime) -> Path | None:
        """Put the backup in the file's place, and return the file's new name; None when there was none."""
        check_folder(self._file)
        return sqlite_files.restore(self._file, backup, now=now)

    def backed_up_at(self) -> datetime | None:
        """When the last backup was made; None when none was."""
        return sqlite_files.backed_up_at(self._file)

    def free_bytes(self) -> int | None:
        """Return how much more the file's disk takes."""
        return shutil.disk_usage(self._file.parent).free

    def damage(self) -> tuple[str, ...]:
        """Return what is damaged in the file, a sentence each."""
        return sqlite_files.damage(self._file)


def check_folder(file: Path) -> None:
    """Make sure that the database file has a folder to be in.

    Raises:
        DatabaseUnavailable: there is none.
    """
    if not file.parent.is_dir():
        raise DatabaseUnavailable(
            f"The database file {file} cannot be made: there is no folder {file.parent}. Make it first."
        )


def engine_for(file: Path) -> Engine:
    """Return an engine with a single connection; it connects at first use."""
    engine = _engine(file)
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    return engine


def engine_to_read(file: Path) -> Engine:
    """Return the same for one that cannot write; the file has to be there, with its write-ahead log."""
    engine = _engine(file)
    event.listen(engine, "connect", _prepare_to_read)
    event.listen(engine, "begin", _begin_to_read)
    return engine


def _engine(file: Path) -> Engine:
    return create_engine(URL.create("sqlite", database=str(file)), pool_size=1, max_overflow=0)


def _prepare_to_read(connection: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
    connection.isolation_level = None
    cursor = connection.cursor()
    cursor.execute(f"PRAGMA busy_timeout = {BUSY_SECONDS * 1000}")
    cursor.execute("PRAGMA query_only = ON")
    cursor.close()


def _begin_to_read(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN")


def _prepare(connection: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
    # The driver begins no transaction of its own accord any more: `_begin` does.
    connection.isolation_level = None
    cursor = connection.cursor()
    cursor.execute(f"PRAGMA busy_timeout = {BUSY_SECONDS * 1000}")
    cursor.execute("PRAGMA journal_mode = WAL")
    cursor.execute("PRAGMA synchronous = NORMAL")
    # What SQLite keeps by itself, 2 MB, is less than an import or a large release writes: pages went twice.
    cursor.execute(f"PRAGMA cache_size = -{CACHE_KIB}")
    cursor.execute("PRAGMA foreign_keys = ON")
    cursor.close()


def _begin(connection: Connection) -> None:
    # A transaction that reads first and writes later fails at once when another one wrote in between; with
    # the write lock from the start it waits its turn.
    connection.exec_driver_sql("BEGIN IMMEDIATE")


@contextmanager
def foreign_keys_off(connection: Connection) -> Iterator[None]:
    """Let tables be rebuilt: with foreign keys on, dropping the old table would empty those that refer to it.

    The setting can only be changed outside a transaction, so `connection` must not have begun one.
    """
    driver = connection.connection
    driver.cursor().execute("PRAGMA foreign_keys = OFF")
    try:
        yield
    finally:
        driver.cursor().execute("PRAGMA foreign_keys = ON")


@contextmanager
def upgrading(engine: Engine) -> Iterator[Connection]:
    """Give a transaction to change tables in."""
    with engine.connect() as connection, foreign_keys_off(connection), connection.begin():
        yield connection
