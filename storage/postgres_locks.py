"""The locks that PostgreSQL keeps for us beside those on rows: numbers, held until the transaction ends.

A transaction takes the lock of its workspace first, and waits for no other; those of channels it gets at once
or not at all. So nobody waits in a circle.
"""

from hashlib import blake2b

from sqlalchemy import ColumnElement, Connection, func, literal_column


def reserve_workspace(connection: Connection, workspace: str, *, alone: bool) -> None:
    """Wait until the workspace is free of others (`alone`), or of such who are alone."""
    function = "pg_advisory_xact_lock" if alone else "pg_advisory_xact_lock_shared"
    # Without a parameter it costs one round trip less.
    connection.exec_driver_sql(f"SELECT {function}({_number('workspace', workspace)})")


def reserve_tables(connection: Connection) -> None:
    """Wait until nobody else changes tables."""
    connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_number('tables')})")


def reserved_channel(workspace: str, channel: ColumnElement[str]) -> ColumnElement[bool]:
    """Return the condition that a channel's lock could be taken just now."""
    # Two channels with the same number would only wait for each other.
    seed: ColumnElement[int] = literal_column(str(_number("channel", workspace)))
    return func.pg_try_advisory_xact_lock(func.hashtextextended(channel, seed))


def _number(*names: str) -> int:
    digest = blake2b("\0".join(("fortnight", *names)).encode(), digest_size=8).digest()
    return int.from_bytes(digest, signed=True)
