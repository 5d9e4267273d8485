"""Database files as files: a backup of one that is in use, its way back, and whether one is damaged.

https://www.sqlite.org/backup.html: a copy made by the system's own tools may catch half a transaction, and
leaves behind what still stands in the write-ahead log.
"""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import quote

from storage.errors import DatabaseUnavailable
from storage.schema import known_versions
from storage.sqlite_troubles import BUSY_SECONDS, troubles_told

FAULTS_NAMED = 20
"""How many places of a damaged file are named."""

BESIDE = ("-wal", "-shm")
"""What SQLite keeps beside a file whose transactions go into a log first; it belongs to that file alone."""


def back_up(file: Path, to: Path, *, now: datetime) -> None:
    """Copy all that was committed into `to`, as one file that needs nothing beside it.

    Whoever works on `file` goes on. `to` is replaced when the copy is whole, and not before.

    Raises:
        DatabaseUnavailable: `file` cannot be read, or `to` not be written, and why.
    """
    unfinished = to.with_name(f"{to.name}.unfinished")
    try:
        with _opened(file) as source, _made(unfinished) as copy:
            source.backup(copy)
            with troubles_told(to):
                copy.execute("PRAGMA journal_mode = DELETE")
        if faults := damage(unfinished):
            raise DatabaseUnavailable(f"No backup was made, for it would be damaged: {faults[0]}")
        _keep(unfinished, to)
    finally:
        unfinished.unlink(missing_ok=True)
    with suppress(OSError):  # that it was made counts, not that it is noted
        _noted(file).write_text(f"{now.isoformat()}\n", encoding="ascii")


def backed_up_at(file: Path) -> datetime | None:
    """Return when the last backup of that file was made; None when none was, or nothing was noted."""
    try:
        return datetime.fromisoformat(_noted(file).read_text(encoding="ascii").strip()).astimezone(UTC)
    except (OSError, ValueError):
        return None


def restore(file: Path, backup: Path, *, now: datetime) -> Path | None:
    """Put a copy of the backup in the file's place; return the new name of what was there, if anything was.

    Raises:
        DatabaseUnavailable: the backup is none of Fortnight's, or damaged, or it cannot be copied.
    """
    check_backup(backup)
    copied = file.with_name(f"{file.name}.restoring")
    try:
        with _opened(backup) as source, _made(copied) as copy:
            source.backup(copy)
        old = _move_away(file, now) if file.exists() else None
        _keep(copied, file)
    finally:
        copied.unlink(missing_ok=True)
    return old


def check_backup(backup: Path) -> None:
    """See that a file is a whole database of Fortnight's, of this version or an older one.

    Raises:
        DatabaseUnavailable: it is not, and why.
    """
    if not backup.is_file():
        raise DatabaseUnavailable(f"There is no backup {backup}.")
    if faults := damage(backup):
        raise DatabaseUnavailable(f"Nothing was put back; take another backup than {backup}. {faults[0]}")
    with _opened(backup) as opened:
        tables = {name for (name,) in opened.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        versions = (
            [version for (version,) in opened.execute("SELECT version_num FROM alembic_version")]
            if "alembic_version" in tables
            else []
        )
    if not versions or "workspaces" not in tables:
        raise DatabaseUnavailable(f"The file {backup} is no backup of Fortnight's database.")
    if versions[0] not in known_versions():
        raise DatabaseUnavailable(
            f"The backup {backup} is of a newer Fortnight (its schema is {versions[0]}, "
            f"this one knows {known_versions()[-1]}). Use that newer one."
        )


def damage(file: Path) -> tuple[str, ...]:
    """Return what is damaged in the file, a sentence each; nothing when it is whole.

    https://www.sqlite.org/pragma.html#pragma_integrity_check, which leaves foreign keys out.
    """
    try:
        with _opened(file) as opened:
            found = [text for (text,) in opened.execute(f"PRAGMA integrity_check({FAULTS_NAMED})")]
            strays = opened.execute("PRAGMA foreign_key_check").fetchall()
    except DatabaseUnavailable as trouble:
        return (str(trouble),)
    strays = [
        f"A row of {table} refers to a row of {parent} that is not there." for table, _, parent, _ in strays
    ]
    return tuple(f"SQLite says: {text}." for text in found if text != "ok") + tuple(dict.fromkeys(strays))


def _move_away(file: Path, now: datetime) -> Path:
    """Give a database file another name, beside it, with all that belongs to it."""
    with suppress(DatabaseUnavailable), _opened(file) as opened:  # a damaged one is kept as it is
        opened.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    old = file.with_name(f"{file.name}.before-{now:%Y%m%d-%H%M%S}")
    number = 1
    while old.exists():
        number += 1
        old = file.with_name(f"{file.name}.before-{now:%Y%m%d-%H%M%S}-{number}")
    with _writing(old):
        # Its log first: were it to stay behind, it would be taken for that of the file that comes.
        for ending in (*BESIDE, ""):
            with suppress(FileNotFoundError):
                file.with_name(file.name + ending).rename(old.with_name(old.name + ending))
    return old


def _keep(made: Path, file: Path) -> None:
    """Give a whole file its name, when it is certain to be on the disk."""
    with _writing(file):
        with made.open("rb") as written:
            os.fsync(written.fileno())
        made.replace(file)


def _noted(file: Path) -> Path:
    return file.with_name(f"{file.name}.backed-up")


@contextmanager
def _opened(file: Path) -> Iterator[sqlite3.Connection]:
    """Open a file that is there.

    Raises:
        DatabaseUnavailable: it is not, or cannot be read.
    """
    with troubles_told(file):
        # Not made by being opened, and not opened for reading alone: a log may have to be read in.
        address = f"file:{quote(str(file))}?mode=rw"
        with closing(sqlite3.connect(address, uri=True, timeout=BUSY_SECONDS)) as connection:
            yield connection


@contextmanager
def _made(file: Path) -> Iterator[sqlite3.Connection]:
    """Make a file, which nobody else may read: all that was ever said stands in it."""
    with _writing(file):
        file.unlink(missing_ok=True)
        file.touch(mode=0o600)
    with troubles_told(file), closing(sqlite3.connect(file)) as connection:
        yield connection


@contextmanager
def _writing(file: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise DatabaseUnavailable(f"{file} cannot be written: {error.strerror or error}.") from error
