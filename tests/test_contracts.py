"""The contracts of pyproject.toml refuse what they are there to refuse: each import is planted and found."""

import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent

PLANTED = [
    ("scheduling.searcher", "apscheduler"),
    ("bot.wiring", "apscheduler"),
    ("scheduling.dispatcher", "sqlalchemy"),
    ("bot.settings", "sqlmodel"),
    ("handlers.listeners", "alembic"),
    ("bot.wiring", "psycopg"),
    ("bot.cli", "slack_bolt"),
    ("bot.slack.poster", "slack_bolt"),
    ("storage.database", "slack_sdk"),
    ("handlers.listeners", "aiohttp"),
    ("bot.settings", "slack_simulator"),
    ("handlers.listeners", "slack_simulator"),
    ("bot.demo.cast", "slack_simulator.testing"),
    ("views.answers.timeline", "PIL"),
    ("handlers.release_files", "icalendar"),
    ("bot.mail.reading", "aiosmtplib"),
    ("bot.mail.reading", "imap_tools"),
    ("bot.mail.reading", "imaplib"),
    ("bot.wiring", "lxml"),
    ("bot.wiring", "inscriptis"),
    ("bot.wiring", "authres"),
    ("handlers.live", "rapidfuzz"),
    ("bot.wiring", "feedparser"),
]
"""Who may not import what, at least one for each package that only some may import."""


@pytest.fixture(scope="module")
def said(tmp_path_factory: pytest.TempPathFactory) -> str:
    """What `lint-imports` says of a copy of the tree in which all those imports stand."""
    copy = tmp_path_factory.mktemp("planted")
    shutil.copy(ROOT / "pyproject.toml", copy)
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    for room in settings["tool"]["importlinter"]["root_packages"]:
        if (ROOT / room).is_dir():
            shutil.copytree(ROOT / room, copy / room, ignore=shutil.ignore_patterns("__pycache__"))
    for importer, imported in PLANTED:
        file = copy / f"{importer.replace('.', '/')}.py"
        file.write_text(f"import {imported}\n{file.read_text(encoding='utf-8')}", encoding="utf-8")
    linter = Path(sys.executable).with_name("lint-imports")
    return subprocess.run(  # noqa: S603 - our own words
        [linter, "--no-cache"], cwd=copy, check=False, capture_output=True, text=True
    ).stdout


@pytest.mark.parametrize(("importer", "imported"), PLANTED)
def test_an_import_that_no_list_allows_is_refused(said: str, importer: str, imported: str) -> None:
    assert f"- {importer} -> {imported} (l." in said


def test_every_list_of_who_may_import_is_tried() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    contracts = settings["tool"]["importlinter"]["contracts"]

    protected = {name for contract in contracts for name in contract.get("protected_modules", ())}

    assert protected == {imported for _, imported in PLANTED}
