"""Names are compared by `rollouts.texts.name_key`: quotes, dashes and letters of all kinds are alike.

Two things whose names were two until now, and are one name by it, are told apart by a number behind the later
one's name.
"""

from itertools import chain, count
from typing import Any

import sqlalchemy as sa
from alembic import op

# What is stored is compared with what this makes, so a change of it needs a migration like this one.
from rollouts.texts import name_key

revision = "0004"
down_revision = "0003"

RELEASES = sa.table("releases", *map(sa.column, ("id", "workspace", "name", "folded")))
INTEGRATIONS = sa.table("integrations", *map(sa.column, ("id", "workspace", "name", "folded")))
HISTORY = sa.table("history", *map(sa.column, ("id", "workspace", "thing", "folded")))
DELIVERIES = sa.table("deliveries", *map(sa.column, ("workspace", "topic")))
CASES = sa.table(
    "cases", *map(sa.column, ("workspace", "number", "release")), sa.column("integrations", sa.JSON)
)

Key = tuple[str, str, str]
"""Workspace, thing, and a name as it was compared until now."""


def upgrade() -> None:
    keys: dict[Key, str] = {}
    for thing, table in (("release", RELEASES), ("integration", INTEGRATIONS)):
        for row in _rows(sa.select(table).order_by(table.c.id)):
            name, key = _own_name(row, {keys[at] for at in keys if at[:2] == (row.workspace, thing)})
            keys[row.workspace, thing, row.folded] = key
            if key != row.folded:
                _change(table, table.c.id == row.id, name=name, folded=key)
            if name != row.name:
                _carry_over(thing, row, name)
    for row in _rows(sa.select(HISTORY)):
        key = keys.get((row.workspace, row.thing, row.folded), name_key(row.folded))
        if key != row.folded:
            _change(HISTORY, HISTORY.c.id == row.id, folded=key)


def _rows(query: sa.Select[Any]) -> Any:  # noqa: ANN401 - rows have the columns that were asked for
    return op.get_bind().execute(query).all()


def _change(table: sa.TableClause, which: sa.ColumnElement[bool], **values: object) -> None:
    op.get_bind().execute(sa.update(table).where(which).values(**values))


def _own_name(row: Any, taken: set[str]) -> tuple[str, str]:  # noqa: ANN401 - as above
    """Return a name that nothing before it has, and what it is compared by."""
    spellings = chain([row.name], (f"{row.name} ({number})" for number in count(2)))
    name = next(spelling for spelling in spellings if name_key(spelling) not in taken)
    return name, name_key(name)


def _carry_over(thing: str, row: Any, name: str) -> None:  # noqa: ANN401 - as above
    """Give what goes by the old name the new one."""
    if thing == "release":
        topics = (DELIVERIES.c.workspace == row.workspace) & (DELIVERIES.c.topic == f"release:{row.name}")
        _change(DELIVERIES, topics, topic=f"release:{name}")
        _change(CASES, (CASES.c.workspace == row.workspace) & (CASES.c.release == row.name), release=name)
        return
    for case in _rows(sa.select(CASES).where(CASES.c.workspace == row.workspace)):
        if row.name in case.integrations:
            renamed = [name if known == row.name else known for known in case.integrations]
            this = (CASES.c.workspace == row.workspace) & (CASES.c.number == case.number)
            _change(CASES, this, integrations=renamed)
