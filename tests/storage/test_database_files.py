"""Backups of database files: made while somebody works, put back whole, and refused when they are damaged."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from storage.database import Database
from storage.errors import DatabaseUnavailable
from storage.sqlite_files import damage
from tests.support.databases import new_file

NOW = datetime(2026, 11, 26, 9, tzinfo=UTC)


@pytest.fixture
def database(file: Path) -> Iterator[Database]:
    database = Database(f"sqlite:///{new_file(file.parent)}")
    yield database
    database.close()


def enter(file: Path, workspace: str) -> None:
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("INSERT INTO workspaces (key) VALUES (?)", [workspace])
        connection.commit()


def workspaces(file: Path) -> list[str]:
    with closing(sqlite3.connect(file)) as connection:
        return [key for (key,) in connection.execute("SELECT key FROM workspaces ORDER BY key")]


def broken(file: Path) -> Path:
    """Damage a database file in its middle."""
    contents = bytearray(file.read_bytes())
    contents[4096 * 3 : 4096 * 5] = b"\xff" * 8192
    file.write_bytes(contents)
    return file


def test_a_backup_has_what_was_committed_while_somebody_works(
    database: Database, file: Path, tmp_path: Path
) -> None:
    with closing(sqlite3.connect(file)) as working:
        working.execute("PRAGMA journal_mode = WAL")
        working.execute("INSERT INTO workspaces (key) VALUES ('T0ACME')")
        working.commit()
        working.execute("INSERT INTO workspaces (key) VALUES ('T0HALF')")

        database.back_up(tmp_path / "backup.db", now=NOW)

    assert workspaces(tmp_path / "backup.db") == ["T0ACME"]
    assert {each.name for each in tmp_path.glob("backup*")} == {"backup.db"}
    assert (tmp_path / "backup.db").stat().st_mode & 0o077 == 0, "all that was said stands in it"
    assert database.backed_up_at() == NOW


def test_without_a_backup_it_is_not_known_when_one_was_made(database: Database, file: Path) -> None:
    assert database.backed_up_at() is None
    file.with_name("fortnight.db.backed-up").write_text("yesterday", encoding="ascii")
    assert database.backed_up_at() is None


def test_what_is_restored_takes_the_place_of_what_is_kept_under_another_name(
    database: Database, file: Path, tmp_path: Path
) -> None:
    enter(file, "T0THEN")
    database.back_up(tmp_path / "backup.db", now=NOW)
    enter(file, "T0NOW")

    olds = [database.restore(tmp_path / "backup.db", now=NOW) for _ in range(2)]

    assert [old and old.name for old in olds] == [
        "fortnight.db.before-20261126-090000",
        "fortnight.db.before-20261126-090000-2",
    ]
    assert workspaces(file) == ["T0THEN"]
    assert [workspaces(old) for old in olds if old] == [["T0NOW", "T0THEN"], ["T0THEN"]]


def test_a_damaged_database_is_kept_too(database: Database, file: Path, tmp_path: Path) -> None:
    database.back_up(tmp_path / "backup.db", now=NOW)
    file.write_bytes(b"Nothing that anybody can read")

    old = database.restore(tmp_path / "backup.db", now=NOW)

    assert old is not None
    assert old.read_bytes() == b"Nothing that anybody can read"
    assert damage(file) == ()


def is_other(file: Path) -> None:
    file.unlink()
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("CREATE TABLE songs (title TEXT)")


def is_newer(file: Path) -> None:
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
        connection.commit()


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (Path.unlink, "There is no backup"),
        (broken, "cannot be used"),
        (lambda file: file.write_text("Dear diary " * 100), "some other kind of file"),
        (is_other, "is no backup of Fortnight's database"),
        (is_newer, "is of a newer Fortnight (its schema is 9999"),
    ],
)
def test_what_is_no_whole_backup_is_refused_and_nothing_is_changed(
    database: Database, file: Path, tmp_path: Path, spoil: Callable[[Path], object], said: str
) -> None:
    backup = tmp_path / "backup.db"
    database.back_up(backup, now=NOW)
    spoil(backup)
    enter(file, "T0NOW")

    with pytest.raises(DatabaseUnavailable) as refused:
        database.restore(backup, now=NOW)

    assert said in str(refused.value)
    assert workspaces(file) == ["T0NOW"]


def test_a_backup_into_a_folder_that_is_not_there_is_one_sentence(database: Database, tmp_path: Path) -> None:
    with pytest.raises(DatabaseUnavailable, match="No such file or directory"):
        database.back_up(tmp_path / "nowhere" / "backup.db", now=NOW)


def test_no_backup_is_made_of_a_damaged_database(database: Database, file: Path, tmp_path: Path) -> None:
    broken(file)

    with pytest.raises(DatabaseUnavailable):
        database.back_up(tmp_path / "backup.db", now=NOW)

    assert list(tmp_path.glob("backup*")) == []


def test_for_postgresql_its_own_commands_are_named_without_the_password(tmp_path: Path) -> None:
    database = Database(
        "postgresql://fortnight:hunter2@db.example/fortnight?sslmode=require&password=hunter3"
    )

    with pytest.raises(DatabaseUnavailable) as backup:
        database.back_up(tmp_path / "my backup", now=NOW)
    with pytest.raises(DatabaseUnavailable) as restore:
        database.restore(tmp_path / "my backup", now=NOW)

    assert str(backup.value).endswith(
        f"pg_dump --format=custom --file='{tmp_path}/my backup' "
        "'postgresql://fortnight@db.example/fortnight?sslmode=require'"
    )
    assert "pg_restore --clean --if-exists --dbname='postgresql://fortnight@db" in str(restore.value)
    assert "hunter" not in f"{backup.value}{restore.value}"
    assert database.backed_up_at() is None
    database.close()


PLANTED = {
    "There are deliveries (preview) about release:2026.99, which is not there.": (
        "INSERT INTO deliveries (workspace, topic, channel, kind, server, number, revision, action, state, "
        "due_at, attempts, searches, reason) VALUES ('T0', 'release:2026.99', 'C0', 'preview', '', -1, 0, "
        "'post', 'planned', '2026-11-26 09:00:00.000000', 0, 0, '')"
    ),
    "There are deliveries (case_opened) about case:7, which is not there.": (
        "INSERT INTO deliveries (workspace, topic, channel, kind, server, number, revision, action, state, "
        "due_at, attempts, searches, reason) VALUES ('T0', 'case:7', 'C0', 'case_opened', '', -1, 0, "
        "'post', 'planned', '2026-11-26 09:00:00.000000', 0, 0, '')"
    ),
    "There are deliveries (draft) about draft:7, which is not there.": (
        "INSERT INTO deliveries (workspace, topic, channel, kind, server, number, revision, action, state, "
        "due_at, attempts, searches, reason) VALUES ('T0', 'draft:7', 'C0', 'draft', '', -1, 0, "
        "'post', 'planned', '2026-11-26 09:00:00.000000', 0, 0, '')"
    ),
    "There are deliveries (unsure) about delivery:7, which is not there.": (
        "INSERT INTO deliveries (workspace, topic, channel, kind, server, number, revision, action, state, "
        "due_at, attempts, searches, reason) VALUES ('T0', 'delivery:7', 'C0', 'unsure', '', -1, 0, "
        "'post', 'planned', '2026-11-26 09:00:00.000000', 0, 0, '')"
    ),
    "There are deliveries of an unknown kind or topic: fanfare, release:2026.99.": (
        "INSERT INTO deliveries (workspace, topic, channel, kind, server, number, revision, action, state, "
        "due_at, attempts, searches, reason) VALUES ('T0', 'release:2026.99', 'C0', 'fanfare', '', -1, 0, "
        "'post', 'planned', '2026-11-26 09:00:00.000000', 0, 0, '')"
    ),
    "Case 3 is about the release 2026.99, which is not there.": (
        "INSERT INTO cases (workspace, number, opened_by, opened_at, channel, thread_channel, urgent, state, "
        "release, is_guess, integrations, summary, notes, files) VALUES ('T0', 3, 'U0', "
        "'2026-11-26 09:00:00.000000', 'C0', 'C0', 1, 'open', '2026.99', 0, '[]', '', '[]', '[]')"
    ),
    "A row of environments refers to a row of integrations that is not there.": (
        "INSERT INTO environments (integration_id, name, workspace, position, server) "
        "VALUES (99, 'test', 'T0', 0, 'standard')"
    ),
    "Acme LMS has test on the server gamma, which is not there.": (
        "INSERT INTO servers (workspace, key, position, name, lag_days) VALUES ('T0', 'alpha', 0, 'A', 0);"
        "INSERT INTO integrations (id, workspace, name, folded, channel, owners) "
        "VALUES (1, 'T0', 'Acme LMS', 'acme lms', 'C0', '[]');"
        "INSERT INTO environments (integration_id, name, workspace, position, server) "
        "VALUES (1, 'test', 'T0', 0, 'gamma')"
    ),
    "Its tables are of a newer Fortnight (schema 9999, this one knows": (
        "UPDATE alembic_version SET version_num = '9999'"
    ),
    "Its tables are of an older Fortnight (schema 0001, this one has": (
        "UPDATE alembic_version SET version_num = '0001'"
    ),
    "It holds no tables of Fortnight.": "DROP TABLE alembic_version",
}


def test_each_fault_in_what_is_stored_is_found_by_name(file: Path) -> None:
    for said, plant in PLANTED.items():
        new_file(file.parent)
        with closing(sqlite3.connect(file)) as connection:
            connection.execute("INSERT INTO workspaces (key) VALUES ('T0')")
            connection.commit()
            connection.executescript(plant)
        database = Database(f"sqlite:///{file}")
        found = database.faults()
        database.close()
        assert [each for each in found if each.startswith(said)] == list(found), said
        assert len(found) == 1


def test_in_a_new_database_nothing_is_wrong_and_damage_is_named(database: Database, file: Path) -> None:
    assert database.faults() == ()
    broken(file)
    assert database.faults()
