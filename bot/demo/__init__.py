"""The demo: a Slack workspace on this machine and the real bot side by side."""

import asyncio
import tempfile
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

from bot import calendar_file
from bot.clock import MovableClock
from bot.demo.cast import BEGINS, BEN, MANAGERS, POST_AT, SUPPORT_CHANNEL, SUPPORT_GROUP, TIMEZONE, populate
from bot.demo.postbox import OUR_SERVER, OURS, URL, VENDOR, Postbox
from bot.demo.timebar import TimeBar
from bot.errors import StartFailed
from bot.lifecycle import Bot
from bot.settings import Settings
from bot.slack import manifest
from bot.slack.pace import Pace
from bot.wiring import build
from rollouts.checks import CheckState
from rollouts.delivery.names import resolve_names
from rollouts.people import Person
from rollouts.usecases.calendar_file import ImportCalendar, import_calendar
from rollouts.usecases.check_pages import AtHome
from rollouts.usecases.checks import AskChecks, SetChecks, ask_checks, set_checks
from slack_simulator import Server, Workspace, serve

ROOT = Path(__file__).parent.parent.parent
CALENDAR = ROOT / "examples" / "calendar.yml"
IN_ITS_WINDOW = AtHome("2026.10.1", "Acme LMS")
"""The checks of the release of the example that is live on one server, and not yet on the other."""


async def run_demo(
    *, port: int, echo: Callable[[str], object], stop_signal: Callable[[], asyncio.Event]
) -> None:
    """Run the demo until it is stopped; "start over" on the page begins it anew, at the same address.

    Raises:
        StartFailed: no port is free, or the example cannot be read.
    """
    stop = stop_signal()
    while not stop.is_set():
        async with open_demo(port) as (server, restart):
            if server.port != port and port:
                echo(f"Port {port} is taken.")
            echo(f"Open {server.url} in your browser. Press Ctrl+C to stop: then all in it is forgotten.")
            port = server.port
            waits = [asyncio.create_task(stop.wait()), asyncio.create_task(restart.wait())]
            await asyncio.wait(waits, return_when=asyncio.FIRST_COMPLETED)
            for wait in waits:
                wait.cancel()


@asynccontextmanager
async def open_demo(port: int = 0) -> AsyncIterator[tuple[Server, asyncio.Event]]:
    """Open the workspace with the example in it; the event is set when the page asks to start over.

    The bot keeps a database of its own in a temporary folder and never sees a real one.
    """
    clock = MovableClock(BEGINS)
    workspace = Workspace(
        manifest=manifest.as_dict(),
        now=clock.now,
        name="Acme & friends",
        paced=False,
    )
    populate(workspace)
    restart = asyncio.Event()
    postbox = Postbox(workspace, clock.now)
    bar = TimeBar(workspace, clock, restart, postbox)
    try:
        server = await serve(workspace, port=port, companion=bar)
    except OSError as error:
        raise StartFailed(f"The local workspace finds no free port: {error.strerror or error}.") from None
    try:
        with tempfile.TemporaryDirectory(prefix="fortnight-") as folder:
            # A page that somebody watches need not wait for what protects a real Slack.
            bot = await build(
                demo_settings(server, workspace, Path(folder)),
                clock=clock,
                pace=Pace(
                    per_second=50,
                    in_channel=50,
                    updates_per_minute=3000,
                    seconds=lambda: clock.now().timestamp(),
                ),
                mailer=postbox,
            )
            try:
                await enter_example(bot, workspace, clock)
                await bot.start()
                await bot.dispatcher.drain()  # what has happened before the story begins stands there already
                bar.bot = bot
                yield server, restart
            finally:
                bar.bot = None
                await bot.stop()
    finally:
        await server.close()


def demo_settings(server: Server, workspace: Workspace, folder: Path) -> Settings:
    """Return settings that lead to the local workspace alone; neither `.env` nor the environment count."""
    return Settings.load(
        _env_file=None,
        SLACK_BOT_TOKEN=workspace.bot_token,
        SLACK_APP_TOKEN=workspace.app_token,
        SLACK_SIGNING_SECRET=workspace.signing_secret,
        slack_api_url=server.api_url,
        database_url=f"sqlite:///{folder / 'local-workspace.db'}",
        timezone=TIMEZONE,
        post_at=POST_AT,
        country=None,
        preview_days=21,
        confirmation="on_schedule",
        managers=MANAGERS,
        support_channel=SUPPORT_CHANNEL,
        support_group=SUPPORT_GROUP,
        smtp_url=URL,
        mail_from=OURS,
        support_email=(VENDOR,),
        mail_authserv_id=OUR_SERVER,
        vendor_senders=(VENDOR.partition("@")[2],),
    )


async def enter_example(bot: Bot, workspace: Workspace, clock: MovableClock) -> None:
    """Enter the example calendar, look up its channels, and let Ben find a problem in the release before."""
    calendar = replace(calendar_file.read(CALENDAR), sources=None)  # nothing is fetched from anywhere
    await bot.workspace.run(import_calendar, ImportCalendar(calendar), now=clock.now())
    names = {f"#{channel.name}": channel.id for channel in workspace.channels.values()}
    await bot.workspace.run(resolve_names, names, now=clock.now())
    asked = await bot.workspace.run(ask_checks, AskChecks(Person(BEN), IN_ITS_WINDOW), now=clock.now())
    smoke_tests = asked.items[0]
    await bot.workspace.run(
        set_checks,
        SetChecks(
            Person(BEN),
            IN_ITS_WINDOW,
            wanted={smoke_tests.mark: CheckState.PROBLEM.value},
            notes={smoke_tests.environment_mark: "Videos stay blurred on tablets."},
            since=clock.now(),
        ),
        now=clock.now(),
    )
