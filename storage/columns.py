"""Column types and columns that several tables share."""

from collections.abc import Callable
from datetime import UTC, datetime
from enum import StrEnum
from functools import lru_cache
from typing import Any

from sqlalchemy import Column, DateTime, Dialect, Enum, ForeignKey, String
from sqlalchemy.types import TypeDecorator
from sqlmodel import Field


def in_utc(time: datetime) -> datetime:
    """Return the same instant in UTC.

    Raises:
        ValueError: the time is naive: nobody knows which instant it means.
    """
    if time.tzinfo is UTC:
        return time
    if time.utcoffset() is None:
        raise ValueError(f"{time.isoformat()} has no time zone; only aware times are stored.")
    return time.astimezone(UTC)


class UtcDateTime(TypeDecorator[datetime]):
    """An instant: aware times of any zone go in, aware UTC comes out.

    SQLite keeps no offset, so what is written there is UTC's wall-clock time. A naive time is refused:
    SQLAlchemy wraps the `ValueError` in its `StatementError`.
    """

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002 - SQLAlchemy's signature
        """Turn an aware time into UTC."""
        return None if value is None else in_utc(value)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002 - SQLAlchemy's signature
        """Give what the database returned its zone."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[Any], datetime | None] | None:
        """Return what reads an instant: on SQLite text, of which thousands of rows have the same few."""
        read = super().result_processor(dialect, coltype)
        return lru_cache(maxsize=256)(read) if read and dialect.name == "sqlite" else read


def choice(options: type[StrEnum], *, name: str) -> Enum:
    """Return the type of a column that holds one of these words: a short string with a CHECK on it."""
    return Enum(
        options,
        name=name,
        native_enum=False,
        create_constraint=True,
        length=16,
        values_callable=lambda words: [word.value for word in words],
    )


def workspace_column(*, primary_key: bool = False, index: bool = False) -> Any:  # noqa: ANN401 - as SQLModel's Field
    """Return the column that ties a row to its workspace: it follows a changed key, and goes with it."""
    workspace = ForeignKey("workspaces.key", onupdate="CASCADE", ondelete="CASCADE")
    return Field(sa_column=Column(String, workspace, primary_key=primary_key, index=index, nullable=False))
