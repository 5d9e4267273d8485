"""A whole rollout, told against a Slack workspace over real HTTP and WebSocket, day by day."""

import datetime as dt
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from rollouts.usecases.calendar_file import Calendar
from tests.support.story import (
    ACME,
    CLOSING_DAY,
    CONTROLLED_DAY,
    DRAFT,
    GLOBEX,
    HISTORY_DRAFT,
    NORTHWIND,
    PREVIEW_DAY,
    REMINDER_DAY,
    STANDARD_DAY,
    at,
)
from tests.support.world import World, open_world

DAY = dt.timedelta(days=1)
CHANNELS = ("#acme", "#northwind", "#globex")
HISTORY = replace(
    HISTORY_DRAFT,
    dates={"standard": dt.date(2026, 10, 19), "controlled": dt.date(2026, 11, 2)},
    live={"standard": dt.date(2026, 10, 19), "controlled": dt.date(2026, 11, 3)},
)
LIVE_ON_STANDARD = (
    "2026.11 is live on Standard since Mon 30 Nov 2026, 09:00 (Europe/Berlin), confirmed by @Ana."
)
LIVE_ON_CONTROLLED = (
    "2026.11 is live on Controlled since Mon 14 Dec 2026, 09:00 (Europe/Berlin), confirmed by @Ana."
)
STORY = Calendar(servers=None, integrations=(ACME, GLOBEX, NORTHWIND), releases=(HISTORY, DRAFT))


@pytest.fixture
async def world(tmp_path: Path) -> AsyncIterator[World]:
    async with open_world(tmp_path, begins=at(PREVIEW_DAY - DAY, 12), support_channel="C0SUPPORT") as world:
        people = ["U0ANA", "U0BEN", "U0ZOE"]
        for person in people:
            world.workspace.add_person(id=person, name=person[2:].lower(), real_name=person[2:].title())
        for channel, name in (("C0ACME", "acme"), ("C0NORTH", "northwind"), ("C0GLOBEX", "globex")):
            world.workspace.add_channel(id=channel, name=name, members=people)
        world.workspace.add_channel(id="C0SUPPORT", name="support", members=people)
        await world.start()
        await world.takes_in(STORY)
        yield world


async def test_each_channel_hears_what_concerns_it_once_across_a_restart(world: World) -> None:
    ana = world.driver.person("ana")

    await world.time_passes(until=at(REMINDER_DAY))
    await world.stop()
    await world.start()
    await world.time_passes(until=at(STANDARD_DAY))
    await ana.clicks("Confirm live")
    await world.time_passes(until=at(CLOSING_DAY))
    await world.stop()
    await world.start()
    await world.time_passes(until=at(CONTROLLED_DAY))
    await ana.clicks("Confirm live")
    await world.time_passes(until=at(CONTROLLED_DAY + 7 * DAY))

    told = {channel: world.dated_headlines(channel) for channel in CHANNELS}
    assert told == {
        "#acme": [
            (PREVIEW_DAY, "2026.11 · Course player refresh"),
            (REMINDER_DAY, "Mon 30 November: 2026.11 on Standard."),
            (STANDARD_DAY, LIVE_ON_STANDARD),
            (CLOSING_DAY, "2026.11 reaches Controlled on Mon 14 December. Not validated yet."),
            (CONTROLLED_DAY, LIVE_ON_CONTROLLED),
        ],
        "#northwind": [
            (PREVIEW_DAY, "2026.11 · Course player refresh"),
            (REMINDER_DAY, "Mon 30 November: 2026.11 on Standard."),
            (STANDARD_DAY, LIVE_ON_STANDARD),
        ],
        "#globex": [
            (PREVIEW_DAY, "2026.11 · Course player refresh"),
            (REMINDER_DAY, "Mon 30 November: 2026.11 on Standard."),
            (STANDARD_DAY, LIVE_ON_STANDARD),
            (
                CLOSING_DAY,
                "2026.11 reaches Controlled on Mon 14 December. Acme LMS has not finished testing.",
            ),
            (CONTROLLED_DAY, LIVE_ON_CONTROLLED),
        ],
    }


