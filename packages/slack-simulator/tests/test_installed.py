"""The wheel, installed alone into an empty environment, and Bolt apps that run against its command."""

import asyncio
import re
import subprocess
import sys
import venv
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from importlib.metadata import distribution
from pathlib import Path
from typing import TypeVar
from zipfile import ZipFile

import aiohttp
import pytest
import yaml
from slack_bolt.adapter.socket_mode.async_handler import AsyncSocketModeHandler
from slack_bolt.app.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from bolt_examples import listen
from kit import PageClient
from slack_simulator.records import JSON

PACKAGE = Path(__file__).parent.parent
READY = "SLACK_SIGNING_SECRET"
PATIENCE = 20.0


def run(*words: object) -> str:
    """Run one of Python's own tools to its end, and return what it said."""
    done = subprocess.run([str(word) for word in words], capture_output=True, text=True, check=False)  # noqa: S603 - our own words
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def needed_by(name: str, seen: dict[str, None]) -> Iterator[str]:
    """Name a distribution and all that it needs, as far as it is installed here."""
    if name in seen:
        return
    seen[name] = None
    yield name
    for requirement in distribution(name).requires or []:
        needed = re.split(r"[^\w.-]", requirement)[0]
        if "extra ==" not in requirement and _is_here(needed):
            yield from needed_by(needed, seen)


def _is_here(name: str) -> bool:
    try:
        distribution(name)
    except ImportError:
        return False
    return True


def copy_of(name: str, into: Path) -> None:
    """Bring a distribution from this environment into another one, without a network."""
    for file in distribution(name).files or []:
        if ".." not in file.parts and file.suffix != ".pyc":
            target = into / file
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(Path(str(file.locate())).read_bytes())


Found = TypeVar("Found")


@dataclass(frozen=True)
class Installed:
    wheel: Path
    python: Path

    @property
    def command(self) -> Path:
        return self.python.parent / "slack-simulator"


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Installed:
    """An environment that has the wheel and what the wheel asks for, and nothing else."""
    folder = tmp_path_factory.mktemp("installed")
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(build, cwd=PACKAGE, check=True, capture_output=True)  # noqa: S603 - our own words
    (wheel,) = folder.glob("*.whl")
    venv.create(folder / "venv", with_pip=False, symlinks=True)
    python = folder / "venv" / "bin" / "python"
    run(sys.executable, "-m", "pip", "--python", python, "install", "--no-index", "--no-deps", wheel)
    packages = Path(run(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))").strip())
    asked = run(
        python, "-c", "import importlib.metadata as m; print(*m.requires('slack-simulator') or [], sep='\\n')"
    )
    seen: dict[str, None] = {}
    for requirement in asked.splitlines():
        for name in needed_by(re.split(r"[^\w.-]", requirement)[0], seen):
            copy_of(name, packages)
    return Installed(wheel, python)


@asynccontextmanager
async def running(installed: Installed, folder: Path, manifest: JSON) -> AsyncIterator[dict[str, str]]:
    """Run the command; yields what it told the app to put into its environment."""
    (folder / "manifest.yml").write_text(yaml.safe_dump(manifest), encoding="utf-8")
    (folder / "team.yml").write_text(yaml.safe_dump(TEAM), encoding="utf-8")
    process = await asyncio.create_subprocess_exec(
        installed.command,
        *("--manifest", "manifest.yml", "--team", "team.yml", "--port", "0"),
        cwd=folder,
        stdout=asyncio.subprocess.PIPE,
    )
    assert process.stdout is not None
    told: dict[str, str] = {}
    try:
        async with asyncio.timeout(PATIENCE):
            while READY not in told:
                line = (await process.stdout.readline()).decode()
                assert line, "the command ended before it was ready"
                if line.startswith("export "):
                    name, _, value = line.removeprefix("export ").strip().partition("=")
                    told[name] = value
        yield told
    finally:
        process.terminate()
        assert await process.wait() == 0


class Watched(PageClient):
    """The page of the running command, which waits for what a person waits for."""

    async def until(self, find: Callable[[JSON], Found | None], **query: str) -> Found:
        """Return what ``find`` finds in the state, as soon as it does."""
        async with (
            asyncio.timeout(PATIENCE),
            self.session.get(f"{self.url}/page/events", params={"as": "U0ANA"}) as events,
        ):
            async for _ in events.content:
                if found := find(await self.state(**query)):
                    return found
        raise AssertionError("the page's stream of changes ended")

    async def form(self) -> JSON:
        return await self.until(lambda state: next(iter(state["views"]), None))

    async def message(self, words: str) -> JSON:
        return await self.until(
            lambda state: next((one for one in state["messages"] if words in one["text"]), None)
        )


@asynccontextmanager
async def page_of(told: dict[str, str]) -> AsyncIterator[Watched]:
    async with aiohttp.ClientSession() as session:
        yield Watched(session, told["SLACK_API_URL"].removesuffix("/api/"))


