"""The command line: `fortnight run`, `import`, `export`, `deliveries` and `manifest`."""

import asyncio
import signal
import sys
from collections.abc import Callable, Coroutine
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Annotated, NoReturn, TypeVar

import typer
from rich.console import Console

from bot import calendar_file
from bot.clock import SystemClock
from bot.delivery_table import delivery_table
from bot.errors import StartFailed
from bot.logs import set_up
from bot.settings import Settings
from bot.slack.manifest import as_yaml
from rollouts.integrations import NAME_MARK
from rollouts.refusals import Invalid, Unknown
from rollouts.usecases.calendar_file import (
    Calendar,
    ImportCalendar,
    Imported,
    export_calendar,
    import_calendar,
)
from rollouts.usecases.releases import Ask
from rollouts.usecases.upcoming import list_deliveries
from storage.database import Database
from storage.errors import StorageError
from storage.workspace import Workspace
from views.answers.problems import plain

Answer = TypeVar("Answer")

app = typer.Typer(
    help="Fortnight: what is live where, for teams that integrate with a vendor.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
console = Console(highlight=False, soft_wrap=True)
errors = Console(stderr=True, highlight=False, soft_wrap=True)


def main() -> None:
    """Run the command line. What keeps it from working is one clear sentence and exit code 1."""
    try:
        app()
    except (StartFailed, StorageError) as error:
        _fail(str(error))


def _fail(sentence: str) -> NoReturn:
    errors.print(sentence, markup=False)
    sys.exit(1)


@app.command()
def run(
    port: Annotated[int, typer.Option(help="Where the local workspace's page is.")] = 4410,
) -> None:
    """Start the bot: on Slack when its tokens are set, else on a local workspace."""
    set_up()
    settings = Settings.load()
    if settings.has_tokens:
        asyncio.run(_run_on_slack(settings))
    elif settings.bot_token or settings.app_token:
        missing = "SLACK_APP_TOKEN" if settings.bot_token else "SLACK_BOT_TOKEN"
        raise StartFailed(f"{missing} is missing: Slack needs both tokens. The README says where to get it.")
    else:
        run_demo = _load_demo()
        console.print("No Slack tokens are set, so this is the local workspace: a Slack on your own machine.")
        asyncio.run(run_demo(port=port, echo=console.print, stop_signal=stop_signal))


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
    from bot.wiring import build  # noqa: PLC0415

    bot = await build(settings, clock=SystemClock())
    try:
        await bot.start()
        console.print(
            f"Fortnight runs in {bot.identity.team_name or bot.identity.team}. Press Ctrl+C to stop."
        )
        if not settings.policy().alerts_to:
            console.print(
                "When a post fails, only its owners are told. "
                "Set FORTNIGHT_MANAGERS or FORTNIGHT_SUPPORT_CHANNEL to hear of it too."
            )
        why = await bot.ended()
    finally:
        await bot.stop()
    raise StartFailed(why)


@app.command("import")
def import_(
    file: Annotated[Path, typer.Argument(help="A calendar in YAML.", show_default=False)],
    *,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what would be done, without doing it.")
    ] = False,
) -> None:
    """Import servers, integrations and releases from FILE. All or nothing; entries are matched by name."""
    settings = Settings.load()
    calendar = _with_channel_ids(calendar_file.read(file), settings)
    try:
        done = _in_workspace(
            settings,
            lambda workspace: workspace.run_sync(
                import_calendar, ImportCalendar(calendar, dry_run), now=SystemClock().now()
            ),
        )
    except Invalid as invalid:
        lines = [f"{file} cannot be imported. Nothing was changed."]
        lines += [f"  {problem.entry}, {problem.field}: {plain(problem)}" for problem in invalid.problems]
        _fail("\n".join(lines))
    _print_import(done, dry_run=dry_run)


def _print_import(done: Imported, *, dry_run: bool) -> None:
    would = "would be " if dry_run else ""
    for word, style, names in (
        ("created", "green", done.created),
        ("changed", "yellow", done.changed),
        ("unchanged", "dim", done.left),
    ):
        for name in names:
            console.print(f"{would}{word:<14}", name, style=style, markup=False)
    counts = f"{len(done.created)} created, {len(done.changed)} changed, {len(done.left)} unchanged"
    console.print(f"{counts}. Nothing was stored: this was a dry run." if dry_run else f"{counts}.")


def _with_channel_ids(calendar: Calendar, settings: Settings) -> Calendar:
    """Look up channels given by name; without a token they are looked up when the bot starts."""
    names = {entry.channel for entry in calendar.integrations if entry.channel.startswith(NAME_MARK)}
    if not names or settings.bot_token is None:
        return calendar
    ids = asyncio.run(_channel_ids(settings))
    if unknown := sorted(name for name in names if name.removeprefix(NAME_MARK) not in ids):
        raise StartFailed(
            f"There is no channel {', '.join(unknown)} that the bot can see. Nothing was changed.\n"
            "Invite the bot there if it is private, or give the channel's id."
        )
    found = (
        replace(entry, channel=ids.get(entry.channel.removeprefix(NAME_MARK), entry.channel))
        for entry in calendar.integrations
    )
    return replace(calendar, integrations=tuple(found))


async def _channel_ids(settings: Settings) -> dict[str, str]:
    from bot.slack.client import make_client, open_session  # noqa: PLC0415 - needed for names alone
    from bot.slack.connection import FirstCalls  # noqa: PLC0415
    from bot.slack.directory import channel_ids  # noqa: PLC0415

    token = settings.bot_token.get_secret_value() if settings.bot_token else ""
    async with open_session() as session:
        client = make_client(token=token, api_url=settings.slack_api_url, session=session)
        return await channel_ids(FirstCalls(client, waits_for_network=False))


@app.command()
def export() -> None:
    """Write servers, integrations and releases as the YAML that `import` takes."""
    calendar = _in_workspace(
        Settings.load(),
        lambda workspace: workspace.run_sync(export_calendar, now=SystemClock().now()),
    )
    sys.stdout.write(calendar_file.write(calendar))


@app.command()
def deliveries(
    release: Annotated[str, typer.Argument(help="A release's name; without one the latest of all.")] = "",
) -> None:
    """List deliveries with state, times, attempts and reason."""
    settings = Settings.load()
    # Who may run the command line on this machine may see everything.
    request = Ask(release)
    try:
        found = _in_workspace(
            settings, lambda workspace: workspace.run_sync(list_deliveries, request, now=SystemClock().now())
        )
    except Unknown as refusal:
        raise StartFailed(
            f"There is no release {refusal.text}. Known releases: {', '.join(refusal.known) or 'none yet'}."
        ) from None
    console.print(
        delivery_table(found, settings.timezone) if found.deliveries else "There are no deliveries yet."
    )


@app.command()
def manifest() -> None:
    """Write the Slack app's manifest, as it is pasted at api.slack.com/apps."""
    sys.stdout.write(as_yaml())


def _in_workspace(settings: Settings, work: Callable[[Workspace], Answer]) -> Answer:
    database = Database(settings.database_url.get_secret_value())
    database.open()
    try:
        return work(database.only_workspace(settings.policy()))
    finally:
        database.close()
