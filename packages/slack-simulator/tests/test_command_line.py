"""`slack-simulator` as somebody types it: what it says, and a kind sentence for what it cannot use."""

import asyncio
import os
import signal
from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

import pytest
import yaml

from slack_simulator import Server, Workspace
from slack_simulator.command_line import main, run
from slack_simulator.records import JSON

Types: TypeAlias = Callable[..., tuple[int, str]]

MANIFEST: JSON = {
    "display_information": {"name": "Helper"},
    "features": {"bot_user": {"display_name": "helper"}},
    "settings": {"socket_mode_enabled": True},
}


@pytest.fixture
def types(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Types:
    """Types the command in a folder of its own; returns its exit code and what it said of a mistake."""
    monkeypatch.chdir(tmp_path)

    def type_it(*words: str) -> tuple[int, str]:
        try:
            code = main(words)
        except SystemExit as ended:
            code = int(ended.code or 0)
        return code, capsys.readouterr().err

    return type_it


def write(folder: Path, name: str, content: object) -> None:
    text = content if isinstance(content, str) else yaml.safe_dump(content)
    (folder / name).write_text(text, encoding="utf-8")


async def said_by_running(workspace: Workspace, port: int = 0) -> list[str]:
    """Run the command's server, stop it as soon as it is ready, and return what it said."""
    stop, said = asyncio.Event(), list[str]()

    def say(text: str) -> None:
        said.append(text)
        if "Open" in text:
            stop.set()

    await run(workspace, port=port, say=say, stopped=lambda: stop)
    return said


async def test_it_names_the_page_and_what_an_app_needs(workspace: Workspace) -> None:
    (said,) = await said_by_running(workspace)

    assert f"Open {workspace.url} in your browser." in said
    assert said.splitlines()[-4:] == [
        f"export SLACK_API_URL={workspace.url}/api/",
        f"export SLACK_BOT_TOKEN={workspace.bot_token}",
        f"export SLACK_APP_TOKEN={workspace.app_token}",
        f"export SLACK_SIGNING_SECRET={workspace.signing_secret}",
    ]


async def test_an_app_that_listens_over_http_needs_no_app_token(workspace: Workspace) -> None:
    workspace.request_url = "http://127.0.0.1:9/slack/events"

    (said,) = await said_by_running(workspace)

    assert "SLACK_APP_TOKEN" not in said


async def test_a_taken_port_is_said(workspace: Workspace, server: Server) -> None:
    said = await said_by_running(workspace, port=server.port)

    assert said[0] == f"Port {server.port} is taken."


def test_it_serves_until_it_is_asked_to_stop(
    tmp_path: Path, types: Types, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path, "manifest.yml", MANIFEST)
    said: list[str] = []

    def stop_when_ready(text: str) -> None:
        said.append(text)
        os.kill(os.getpid(), signal.SIGTERM)

    monkeypatch.setattr("slack_simulator.command_line._say", stop_when_ready)
    tokens = ("--bot-token", "xoxb-mine", "--app-token", "xapp-mine", "--signing-secret", "mine")

    assert types("--manifest", "manifest.yml", "--port", "0", *tokens) == (0, "")
    assert "SLACK_BOT_TOKEN=xoxb-mine" in said[0]
    assert "SLACK_APP_TOKEN=xapp-mine" in said[0]


MISTAKES: dict[str, tuple[object, str]] = {
    "no file": (None, "manifest.yml cannot be read: No such file or directory."),
    "no YAML": ("name: [", "manifest.yml is not valid YAML or JSON (line 1):"),
    "no character": ("name: \x07", "manifest.yml is not valid YAML or JSON:"),
    "a list": ([1], "manifest.yml does not hold a mapping of names to values."),
    "no bot": ({"display_information": {"name": "Helper"}}, "manifest.yml: features.bot_user is missing"),
    "a wrong part": (MANIFEST | {"features": [1]}, "manifest.yml: features is not a mapping"),
    "a wrong text": (
        {"display_information": {"name": 7}},
        "manifest.yml: display_information.name is not a text; put it into quotation marks.",
    ),
    "a wrong flag": (
        MANIFEST | {"settings": {"socket_mode_enabled": "maybe"}},
        "manifest.yml: settings.socket_mode_enabled is neither true nor false.",
    ),
    "a wrong list": (
        MANIFEST | {"oauth_config": {"scopes": {"bot": "chat:write"}}},
        "manifest.yml: oauth_config.scopes.bot is not a list.",
    ),
    "a list of numbers": (
        MANIFEST | {"oauth_config": {"scopes": {"bot": [1]}}},
        "manifest.yml: oauth_config.scopes.bot is not a list of texts.",
    ),
    "half a command": (
        MANIFEST | {"features": {"bot_user": {}, "slash_commands": [{"command": "/go"}]}},
        "manifest.yml: features.slash_commands[0].description is missing.",
    ),
    "no socket": (
        MANIFEST | {"settings": {}},
        "Say where the app listens, such as --request-url http://127.0.0.1:3000/slack/events.",
    ),
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_manifest_that_cannot_be_used_is_one_clear_sentence(
    tmp_path: Path, types: Types, mistake: str
) -> None:
    content, sentence = MISTAKES[mistake]
    if content is not None:
        write(tmp_path, "manifest.yml", content)

    code, said = types("--manifest", "manifest.yml")

    assert code == 1
    assert sentence in said
    assert "Traceback" not in said


def test_a_file_that_is_no_text_is_said(tmp_path: Path, types: Types) -> None:
    (tmp_path / "manifest.yml").write_bytes(b"\xff\xfe\x00")

    assert types("--manifest", "manifest.yml") == (1, "manifest.yml is not a text file in UTF-8.\n")


def test_a_team_that_cannot_be_used_is_named_with_its_file(tmp_path: Path, types: Types) -> None:
    write(tmp_path, "manifest.yml", MANIFEST)
    write(tmp_path, "team.yml", {"people": []})

    assert types("--manifest", "manifest.yml", "--team", "team.yml") == (
        1,
        "team.yml: people is missing: somebody has to be in the workspace.\n",
    )


@pytest.mark.parametrize("port", ["70000", "-1", "page"])
def test_what_is_no_port_is_refused(types: Types, port: str) -> None:
    code, said = types("--manifest", "manifest.yml", f"--port={port}")

    assert code == 2
    assert f"{port} is not a port" in said


def test_when_no_port_is_free_it_says_so(
    tmp_path: Path, types: Types, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path, "manifest.yml", MANIFEST)
    monkeypatch.setattr("slack_simulator.server.PORTS_TRIED", 0)

    assert types("--manifest", "manifest.yml") == (
        1,
        "The workspace cannot be served: The ports 4400 to 4399 are all taken.\n",
    )
