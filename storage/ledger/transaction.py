"""What the parts of the ledger share: one connection in a transaction, and the workspace it is for.

A transaction is alone in its workspace or beside others that are not alone either. Beside others it may read,
claim, and record what became of claims. All other writing rests on what was read before, so it is done alone.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from functools import cache, wraps
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, TypeVar

from sqlalchemy import (
    ColumnElement,
    Connection,
    CursorResult,
    Executable,
    Row,
    Table,
    Text,
    bindparam,
    select,
    update,
)
from sqlalchemy.sql.dml import ReturningInsert

from rollouts.deliveries import Delivery, Pause
from rollouts.kinds import KINDS, Kinds
from rollouts.policy import Policy
from rollouts.topics import Topic
from storage.kept import Calendar, Kept
from storage.ledger.batches import inserting
from storage.ledger.rows import deliveries_of
from storage.tables import WORKSPACES

if TYPE_CHECKING:
    from sqlalchemy.dialects import postgresql, sqlite

Part = TypeVar("Part", bound="Transaction")
Asked = ParamSpec("Asked")
Found = TypeVar("Found")

OURS = bindparam("ours", type_=Text)
"""The workspace, in statements that are put into words once: the words would take longer than the answer."""

VERSION = select(WORKSPACES.c.calendar_version).where(WORKSPACES.c.key == OURS)
NEXT_VERSION = (
    update(WORKSPACES)
    .where(WORKSPACES.c.key == OURS)
    .values(calendar_version=WORKSPACES.c.calendar_version + 1)
)


class NotAlone(Exception):  # noqa: N818 - no error: whoever runs the transaction starts it over
    """The transaction is about to do what it may only do alone."""


class Transaction:
    """One transaction for one workspace. Whoever made the connection commits it or rolls it back."""

    def __init__(  # noqa: PLR0913 - what a transaction rests on, each by its name
        self,
        connection: Connection,
        *,
        workspace: str,
        policy: Policy,
        now: datetime,
        alone: bool = True,
        kinds: Kinds = KINDS,
        kept: Kept | None = None,
    ) -> None:
        self._connection = connection
        self._workspace = workspace
        self._at_start = policy
        self._now = now
        self._alone = alone
        self._kinds = kinds
        self._kept = kept or Kept()
        self._calendar: Calendar | None = None
        self._version = -1
        self._is_to_be_kept = False
        self._has_changed_calendar = False
        self._cached: dict[tuple[object, ...], Any] = {}
        self._cards: dict[tuple[Topic, str], Delivery | None] = {}
        self._claimed: list[tuple[Topic, str]] = []
        self._begun: set[Topic] = set()
        self._pauses: tuple[Pause, ...] | None = None
        self._is_due_now = False

    @property
    def now(self) -> datetime:
        """The time of the transaction, aware: the same from its beginning to its end."""
        return self._now

    def _deliveries_in(self, rows: Iterable[Row[Any]]) -> tuple[Delivery, ...]:
        """Make deliveries out of rows, in their order."""
        return deliveries_of(rows, self._kinds)

    def _execute(self, statement: Executable, **given: object) -> CursorResult[Any]:
        """Execute a statement that was put into words once, for the workspace and what is given."""
        return self._connection.execute(statement, {"ours": self._workspace, **given})

    def _own(self, table: Table) -> ColumnElement[bool]:
        """Return the condition that rows of the table are this workspace's."""
        return table.c.workspace == self._workspace

    @property
    def _is_postgres(self) -> bool:
        return self._connection.dialect.name == "postgresql"

    def _insert(self, table: Table) -> "sqlite.Insert | postgresql.Insert":
        """Begin an insert that can say what happens on a conflict."""
        return inserting(table, is_postgres=self._is_postgres)

    def _replace(self, table: Table, values: Mapping[str, object], *, key: Iterable[str]) -> int:
        """Insert the row, or give the one with the same unique key these values; return its id or number."""
        statement = _replacing(table, tuple(values), ("workspace", *key), is_postgres=self._is_postgres)
        given = {"workspace": self._workspace, **values}
        return int(self._connection.execute(statement, given).scalar_one())

    def _insist_on_being_alone(self) -> None:
        """Begin to write what others may have read.

        Raises:
            NotAlone: others are under way in the workspace.
        """
        if not self._alone:
            raise NotAlone

    def _forget(self) -> None:
        """Read all but the calendar anew from now on: what was read is about to change."""
        self._insist_on_being_alone()
        self._cached.clear()
        self._cards.clear()

    def _read_calendar(self) -> Calendar:
        """Return what is known of servers, releases and integrations; what is missing there is read."""
        if self._calendar is None:
            self._version = self._execute(VERSION).scalar_one()
            self._calendar = self._kept.of(self._version)
        return self._calendar

    def _change_calendar(self) -> Calendar:
        """Return the same to be changed with the tables: nobody else sees it, and others read anew later."""
        self._forget()
        calendar = self._read_calendar()
        if not self._has_changed_calendar:
            self._execute(NEXT_VERSION)
            self._version += 1
            self._has_changed_calendar = self._is_to_be_kept = True
            self._calendar = calendar = calendar.copied()
        calendar.following.clear()
        return calendar

    def is_committed(self) -> None:
        """Let those that follow begin with the calendar as this one left it, so that it is not read anew."""
        if self._calendar is not None and self._is_to_be_kept:
            self._kept.keep(self._version, self._calendar)


@cache
def _replacing(
    table: Table, names: tuple[str, ...], key: tuple[str, ...], *, is_postgres: bool
) -> ReturningInsert[Any]:
    """Word the insert of a row of these columns, or the update of the one with the same key."""
    statement = inserting(table, is_postgres=is_postgres)
    changed = {name: statement.excluded[name] for name in names if name not in key}
    replacing = statement.on_conflict_do_update(index_elements=key, set_=changed)
    return replacing.returning(list(table.primary_key)[-1])


def cached_per_transaction(
    read: Callable[Concatenate[Part, Asked], Found],
) -> Callable[Concatenate[Part, Asked], Found]:
    """Let a method of the ledger read once in a transaction, until something is written.

    A use case that claims a hundred deliveries asks a hundred times for the same release and integrations.
    """

    @wraps(read)
    def once(ledger: Part, /, *args: Asked.args, **kwargs: Asked.kwargs) -> Found:
        key = (read.__name__, args, tuple(kwargs.items()))
        if key not in ledger._cached:  # noqa: SLF001 - stands in for the ledger's own method
            ledger._cached[key] = read(ledger, *args, **kwargs)  # noqa: SLF001 - as above
        found: Found = ledger._cached[key]  # noqa: SLF001 - as above
        return found

    return once
