"""Deliveries: the one table that may grow to a million rows, and is asked every second.

The ticker's questions are answered from partial indexes, which hold only the rows that are still open, under
way, searched for or undecided. SQLite uses such an index only when the condition stands in the query letter
by letter, with the words as literals and not as parameters: take `IS_OPEN`, `IS_HELD`, `IS_UNDECIDED` and
`IS_SEARCHED_FOR` for it.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    Column,
    ColumnElement,
    Computed,
    FromClause,
    Index,
    Integer,
    UniqueConstraint,
    and_,
    func,
    literal_column,
    null,
    or_,
)
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement
from sqlalchemy.types import NullType
from sqlmodel import Field

from rollouts.deliveries import OPEN, SAID, Action, Reason, State
from storage.columns import UtcDateTime, choice, workspace_column
from storage.tables.base import Record

NO_NUMBER = -1


class DeliveryRecord(Record, table=True):
    """A delivery. `ready_at` is when it may be tried: the next time if one is set, else the due time.

    The unique key names the channel before the announcement, so that it also finds a channel's card. What an
    announcement has not is `""` and `NO_NUMBER` in it: to a unique key no NULL is like another.
    """

    __tablename__ = "deliveries"
    __table_args__ = (
        UniqueConstraint(
            *("workspace", "topic", "channel", "kind", "server", "number", "revision"),
            name="uq_deliveries_key",
        ),
        Index(None, "workspace", "due_at"),
        # What is about one thing: by due time, and counted where it is alike, without a look at the rows.
        Index(
            "ix_deliveries_alike",
            *("workspace", "topic", "due_at", "kind", "server", "number", "revision", "action", "state"),
        ),
    )

    # On PostgreSQL also a row that was there already uses a number up. SQLite's own ids are as long anyway.
    id: int | None = Field(
        default=None, sa_column=Column(BigInteger().with_variant(Integer, "sqlite"), primary_key=True)
    )
    workspace: str = workspace_column()
    topic: str
    channel: str
    kind: str
    server: str
    number: int = Field(sa_type=BigInteger)
    posts: list[int] | None = Field(sa_type=JSON(none_as_null=True))
    revision: int
    action: Action = Field(sa_column=Column(choice(Action, name="action"), nullable=False))
    state: State = Field(sa_column=Column(choice(State, name="state"), nullable=False))
    due_at: datetime = Field(sa_type=UtcDateTime)
    next_at: datetime | None = Field(sa_type=UtcDateTime)
    ready_at: datetime = Field(
        sa_column=Column(UtcDateTime, Computed("coalesce(next_at, due_at)", persisted=True))
    )
    attempts: int
    searches: int
    started_at: datetime | None = Field(sa_type=UtcDateTime)
    lost_at: datetime | None = Field(sa_type=UtcDateTime)
    finished_at: datetime | None = Field(sa_type=UtcDateTime)
    message_channel: str | None
    message_id: str | None
    thread: str | None
    reason: str
    statement: dict[str, object] | None = Field(sa_column=Column(JSON(none_as_null=True)))
    wording: str | None


class PauseRecord(Record, table=True):
    """A channel that takes no messages for now."""

    __tablename__ = "pauses"

    workspace: str = workspace_column(primary_key=True)
    channel: str = Field(primary_key=True)
    reason: str
    since: datetime = Field(sa_type=UtcDateTime)
    number: int = Field(sa_type=BigInteger)


PAUSES = Record.metadata.tables["pauses"]
DELIVERIES = Record.metadata.tables["deliveries"]

IS_OPEN = DELIVERIES.c.state.in_([literal_column(f"'{state}'") for state in sorted(OPEN)])
"""Whether a delivery will still be claimed."""


def is_held(deliveries: FromClause) -> ColumnElement[bool]:
    """Return the condition that a delivery was tried and is not finished: it may hold up its channel."""
    held = (State.CLAIMED, State.WAITING)
    return deliveries.c.state.in_([literal_column(f"'{state}'") for state in held])


IS_HELD = is_held(DELIVERIES)
"""Whether a delivery was tried and is not finished: it may hold up the others of its channel."""

IS_UNKNOWN = DELIVERIES.c.state == literal_column(f"'{State.UNKNOWN}'")
"""Whether it isn't known if a delivery was posted."""

