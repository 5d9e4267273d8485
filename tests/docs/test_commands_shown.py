"""Every command that a page shows is run, or stands here with the reason why not."""

import io
import re
import shlex
import shutil
import subprocess
from pathlib import Path

import pytest

from bot.settings import Settings
from tests.docs.pages import ROOT, commands
from tests.support.command_line import Ended, Types, types

__all__ = ["types"]

TYPED: dict[str, tuple[int, str]] = {
    "fortnight import calendar.yml --dry-run": (0, "Nothing was stored"),
    "fortnight import calendar.yml": (0, "Acme LMS"),
    "fortnight deliveries": (0, "Nothing was due yet"),
    "fortnight check": (0, ""),
    "fortnight backup backup.db": (0, "backup.db"),
    "fortnight backup --replace backup.db": (0, "backup.db"),
    "fortnight restore backup.db": (1, "no terminal to ask"),
    "fortnight export checks --csv": (0, "release"),
    "fortnight export cases --csv --output cases.csv": (0, ""),
    "fortnight read mail.eml": (0, "What was read of 2027.1"),
    "fortnight read mail.eml --dry-run": (0, "What was read of 2027.1"),
    "fortnight read mail.eml --json": (0, '"2027.1"'),
    "fortnight manifest --http https://bot.example": (0, "https://bot.example/slack/events"),
    "fortnight doctor": (1, "SLACK_BOT_TOKEN"),  # there are no tokens
    "fortnight doctor --probe C0123ABCD": (1, "SLACK_BOT_TOKEN"),
}
"""What is typed in one folder, one after the other, with the exit code, and with words of what is said."""

IN_THE_SHELL = {"cp .env.example .env", "openssl rand -hex 20"}
AT_THE_PORT = "curl "
"""Begins what asks the HTTP port: tests/bot/test_http_port.py runs those."""

MADE = re.compile(r"make [a-z-]+")
ELSEWHERE = {
    ".venv/bin/pip install 'psycopg[binary]>=3.3.9'": "a registry is asked; tests/test_setup.py has it",
    "FORTNIGHT_DATABASE_URL=postgresql://fortnight@db.example/fortnight make run": (
        "its server does not exist; tests/storage/test_replicas.py runs replicas on a real one"
    ),
    "pip install .": "packages/slack-simulator/tests/test_installed.py installs the wheel",
    "slack-simulator --manifest examples/hello.yml": "test_installed.py runs the README's example",
    "pip install -e . --group test && pytest": "`make test` runs those tests, and a registry is asked",
}


def shown() -> list[str]:
    """Return each command once, `fortnight` wherever it is installed."""
    return sorted(
        {
            each.command.removeprefix(".venv/bin/") if "fortnight" in each.command else each.command
            for each in commands()
        }
    )


def is_setting(command: str) -> bool:
    return re.fullmatch(r"FORTNIGHT_[A-Z_]+=\S+(, \S+)*", command) is not None


def test_every_command_shown_is_run_or_stands_here_with_a_reason() -> None:
    known = {*TYPED, *IN_THE_SHELL, *ELSEWHERE}
    found = {
        each
        for each in shown()
        if not (is_setting(each) or MADE.fullmatch(each) or each.startswith(AT_THE_PORT))
    }

    assert found - known == set(), "a page shows what no test runs"
    assert known - found == set(), "no page shows this any more"


def test_every_target_of_make_that_is_shown_is_one() -> None:
    targets = set(
        re.findall(r"^([a-z-]+):.*## ", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    )

    assert {each.removeprefix("make ") for each in shown() if MADE.fullmatch(each)} <= targets


def test_the_settings_that_are_shown_are_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    for line in filter(is_setting, shown()):
        monkeypatch.setenv(*line.split("=", 1))

    settings = Settings.load(_env_file=None)

    assert settings.mail_server is not None
    assert settings.mail_folder is not None


def test_the_commands_of_the_command_line_do_what_is_said(
    types: Types, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copy(ROOT / "examples/calendar.yml", tmp_path / "calendar.yml")
    shutil.copy(ROOT / "examples/preview.eml", tmp_path / "mail.eml")
    monkeypatch.setattr("sys.stdin", io.StringIO())

    ended = {line: types(*shlex.split(line)[1:]) for line in TYPED}

    assert {line: said for line, said in ended.items() if not as_expected(said, *TYPED[line])} == {}


def as_expected(said: Ended, code: int, words: str) -> bool:
    return said.code == code and words in said.out + said.err and "Traceback" not in said.err


def test_the_commands_of_the_shell_do_what_is_said(tmp_path: Path) -> None:
    shutil.copy(ROOT / ".env.example", tmp_path)

    for line in sorted(IN_THE_SHELL):
        subprocess.run(shlex.split(line), cwd=tmp_path, check=True, capture_output=True)  # noqa: S603 - what the page shows

    Settings.load(_env_file=tmp_path / ".env")
