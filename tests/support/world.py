"""A whole world for a scenario: a workspace, a stepped clock, and the bot as production wires it."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date, datetime
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

import yaml

from bot.clock import MovableClock
from bot.demo.timebar import let_time_pass
from bot.lifecycle import Bot
from bot.settings import Settings
from bot.slack.pace import Pace
from bot.wiring import build
from rollouts.usecases.calendar_file import Calendar, ImportCalendar, import_calendar
from slack_simulator import Message, Server, Workspace, serve
from slack_simulator.testing import Driver
from tests.support.databases import new_file

ROOT = Path(__file__).parent.parent.parent
BERLIN = ZoneInfo("Europe/Berlin")
DATABASE = "fortnight.db"
"""What the file of a world is called in its folder."""


@cache
def manifest() -> dict[str, object]:
    loaded: dict[str, object] = yaml.safe_load((ROOT / "manifest.yml").read_text(encoding="utf-8"))
    return loaded


class World:
    """The bot can be stopped and started again; workspace and database stay."""

    def __init__(self, workspace: Workspace, server: Server, clock: MovableClock, settings: Settings) -> None:
        self.workspace = workspace
        self.driver = Driver(workspace)
        self.server = server
        self.clock = clock
        self.settings = settings
        self._bot: Bot | None = None

    @property
    def bot(self) -> Bot:
        assert self._bot is not None, "the bot is not running"
        return self._bot

    async def start(self) -> None:
        self._bot = await build(
            self.settings,
            clock=self.clock,
            pace=Pace(
                per_second=1000,
                in_channel=1000,
                updates_per_minute=60_000,
                history_per_minute=1000,
                seconds=lambda: self.clock.now().timestamp(),
            ),
        )
        await self._bot.start()

    async def stop(self) -> None:
        bot, self._bot = self._bot, None
        if bot is not None:
            await bot.stop()

    async def takes_in(self, calendar: Calendar) -> None:
        await self.bot.workspace.run(import_calendar, ImportCalendar(calendar), now=self.clock.now())
        await self.bot.dispatcher.drain()

    async def time_passes(self, *, until: datetime) -> None:
        await let_time_pass(self.bot, self.clock, until=until)

    def posts(self, channel: str) -> list[Message]:
        """Return what everybody can see in a channel, replies included."""
        return [message for message in self.driver.messages(channel) if message.private_to is None]

    def dated_headlines(self, channel: str) -> list[tuple[date, str]]:
        """Return the day in Berlin and the first line of each post in a channel."""
        return [
            (message.at.astimezone(BERLIN).date(), self.driver.reads(message).splitlines()[0])
            for message in self.posts(channel)
        ]


@asynccontextmanager
async def open_world(
    folder: Path, workspace_type: type[Workspace] = Workspace, /, *, begins: datetime, **given: object
) -> AsyncIterator[World]:
    """Open a world whose clock stands still; `given` are settings that differ from the usual ones."""
    clock = MovableClock(begins, running=False)
    workspace = workspace_type(manifest=manifest(), now=clock.now, paced=False)
    file = folder / DATABASE
    if not file.exists():
        new_file(folder)
    server = await serve(workspace)
    usual: dict[str, object] = {
        "SLACK_BOT_TOKEN": workspace.bot_token,
        "SLACK_APP_TOKEN": workspace.app_token,
        "slack_api_url": server.api_url,
        "database_url": f"sqlite:///{file}",
        "timezone": "Europe/Berlin",
        "managers": frozenset({"U0ANA"}),
    }
    world = World(workspace, server, clock, Settings.load(_env_file=None, **(usual | given)))
    try:
        yield world
    finally:
        await world.stop()
        await server.close()
