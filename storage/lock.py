"""One process for one database file, watched by the operating system."""

import fcntl
from io import TextIOWrapper
from pathlib import Path

from storage.errors import AlreadyRunning, DatabaseUnavailable


def hold(file: Path) -> TextIOWrapper:
    """Lock the database file for this process, by a file of the same name with `.lock` behind it.

    A link to it leads to the same lock. A second name of the file itself (a hard link) is refused: SQLite
    keeps its journal beside the name it was opened by, and two of them damage the file
    (https://www.sqlite.org/howtocorrupt.html#_multiple_links_to_the_same_file).

    The operating system lets go of the lock when the returned file is closed or the process ends, however
    it ends. The lock file itself stays: removing it would let two processes lock two different files.

    Raises:
        AlreadyRunning: another process holds it.
        DatabaseUnavailable: the lock file cannot be made, or the file has several names.
    """
    try:
        file = file.resolve()
        has_names = file.stat().st_nlink if file.exists() else 1
    except (OSError, RuntimeError) as error:
        raise DatabaseUnavailable(f"The database file {file} cannot be found: {error}.") from error
    if has_names > 1 and file.is_file():
        raise DatabaseUnavailable(
            f"The database file {file} has a second name (a hard link), and used by both it would be "
            "damaged. Remove the other name, or make it a copy or a symbolic link."
        )
    beside = file.with_name(f"{file.name}.lock")
    try:
        held = beside.open("a")
    except OSError as error:
        raise DatabaseUnavailable(
            f"The file {beside} cannot be written ({error.strerror}). "
            "Give its folder to the user that Fortnight runs as: the file makes sure that it runs only once."
        ) from error
    try:
        fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        held.close()
        raise AlreadyRunning(
            f"Another Fortnight is already running with the database file {file}. "
            "Stop it first, or give this one a file of its own."
        ) from error
    return held
