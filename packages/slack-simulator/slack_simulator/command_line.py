"""`slack-simulator --manifest manifest.yml`: serves a workspace with that app in it until it is stopped."""

import argparse
import asyncio
import signal
import sys
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path

from slack_simulator.input_file import InputError, load
from slack_simulator.manifest import read_manifest
from slack_simulator.server import Server, serve
from slack_simulator.team_file import EXAMPLE, fill
from slack_simulator.workspace import Workspace

PORT = 4400
LAST_PORT = 65_535
_TOKENS = ("bot_token", "app_token", "signing_secret")


def main(words: Sequence[str] | None = None) -> int:
    """Run the command. What keeps it from working is one clear sentence, and exit code 1."""
    asked = _parser().parse_args(words)
    try:
        workspace = open_workspace(asked)
        asyncio.run(run(workspace, port=asked.port, say=_say, stopped=stop_signal))
    except InputError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    except OSError as error:
        sys.stderr.write(f"The workspace cannot be served: {error.strerror or error}\n")
        return 1
    return 0


def open_workspace(asked: argparse.Namespace) -> Workspace:
    """Return the workspace that the options describe. Raises InputError with a sentence."""
    manifest = load(asked.manifest)
    try:
        app = read_manifest(manifest)
    except InputError as error:
        raise InputError(f"{asked.manifest}: {error}") from None
    if not app.uses_socket and asked.request_url is None:
        raise InputError(
            f"{asked.manifest} does not turn Socket Mode on (settings.socket_mode_enabled). "
            "Say where the app listens, such as --request-url http://127.0.0.1:3000/slack/events."
        )
    given = {name: getattr(asked, name) for name in _TOKENS if getattr(asked, name)}
    workspace = Workspace(
        manifest=manifest,
        now=lambda: datetime.now(UTC),
        name=asked.name,
        paced=not asked.no_rate_limits,
        request_url=asked.request_url,
        **given,
    )
    team = EXAMPLE if asked.team is None else load(asked.team)
    try:
        fill(workspace, team)
    except InputError as error:
        raise InputError(f"{asked.team}: {error}") from None
    return workspace


async def run(
    workspace: Workspace,
    *,
    port: int,
    say: Callable[[str], object],
    stopped: Callable[[], asyncio.Event],
) -> None:
    """Serve until ``stopped``. Raises OSError when no port is free."""
    stop = stopped()
    server = await serve(workspace, port=port)
    try:
        if port and server.port != port:
            say(f"Port {port} is taken.")
        say(what_an_app_needs(workspace, server))
        await stop.wait()
    finally:
        await server.close()


def what_an_app_needs(workspace: Workspace, server: Server) -> str:
    """Return the page's address and, as lines for a shell, what the app has to know."""
    lines = [
        f"Open {server.url} in your browser. Press Ctrl+C to stop.",
        f"Start your app with this in its environment, its Web API client at {server.api_url}:",
        "",
        f"export SLACK_API_URL={server.api_url}",
        f"export SLACK_BOT_TOKEN={workspace.bot_token}",
    ]
    if workspace.request_url is None:
        lines.append(f"export SLACK_APP_TOKEN={workspace.app_token}")
    lines.append(f"export SLACK_SIGNING_SECRET={workspace.signing_secret}")
    return "\n".join([*lines, ""])


def stop_signal() -> asyncio.Event:
    """Return an event that is set when the process is asked to stop."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stop.set)
    return stop


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def _port(text: str) -> int:
    if not text.isdecimal() or int(text) > LAST_PORT:
        raise argparse.ArgumentTypeError(f"{text} is not a port: 1 to {LAST_PORT}, or 0 for any that is free")
    return int(text)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="slack-simulator",
        description="A Slack workspace on your own machine, with a page in the browser, for any Bolt app.",
    )
    add = parser.add_argument
    add("--manifest", type=Path, required=True, metavar="FILE", help="the app's manifest, YAML or JSON")
    add("--team", type=Path, metavar="FILE", help="people, channels and user groups, as the README shows")
    add("--name", default="Workspace", help="what the workspace is called (default: %(default)s)")
    add(
        "--port",
        type=_port,
        default=PORT,
        help="where it listens; taken, the next free one (default: %(default)s)",
    )
    add("--request-url", metavar="URL", help="send signed HTTP requests there instead of using Socket Mode")
    add("--no-rate-limits", action="store_true", help="answer no call with 429")
    for name in _TOKENS:
        option = "--" + name.replace("_", "-")
        add(option, metavar="TEXT", help="keep the same one over restarts (default: a new one)")
    return parser