IS_UNDECIDED = and_(
    DELIVERIES.c.action == literal_column(f"'{Action.POST}'"),
    or_(
        DELIVERIES.c.state == literal_column(f"'{State.FAILED}'"),
        and_(IS_UNKNOWN, DELIVERIES.c.next_at.is_(None)),
    ),
)
"""Whether nothing more happens to a post by itself, though it was not sent."""

IS_SEARCHED_FOR = and_(
    DELIVERIES.c.state.in_([literal_column(f"'{state}'") for state in (State.SENT, State.UNKNOWN)]),
    DELIVERIES.c.next_at.is_not(None),
)
"""Whether a delivery will still be searched for: it is unknown, or was perhaps sent twice."""

IS_CARD = and_(
    DELIVERIES.c.action == literal_column(f"'{Action.POST}'"),
    DELIVERIES.c.state == literal_column(f"'{State.SENT}'"),
    DELIVERIES.c.thread.is_(None),
    DELIVERIES.c.reason != literal_column(f"'{Reason.MESSAGE_GONE.value}'"),
)
"""Whether a delivery is or was a card that was not deleted."""


def is_told(deliveries: FromClause) -> ColumnElement[bool]:
    """Return the condition that a delivery told its channel something of a release, or may have."""
    said = deliveries.c.state.in_([literal_column(f"'{state}'") for state in sorted(SAID)])
    return and_(said, deliveries.c.statement.is_not(null()), deliveries.c.started_at.is_not(None))


IS_TOLD = is_told(DELIVERIES)
"""Whether a delivery told its channel something of a release, or may have."""

IS_IN_HAND = DELIVERIES.c.state.in_(
    [literal_column(f"'{state}'") for state in (State.CLAIMED, State.UNKNOWN)]
)
"""Whether somebody may be posting a delivery, or searching for it."""


def due_at(deliveries: FromClause) -> ColumnElement[datetime]:
    """Return the due time, to order or compare by where SQLite is to keep to another index than its own."""
    return func.coalesce(deliveries.c.due_at, deliveries.c.next_at)


class Seldom(FunctionElement[Any]):
    """A condition that few rows meet: SQLite then takes an index for it before one for the order."""

    # Not Boolean(): in SQLite that would become "= 1", behind which no index is seen.
    type = NullType()
    inherit_cache = True


@compiles(Seldom)
def _seldom(element: Seldom, compiler: SQLCompiler, **given: object) -> str:
    return compiler.process(element.clauses, **given)


@compiles(Seldom, "sqlite")
def _seldom_in_sqlite(element: Seldom, compiler: SQLCompiler, **given: object) -> str:
    return f"likelihood({compiler.process(element.clauses, **given)}, 0.000001)"


DUE_AT = due_at(DELIVERIES)
"""The due time of deliveries, as an expression."""

Index(
    "ix_deliveries_open",
    DELIVERIES.c.workspace,
    DELIVERIES.c.ready_at,
    sqlite_where=IS_OPEN,
)
Index(
    "ix_deliveries_held",
    DELIVERIES.c.workspace,
    DELIVERIES.c.channel,
    sqlite_where=IS_HELD,
)
Index(
    "ix_deliveries_undecided",
    DELIVERIES.c.workspace,
    sqlite_where=IS_UNDECIDED,
)
Index(
    "ix_deliveries_searched_for",
    DELIVERIES.c.workspace,
    DELIVERIES.c.next_at,
    sqlite_where=IS_SEARCHED_FOR,
)
Index(
    "ix_deliveries_cards",
    DELIVERIES.c.workspace,
    DELIVERIES.c.topic,
    DELIVERIES.c.channel,
    sqlite_where=IS_CARD,
)
# What was said in the same words stands together in it, by the minute with which their mark begins.
Index(
    "ix_deliveries_told",
    *(DELIVERIES.c[name] for name in ("workspace", "topic", "wording", "action")),
    sqlite_where=IS_TOLD,
)


def as_on_sqlite() -> None:
    """Let partial indexes have the same rows on PostgreSQL: its dialect is loaded where it is used alone."""
    for index in DELIVERIES.indexes:
        if (condition := index.dialect_options["sqlite"]["where"]) is not None:
            index.dialect_options["postgresql"]["where"] = condition
