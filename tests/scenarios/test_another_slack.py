"""The bot runs unchanged against another Slack: nothing of our own simulator is relied on."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from bot.clock import MovableClock
from bot.settings import Settings
from bot.slack.pace import Pace
from bot.wiring import build
from rollouts.usecases.calendar_file import Calendar, ImportCalendar, import_calendar
from tests.support import story
from tests.support.other_slack import APP_TOKEN, BOT_TOKEN, OtherSlack


@pytest.fixture
async def slack() -> AsyncIterator[OtherSlack]:
    slack = OtherSlack()
    await slack.start()
    yield slack
    await slack.stop()


async def test_an_import_is_announced_and_a_question_answered_in_another_slack(
    tmp_path: Path, slack: OtherSlack
) -> None:
    settings = Settings.load(
        _env_file=None,
        SLACK_BOT_TOKEN=BOT_TOKEN,
        SLACK_APP_TOKEN=APP_TOKEN,
        slack_api_url=slack.api_url,
        database_url=f"sqlite:///{tmp_path / 'fortnight.db'}",
        timezone=story.ZONE,
    )
    clock = MovableClock(story.at(story.PREVIEW_DAY), running=False)
    calendar = Calendar(
        servers=None,
        integrations=(replace(story.ACME, channel="#acme"),),
        releases=(story.HISTORY_DRAFT, story.DRAFT),
    )
    first = await build(settings, clock=clock)
    await first.workspace.run(import_calendar, ImportCalendar(calendar), now=clock.now())
    await first.start()
    await first.stop()

    bot = await build(settings, clock=clock, pace=Pace(per_second=1000, in_channel=1000))
    await bot.start()
    await bot.dispatcher.drain()

    (preview,) = (post for post in slack.posts if post["channel"] == "C1")
    assert preview["text"].startswith("2026.11 · Course player refresh. Standard: Mon 30 November; ")
    assert preview["metadata"]["event_type"] == "fortnight_delivery"

    await slack.command("/live", "enterprise")
    async with asyncio.timeout(5):
        assert await slack.acks.get() == "e1"
        answer = await slack.answers.get()

    assert answer["response_type"] == "ephemeral"
    assert "*2026.10* (Faster reports) is live" in answer["text"]
    await bot.stop()
