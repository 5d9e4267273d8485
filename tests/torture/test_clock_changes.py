"""A clock that is set back or forward, and the two nights on which summer time ends and begins."""

import datetime as dt
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from rollouts.announcing.schedule import slots_for
from rollouts.deliveries import Delivery, State
from rollouts.drafts import Draft, release_from
from rollouts.servers import DEFAULT_SERVERS
from rollouts.usecases.calendar_file import Calendar
from slack_simulator import Fault, FaultKind
from tests.support.story import (
    ACME,
    ANA,
    CONTROLLED_DAY,
    DRAFT,
    GLOBEX,
    NORTHWIND,
    PREVIEW_DAY,
    REMINDER_DAY,
    STANDARD_DAY,
    at,
)
from tests.support.world import World, open_world
from tests.torture.surroundings import everything
from tests.torture.verdict import judge

pytestmark = pytest.mark.no_cover

MINUTE, HOUR, DAY = dt.timedelta(minutes=1), dt.timedelta(hours=1), dt.timedelta(days=1)


DAYS = [STANDARD_DAY, PREVIEW_DAY, REMINDER_DAY, CONTROLLED_DAY]
"""Days on which something is due; on the first of them cards, replies and questions are."""
INTEGRATIONS = (ACME, GLOBEX, NORTHWIND)
AUTUMN_NIGHT, SPRING_NIGHT = dt.date(2026, 10, 25), dt.date(2027, 3, 28)
IN_THE_CHANGED_HOUR = dt.time(2, 30)
"""In Berlin it comes twice on the autumn night, and not at all on the spring night."""


@asynccontextmanager
async def world_of(
    folder: Path, *, draft: Draft = DRAFT, post_at: dt.time = dt.time(9)
) -> AsyncIterator[World]:
    """Open a world with that release, a month before its first day."""
    begins = at(draft.dates["standard"] - 30 * DAY)
    async with open_world(folder, begins=begins, post_at=post_at) as world:
        world.workspace.add_person(id=ANA.id, name="ana", real_name="Ana")
        for integration in INTEGRATIONS:
            name = integration.name.split()[0].lower()
            world.workspace.add_channel(id=integration.channel, name=name, members=[ANA.id])
        await world.start()
        await world.takes_in(Calendar(None, INTEGRATIONS, (draft,)))
        yield world


async def ledger_of(world: World) -> tuple[Delivery, ...]:
    return await world.bot.workspace.run(everything, now=world.clock.now())


async def assert_all_is_said_once(world: World, draft: Draft = DRAFT) -> None:
    policy = world.settings.policy()
    release = release_from(draft=draft, servers=DEFAULT_SERVERS, policy=policy)
    assert release is not None
    slots = slots_for(release=release, integrations=INTEGRATIONS, policy=policy)
    await world.time_passes(until=max(slot.due_at for slot in slots) + 2 * DAY)
    verdict = judge(
        called_for={release.topic: slots}, ledger=await ledger_of(world), workspace=world.workspace
    )
    assert (verdict.lost, verdict.twice, verdict.differing, verdict.too_late) == ((), (), (), ())
    assert verdict.deliveries == len(slots)


async def set_clock(world: World, to: dt.datetime) -> None:
    world.clock.move_to(to)
    await world.bot.dispatcher.drain()


@pytest.mark.exhaustive(quick=1)
@pytest.mark.parametrize("minutes", [0, 1, -1, 30])
@pytest.mark.parametrize("day", DAYS)
async def test_a_clock_set_back_by_an_hour_changes_nothing(
    tmp_path: Path, day: dt.date, minutes: int
) -> None:
    async with world_of(tmp_path) as world:
        await world.time_passes(until=at(day) + minutes * MINUTE)
        await set_clock(world, at(day) + minutes * MINUTE - HOUR)

        await assert_all_is_said_once(world)


@pytest.mark.deep
@pytest.mark.parametrize("minutes", [-60, -1, -61, -30, 0])
@pytest.mark.parametrize("day", DAYS)
async def test_a_clock_set_forward_by_an_hour_and_back_again_changes_nothing(
    tmp_path: Path, day: dt.date, minutes: int
) -> None:
    async with world_of(tmp_path) as world:
        await world.time_passes(until=at(day) + minutes * MINUTE)
        await set_clock(world, at(day) + minutes * MINUTE + HOUR)
        await set_clock(world, at(day) + minutes * MINUTE)

        await assert_all_is_said_once(world)


@pytest.mark.deep
async def test_a_clock_set_back_between_two_lives_changes_nothing(tmp_path: Path) -> None:
    async with world_of(tmp_path) as world:
        await world.time_passes(until=at(REMINDER_DAY))
        await world.stop()
        world.clock.move_to(at(REMINDER_DAY) - HOUR)
        await world.start()

        await assert_all_is_said_once(world)


@pytest.mark.deep
@pytest.mark.parametrize("ahead", [-HOUR, HOUR])
async def test_a_lost_post_is_found_though_our_clock_is_wrong_by_an_hour(
    tmp_path: Path, ahead: dt.timedelta
) -> None:
    async with world_of(tmp_path) as world:
        world.workspace.now = lambda: world.clock.now() - ahead
        world.workspace.faults.add(
            Fault(FaultKind.DROPPED_AFTER, method="chat.postMessage", channel=ACME.channel)
        )
        await world.time_passes(until=at(PREVIEW_DAY))
        assert [row.state for row in await ledger_of(world) if row.attempts].count(State.UNKNOWN) == 1

        await set_clock(world, at(PREVIEW_DAY) + 15 * dt.timedelta(seconds=1))
        await world.bot.searcher.tick()

        await assert_all_is_said_once(world)


@pytest.mark.exhaustive(quick=1)
@pytest.mark.parametrize("night", [AUTUMN_NIGHT, SPRING_NIGHT])
@pytest.mark.parametrize("before", [0, 1, 21])
async def test_on_the_nights_on_which_summer_time_ends_or_begins_all_is_said_once(
    tmp_path: Path, night: dt.date, before: int
) -> None:
    first = night + before * DAY
    draft = replace(DRAFT, dates={"standard": first, "controlled": first + 14 * DAY})
    async with world_of(tmp_path, draft=draft, post_at=IN_THE_CHANGED_HOUR) as world:
        for quarter in range(24):
            await world.time_passes(until=at(night, 0) + quarter * 15 * MINUTE)

        await assert_all_is_said_once(world, draft)
