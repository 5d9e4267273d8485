"""What settings change in a story: who hears when, in which zone, and only after somebody confirmed."""

import datetime as dt
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

from rollouts.drafts import Draft
from rollouts.integrations import Integration
from rollouts.usecases.calendar_file import Calendar
from tests.support.story import (
    ACME,
    CONTROLLED_DAY,
    DRAFT,
    GLOBEX,
    NORTHWIND,
    PREVIEW_DAY,
    STANDARD_DAY,
    at,
)
from tests.support.world import World, open_world

DAY = dt.timedelta(days=1)
CHANNELS = (("C0ACME", "acme"), ("C0NORTH", "northwind"), ("C0GLOBEX", "globex"))


@asynccontextmanager
async def told(
    folder: Path, *, begins: dt.datetime, integrations: tuple[Integration, ...], draft: Draft, **given: object
) -> AsyncIterator[World]:
    async with open_world(folder, begins=begins, **given) as world:
        world.workspace.add_person(id="U0ANA", name="ana", real_name="Ana")
        for channel, name in CHANNELS:
            world.workspace.add_channel(id=channel, name=name, members=["U0ANA"])
        await world.start()
        await world.takes_in(Calendar(servers=None, integrations=integrations, releases=(draft,)))
        yield world


def moments(world: World, channel: str) -> list[dt.datetime]:
    return [post.at for post in world.posts(channel) if post.metadata]


async def test_after_confirm_the_channels_hear_of_it_on_the_press_alone(tmp_path: Path) -> None:
    begins = at(STANDARD_DAY - DAY, 12)
    async with told(
        tmp_path,
        begins=begins,
        integrations=(ACME, NORTHWIND, GLOBEX),
        draft=DRAFT,
        confirmation="after_confirm",
    ) as world:
        ana = world.driver.person("ana")
        await world.time_passes(until=at(STANDARD_DAY, 15))
        assert all(day != STANDARD_DAY for day, _ in world.dated_headlines("#acme"))

        await ana.clicks("Confirm live", answer=False)
        await ana.hears("The channels are told now.")
        await world.bot.dispatcher.drain()
        for _, channel in CHANNELS:
            assert moments(world, channel)[-1] == at(STANDARD_DAY, 15)
            assert "confirmed by @Ana" in world.driver.reads(world.posts(channel)[-1])

        await world.time_passes(until=at(CONTROLLED_DAY, 15))
        await ana.clicks("Confirm live", answer=False)
        await world.driver.until(lambda: "Thank you" in world.driver.reads(ana.sees()[-1]))
        await world.bot.dispatcher.drain()

        assert moments(world, "#globex")[-1] == at(CONTROLLED_DAY, 15)
        assert moments(world, "#northwind")[-1] == at(STANDARD_DAY, 15)


async def test_the_reminder_skips_the_weekend_and_the_countrys_public_holidays(tmp_path: Path) -> None:
    after_christmas = dt.date(2026, 12, 28)
    draft = replace(DRAFT, dates={"standard": after_christmas})
    begins = at(after_christmas - 22 * DAY)
    async with told(tmp_path, begins=begins, integrations=(ACME,), draft=draft, country="DE") as world:
        await world.time_passes(until=at(after_christmas))

        assert moments(world, "#acme") == [at(after_christmas - 21 * DAY), at(dt.date(2026, 12, 24))]


async def test_a_channel_with_a_time_zone_of_its_own_hears_it_at_its_own_hour(
    tmp_path: Path,
) -> None:
    abroad = replace(NORTHWIND, timezone="America/New_York")
    begins = at(PREVIEW_DAY - DAY, 12)
    async with told(tmp_path, begins=begins, integrations=(ACME, abroad), draft=DRAFT) as world:
        await world.time_passes(until=at(STANDARD_DAY, 23))

        assert moments(world, "#acme")[-1] == at(STANDARD_DAY, 13)
        assert moments(world, "#northwind")[-1] == at(STANDARD_DAY, 13, zone="America/New_York")
