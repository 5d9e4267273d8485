"""One bot process for one database file."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from storage.database import Database
from storage.errors import AlreadyRunning, DatabaseUnavailable

ANOTHER_BOT = """
import sys
from storage.database import Database

database = Database(sys.argv[1])
try:
    database.lock()
    print("locked", flush=True)
    sys.stdin.read()
except Exception as error:
    print(type(error).__name__, error, flush=True)
"""


@pytest.fixture
def url(file: Path) -> str:
    return f"sqlite:///{file}"


@pytest.fixture
def here(url: str) -> Iterator[Database]:
    database = Database(url)
    yield database
    database.close()


def another_bot(url: str) -> "subprocess.Popen[str]":
    command = [sys.executable, "-c", ANOTHER_BOT, url]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)  # noqa: S603 - our own text


def test_a_second_process_is_refused_with_a_sentence_that_names_the_file(
    here: Database, url: str, file: Path
) -> None:
    here.lock()
    with another_bot(url) as other:
        said, _ = other.communicate()
    assert said.startswith(
        f"AlreadyRunning Another Fortnight is already running with the database file {file}."
    )


@pytest.mark.deep
def test_a_process_that_was_killed_holds_the_lock_no_more(here: Database, url: str) -> None:
    with another_bot(url) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "locked\n"
        with pytest.raises(AlreadyRunning):
            here.lock()
        other.kill()
    here.lock()


def test_closing_gives_the_lock_up(here: Database, url: str) -> None:
    here.lock()
    here.close()
    after = Database(url)
    after.lock()
    after.close()


def test_the_command_line_reads_and_writes_beside_a_locked_one(here: Database, url: str) -> None:
    here.lock()
    here.open()
    beside = Database(url)
    beside.open()
    beside.close()


def test_a_lock_file_that_cannot_be_written_is_named(here: Database, file: Path) -> None:
    lock = file.with_name("fortnight.db.lock")
    lock.mkdir()
    with pytest.raises(DatabaseUnavailable, match=f"{lock} cannot be written"):
        here.lock()
