"""More dashes and quotes are alike where names are compared: the longest, those of other scripts, ornaments.

Two things whose names were two until now, and are one name by it, are told apart by a number behind the later
one's name. What goes by that name goes by the new one.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Sequence
from itertools import chain, count
from typing import Any, TypeAlias

import sqlalchemy as sa
from alembic import op

# What is stored is compared with what this makes, so a change of it needs a migration like this one.
from rollouts.texts import name_key

revision = "0029"
down_revision = "0028"

CarryOver: TypeAlias = Callable[[sa.Row[Any], str], None]
"""Lets what goes by a row's name go by the new one."""

NAMED = ("id", "workspace", "name", "folded")
RELEASES = sa.table("releases", *map(sa.column, (*NAMED, "own_key")), sa.column("former_names", sa.JSON))
INTEGRATIONS = sa.table("integrations", *map(sa.column, NAMED))
HISTORY = sa.table("history", *map(sa.column, ("id", "workspace", "thing", "folded")))
DELIVERIES = sa.table("deliveries", *map(sa.column, ("workspace", "topic")))
CASES = sa.table(
    "cases", *map(sa.column, ("workspace", "number", "release")), sa.column("integrations", sa.JSON)
)


def upgrade() -> None:
    renamed = {
        **_renamed("release", RELEASES, _release_renamed),
        **_renamed("integration", INTEGRATIONS, _integration_renamed),
    }
    _give_keys_apart()
    for row in _rows(sa.select(HISTORY)):
        key = renamed.get((row.workspace, "release" if row.thing == "check" else row.thing, row.folded))
        key = key or name_key(row.folded)
        if key != row.folded:
            _change(HISTORY, HISTORY.c.id == row.id, folded=key)


def _rows(query: sa.Select[Any]) -> Sequence[sa.Row[Any]]:
    return op.get_bind().execute(query).all()


def _change(table: sa.TableClause, which: sa.ColumnElement[bool], **values: object) -> None:
    op.get_bind().execute(sa.update(table).where(which).values(**values))


def _renamed(thing: str, table: sa.TableClause, carry_over: CarryOver) -> dict[tuple[str, str, str], str]:
    """Give each its name as names are compared now; return it by workspace, thing and how it was compared."""
    keys: dict[tuple[str, str, str], str] = {}
    taken: dict[str, set[str]] = defaultdict(set)
    for row in _rows(sa.select(table).order_by(table.c.id)):
        name = _own_name(row.name, taken[row.workspace])
        key = name_key(name)
        taken[row.workspace].add(key)
        keys[row.workspace, thing, row.folded] = key
        if key != row.folded:
            _change(table, table.c.id == row.id, name=name, folded=key)
        if name != row.name:
            carry_over(row, name)
    return keys


def _own_name(name: str, taken: Collection[str]) -> str:
    """Return the name, with a number behind it where another one has it."""
    spellings = chain([name], (f"{name} ({number})" for number in count(2)))
    return next(spelling for spelling in spellings if name_key(spelling) not in taken)


def _release_renamed(row: sa.Row[Any], name: str) -> None:
    _change(CASES, (CASES.c.workspace == row.workspace) & (CASES.c.release == row.name), release=name)
    if not row.own_key and not row.former_names:
        # Until now its name was its key as well: what was said of it stays with it.
        _change(RELEASES, RELEASES.c.id == row.id, own_key=row.name)


def _integration_renamed(row: sa.Row[Any], name: str) -> None:
    for case in _rows(sa.select(CASES).where(CASES.c.workspace == row.workspace)):
        if row.name in case.integrations:
            integrations = [name if known == row.name else known for known in case.integrations]
            this = (CASES.c.workspace == row.workspace) & (CASES.c.number == case.number)
            _change(CASES, this, integrations=integrations)


def _give_keys_apart() -> None:
    """Let no two releases have keys that are one name: what was said of the later one moves with its key."""
    taken: dict[str, set[str]] = defaultdict(set)
    for row in _rows(sa.select(RELEASES).order_by(RELEASES.c.id)):
        key = row.own_key or (row.former_names[0] if row.former_names else row.name)
        own = _own_name(key, taken[row.workspace])
        taken[row.workspace].add(name_key(own))
        if own != key:
            _change(RELEASES, RELEASES.c.id == row.id, own_key=own)
            topics = (DELIVERIES.c.workspace == row.workspace) & (DELIVERIES.c.topic == f"release:{key}")
            _change(DELIVERIES, topics, topic=f"release:{own}")
