"""The backends: what the kinds of database do differently beside the SQL itself."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import datetime
from io import TextIOWrapper
from pathlib import Path
from typing import Protocol, TypeVar

from sqlalchemy import Connection, Engine, make_url
from sqlalchemy.exc import ArgumentError

from storage.errors import DatabaseUnavailable
from storage.postgres import PostgresDatabase
from storage.sqlite import SqliteFile

Answer = TypeVar("Answer")


class Backend(Protocol):
    """A database that was named by its address. It connects at first use."""

    @property
    def engine(self) -> Engine:
        """The engine, with at most `workers` connections."""

    @property
    def reading(self) -> Engine | None:
        """One for what only reads, beside the one that writes; None where all work beside each other."""

    @property
    def workers(self) -> int:
        """How many transactions may be under way at once in this process."""

    def exists(self) -> bool:
        """Whether it is there already; a server's database always has to be."""

    def lock(self) -> TextIOWrapper | None:
        """Refuse other processes where only one may work; they are let in when what is returned is closed."""

    def prepare(self) -> None:
        """Bring the tables up to date."""

    def attempt(self, job: Callable[[bool], Answer]) -> Answer:
        """Run a transaction, `job(alone)`, and run it again where the database asks for that."""

    def reserve(self, connection: Connection, workspace: str, *, alone: bool) -> None:
        """Keep others off the workspace until the transaction ends: all (`alone`), or those who are alone."""

    def troubles_told(self) -> AbstractContextManager[None]:
        """Say in plain words what the surroundings did; errors of the program pass unchanged."""

    def back_up(self, to: Path, *, now: datetime) -> None:
        """Copy all that was committed into a file; one with tools of its own names them, and refuses."""

    def restore(self, backup: Path, *, now: datetime) -> Path | None:
        """Put the backup in its place, and return where what was there is now; None when nothing was."""

    def backed_up_at(self) -> datetime | None:
        """When the last backup was made; None when none was, or it is not known here."""

    def free_bytes(self) -> int | None:
        """How much more its disk takes; None where that is not known here."""

    def damage(self) -> tuple[str, ...]:
        """Return what is damaged in it, a sentence each."""


def backend_of(url: str) -> Backend:
    """Return the backend that a database address names.

    Raises:
        DatabaseUnavailable: it is no address, or none that is known here. The text repeats nothing of the
            address but its scheme, since there may be a password in it.
    """
    try:
        parts = make_url(url)
    except (ArgumentError, ValueError) as error:
        raise DatabaseUnavailable(
            "The database address cannot be read; it should look like sqlite:///fortnight.db "
            "or postgresql://user:password@host/fortnight."
        ) from error
    match parts.drivername:
        case "sqlite":
            return SqliteFile(parts)
        case "postgresql" | "postgresql+psycopg" | "postgres":
            return PostgresDatabase(parts)
    raise DatabaseUnavailable(
        f"The database address begins with {parts.drivername}:, and only sqlite:/// "
        "and postgresql:// are known here."
    )
