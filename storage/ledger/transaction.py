"""What the parts of the ledger share: one connection in a transaction, and the workspace it is for."""

from collections.abc import Callable, Iterable, Mapping
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar

from sqlalchemy import ColumnElement, Connection, Table
from sqlalchemy.dialects.sqlite import Insert, insert

from rollouts.policy import Policy

Part = TypeVar("Part", bound="Transaction")
Asked = ParamSpec("Asked")
Found = TypeVar("Found")


class Transaction:
    """One transaction for one workspace. Whoever made the connection commits it or rolls it back."""

    def __init__(self, connection: Connection, *, workspace: str, policy: Policy) -> None:
        self._connection = connection
        self._workspace = workspace
        self._policy = policy
        self._remembered: dict[tuple[object, ...], Any] = {}

    @property
    def policy(self) -> Policy:
        """The workspace's settings."""
        return self._policy

    def _own(self, table: Table) -> ColumnElement[bool]:
        """Return the condition that rows of the table are this workspace's."""
        return table.c.workspace == self._workspace

    def _insert(self, table: Table) -> Insert:
        """Begin an insert that can say what happens on a conflict."""
        return insert(table)

    def _replace(self, table: Table, values: Mapping[str, object], *, key: Iterable[str]) -> int:
        """Insert the row, or give the one with the same unique key these values; return its id or number."""
        key = {"workspace", *key}
        changed = {name: value for name, value in values.items() if name not in key}
        statement = (
            self._insert(table)
            .values(workspace=self._workspace, **values)
            .on_conflict_do_update(index_elements=key, set_=changed)
            .returning(list(table.primary_key)[-1])
        )
        return int(self._connection.execute(statement).scalar_one())

    def _forget(self) -> None:
        """Read everything anew from now on: what is remembered is about to change."""
        self._remembered.clear()


def remembered(
    read: Callable[Concatenate[Part, Asked], Found],
) -> Callable[Concatenate[Part, Asked], Found]:
    """Let a method of the ledger read once in a transaction, until something is written.

    A use case that claims a hundred deliveries asks a hundred times for the same release and integrations.
    """

    @wraps(read)
    def once(ledger: Part, /, *args: Asked.args, **kwargs: Asked.kwargs) -> Found:
        key = (read.__name__, args, tuple(kwargs.items()))
        if key not in ledger._remembered:  # noqa: SLF001 - stands in for the ledger's own method
            ledger._remembered[key] = read(ledger, *args, **kwargs)  # noqa: SLF001 - as above
        found: Found = ledger._remembered[key]  # noqa: SLF001 - as above
        return found

    return once


def folded(name: str) -> str:
    """Return the name with upper and lower case made alike, as unique names are compared."""
    return name.casefold()
