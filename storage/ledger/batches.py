"""Many rows written at once: one after the other on SQLite, which is near; in one statement on PostgreSQL.

PostgreSQL gets the rows as one JSON parameter. So the statement is the same for any number of them, and
neither SQLAlchemy nor the driver has to go through a long text with thousands of parameters.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import (
    JSON,
    ColumnElement,
    Connection,
    Table,
    TableValuedAlias,
    bindparam,
    column,
    func,
    select,
    update,
)
from sqlalchemy.dialects import postgresql, sqlite

from storage.columns import in_utc

Rows = Sequence[Mapping[str, object]]


def insert_new(connection: Connection, table: Table, rows: Rows) -> int:
    """Insert the rows, leaving those that a unique key forbids. Return how many were new."""
    names = list(rows[0])
    counted = {"preserve_rowcount": True}
    if connection.dialect.name == "postgresql":
        given = _recordset(table, names)
        statement = postgresql.insert(table).from_select(names, select(*(given.c[name] for name in names)))
        ignoring = statement.on_conflict_do_nothing()
        return connection.execute(ignoring, _as_json(rows), execution_options=counted).rowcount
    each = sqlite.insert(table).on_conflict_do_nothing()
    return connection.execute(each, list(rows), execution_options=counted).rowcount


def update_by_id(
    connection: Connection,
    table: Table,
    rows: Rows,
    *,
    which: ColumnElement[bool],
    unchanged: Sequence[str] = (),
) -> int:
    """Give the rows of these ids their new values, where `which` holds. Return how many there were.

    With `unchanged`, only rows that have the given values there already.
    """
    names = [name for name in rows[0] if name != "id"]
    if connection.dialect.name == "postgresql":
        given = _recordset(table, ["id", *names])
        same = [table.c[name] == given.c[name] for name in ("id", *unchanged)]
        changed = update(table).where(which, *same).values({name: given.c[name] for name in names})
        return connection.execute(changed, _as_json(rows)).rowcount
    same = [table.c[name] == bindparam(f"same_{name}") for name in ("id", *unchanged)]
    changed = update(table).where(which, *same).values({name: bindparam(name) for name in names})
    return connection.execute(changed, [_with_same(row, unchanged) for row in rows]).rowcount


def _with_same(row: Mapping[str, object], unchanged: Sequence[str]) -> dict[str, object]:
    return {f"same_{name}": row[name] for name in ("id", *unchanged)} | dict(row)


def _recordset(table: Table, names: Sequence[str]) -> TableValuedAlias:
    columns = (column(name, table.c[name].type) for name in names)
    records = func.json_to_recordset(bindparam("rows", type_=JSON)).table_valued(*columns)
    return records.render_derived(name="given", with_types=True)


def _as_json(rows: Rows) -> dict[str, object]:
    return {"rows": [{name: _text(value) for name, value in row.items()} for row in rows]}


def _text(value: object) -> object:
    return in_utc(value).isoformat() if isinstance(value, datetime) else value
