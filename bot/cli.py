"""The command line: `fortnight run`, `import`, `export`, `deliveries`, `manifest`, and what `cli_*` adds."""

import asyncio
import errno
import io
import re
import signal
import sys
from collections.abc import Callable, Coroutine, Mapping
from contextlib import suppress
from importlib.metadata import version
from pathlib import Path
from typing import Annotated, TypeVar

import typer

from bot import calendar_file, cli_doctor, cli_import, cli_news, cli_upkeep, csv_rows
from bot.clock import SystemClock
from bot.delivery_table import delivery_table
from bot.errors import StartFailed
from bot.loading import all_stays, settle
from bot.logs import set_up
from bot.only_workspace import in_workspace
from bot.settings import Settings
from bot.slack.manifest import as_yaml
from bot.terminal import fail, not_written, say, show, write
from rollouts.refusals import Unknown
from rollouts.usecases.calendar_file import (
    export_calendar,
)
from rollouts.usecases.exporting import case_rows, check_rows
from rollouts.usecases.releases import Ask
from rollouts.usecases.upcoming import list_all_deliveries
from storage.errors import StorageError
from storage.workspace import Workspace

Answer = TypeVar("Answer")
PORTS = range(65_536)
OUT_OF_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO})
"""What writing to a disk that takes no more fails with; a network that fails has other numbers."""
NOTHING_DUE_YET = (
    "Nothing was due yet. `fortnight deliveries NAME` lists what is planned of the release of that name."
)

