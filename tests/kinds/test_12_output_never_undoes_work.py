"""What was done stays done, whatever becomes of the output; and what cannot be done is one sentence."""

import os
import sqlite3
import subprocess
from datetime import date
from pathlib import Path

import pytest

from bot.errors import StartFailed
from bot.settings import Settings
from storage.database import Database
from storage.errors import AlreadyRunning, DatabaseUnavailable
from tests.support.command_line import COMMAND

CALENDAR = "integrations: [{name: 'Größe „Ω“ 東京', channel: C0ACME, environments: {production: standard}}]"
TERMINALS = [
    {"PYTHONIOENCODING": "ascii"},
    {"PYTHONIOENCODING": "latin-1"},
    {"PYTHONIOENCODING": "cp1252"},
    {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    {"TERM": "dumb"},
    {"COLUMNS": "1"},
    {"COLUMNS": "many"},
    {"NO_COLOR": "1", "TERM": ""},
]


def types(folder: Path, line: str, **settings: str) -> subprocess.CompletedProcess[bytes]:
    """Type a line in a shell, where `fortnight` is the real one."""
    plain = {name: value for name, value in os.environ.items() if name in {"HOME", "LANG"}}
    path = f"{COMMAND.parent}:{os.environ['PATH']}"
    return subprocess.run(  # noqa: S602 - our own words
        line, shell=True, check=False, cwd=folder, env=plain | {"PATH": path} | settings, capture_output=True
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "calendar.yml").write_text(CALENDAR, encoding="utf-8")
    return tmp_path


def fails(ended: subprocess.CompletedProcess[bytes]) -> str:
    said = ended.stderr.decode().strip()
    assert ended.returncode == 1, said
    assert "\n" not in said
    assert "Traceback" not in said
    return said


@pytest.mark.parametrize("terminal", TERMINALS, ids=str)
def test_on_any_terminal_what_was_stored_is_told_as_stored(folder: Path, terminal: dict[str, str]) -> None:
    ended = types(folder, "fortnight import calendar.yml && fortnight deliveries", **terminal)

    assert (ended.returncode, ended.stderr) == (0, b"")
    assert CALENDAR.split("'")[1].encode() in types(folder, "fortnight export", **terminal).stdout


@pytest.mark.parametrize(
    "away", ["| true", "| head -c 1", ">&-", ">&- 2>&-", "> /dev/full", "> /dev/full 2>&1", "2>&-"]
)
def test_when_nobody_reads_it_an_import_is_done_all_the_same(folder: Path, away: str) -> None:
    ended = types(folder, f"bash -o pipefail -c 'fortnight import calendar.yml {away}'")

    assert (ended.returncode, ended.stderr) == (0, b"")
    assert b"C0ACME" in types(folder, "fortnight export").stdout


@pytest.mark.parametrize("words", ["export", "manifest"])
def test_a_reader_that_left_is_no_failure(folder: Path, words: str) -> None:
    types(folder, "fortnight import calendar.yml")

    ended = types(folder, f"bash -o pipefail -c 'fortnight {words} | true'")

    assert (ended.returncode, ended.stderr) == (0, b"")


def test_an_export_onto_a_full_disk_is_a_failure_in_one_sentence(folder: Path) -> None:
    types(folder, "fortnight import calendar.yml")

    said = fails(types(folder, "fortnight export > /dev/full"))

    assert said == "The output cannot be written: No space left on device."


@pytest.mark.parametrize("port", ["99999", "65536", "-1"])
def test_a_port_that_does_not_exist_is_one_sentence(folder: Path, port: str) -> None:
    assert fails(types(folder, f"fortnight run --port={port}")).startswith(f"There is no port {port}: ")


@pytest.mark.parametrize("file", ["missing.yml", "nowhere/calendar.yml", "calendar.yml/x"])
def test_a_file_that_cannot_be_read_is_one_sentence(folder: Path, file: str) -> None:
    assert fails(types(folder, f"fortnight import {file}")).startswith(f"{file} cannot be read: ")


def test_the_version_is_told(folder: Path) -> None:
    ended = types(folder, "fortnight --version")

    assert ended.returncode == 0
    assert ended.stdout.startswith(b"Fortnight 0.")


@pytest.mark.parametrize("words", ["deliveries", "deliveries 2026.11", "export"])
def test_what_only_reads_makes_no_database(folder: Path, words: str) -> None:
    assert fails(types(folder, f"fortnight {words}")).startswith("There is no database yet.")
    assert [file.name for file in folder.iterdir()] == ["calendar.yml"]


def test_a_dry_run_makes_no_database(folder: Path) -> None:
    assert types(folder, "fortnight import calendar.yml --dry-run").returncode == 0
    assert [file.name for file in folder.iterdir()] == ["calendar.yml"]


@pytest.mark.parametrize("words", ["deliveries", "export", "import calendar.yml"])
def test_tables_without_a_version_are_one_sentence(folder: Path, words: str) -> None:
    with sqlite3.connect(folder / "fortnight.db") as other:
        other.execute("CREATE TABLE releases (id INTEGER)")
    other.close()

    assert "holds tables without a version of Fortnight (releases)" in fails(
        types(folder, f"fortnight {words}")
    )


@pytest.mark.parametrize(
    "content", [b"\xff\xfe\x00 no database at all" * 99, b"SQLite format 3\x00" + b"\xff" * 999]
)
def test_bytes_that_are_no_database_are_one_sentence(folder: Path, content: bytes) -> None:
    (folder / "fortnight.db").write_bytes(content)

    assert "The database file fortnight.db cannot be used" in fails(types(folder, "fortnight deliveries"))


@pytest.mark.parametrize("link", ["symbolic", "of the folder", "by another way"])
def test_the_lock_is_on_the_file_however_it_is_reached(tmp_path: Path, link: str) -> None:
    home = tmp_path / "home"
    home.mkdir()
    (tmp_path / "link.db").symlink_to(home / "fortnight.db")
    (tmp_path / "folder").symlink_to(home)
    other = {
        "symbolic": tmp_path / "link.db",
        "of the folder": tmp_path / "folder" / "fortnight.db",
        "by another way": home / ".." / "home" / "fortnight.db",
    }[link]
    first, second = Database(f"sqlite:///{home / 'fortnight.db'}"), Database(f"sqlite:///{other}")
    first.lock()

    with pytest.raises(AlreadyRunning):
        second.lock()
    first.close()
    second.close()


def test_a_file_of_two_names_is_refused(tmp_path: Path) -> None:
    (tmp_path / "fortnight.db").touch()
    (tmp_path / "second.db").hardlink_to(tmp_path / "fortnight.db")
    database = Database(f"sqlite:///{tmp_path / 'second.db'}")

    with pytest.raises(DatabaseUnavailable, match="has a second name"):
        database.lock()
    database.close()


def settings(monkeypatch: pytest.MonkeyPatch, **given: str) -> Settings:
    for name, value in given.items():
        monkeypatch.setenv(name, value)
    return Settings.load(_env_file=None)


@pytest.mark.parametrize("blank", ["\n", "\r\n", " ", "\t", "\u00a0"])
def test_what_a_copied_line_brings_along_is_taken_off(monkeypatch: pytest.MonkeyPatch, blank: str) -> None:
    found = settings(
        monkeypatch,
        SLACK_APP_TOKEN=f"{blank}xapp-1{blank}",
        SLACK_BOT_TOKEN=f"xoxb-1{blank}",
        FORTNIGHT_SLACK_API_URL=f"https://slack.com/api{blank}",
        FORTNIGHT_DATABASE_URL=f"sqlite:///here.db{blank}",
        FORTNIGHT_TIMEZONE=f"Europe/Berlin{blank}",
        FORTNIGHT_SUPPORT_CHANNEL=f"{blank}C0HELP",
    )

    assert found.app_token is not None
    assert found.app_token.get_secret_value() == "xapp-1"
    assert found.database_url.get_secret_value() == "sqlite:///here.db"
    assert (found.slack_api_url, found.timezone) == ("https://slack.com/api/", "Europe/Berlin")
    assert found.support_channel == "C0HELP"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("FORTNIGHT_POST_AT", "09:00+02:00"),
        ("FORTNIGHT_POST_AT", "09:00Z"),
        ("FORTNIGHT_COUNTRY", "DE-XX"),
        ("FORTNIGHT_COUNTRY", "DE-"),
        ("FORTNIGHT_COUNTRY", "XX-BY"),
        ("FORTNIGHT_COUNTRY", "Germany"),
        ("FORTNIGHT_SUPPORT_CHANNEL", "#help"),
        ("FORTNIGHT_SUPPORT_CHANNEL", "help"),
        ("FORTNIGHT_SLACK_API_URL", "https://"),
        ("FORTNIGHT_SLACK_API_URL", "http://host:99999/api/"),
        ("FORTNIGHT_SLACK_API_URL", "http://[::1/api/"),
        ("FORTNIGHT_SLACK_API_URL", "https://sl ack.com/api/"),
        ("SLACK_BOT_TOKEN", "xoxb-1\nxoxb-2"),
        ("SLACK_APP_TOKEN", "xapp-ä"),
        ("SLACK_APP_TOKEN", "xapp-\udcff"),
    ],
)
def test_a_setting_that_has_no_effect_is_refused(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    with pytest.raises(StartFailed) as failed:
        settings(monkeypatch, **{name: value})

    assert str(failed.value).startswith(f"The setting {name} cannot be used: ")
    assert "\n" not in str(failed.value)


@pytest.mark.parametrize(
    ("country", "day", "is_off"),
    [
        ("DE", date(2026, 1, 6), False),
        ("DE-BY", date(2026, 1, 6), True),  # Epiphany
        ("de-by", date(2026, 1, 6), True),
        ("GB", date(2026, 11, 30), False),
        ("GB-SCT", date(2026, 11, 30), True),  # Saint Andrew
        ("US", date(2026, 3, 31), False),
        ("US-CA", date(2026, 3, 31), True),  # Cesar Chavez
        ("DE-BY", date(2026, 11, 28), True),  # a Saturday
        ("IL", date(2026, 11, 27), True),  # a Friday
        ("IL", date(2026, 11, 29), False),  # a Sunday
        ("SA", date(2026, 11, 27), True),
        ("SA", date(2026, 11, 29), False),
        ("AE", date(2026, 11, 28), True),
        ("BN", date(2026, 11, 28), False),  # Friday and Sunday are off
        ("CN", date(2026, 2, 14), False),  # a Saturday that is worked for the spring festival
    ],
)
def test_a_country_and_its_region_keep_their_own_days_off(
    monkeypatch: pytest.MonkeyPatch, country: str, day: date, *, is_off: bool
) -> None:
    assert (day in settings(monkeypatch, FORTNIGHT_COUNTRY=country).policy().days_off) is is_off
