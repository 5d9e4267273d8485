"""Many rows written at once: one after the other on SQLite, which is near; in one statement on PostgreSQL.

PostgreSQL gets the rows as one JSON parameter. So the statement is the same for any number of them, and
neither SQLAlchemy nor the driver has to go through a long text with thousands of parameters.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, datetime
from functools import cache, lru_cache
from itertools import chain, repeat
from typing import TYPE_CHECKING, TypeAlias

from sqlalchemy import (
    JSON,
    ColumnElement,
    Connection,
    Enum,
    Insert,
    Table,
    TableValuedAlias,
    Update,
    bindparam,
    column,
    func,
    insert,
    select,
    true,
    update,
)
from sqlalchemy.dialects import sqlite

from storage.columns import UtcDateTime, in_utc

if TYPE_CHECKING:
    from sqlalchemy.dialects import postgresql

Write: TypeAlias = Callable[[object], object]
"""Makes a value one that the database takes."""

Worded: TypeAlias = tuple[str, tuple[tuple[str, Write | None], ...]]
"""A statement, and the names of the values that it is given in their order, each with how it is written."""

NOTHING: Mapping[str, object] = {}
_SAME = "same_"
"""What the value that a row has already is called, beside the one that it gets."""

Rows = Sequence[Mapping[str, object]]

Run: TypeAlias = tuple[Mapping[str, object], Sequence[str]]
"""A row without one of its columns, and the texts that are there, one for each row."""

TOGETHER = 32
"""How many rows a statement inserts; with more it does not become quicker."""

WORTH_A_RUN = 4
"""From how many rows on a run of them takes less than they do one by one."""

Which = Callable[[], ColumnElement[bool]]
"""Makes the condition that rows are to meet, of bound parameters; always the same for the same function."""


def inserting(table: Table, *, is_postgres: bool) -> "sqlite.Insert | postgresql.Insert":
    """Begin an insert that can say what happens on a conflict."""
    if not is_postgres:
        return sqlite.insert(table)
    from sqlalchemy.dialects import postgresql  # noqa: PLC0415 - slow to load, and for PostgreSQL alone

    return postgresql.insert(table)


def insert_new(connection: Connection, table: Table, rows: Rows) -> int:
    """Insert the rows, leaving those that a unique key forbids. Return how many were new."""
    names = tuple(rows[0])
    if connection.dialect.name == "postgresql":
        return connection.execute(_inserting(table, names), _as_json(rows)).rowcount
    return _insert(connection, _inserting_new(table, names), rows)


def insert_new_runs(connection: Connection, table: Table, runs: Sequence[Run], *, along: str) -> int:
    """Insert rows as `insert_new` does, in runs of rows that differ in the one column `along` alone.

    On SQLite long ones are a statement each, which takes half of what one for each row does.
    """
    are_long = sum(len(run) for _, run in runs) >= WORTH_A_RUN * len(runs)
    if connection.dialect.name == "postgresql" or not are_long:
        return insert_new(connection, table, [{**row, along: value} for row, run in runs for value in run])
    rows = [{**row, along: run} for row, run in runs]
    return _write_each(connection, _inserting_runs(table, tuple(rows[0]), along), rows)


def insert_all(connection: Connection, table: Table, rows: Rows) -> None:
    """Insert the rows, if there are any.

    Raises:
        sqlalchemy.exc.IntegrityError: a unique key forbids one of them.
    """
    if rows and connection.dialect.name == "postgresql":
        connection.execute(insert(table), rows)
    elif rows:
        _insert(connection, _inserting_all(table, tuple(rows[0])), rows)


def update_by_id(
    connection: Connection,
    table: Table,
    rows: Rows,
    *,
    which: Which,
    unchanged: tuple[str, ...] = (),
    **given: object,
) -> int:
    """Give the rows of these ids their new values, where `which` holds of the table and of what is `given`.

    Return how many there were. With `unchanged`, only rows that have the given values there already.
    """
    names = tuple(name for name in rows[0] if name != "id")
    if connection.dialect.name == "postgresql":
        return connection.execute(_updating(table, names, which, unchanged), _as_json(rows) | given).rowcount
    return _write_each(connection, _updating_each(table, names, which, unchanged), rows, given)


# Each is put into words once: the words would take as long as some tens of rows.


@cache
def _inserting_new(table: Table, names: tuple[str, ...]) -> Worded:
    return _worded(sqlite.insert(table).on_conflict_do_nothing(), names)


@cache
def _inserting_runs(table: Table, names: tuple[str, ...], along: str) -> Worded:
    run = func.json_each(bindparam(along, type_=JSON)).table_valued("value")
    values = (run.c.value if name == along else bindparam(name, type_=table.c[name].type) for name in names)
    # Without a condition SQLite would take ON CONFLICT for that of a join.
    chosen = select(*values).select_from(run).where(true())
    return _worded(sqlite.insert(table).from_select(names, chosen).on_conflict_do_nothing())


@cache
def _inserting_all(table: Table, names: tuple[str, ...]) -> Worded:
    return _worded(sqlite.insert(table), names)


@cache
def _updating_each(table: Table, names: tuple[str, ...], which: Which, unchanged: tuple[str, ...]) -> Worded:
    same = [table.c[name] == bindparam(f"{_SAME}{name}") for name in ("id", *unchanged)]
    return _worded(update(table).where(which(), *same).values({name: bindparam(name) for name in names}))


def _worded(statement: Insert | Update, names: tuple[str, ...] | None = None) -> Worded:
    """Return the words, and how the value of each name is written: SQLAlchemy would ask that of each row."""
    dialect = sqlite.dialect()
    compiled = statement.compile(dialect=dialect, column_keys=names)

    def written(name: str) -> tuple[str, Write | None]:
        kind = compiled.binds[name].type
        write: Write | None = kind.dialect_impl(dialect).bind_processor(dialect)
        if write and isinstance(kind, Enum):
            write = lru_cache(maxsize=256)(write)
        elif write and isinstance(kind, UtcDateTime):
            write = _remembering(write)
        return name.removeprefix(_SAME), write

    return str(compiled), tuple(map(written, compiled.positiontup or ()))


def _write_each(
    connection: Connection, worded: Worded, rows: Rows, given: Mapping[str, object] = NOTHING
) -> int:
    """Write one row after the other, with what is given for all of them; return how many there were."""
    return _write(connection, worded[0], _values(worded, rows, given))


def _insert(connection: Connection, worded: Worded, rows: Rows) -> int:
    """Write rows, some of them in each statement; return how many there were.

    SQLite lays out anew for each statement which words a column may have, which takes as long as the row.
    """
    values = _values(worded, rows)
    whole = len(values) - len(values) % TOGETHER
    groups = [
        tuple(chain.from_iterable(values[first : first + TOGETHER])) for first in range(0, whole, TOGETHER)
    ]
    in_groups = _write(connection, _in_groups(worded[0], len(values[0])), groups)
    return in_groups + _write(connection, worded[0], values[whole:])


@cache
def _in_groups(text: str, columns: int) -> str:
    one = f"({', '.join('?' * columns)})"
    return text.replace(one, ", ".join([one] * TOGETHER))


def _write(connection: Connection, text: str, values: list[tuple[object, ...]]) -> int:
    return connection.exec_driver_sql(text, values).rowcount if values else 0


def _values(worded: Worded, rows: Rows, given: Mapping[str, object] = NOTHING) -> list[tuple[object, ...]]:
    """Return what is written of each row, and of what is given for all of them."""
    columns = [
        repeat(given[name] if write is None else write(given[name]), len(rows))
        if name in given
        else _column(name, write, rows)
        for name, write in worded[1]
    ]
    return [*zip(*columns, strict=True)]


def _column(name: str, write: Write | None, rows: Rows) -> Iterable[object]:
    """Return the values of a column as they are written; what is the same object in many rows once."""
    values = [row[name] for row in rows]
    if write is None:
        return values
    known = {id(value): value for value in values}
    made = {number: write(value) for number, value in known.items()}
    return [made[id(value)] for value in values]


def _remembering(write: Write) -> Write:
    """Return what remembers how values are written: thousands of rows have the same few.

    Instants of another zone than UTC are written each time: of an hour that comes twice both are equal.
    """
    remembered = lru_cache(maxsize=256)(write)

    def written(value: object) -> object:
        return remembered(value) if getattr(value, "tzinfo", UTC) is UTC else write(value)

    return written


@cache
def _inserting(table: Table, names: tuple[str, ...]) -> Insert:
    given = _recordset(table, names)
    chosen = select(*(given.c[name] for name in names))
    statement = inserting(table, is_postgres=True).from_select(names, chosen)
    return statement.on_conflict_do_nothing().execution_options(preserve_rowcount=True)


@cache
def _updating(table: Table, names: tuple[str, ...], which: Which, unchanged: tuple[str, ...]) -> Update:
    given = _recordset(table, ("id", *names))
    same = [table.c[name] == given.c[name] for name in ("id", *unchanged)]
    return update(table).where(which(), *same).values({name: given.c[name] for name in names})


def _recordset(table: Table, names: tuple[str, ...]) -> TableValuedAlias:
    columns = (column(name, table.c[name].type) for name in names)
    records = func.json_to_recordset(bindparam("rows", type_=JSON)).table_valued(*columns)
    return records.render_derived(name="given", with_types=True)


def _as_json(rows: Rows) -> dict[str, object]:
    return {"rows": [{name: _text(value) for name, value in row.items()} for row in rows]}


def _text(value: object) -> object:
    return in_utc(value).isoformat() if isinstance(value, datetime) else value
