"""`fortnight backup`, `restore` and `check` as somebody types them."""

import fcntl
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.support.command_line import Types, types
from tests.support.databases import new_file

__all__ = ["types"]


@pytest.fixture(autouse=True)
def database(tmp_path: Path) -> Path:
    return new_file(tmp_path)


def test_a_backup_is_made_and_put_back(tmp_path: Path, types: Types) -> None:
    made = types("backup", "backup.db")
    again = types("backup", "backup.db")
    replaced = types("backup", "--replace", "backup.db")
    restored = types("restore", "--yes", "backup.db")
    checked = types("check")

    assert (made.code, made.err) == (0, "")
    assert "The backup is backup.db." in made.out
    assert (again.code, again.err.split(".")[0]) == (1, "backup")
    assert "backup.db is there already. Give another name" in again.err
    assert replaced.code == 0
    assert "backup.db is in the database's place. What was there is fortnight.db.before-" in restored.out
    assert len(list(tmp_path.glob("fortnight.db.before-*"))) == 1
    assert (checked.code, checked.out) == (0, "The database is whole, and everything in it fits together.\n")


def test_what_was_due_since_the_backup_is_said_to_be_looked_for(
    tmp_path: Path, types: Types, database: Path
) -> None:
    (tmp_path / "calendar.yml").write_text(
        "integrations:\n"
        "  - {name: Acme LMS, channel: C0ACME, owners: [U0ANA], environments: {test: standard}}\n"
        "releases:\n"
        "  - {name: '2026.11', title: Player, affects_integrations: true, owner: U0ANA,\n"
        "     dates: {standard: 2100-11-29, controlled: none}}\n",
        encoding="utf-8",
    )
    assert types("import", "--yes", "calendar.yml").code == 0
    with closing(sqlite3.connect(database)) as connection:
        connection.execute("UPDATE deliveries SET due_at = '2026-01-01 09:00:00' WHERE kind = 'preview'")
        connection.commit()
    types("backup", "backup.db")

    restored = types("restore", "--yes", "backup.db")

    assert "1 post was due since the backup: the next start looks for each in Slack first" in restored.out


def test_a_running_bot_keeps_a_backup_from_being_put_in_its_place(
    tmp_path: Path, types: Types, database: Path
) -> None:
    types("backup", "backup.db")
    with (tmp_path / "fortnight.db.lock").open("a") as running:
        fcntl.flock(running, fcntl.LOCK_EX)

        refused = types("restore", "--yes", "backup.db")

    assert refused.code == 1
    assert refused.err.startswith("Another Fortnight is already running with the database file")
    assert list(tmp_path.glob("*.before-*")) == []


def test_it_is_asked_before_a_database_is_replaced(types: Types, monkeypatch: pytest.MonkeyPatch) -> None:
    types("backup", "backup.db")
    unasked = types("restore", "backup.db")
    answers = iter([False, True])
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("typer.confirm", lambda _: next(answers))

    refused = types("restore", "backup.db")
    taken = types("restore", "backup.db")

    assert unasked.err.startswith("Nothing was changed: there is no terminal to ask.")
    assert (refused.code, refused.err) == (1, "Nothing was changed.\n")
    assert taken.code == 0


def test_a_damaged_database_ends_the_check_with_1(types: Types, database: Path) -> None:
    database.write_bytes(database.read_bytes()[: 4096 * 3])

    checked = types("check")

    assert checked.code == 1
    assert "damaged" in checked.err
    assert checked.err.endswith("docs/operations.md says what to do about it.\n")


@pytest.mark.parametrize("words", [["check"], ["backup", "backup.db"]])
def test_without_a_database_none_is_made(
    tmp_path: Path, types: Types, database: Path, words: list[str]
) -> None:
    database.unlink()

    ended = types(*words)

    assert (ended.code, ended.err.split(".")[0]) == (1, "There is no database yet")
    assert list(tmp_path.iterdir()) == []
