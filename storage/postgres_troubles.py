"""What a PostgreSQL server's errors mean to a person, by the server's own codes."""

from sqlalchemy.engine import ExceptionContext
from sqlalchemy.exc import DBAPIError, IntegrityError, InterfaceError

DEADLOCK = frozenset({"40001", "40P01"})
"""The database broke the transaction off; tried once more it may well pass."""

UNREACHABLE = "the server cannot be reached, or the connection to it was lost"

BROKEN_RULE = "23"
"""A rule of the tables was broken: unique keys, foreign keys, checks, what may not be null."""

TROUBLES = {
    "08": UNREACHABLE,
    "25006": "the server lets nothing be written; is it a read-only copy?",
    "25P03": "the server ended a transaction that stood still for too long",
    "28": "the server does not accept this user with this password",
    "3D000": "there is no database of that name",
    "40": "others were in the way again and again",
    "42501": "this user may not make or change tables there",
    "53100": "the server's disk is full",
    "53200": "the server has run out of memory",
    "53300": "the server has no connection left",
    "55000": "it takes no connections just now",
    "55P03": "another transaction has kept it locked for too long",
    "57014": "the server took too long",
    "57": "the server is starting or stopping",
    "58": "the server's machine reported an error",
    "XX": "the server found its data damaged, or an error of its own",
}
"""By the whole code, else by its class: its first two characters."""


def code_of(error: BaseException | None) -> str:
    """Return the server's five-character code for the error, or "" if it is not the server's."""
    said = error.args[0] if error is not None and error.args else None
    return str(said.get("C", "")) if isinstance(said, dict) else ""


def sorted_error(context: ExceptionContext) -> BaseException | None:
    """Make up for what SQLAlchemy and the driver overlook between them: a listener for "handle_error"."""
    error = context.original_exception
    if isinstance(error, OSError):
        # The driver lets some errors of the socket through as they are; nothing can be said there any more.
        context.is_disconnect = True
    if code_of(error).startswith(BROKEN_RULE):
        return IntegrityError(context.statement, context.parameters, error)
    return None


def is_passing(error: Exception) -> bool:
    """Return whether the same transaction may well pass if it is tried once more."""
    return isinstance(error, DBAPIError) and code_of(error.orig) in DEADLOCK


def told(error: Exception) -> str | None:
    """Return what happened to the database, in plain words; None for an error of the program."""
    if isinstance(error, OSError):
        return UNREACHABLE
    if not isinstance(error, DBAPIError):
        return None
    code = code_of(error.orig)
    if not code and (error.connection_invalidated or isinstance(error, InterfaceError)):
        return UNREACHABLE
    return TROUBLES.get(code) or TROUBLES.get(code[:2])
