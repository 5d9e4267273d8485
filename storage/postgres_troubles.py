"""What a PostgreSQL server's errors mean to a person, by the server's own codes."""

from sqlalchemy.exc import DBAPIError, OperationalError

DEADLOCK = frozenset({"40001", "40P01"})
"""The database broke the transaction off; tried once more it may well pass."""

UNREACHABLE = "the server cannot be reached, or the connection to it was lost"

TROUBLES = {
    "08": UNREACHABLE,
    "25006": "the server lets nothing be written; is it a read-only copy?",
    "25P03": "the server ended a transaction that stood still for too long",
    "40": "others were in the way again and again",
    "42501": "this user may not make or change tables there",
    "53100": "the server's disk is full",
    "53200": "the server has run out of memory",
    "55P03": "another transaction has kept it locked for too long",
    "57014": "the server took too long",
    "57P01": UNREACHABLE,
    "57": "the server is starting or stopping",
    "58": "the server's machine reported an error",
    "XX": "the server found its data damaged, or an error of its own",
}
"""By the whole code, else by its class: its first two characters."""


def code_of(error: DBAPIError) -> str:
    """Return the server's five-character code for the error, or "" if it is not the server's."""
    return getattr(error.orig, "sqlstate", None) or ""


def is_passing(error: Exception) -> bool:
    """Return whether the same transaction may well pass if it is tried once more."""
    return isinstance(error, DBAPIError) and code_of(error) in DEADLOCK


def told(error: Exception) -> str | None:
    """Return what happened to the database, in plain words; None for an error of the program."""
    if not isinstance(error, DBAPIError):
        return None
    if code := code_of(error):
        return TROUBLES.get(code) or TROUBLES.get(code[:2])
    if error.connection_invalidated:
        return UNREACHABLE
    return _not_connected(str(error.orig)) if isinstance(error, OperationalError) else None


def _not_connected(words: str) -> str:
    """Return why there is no connection. The driver has no code for that, but the server's or libpq's words.

    `connection failed: connection to server at "db", port 5432 failed: FATAL:  no such database`, to which
    lines with hints may be added.
    """
    reason = words.partition("\n")[0].rpartition(" failed: ")[2].removeprefix("connection is bad: ")
    return f"no connection could be made ({reason.removeprefix('FATAL:').strip()})"
