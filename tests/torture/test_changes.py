"""A release is moved, and the real process is killed before it could correct anybody."""

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.settings import Settings
from rollouts.usecases.calendar_file import Calendar, ImportCalendar, import_calendar
from slack_simulator import Workspace, serve
from slack_simulator.testing import Driver
from storage.database import Database
from tests.support.databases import new_file
from tests.support.story import DRAFT, INTEGRATIONS, MANAGER, PREVIEW_DAY, REMINDER_DAY, at
from tests.support.world import manifest
from tests.torture.bot_process import Orders
from tests.torture.clock import LeapingClock
from tests.torture.lives import Life, program

pytestmark = [pytest.mark.no_cover, pytest.mark.deep]

CHANNELS = {"#acme": "C0ACME", "#northwind": "C0NORTH", "#globex": "C0GLOBEX"}
TOKENS = {"SLACK_BOT_TOKEN": "xoxb-torture", "SLACK_APP_TOKEN": "xapp-torture"}


@pytest.fixture
async def driver(tmp_path: Path) -> AsyncIterator[tuple[Driver, Orders]]:
    """A workspace, and what a process needs to serve it; the preview is about to go out."""
    clock = LeapingClock.begin(at(PREVIEW_DAY) - timedelta(seconds=30), tmp_path / "clock")
    workspace = Workspace(
        manifest=manifest(), now=clock.now, paced=False, bot_token="xoxb-torture", app_token="xapp-torture"
    )
    workspace.add_person(id=MANAGER.id, name="maya", real_name="Maya")
    for name, channel in CHANNELS.items():
        workspace.add_channel(id=channel, name=name[1:], members=[MANAGER.id])
    server = await serve(workspace)
    address = f"sqlite:///{new_file(tmp_path)}"
    given: dict[str, str] = {"database_url": address, "timezone": "Europe/Berlin", "managers": MANAGER.id}
    settings = Settings.load(_env_file=None, **TOKENS, **given)
    database = Database(address)
    database.open()
    ledger = database.workspace(workspace.team_id, settings.policy())
    calendar = Calendar(None, INTEGRATIONS, (DRAFT,))
    ledger.run_sync(import_calendar, ImportCalendar(calendar), now=clock.now())
    database.close()
    yield Driver(workspace), Orders({**TOKENS, **given, "slack_api_url": server.api_url}, clock)
    await server.close()


def said(driver: Driver, words: str) -> list[int]:
    """Return how many messages with those words each channel has."""
    return [
        sum(words in driver.reads(message) for message in driver.messages(channel) if message.metadata)
        for channel in CHANNELS
    ]


async def test_who_was_told_otherwise_is_corrected_once_by_the_next_process(
    tmp_path: Path, driver: tuple[Driver, Orders]
) -> None:
    workspace, orders = driver
    maya = workspace.person("maya")
    async with program(tmp_path / "log") as running:
        first = Life(running)
        await first.begin(orders)
        assert await first.is_ready(20)
        await workspace.until(lambda: said(workspace, "Course player refresh") == [1, 1, 1], timeout=20)
        await maya.runs("/release move 2026.11 standard 2026-12-02 two more days", in_="#acme")
        await workspace.until(lambda: (form := maya.form()) and "get this now" in str(form.blocks))
        form = maya.form()
        assert form
        assert (await maya.submits(form)).closed
        await first.kill()

        second = Life(running)
        await second.begin(orders)
        await workspace.until(lambda: said(workspace, "2026.11 moved:") == [1, 1, 1], timeout=20)
        orders.clock.leap_to(at(REMINDER_DAY + timedelta(days=4)) - timedelta(seconds=5))
        await workspace.until(
            lambda: said(workspace, "Tomorrow: 2026.11 on Standard.") == [1, 1, 1], timeout=20
        )
        await second.kill()

    assert said(workspace, "2026.11 moved:") == [1, 1, 1]