app = typer.Typer(
    help="Fortnight: what is live where, for teams that integrate with a vendor.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
app.command("import")(cli_import.import_)
for command in (cli_doctor.doctor, cli_upkeep.backup, cli_upkeep.restore, cli_upkeep.check, cli_news.read):
    app.command()(command)


def main() -> None:
    """Run the command line. What keeps it from working is one clear sentence and exit code 1."""
    for stream in (sys.stdout, sys.stderr):
        # What a terminal cannot show is shown in another way; by then the work is done.
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    try:
        app()
    except (StartFailed, StorageError) as error:
        fail(str(error))
    except OSError as error:
        if error.errno not in OUT_OF_ROOM:
            raise
        # Help is printed by typer itself.
        fail(str(not_written(error)))


def _show_version(wanted: bool) -> None:  # noqa: FBT001 - typer calls it so
    if wanted:
        show(f"Fortnight {version('fortnight')}")
        raise typer.Exit


@app.callback()
def options(
    *,
    _version: Annotated[
        bool,
        typer.Option("--version", callback=_show_version, is_eager=True, help="Say which version it is."),
    ] = False,
) -> None:
    """Fortnight: what is live where, for teams that integrate with a vendor."""


@app.command()
def run(
    at: Annotated[str, typer.Option("--port", help="Where the local workspace's page is.")] = "4410",
) -> None:
    """Start the bot: on Slack when its tokens are set, else on a local workspace."""
    if not re.fullmatch("[0-9]{1,5}", at) or (port := int(at)) not in PORTS:
        raise StartFailed(f"There is no port {at}: a port is a number from 0 to {PORTS[-1]}.")
    settings = Settings.load()
    set_up(settings.log_format)
    if settings.has_tokens:
        asyncio.run(_run_on_slack(settings))
    elif settings.bot_token or settings.app_token:
        missing = "SLACK_APP_TOKEN" if settings.bot_token else "SLACK_BOT_TOKEN"
        raise StartFailed(
            f"{missing} is missing: Slack needs both tokens. The README says where to get it."
            + (
                " Without it Slack may send over HTTP: set FORTNIGHT_HTTP."
                if settings.bot_token and settings.signing_secret
                else ""
            )
        )
    else:
        run_demo = _load_demo()
        say("No Slack tokens are set, so this is the local workspace: a Slack on your own machine.")
        asyncio.run(run_demo(port=port, echo=say, stop_signal=stop_signal))


def _load_demo() -> Callable[..., Coroutine[None, None, None]]:
    """Return what runs the local workspace; who runs on Slack needs no simulator, and the wheel has none."""
    try:
        from bot.demo import run_demo  # noqa: PLC0415
    except ModuleNotFoundError as absent:
        if absent.name != "slack_simulator":
            raise
        raise StartFailed(
            "No Slack tokens are set, and the local workspace (slack-simulator) is not installed: "
            "`make run` in a checkout of Fortnight brings it, or set SLACK_BOT_TOKEN and SLACK_APP_TOKEN."
        ) from None
    return run_demo


def stop_signal() -> asyncio.Event:
    """Return an event that is set when the process is asked to stop."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stop.set)
    return stop


async def _run_on_slack(settings: Settings) -> None:
    """Serve until the process is asked to stop; that ends a start that does not get on, too."""
    asked = asyncio.create_task(stop_signal().wait())
    serving = asyncio.create_task(_serve(settings))
    await asyncio.wait((asked, serving), return_when=asyncio.FIRST_COMPLETED)
    asked.cancel()
    serving.cancel()
    with suppress(asyncio.CancelledError):
        await serving


async def _serve(settings: Settings) -> None:
    # Bolt and SQLAlchemy take most of the time to load; a mistake in the settings is told before that.
    with all_stays():
        from bot.wiring import build  # noqa: PLC0415

    bot = await build(settings, clock=SystemClock())
    try:
        await bot.start()
        settle()
        say(f"Fortnight runs in {bot.identity.team_name or bot.identity.team}. Press Ctrl+C to stop.")
        if not bot.workspace.policy.alerts_to:
            say(
                "When a post fails, only its owners are told. To hear of it too, set managers or a support "
                "channel: FORTNIGHT_MANAGERS, FORTNIGHT_SUPPORT_CHANNEL, or /release settings in Slack."
            )
        why = await bot.ended()
    finally:
        await bot.stop()
    raise StartFailed(why)


@app.command()
def export(
    what: Annotated[str, typer.Argument(help="What to write: calendar, checks or cases.")] = "calendar",
    *,
    as_csv: Annotated[
        bool, typer.Option("--csv", help="Write rows as CSV, as checks and cases are written.")
    ] = False,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="A file to write to, instead of the output.")
    ] = None,
) -> None:
    """Write servers, integrations and releases as the YAML that `import` takes; or checks or cases as CSV.

    `fortnight export` alone writes the calendar, `fortnight export checks --csv` every check of every
    release and what came of it, `fortnight export cases --csv` every case and how long it took.
    """
    if what not in _EXPORTS:
        raise StartFailed(f"“{what}” cannot be exported; what can is {', '.join(_EXPORTS)}.")
    if as_csv != (what != "calendar"):
        raise StartFailed(
            "Only checks and cases are written as CSV: `fortnight export checks --csv`, "
            "`fortnight export cases --csv`; the calendar is YAML: `fortnight export`."
        )
    settings = Settings.load()
    write(in_workspace(settings, _EXPORTS[what]), to=output)


def _calendar(workspace: Workspace) -> str:
    return calendar_file.write(workspace.run_sync(export_calendar, now=SystemClock().now()))


def _checks(workspace: Workspace) -> str:
    return csv_rows.of_checks(workspace.run_sync(check_rows, now=SystemClock().now()))


def _cases(workspace: Workspace) -> str:
    return csv_rows.of_cases(workspace.run_sync(case_rows, now=SystemClock().now()))


_EXPORTS: Mapping[str, Callable[[Workspace], str]] = {
    "calendar": _calendar,
    "checks": _checks,
    "cases": _cases,
}


@app.command()
def deliveries(
    release: Annotated[str, typer.Argument(help="A release's name; without one the latest of all.")] = "",
) -> None:
    """List deliveries with state, times, attempts and reason."""
    settings = Settings.load()
    # Who may run the command line on this machine may see everything.
    request = Ask(release)
    try:
        found = in_workspace(
            settings,
            lambda workspace: workspace.run_sync(list_all_deliveries, request, now=SystemClock().now()),
        )
    except Unknown as refusal:
        raise StartFailed(
            f"There is no release {refusal.text}. Known releases: {', '.join(refusal.known) or 'none yet'}."
        ) from None
    show(delivery_table(found) if found.deliveries else NOTHING_DUE_YET)


@app.command()
def manifest(
    *,
    http: Annotated[
        str | None,
        typer.Option(
            "--http", help="The address at which Slack reaches the bot, such as https://bot.example."
        ),
    ] = None,
) -> None:
    """Write the Slack app's manifest, as it is pasted at api.slack.com/apps: for Socket Mode, or for HTTP."""
    if http is None:
        write(as_yaml())
        return
    host = re.fullmatch(r"https://[A-Za-z0-9.-]+(:\d{1,5})?(/[\w.-]+)*", http.strip().rstrip("/"))
    if host is None:
        raise StartFailed(
            "Slack sends over https alone: give the address at which it reaches the bot, "
            "such as fortnight manifest --http https://bot.example"
        )
    write(as_yaml(host=host[0]))
