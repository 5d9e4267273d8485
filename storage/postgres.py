"""PostgreSQL: any number of replicas, kept from each other's rows by locks that end with the transaction.

A transaction begins beside all others of its workspace. When it is about to write what others may have read,
it starts over alone (see `storage.ledger.transaction`): then what it reads cannot change until it commits, as
on SQLite. Claims, and records of what was claimed, don't need that: their rows and channels are locked.
"""

import shlex
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import partial
from io import TextIOWrapper
from pathlib import Path
from typing import TypeVar

from sqlalchemy import URL, Connection, Engine, create_engine

from storage.errors import DatabaseUnavailable
from storage.ledger.transaction import NotAlone
from storage.postgres_locks import reserve_tables, reserve_workspace
from storage.postgres_troubles import is_passing, told
from storage.schema import migrate
from storage.tables.deliveries import as_on_sqlite

WORKERS = 4
"""Connections of one process, and the threads that use them."""

WAIT_SECONDS = 5
"""How long a transaction waits for another one's lock."""

MIGRATION_WAIT_SECONDS = 600
"""How long a start waits until another replica has brought the tables up to date."""

TRIES = 3
"""How often a transaction is tried that the database broke off to untie a deadlock."""

Answer = TypeVar("Answer")


class PostgresDatabase:
    """A database on a PostgreSQL server: the `Backend` for any number of replicas."""

    workers = WORKERS
    reading = None

    def __init__(self, url: URL) -> None:
        """Read the address; nothing is opened yet.

        Raises:
            DatabaseUnavailable: the driver is missing, or the address has an option that is not known here.
        """
        self._url = url
        self.engine = engine_for(url)
        host = url.host or url.query.get("host") or "this machine"
        self._name = f"The PostgreSQL database {url.database or url.username or 'without a name'} at {host}"

    def exists(self) -> bool:
        """Return True: Fortnight makes tables, never a server's database."""
        return True

    def lock(self) -> TextIOWrapper | None:
        """Let every replica in."""
        return None

    def prepare(self) -> None:
        """Bring the tables up to date; of several replicas that start at once, one does it."""
        with self.troubles_told():
            migrate(self.engine, partial(upgrading, self._url))

    def attempt(self, job: Callable[[bool], Answer]) -> Answer:
        """Run a transaction beside others, or alone if it asks for that; again after a deadlock."""
        alone, broken_off = False, 0
        while True:
            try:
                return job(alone)
            except NotAlone:
                alone = True
            except Exception as error:
                broken_off += 1
                if broken_off == TRIES or not is_passing(error):
                    raise

    def reserve(self, connection: Connection, workspace: str, *, alone: bool) -> None:
        """Keep others off the workspace until the transaction ends: all (`alone`), or those who are alone."""
        reserve_workspace(connection, workspace, alone=alone)

    def back_up(self, to: Path, *, now: datetime) -> None:  # noqa: ARG002 - as every backend is asked
        """Name PostgreSQL's own tool.

        Raises:
            DatabaseUnavailable: always.
        """
        command = f"pg_dump --format=custom --file={shlex.quote(str(to))} {self._address()}"
        raise DatabaseUnavailable(f"PostgreSQL makes its backups by itself: {command}")

    def restore(self, backup: Path, *, now: datetime) -> Path | None:  # noqa: ARG002 - as above
        """Name PostgreSQL's own tool.

        Raises:
            DatabaseUnavailable: always.
        """
        command = f"pg_restore --clean --if-exists --dbname={self._address()} {shlex.quote(str(backup))}"
        raise DatabaseUnavailable(
            f"PostgreSQL takes its backups back by itself. Stop every Fortnight, then: {command}"
        )

    def backed_up_at(self) -> datetime | None:
        """Return None: whoever makes the server's backups knows it."""
        return None

    def free_bytes(self) -> int | None:
        """Return None: the server alone knows its disk."""
        return None

    def damage(self) -> tuple[str, ...]:
        """Return nothing: the server keeps to its constraints, and watches over its own files."""
        return ()

    def _address(self) -> str:
        """Return the address to be pasted into a shell, without a password."""
        plain = self._url.set(drivername="postgresql")._replace(password=None)
        shown = plain.difference_update_query(["password", "sslpassword"])
        return shlex.quote(shown.render_as_string(hide_password=True))

    @contextmanager
    def troubles_told(self) -> Iterator[None]:
        """Say in plain words what happened to the database; errors of the program pass unchanged.

        Raises:
            DatabaseUnavailable: it cannot be reached, refuses the user, is shutting down, and the like.
        """
        try:
            yield
        except Exception as error:
            trouble = told(error)
            if trouble is None:
                raise
            raise DatabaseUnavailable(f"{self._name} cannot be used: {trouble}.") from error


def engine_for(url: URL, *, wait_seconds: float = WAIT_SECONDS) -> Engine:
    """Return an engine with a pool of connections; it connects at first use.

    The server ends a statement that takes twice as long as a lock may be waited for, and a transaction whose
    process stalls; an answer that is missing after four times as long counts as a lost connection.

    Raises:
        DatabaseUnavailable: the driver is missing, or the address has an option that is not known here.
    """
    try:
        # An extra: whoever keeps a file needs no driver.
        from storage.postgres_connection import connector  # noqa: PLC0415
    except ModuleNotFoundError as error:
        raise DatabaseUnavailable(
            "Fortnight needs one more package to use PostgreSQL: pip install 'fortnight[postgres]'"
        ) from error
    as_on_sqlite()
    settings = {
        "lock_timeout": f"{1000 * wait_seconds:.0f}",
        "statement_timeout": f"{2000 * wait_seconds:.0f}",
        "idle_in_transaction_session_timeout": f"{2000 * wait_seconds:.0f}",
    }
    return create_engine(
        "postgresql+psycopg://",
        creator=connector(url, settings=settings, patience=4 * wait_seconds),
        isolation_level="READ COMMITTED",
        pool_size=WORKERS,
        max_overflow=0,
    )


@contextmanager
def upgrading(url: URL) -> Iterator[Connection]:
    """Give a transaction to change tables in, one replica after the other, with time enough."""
    engine = engine_for(url, wait_seconds=MIGRATION_WAIT_SECONDS)
    try:
        with engine.begin() as connection:
            reserve_tables(connection)
            yield connection
    finally:
        engine.dispose()
