"""When the database cannot be used, a person reads one sentence that says what happened, to which file."""

from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import Connection, Engine, event
from sqlalchemy.exc import OperationalError

from storage.database import Database
from storage.errors import DatabaseUnavailable, StorageError
from storage.sqlite import engine_for
from storage.sqlite_troubles import troubles_told


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("mysql://ann:hunter2@db.example/fortnight", "begins with mysql:"),
        ("postgresql+asyncpg://ann:hunter2@db.example/x", r"begins with postgresql\+asyncpg:"),
        ("postgresql://ann:hunter2@db.example:many/x", "cannot be read"),
        ("postgresql+pg8000://ann:hunter2@db.example/x", r"begins with postgresql\+pg8000:"),
        ("postgresql://ann:hunter2@db.example/x?passwort=hunter2", 'invalid connection option "passwort"'),
        ("sqlite+aiosqlite:///x.db", r"begins with sqlite\+aiosqlite:"),
        ("hunter2", "cannot be read"),
        ("sqlite://", "names no file"),
        ("sqlite:///:memory:", "names no file"),
    ],
)
def test_an_address_that_cannot_be_used_is_refused_without_repeating_it(url: str, said: str) -> None:
    with pytest.raises(DatabaseUnavailable, match=said) as refused:
        Database(url)
    assert "hunter2" not in str(refused.value)


@pytest.mark.parametrize("step", [Database.open, Database.lock], ids=["open", "lock"])
def test_a_missing_folder_is_named(tmp_path: Path, step: Callable[[Database], None]) -> None:
    folder = tmp_path / "nowhere"
    database = Database(f"sqlite:///{folder / 'fortnight.db'}")
    with pytest.raises(DatabaseUnavailable, match=f"there is no folder {folder}"):
        step(database)
    database.close()


def test_a_file_that_is_no_database_is_named(file: Path, open_at: Callable[[str], Database]) -> None:
    file.write_text("Dear diary, today I was mistaken for a database. " * 20)
    with pytest.raises(DatabaseUnavailable, match=f"{file} cannot be used: it is some other kind of file"):
        open_at(f"sqlite:///{file}")


def test_a_folder_in_the_files_place_is_named(file: Path, open_at: Callable[[str], Database]) -> None:
    file.mkdir()
    with pytest.raises(DatabaseUnavailable, match="it may be a folder"):
        open_at(f"sqlite:///{file}")


def test_a_file_that_another_program_keeps_locked_is_named(file: Path, connection: Connection) -> None:
    assert connection.in_transaction()
    impatient = engine_for(file)
    event.listen(impatient, "connect", lambda driver, _: driver.execute("PRAGMA busy_timeout = 0"))
    with pytest.raises(DatabaseUnavailable, match="another program has kept it locked"):
        told(file, impatient, "SELECT 1")
    impatient.dispose()


def test_a_full_disk_is_named(file: Path, engine: Engine) -> None:
    with pytest.raises(DatabaseUnavailable, match="the disk is full"):
        told(file, engine, "PRAGMA max_page_count = 1", "CREATE TABLE more AS SELECT zeroblob(1000000) AS x")


def test_a_file_that_may_not_be_written_is_named(file: Path, engine: Engine) -> None:
    with pytest.raises(DatabaseUnavailable, match="may not write to it"):
        told(file, engine, "PRAGMA query_only = 1", "CREATE TABLE more (x)")


def test_an_error_of_the_program_is_not_taken_for_trouble_with_the_file(file: Path, engine: Engine) -> None:
    with pytest.raises(OperationalError, match="no such table"):
        told(file, engine, "SELECT * FROM nowhere")


def test_every_trouble_is_a_storage_error() -> None:
    assert issubclass(DatabaseUnavailable, StorageError)


def told(file: Path, engine: Engine, *statements: str) -> None:
    with troubles_told(file), engine.begin() as connection:
        for statement in statements:
            connection.exec_driver_sql(statement)
