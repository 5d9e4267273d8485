"""What was done stays done, whatever becomes of the output; and what cannot be done is one sentence."""

import errno
import io
import os
import sqlite3
import subprocess
from datetime import date
from pathlib import Path

import pytest
from rich.console import Console

from bot import cli, terminal
from bot.errors import StartFailed
from bot.settings import Settings
from storage.database import Database
from storage.errors import AlreadyRunning, DatabaseUnavailable
from tests.support.command_line import COMMAND, Ended, Types
from tests.support.databases import new_file

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
"""Each needs a process of its own, a second or two."""


SESSION = """
import sys
from bot.cli import main
for words in ("import calendar.yml", "deliveries", "export"):
    sys.argv = ["fortnight", *words.split()]
    try:
        main()
    except SystemExit as ended:
        if ended.code:
            raise
    sys.stdout.buffer.write(b"---\\n")
    sys.stdout.flush()
"""
"""Three commands one after the other, in one process: to start it is what takes most of their time."""


def in_a_shell(folder: Path, line: str, **settings: str) -> subprocess.CompletedProcess[bytes]:
    """Run a line in a shell, where `fortnight` and `python` are the real ones."""
    plain = {name: value for name, value in os.environ.items() if name in {"HOME", "LANG"}}
    path = f"{COMMAND.parent}:{os.environ['PATH']}"
    return subprocess.run(  # noqa: S602 - our own words
        line, shell=True, check=False, cwd=folder, env=plain | {"PATH": path} | settings, capture_output=True
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where commands are typed, with a calendar and no database."""
    (tmp_path / "calendar.yml").write_text(CALENDAR, encoding="utf-8")
    return tmp_path


@pytest.fixture
def used(folder: Path) -> Path:
    """The same with a database."""
    new_file(folder)
    return folder


def fails(ended: Ended) -> str:
    said = ended.err.strip()
    assert ended.code == 1, said
    assert "\n" not in said
    assert "Traceback" not in said
    return said


@pytest.mark.exhaustive(quick=1)
@pytest.mark.parametrize("terminal", TERMINALS, ids=str)
def test_on_any_terminal_what_was_stored_is_told_as_stored(used: Path, terminal: dict[str, str]) -> None:
    ended = in_a_shell(used, f"python -c '{SESSION}'", **terminal)

    assert (ended.returncode, ended.stderr) == (0, b"")
    _, _, exported, _ = ended.stdout.split(b"---\n")
    assert CALENDAR.split("'")[1].encode() in exported


@pytest.mark.exhaustive(quick=1)
@pytest.mark.parametrize(
    "away",
    [
        "| true",
        ">&- 2>&-",
        "> /dev/full 2>&1",
        "| head -c 1",
        ">&-",
        "> /dev/full",
        "2>&-",
    ],
)
def test_when_nobody_reads_it_an_import_is_done_all_the_same(used: Path, types: Types, away: str) -> None:
    ended = in_a_shell(used, f"bash -o pipefail -c 'fortnight import calendar.yml {away}'")

    assert (ended.returncode, ended.stderr) == (0, b"")
    assert "C0ACME" in types("export").out


@pytest.mark.deep
@pytest.mark.parametrize("words", ["export", "manifest"])
def test_a_reader_that_left_is_no_failure(used: Path, types: Types, words: str) -> None:
    types("import", "calendar.yml")

    ended = in_a_shell(used, f"bash -o pipefail -c 'fortnight {words} | true'")

    assert (ended.returncode, ended.stderr) == (0, b"")


@pytest.mark.deep
def test_an_export_onto_a_full_disk_is_a_failure_in_one_sentence(used: Path, types: Types) -> None:
    types("import", "calendar.yml")

    ended = in_a_shell(used, "fortnight export > /dev/full")

    assert ended.returncode == 1
    assert ended.stderr.decode().strip() == "The output cannot be written: No space left on device."


@pytest.mark.deep
@pytest.mark.parametrize(
    "words",
    ["deliveries", "check", "doctor", "manifest", "--version", "--help", "import calendar.yml --dry-run"],
)
def test_what_is_only_to_be_read_and_does_not_get_out_is_a_failure_in_one_sentence(
    used: Path, types: Types, words: str
) -> None:
    types("import", "calendar.yml")

    ended = in_a_shell(used, f"fortnight {words} > /dev/full")

    assert ended.returncode == 1
    assert ended.stderr.decode().strip() == "The output cannot be written: No space left on device."


class Full(io.StringIO):
    """An output that takes nothing."""

    def __init__(self, code: int) -> None:
        super().__init__()
        self._code = code

    def write(self, _: str) -> int:
        raise OSError(self._code, os.strerror(self._code))


def test_what_is_shown_and_does_not_get_out_is_told_and_what_is_said_is_not(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(terminal, "console", Console(file=Full(errno.ENOSPC)))

    terminal.say("It was stored.")
    with pytest.raises(StartFailed, match="The output cannot be written: No space left on device"):
        terminal.show("What is planned.")


@pytest.mark.parametrize("code", [errno.ECONNREFUSED, errno.ETIMEDOUT, errno.ENETUNREACH])
def test_a_network_that_fails_is_not_called_an_output_that_cannot_be_written(
    monkeypatch: pytest.MonkeyPatch, code: int
) -> None:
    def fails() -> None:
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr(cli, "app", fails)

    with pytest.raises(OSError, match=os.strerror(code)):
        cli.main()


def test_to_show_something_to_a_reader_that_left_is_no_failure(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(terminal, "console", type(terminal.console)(file=Full(errno.EPIPE)))

    terminal.show("What is planned.")


@pytest.mark.parametrize("port", ["99999", "65536", "-1", "abc", "", "4410.5", "\uff14410", "9" * 5000])
def test_a_port_that_does_not_exist_is_one_sentence(types: Types, port: str) -> None:
    assert fails(types("run", f"--port={port}")).startswith(f"There is no port {port}: ")


@pytest.mark.parametrize("file", ["missing.yml", "nowhere/calendar.yml", "calendar.yml/x"])
def test_a_file_that_cannot_be_read_is_one_sentence(folder: Path, types: Types, file: str) -> None:
    assert fails(types("import", file)).startswith(f"{file} cannot be read: ")


def test_the_version_is_told(folder: Path) -> None:
    ended = in_a_shell(folder, "fortnight --version")

    assert ended.returncode == 0
    assert ended.stdout.startswith(b"Fortnight 0.")


@pytest.mark.parametrize("words", ["deliveries", "deliveries 2026.11", "export"])
def test_what_only_reads_makes_no_database(folder: Path, types: Types, words: str) -> None:
    assert fails(types(*words.split())).startswith("There is no database yet.")
    assert [file.name for file in folder.iterdir()] == ["calendar.yml"]


def test_a_dry_run_makes_no_database(folder: Path, types: Types) -> None:
    assert types("import", "calendar.yml", "--dry-run").code == 0
    assert [file.name for file in folder.iterdir()] == ["calendar.yml"]


@pytest.mark.parametrize("words", ["deliveries", "export", "import calendar.yml"])
def test_tables_without_a_version_are_one_sentence(folder: Path, types: Types, words: str) -> None:
    with sqlite3.connect(folder / "fortnight.db") as other:
        other.execute("CREATE TABLE releases (id INTEGER)")
    other.close()

    assert "holds tables without a version of Fortnight (releases)" in fails(types(*words.split()))


def test_tables_with_two_versions_are_one_sentence(folder: Path, types: Types) -> None:
    with sqlite3.connect(folder / "fortnight.db") as other:
        other.execute("CREATE TABLE alembic_version (version_num TEXT)")
        other.execute("INSERT INTO alembic_version VALUES ('0001'), ('0002')")
    other.close()

    assert "holds 2 versions of its schema" in fails(types("deliveries"))


@pytest.mark.parametrize(
    "content", [b"\xff\xfe\x00 no database at all" * 99, b"SQLite format 3\x00" + b"\xff" * 999]
)
def test_bytes_that_are_no_database_are_one_sentence(folder: Path, types: Types, content: bytes) -> None:
    (folder / "fortnight.db").write_bytes(content)

    assert "The database file fortnight.db cannot be used" in fails(types("deliveries"))


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
        ("FORTNIGHT_SLACK_API_URL", "https://"),
        ("FORTNIGHT_SLACK_API_URL", "http://host:99999/api/"),
        ("FORTNIGHT_SLACK_API_URL", "http://[::1/api/"),
        ("FORTNIGHT_SLACK_API_URL", "https://sl ack.com/api/"),
        ("SLACK_BOT_TOKEN", "xoxb-1\nxoxb-2"),
        ("SLACK_APP_TOKEN", "xapp-ä"),
        ("SLACK_APP_TOKEN", "xapp-\udcff"),
        ("FORTNIGHT_MESSAGES_PER_SECOND", "1e-300"),
        ("FORTNIGHT_HISTORY_PER_MINUTE", "1e-300"),
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
    ("name", "meant"),
    [
        ("FORTNIGHT_SUPORT_CHANNEL", "FORTNIGHT_SUPPORT_CHANNEL"),
        ("FORTNIGHT_MANAGER", "FORTNIGHT_MANAGERS"),
        ("FORTNIGHT_TIME_ZONE", "FORTNIGHT_TIMEZONE"),
        ("fortnight_postat", "FORTNIGHT_POST_AT"),
        ("FORTNIGHT_DATABASE", "FORTNIGHT_DATABASE_URL"),
        ("FORTNIGHT_BOT_TOKEN", "SLACK_BOT_TOKEN"),
        ("FORTNIGHT_SLACK_APP_TOKEN", "SLACK_APP_TOKEN"),
        ("SLACK_BOTTOKEN", "SLACK_BOT_TOKEN"),
        ("SLACK_SIGNINGSECRET", "SLACK_SIGNING_SECRET"),
    ],
)
def test_a_setting_whose_name_is_nearly_one_is_refused_with_the_name(
    monkeypatch: pytest.MonkeyPatch, name: str, meant: str
) -> None:
    with pytest.raises(StartFailed) as failed:
        settings(monkeypatch, **{name: "x"})

    assert str(failed.value) == (
        f"There is no setting {name.upper()}, so it has no effect. Did you mean {meant}?"
    )


@pytest.mark.parametrize(
    "name",
    [
        *("FORTNIGHT_SERVICE_HOST", "FORTNIGHT_SERVICE_PORT", "FORTNIGHT_PORT", "FORTNIGHT_PORT_80_TCP_ADDR"),
        *(
            "FORTNIGHT_VERSION",
            "SLACK_CLIENT_ID",
            "SLACK_CLIENT_SECRET",
            "SLACK_API_URL",
            "SLACK_TOKEN",
            "POST_AT",
        ),
    ],
)
def test_what_other_programs_set_keeps_nobody_from_starting(
    monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    assert settings(monkeypatch, **{name: "tcp://10.0.0.1:80"}) == settings(monkeypatch)


def test_in_our_own_file_every_setting_is_one(tmp_path: Path) -> None:
    file = tmp_path / ".env"
    file.write_text("FORTNIGHT_ADMINS=@ana\nFORTNIGHT_VERSION=\nDEBUG=1\nSLACK_TEAM=x\n", encoding="utf-8")

    with pytest.raises(StartFailed) as failed:
        Settings.load(_env_file=file)

    assert str(failed.value) == (
        "There is no setting FORTNIGHT_ADMINS, so it has no effect. Remove it from .env, or see .env.example."
    )


@pytest.mark.parametrize("quoted", ['"xapp-1"', "'xapp-1'", ' "xapp-1"\n', '" xapp-1 "'])
def test_quotes_that_docker_leaves_around_a_value_are_taken_off(
    monkeypatch: pytest.MonkeyPatch, quoted: str
) -> None:
    token = settings(monkeypatch, SLACK_APP_TOKEN=quoted).app_token

    assert token is not None
    assert token.get_secret_value() == "xapp-1"


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
