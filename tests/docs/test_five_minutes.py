"""The README's five minutes, as they stand there, against a Slack that is a program of its own."""

import asyncio
import os
import re
import shutil
import signal
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TypeVar

import aiohttp
import pytest
import yaml

from kit import PageClient
from slack_simulator.records import JSON
from tests.docs.pages import ROOT, commands_of
from tests.support.command_line import Ended

NEEDED = ("Makefile", "requirements.txt", "pyproject.toml", ".env.example", "manifest.yml")
SECTION = "On your Slack, in five minutes"
TEAM = {
    "people": [{"name": "ana", "is_admin": True}, {"name": "ben"}, {"name": "chi"}, {"name": "dev"}],
    "channels": [{"name": name} for name in ("acme-lms", "northwind", "globex")],
}
TOLD = ("SLACK_API_URL", "SLACK_BOT_TOKEN", "SLACK_APP_TOKEN")
PATIENCE = 30.0


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A folder as somebody has it who typed `make run` before: what is needed, and `.venv`, up to date."""
    for name in (*NEEDED, "packages/slack-simulator/pyproject.toml"):
        copied = tmp_path / name
        copied.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(ROOT / name, copied)
        os.utime(copied, (0, 0))  # older than the stamp of the set-up, which is not what is tried here
    (tmp_path / ".venv").symlink_to(Path(sys.prefix))
    (tmp_path / "calendar.yml").write_text(yaml.safe_dump(calendar()))
    (tmp_path / "team.yml").write_text(yaml.safe_dump(TEAM))
    return tmp_path


def calendar() -> JSON:
    """The example's, with what is live of it, and its first release in two months."""
    example: JSON = yaml.safe_load((ROOT / "examples/calendar.yml").read_text(encoding="utf-8"))
    first, *_, last = example["releases"]
    soon = datetime.now(UTC).date() + timedelta(days=60)
    first["dates"] = {"standard": soon, "controlled": soon + timedelta(days=14)}
    return example | {"releases": [first, last]}


@asynccontextmanager
async def program(folder: Path, *words: str) -> AsyncIterator[asyncio.StreamReader]:
    """Run it there, ended when it is no longer needed; yields what it says."""
    surroundings = {name: value for name, value in os.environ.items() if name in {"PATH", "HOME", "LANG"}}
    process = await asyncio.create_subprocess_exec(
        *words,
        cwd=folder,
        env=surroundings,
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
        start_new_session=True,
    )
    assert process.stdout is not None
    try:
        yield process.stdout
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        async with asyncio.timeout(PATIENCE):
            await process.communicate()


async def ended(folder: Path, command: str) -> Ended:
    """Run a line of the README in the shell."""
    process = await asyncio.create_subprocess_shell(
        command,
        cwd=folder,
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    out, err = await process.communicate()
    return Ended(process.returncode, out.decode(), err.decode())


async def line_with(words: str, said: asyncio.StreamReader) -> str:
    lines = []
    async with asyncio.timeout(PATIENCE):
        async for line in said:
            lines.append(line.decode())
            if words in lines[-1]:
                return lines[-1]
    raise AssertionError(f"it never said {words!r}, but {''.join(lines)}")


@pytest.mark.deep
@pytest.mark.timeout(180)
async def test_the_five_minutes_of_the_readme_lead_to_an_answer_in_slack(checkout: Path) -> None:
    copy_settings, dry_run, take_in = commands_of("README.md", SECTION)
    assert "`make run`" in (ROOT / "README.md").read_text(encoding="utf-8").split(SECTION)[1]

    simulator = str(Path(sys.executable).with_name("slack-simulator"))
    words = ("--manifest", "manifest.yml", "--team", "team.yml", "--port", "0", "--no-rate-limits")
    async with program(checkout, simulator, *words) as slack:
        lines = [await line_with(f"export {name}=", slack) for name in TOLD]
        told = dict(line.removeprefix("export ").strip().split("=", 1) for line in lines)

        assert (await ended(checkout, copy_settings)).code == 0
        fill_in(checkout / ".env", told)
        for line, stored in ((dry_run, "Nothing was stored"), (take_in, " created")):
            said = await ended(checkout, line)
            assert (said.code, stored in said.out) == (0, True), said
        async with program(checkout, "make", "run"), aiohttp.ClientSession() as session:
            page = PageClient(session, told["SLACK_API_URL"].removesuffix("/api/"))
            await until(page, lambda state: state["apps"][0]["connected"])
            place = await until(page, lambda state: ids_of(state).get("acme-lms"))
            assert await page.do("send", channel=place, text="/live standard") == ""
            answer = await until(page, private_answer, channel=place)
            doctor = await ended(checkout, ".venv/bin/fortnight doctor")

    assert "2026.10" in answer["text"]
    assert (doctor.code, "ERROR" in doctor.out) == (0, False), doctor


def fill_in(file: Path, told: dict[str, str]) -> None:
    """Fill both tokens in, and where this Slack is."""
    text = file.read_text(encoding="utf-8")
    for name in ("SLACK_BOT_TOKEN", "SLACK_APP_TOKEN"):
        text, count = re.subn(rf"^{name}=$", f"{name}={told[name]}", text, flags=re.MULTILINE)
        assert count == 1, name
    file.write_text(f"{text}\nFORTNIGHT_SLACK_API_URL={told['SLACK_API_URL']}\n", encoding="utf-8")


def ids_of(state: JSON) -> dict[str, str]:
    return {channel["name"]: channel["id"] for channel in state["channels"]}


def private_answer(state: JSON) -> JSON | None:
    return next((message for message in state["messages"] if message["ephemeral"]), None)


Found = TypeVar("Found")


async def until(page: PageClient, find: Callable[[JSON], Found | None], **query: str) -> Found:
    """Return what `find` finds on Ana's page, as soon as it does."""
    async with (
        asyncio.timeout(PATIENCE),
        page.session.get(f"{page.url}/page/events", params={"as": "U0ANA"}) as events,
    ):
        async for _ in events.content:
            if found := find(await page.state(**query)):
                return found
    raise AssertionError("the page's stream of changes ended")