TEAM: JSON = {
    "people": [{"name": "ana", "real_name": "Ana Lima"}],
    "channels": [{"name": "acme"}],
}


@pytest.fixture
async def page(installed: Installed, tmp_path: Path, manifest: JSON) -> AsyncIterator[Watched]:
    """Ana's page of the running command, with Bolt's examples connected to it."""
    async with running(installed, tmp_path, manifest) as told, page_of(told) as opened:
        client = AsyncWebClient(told["SLACK_BOT_TOKEN"], base_url=told["SLACK_API_URL"])
        app = AsyncApp(client=client, signing_secret=told["SLACK_SIGNING_SECRET"])
        listen(app)
        handler = AsyncSocketModeHandler(app, told["SLACK_APP_TOKEN"])
        await handler.connect_async()  # type: ignore[no-untyped-call]  # Bolt gives this one no types
        yield opened
        await handler.close_async()  # type: ignore[no-untyped-call]  # Bolt gives this one no types


@pytest.mark.deep
def test_the_wheel_holds_the_page_and_the_licences_and_no_tests(installed: Installed) -> None:
    names = ZipFile(installed.wheel).namelist()
    page = PACKAGE / "slack_simulator" / "page"
    files = {f"slack_simulator/page/{one.relative_to(page)}" for one in page.rglob("*") if one.is_file()}
    assert files <= set(names)
    assert any(name.endswith("licenses/LICENSE") for name in names)
    assert {name.split("/")[0] for name in names if ".dist-info" not in name} == {"slack_simulator"}


@pytest.mark.deep
def test_the_environment_has_neither_bolt_nor_fortnight(installed: Installed) -> None:
    look = "from importlib.util import find_spec; print(*map(find_spec, ('slack_bolt', 'slack_sdk', 'bot')))"
    assert run(installed.python, "-I", "-c", look).strip() == "None None None"


@pytest.mark.deep
async def test_a_form_is_opened_put_right_and_sent_and_its_message_has_a_button(page: Watched) -> None:
    assert await page.do("send", channel="C0ACME", text="/ticket") == ""
    form = await page.form()
    answer = form["blocks"][0]["block_id"], form["blocks"][0]["element"]["action_id"]

    async def submit(text: str) -> None:
        value = {"type": "plain_text_input", "value": text}
        state = {"values": {answer[0]: {answer[1]: value}}}
        assert await page.do("submit", view=form["id"], state=state) == ""

    await submit("Hm")
    wrong = await page.until(lambda state: next((one for one in state["views"] if one["errors"]), None))
    assert wrong["errors"] == {"what": "Please say a little more."}
    await submit("The player is blank")
    ticket = await page.message("The player is blank")
    actions = next(block for block in ticket["blocks"] if block["type"] == "actions")
    element = {**actions["elements"][0], "block_id": actions["block_id"]}
    where = {"channel": ticket["channel"], "ts": ticket["ts"]}
    assert await page.do("act", message=where, element=element) == ""
    assert (await page.message("Closed by"))["text"] == "Closed by <@U0ANA>."


@pytest.mark.deep
async def test_a_message_shortcut_a_home_and_a_mention_work(page: Watched) -> None:
    await page.do("send", channel="C0ACME", text="@Helper are you there?")
    mention = await page.message("are you there?")
    (answer,) = await page.until(lambda state: state["thread"]["messages"][1:], thread=mention["ts"])
    assert answer["text"] == "You called?"
    where = {"channel": mention["channel"], "ts": mention["ts"]}
    await page.do("shortcut", callback_id="from_message", message=where)
    form = await page.form()
    assert "are you there?" in form["blocks"][0]["element"]["initial_value"]
    await page.do("open_home")
    home = await page.until(lambda state: state["home"])
    assert home["blocks"][0]["text"]["text"] == "Your tickets"


@pytest.mark.deep
async def test_the_example_of_the_readme_runs_as_it_stands(installed: Installed, tmp_path: Path) -> None:
    manifest = yaml.safe_load((PACKAGE / "examples" / "hello.yml").read_text(encoding="utf-8"))
    async with running(installed, tmp_path, manifest) as told, page_of(told) as page:
        app = await asyncio.create_subprocess_exec(
            sys.executable, PACKAGE / "examples" / "hello.py", env=told, stdout=asyncio.subprocess.DEVNULL
        )
        try:
            await page.until(lambda state: state["apps"][0]["connected"])
            await page.do("send", channel="C0ACME", text="hello")
            greeting = await page.message("Hey there <@U0ANA>!")
            section = greeting["blocks"][0]
            element = {**section["accessory"], "block_id": section["block_id"]}
            where = {"channel": greeting["channel"], "ts": greeting["ts"]}
            await page.do("act", message=where, element=element)
            assert await page.message("<@U0ANA> clicked the button")
        finally:
            app.terminate()
            await app.wait()
