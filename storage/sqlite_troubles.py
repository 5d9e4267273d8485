"""What the surroundings can do to a database file, in plain words."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.exc import DatabaseError

from storage.errors import DatabaseUnavailable

BUSY_SECONDS = 5

_GIVE = "to the user that Fortnight runs as"

TROUBLES = {
    sqlite3.SQLITE_BUSY: f"another program has kept it locked for {BUSY_SECONDS} seconds",
    sqlite3.SQLITE_CANTOPEN: "it cannot be opened; it may be a folder, or this user may not read it",
    sqlite3.SQLITE_CORRUPT: "its contents are damaged; put a backup in its place",
    sqlite3.SQLITE_FULL: "the disk is full; make room",
    sqlite3.SQLITE_IOERR: "the disk reported an error; look after it, and put a backup on another one",
    sqlite3.SQLITE_NOTADB: "it is some other kind of file, not a database; "
    "name another one, or put a backup in its place",
    sqlite3.SQLITE_PERM: f"this user may not use it; give it {_GIVE}",
    sqlite3.SQLITE_READONLY: f"this user may not write to it; give it and its folder {_GIVE}",
}


@contextmanager
def troubles_told(file: Path) -> Iterator[None]:
    """Say in plain words what the surroundings did to the file; errors of the program pass unchanged.

    Raises:
        DatabaseUnavailable: the file is locked, damaged, read-only, no database, or the disk is full.
    """
    try:
        yield
    except (DatabaseError, sqlite3.DatabaseError) as error:
        # The last byte is the kind of error, the others are its finer points.
        code = getattr(getattr(error, "orig", error), "sqlite_errorcode", 0) & 0xFF
        if code not in TROUBLES:
            raise
        raise DatabaseUnavailable(f"The database file {file} cannot be used: {TROUBLES[code]}.") from error