async def test_each_channel_has_one_thread_whose_replies_are_loud_where_they_concern_it(
    world: World,
) -> None:
    for day in (STANDARD_DAY, CONTROLLED_DAY):
        await world.time_passes(until=at(day))
        await world.driver.person("ana").clicks("Confirm live")
    await world.time_passes(until=at(CONTROLLED_DAY, 9, 5))

    for channel in CHANNELS:
        card, *replies = world.posts(channel)
        assert not card.is_reply
        assert {reply.thread_ts for reply in replies} == {card.ts}
        quiet = [world.driver.reads(reply).splitlines()[0] for reply in replies if not reply.broadcast]
        assert len(quiet) == (2 if channel == "#globex" else 0), quiet


async def test_each_role_is_told_what_to_do_on_release_day(world: World) -> None:
    await world.time_passes(until=at(STANDARD_DAY))
    await world.driver.person("ana").clicks("Confirm live")
    await world.time_passes(until=at(STANDARD_DAY, 9, 5))

    said = {channel: world.driver.reads(world.posts(channel)[-1]) for channel in CHANNELS}
    assert "run your usual smoke tests, tell us if anything looks off" in said["#northwind"]
    assert "nothing to do for now; your server's date is Mon 14 December" in said["#globex"]
    assert "validate on your Standard environment (test) before" in said["#acme"]
    assert all(text.startswith("2026.11 is live on Standard since ") for text in said.values())


async def test_what_is_live_is_answered_rightly_on_every_day(world: World) -> None:
    ana, zoe = world.driver.person("ana"), world.driver.person("zoe")
    confirmed: set[str] = set()
    day = PREVIEW_DAY
    while day <= CONTROLLED_DAY + DAY:
        await world.time_passes(until=at(day, 10))
        if day in {STANDARD_DAY, CONTROLLED_DAY}:
            before = await zoe.runs("/live", in_="#acme")
            assert "not confirmed" in world.driver.reads(before)
            await ana.clicks("Confirm live")
            await world.bot.dispatcher.drain()
            confirmed.add("standard" if day == STANDARD_DAY else "controlled")

        asked = [
            await zoe.runs("/live controlled", in_="#acme"),
            await zoe.runs("/live enterprise", in_="#acme"),
            await zoe.says("@Fortnight what's live on Controlled?", in_="#acme"),
        ]
        answers = {world.driver.reads(answer).replace("\n[Share in channel]", "") for answer in asked}
        assert len(answers) == 1, f"on {day} the three answers differ"
        answer = answers.pop()
        live = "2026.11" if "controlled" in confirmed else "2026.10"
        assert f"{live} (" in answer.splitlines()[1], f"on {day}: {answer}"
        assert ("Next" in answer) == ("controlled" not in confirmed)
        is_in_window = confirmed == {"standard"}
        assert ("live on Standard" in answer) == is_in_window, f"on {day}: {answer}"
        overview = world.driver.reads(await zoe.runs("/live", in_="#acme"))
        assert answer.splitlines()[1] in overview
        day += DAY


async def test_a_release_without_impact_gets_one_fyi_and_nothing_else(tmp_path: Path) -> None:
    async with open_world(tmp_path, begins=at(PREVIEW_DAY - DAY, 12)) as world:
        world.workspace.add_person(id="U0ANA", name="ana", real_name="Ana")
        for channel, name in (("C0ACME", "acme"), ("C0NORTH", "northwind"), ("C0GLOBEX", "globex")):
            world.workspace.add_channel(id=channel, name=name, members=["U0ANA"])
        await world.start()
        await world.takes_in(replace(STORY, releases=(replace(DRAFT, affects_integrations=False),)))

        await world.time_passes(until=at(CONTROLLED_DAY + 7 * DAY))

        for channel in CHANNELS:
            assert world.dated_headlines(channel) == [
                (REMINDER_DAY, "For your information: 2026.11, Course player refresh.")
            ]
