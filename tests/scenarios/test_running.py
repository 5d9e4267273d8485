"""The running process: its heart beats by itself, a deleted card comes back, it ends when asked to."""

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.clock import SystemClock
from rollouts.usecases.calendar_file import Calendar
from slack_simulator import Fault, FaultKind, Server, Workspace, serve
from slack_simulator.testing import Driver
from tests.support import story
from tests.support.command_line import Types, started, types
from tests.support.databases import new_file
from tests.support.world import World, manifest, open_world

__all__ = ["types"]
SECOND = timedelta(seconds=1)
CALENDAR = """
integrations:
  - {{name: Acme LMS, channel: C0ACME, owners: [U0ANA], environments: {{test: standard}}}}
releases:
  - name: "2026.11"
    title: Course player refresh
    dates: {{standard: {day}}}
"""


@pytest.fixture
async def world(tmp_path: Path) -> AsyncIterator[World]:
    begins = story.at(story.PREVIEW_DAY) - SECOND
    async with open_world(tmp_path, begins=begins) as world:
        world.workspace.add_person(id="U0ANA", name="ana", real_name="Ana", is_admin=True)
        world.workspace.add_channel(id="C0ACME", name="acme", members=["U0ANA"])
        await world.start()
        calendar = Calendar(servers=None, integrations=(story.ACME,), releases=(story.DRAFT,))
        await world.takes_in(calendar)
        yield world


def announced(world: World) -> list[datetime]:
    return [post.at for post in world.posts("#acme") if post.metadata]


async def test_a_due_message_is_there_within_two_seconds_without_anybodys_help(world: World) -> None:
    world.clock.pause(paused=False)

    await world.driver.until(lambda: announced(world))

    (posted,) = announced(world)
    assert timedelta() <= posted - story.at(story.PREVIEW_DAY) < 2 * SECOND


async def test_the_heart_and_a_nudge_at_once_post_nothing_twice(world: World) -> None:
    world.clock.move_to(story.at(story.PREVIEW_DAY))
    for _ in range(10):
        world.bot.dispatcher.nudge()
    await world.bot.dispatcher.drain()

    assert len(announced(world)) == 1


async def test_a_card_that_somebody_deleted_is_posted_anew_and_kept_current(world: World) -> None:
    ana = world.driver.person("ana")
    await world.time_passes(until=story.at(story.REMINDER_DAY))
    card = next(post for post in world.posts("#acme") if post.metadata)
    ana.deletes(card)

    await world.time_passes(until=story.at(story.STANDARD_DAY))
    await ana.runs("/release confirm 2026.11", in_="#acme")
    await world.bot.dispatcher.drain()

    there = [post for post in world.posts("#acme") if post.metadata and not post.deleted]
    assert any("confirmed by @Ana" in world.driver.reads(post) and not post.is_reply for post in there)


@pytest.fixture
async def server() -> AsyncIterator[Server]:
    workspace = Workspace(manifest=manifest(), now=SystemClock().now, paced=False)
    workspace.add_person(id="U0ANA", name="ana", real_name="Ana")
    workspace.add_channel(id="C0ACME", name="acme", members=["U0ANA"])
    running = await serve(workspace)
    yield running
    await running.close()


@pytest.fixture
def settings(tmp_path: Path, server: Server, workspace: Workspace) -> dict[str, str]:
    """Return the settings of a process; a calendar is ready to be taken in, whose preview is due at once."""
    day = datetime.now(UTC).date() + timedelta(days=10)
    (tmp_path / "calendar.yml").write_text(CALENDAR.format(day=day), encoding="utf-8")
    new_file(tmp_path)
    return {
        "SLACK_BOT_TOKEN": workspace.bot_token,
        "SLACK_APP_TOKEN": workspace.app_token,
        "FORTNIGHT_SLACK_API_URL": server.api_url,
    }


async def test_the_real_process_announces_answers_and_ends_cleanly_when_asked_to(
    tmp_path: Path, types: Types, driver: Driver, settings: dict[str, str]
) -> None:
    assert types("import", "calendar.yml", "--yes").code == 0

    async with started(tmp_path, "run", **settings) as running:
        await running.says("Fortnight runs in")
        await running.says("When a post fails, only its owners are told. To hear of it too, set managers")
        await driver.until(lambda: [m for m in driver.messages("#acme") if m.metadata], timeout=10)
        answer = await driver.person("ana").runs("/live", in_="#acme")
        running.process.terminate()
        ended = await running.ends()

    assert answer in driver.messages("#acme")
    assert ended.code == 0
    assert "Traceback" not in ended.err
    assert "WARNING" not in ended.err


@pytest.mark.deep
async def test_asked_to_end_while_slack_takes_its_time_it_waits_for_the_answer_and_records_it(
    tmp_path: Path, types: Types, workspace: Workspace, driver: Driver, settings: dict[str, str]
) -> None:
    types("import", "calendar.yml", "--yes")
    workspace.faults.add(Fault(FaultKind.LATENCY, "chat.postMessage", seconds=1.5))

    async with started(tmp_path, "run", **settings) as running:
        await running.says("Fortnight runs in")
        await driver.until(lambda: workspace.faults.struck, timeout=10)
        running.process.terminate()
        ended = await running.ends()

    listed = types("deliveries", "2026.11", COLUMNS="200")
    assert ended.code == 0
    assert len([m for m in driver.messages("#acme") if m.metadata]) == 1
    (preview,) = (line for line in listed.out.splitlines() if "preview" in line)
    assert "sent" in preview


@pytest.mark.deep
async def test_a_token_that_is_revoked_stops_the_process_with_one_sentence(
    tmp_path: Path, types: Types, driver: Driver, settings: dict[str, str]
) -> None:

    async with started(tmp_path, "run", **settings) as running:
        await running.says("Fortnight runs in")
        driver.revoke()
        assert types("import", "calendar.yml", "--yes").code == 0
        async with asyncio.timeout(20):
            ended = await running.ends()

    assert ended.code == 1
    assert "Slack no longer accepts this app (token_revoked), so it was stopped." in ended.err
    assert "Traceback" not in ended.err
