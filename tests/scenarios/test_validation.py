"""Three teams in the window: one passes, one reports a problem, one forgets; then Controlled goes live."""

import datetime as dt
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from rollouts.usecases.calendar_file import Calendar
from slack_simulator.testing import Person
from tests.support.forms import ready_form, resolves
from tests.support.story import (
    ACME,
    CLOSING_DAY,
    CONTROLLED_DAY,
    DRAFT,
    GLOBEX,
    NORTHWIND,
    PREVIEW_DAY,
    STANDARD_DAY,
    at,
)
from tests.support.world import World, open_world

pytestmark = pytest.mark.no_cover

DAY = dt.timedelta(days=1)
BOTH = ACME.environments
INITECH = replace(ACME, name="Initech", channel="C0INITECH", owners=("U0ZOE",))
"""Forgets to test; Ana's Acme LMS finds a problem, and Ben's Northwind, on both too here, passes."""
TEAMS = (ACME, replace(NORTHWIND, owners=("U0BEN",), environments=BOTH), INITECH, GLOBEX)
CHANNELS = (("C0ACME", "acme"), ("C0NORTH", "northwind"), ("C0INITECH", "initech"), ("C0GLOBEX", "globex"))


@pytest.fixture
async def world(tmp_path: Path) -> AsyncIterator[World]:
    begins = at(PREVIEW_DAY - DAY, 12)
    managers = frozenset({"U0MAYA"})
    async with open_world(tmp_path, begins=begins, support_channel="C0SUPPORT", managers=managers) as world:
        people = ["U0ANA", "U0BEN", "U0ZOE", "U0MAYA"]
        for person in people:
            world.workspace.add_person(id=person, name=person[2:].lower(), real_name=person[2:].title())
        for channel, name in (*CHANNELS, ("C0SUPPORT", "support")):
            world.workspace.add_channel(id=channel, name=name, members=people)
        await world.start()
        await world.takes_in(Calendar(servers=None, integrations=TEAMS, releases=(DRAFT,)))
        yield world


def read(world: World, channel: str) -> str:
    return world.driver.reads(world.posts(channel)[-1])


async def test_one_passes_one_reports_a_problem_one_forgets_and_the_risk_is_accepted(world: World) -> None:
    ana, ben, zoe, maya = (world.driver.person(name) for name in ("ana", "ben", "zoe", "maya"))
    await world.time_passes(until=at(STANDARD_DAY, 10))
    await ana.clicks("Confirm live")
    await world.bot.dispatcher.drain()

    await ben.clicks("All passed", on=world.posts("#northwind")[-1])
    await ben.hears("smoke tests passed, visual changes passed", in_="#northwind")
    await reports_a_problem(world, ana)
    await world.bot.dispatcher.drain()
    assert "validating on Standard (test), 1 of 3 checks, 1 problem: case 1" in world.driver.reads(
        world.posts("#acme")[0]
    )

    # The vendor mends it on Standard; the case is resolved, and Acme LMS tests again.
    opened = await maya.runs("/release hotfix 2026.11 standard The bar is back.", in_="#support")
    form = await ready_form(world.workspace, maya, opened)
    await maya.submits(form)
    await maya.hears("2026.11 (Course player refresh) was hotfixed on Standard.", in_="#support")
    await resolves(world.workspace, maya, world.posts("#support")[0])
    await world.bot.dispatcher.drain()

    # On the third working day those are reminded who have something left.
    await world.time_passes(until=at(STANDARD_DAY + 2 * DAY))
    assert "Initech, test: smoke tests, visual changes and Offline mode" in world.driver.reads(
        await zoe.hears("something is left to test")
    )
    await looks_again(world, ana)

    await world.time_passes(until=at(CLOSING_DAY))
    assert "Initech: 2 checks open, finish validating" in read(world, "#initech")
    assert "validated, thank you" in read(world, "#acme")
    assert "Northwind found no problem" in read(world, "#globex")
    assert "Initech has not finished testing" in read(world, "#globex")
    question = await maya.hears("Is 2026.11 ready for Controlled?")
    assert "Not validated yet by Initech." in world.driver.reads(question)

    form = await ready_form(world.workspace, maya, await maya.clicks("Accept the risk", on=question))
    await maya.fills(form, {"Why": "Initech has the summer off."})
    await maya.submits(form)
    await maya.hears("@Maya accepts the risk: “Initech has the summer off”.")

    await world.time_passes(until=at(CONTROLLED_DAY, 10))
    await ana.clicks("Confirm live")
    await world.bot.dispatcher.drain()
    assert "2026.11 is live on Controlled" in read(world, "#globex")
    history = world.driver.reads(await maya.runs("/release history 2026.11", in_="#support"))
    assert "Controlled: risk accepted: “Initech has the summer off.”" in history
    assert "Acme LMS, test, visual changes: a problem → passed" in history
    await the_report_says_all_of_it(world, ana, maya)


async def the_report_says_all_of_it(world: World, ana: Person, maya: Person) -> None:
    await world.time_passes(until=at(CONTROLLED_DAY + DAY))
    told = world.driver.reads(await ana.hears("Report on 2026.11"))
    for words in (
        "not validated in time. Not finished: Initech. In time: Acme LMS and Northwind.",
        "@Maya accepts the risk: “Initech has the summer off”.",
        "Offline mode: enabled by @Ana in Acme LMS (test); not answered in 6 environments",
        "Cases: 1; first reply after",
        "Case 1 (Acme LMS) on Standard: first reply after",
    ):
        assert words in told
    await world.time_passes(until=at(CONTROLLED_DAY + 3 * DAY))
    assert sum("Report on 2026.11" in world.driver.reads(post) for post in ana.sees()) == 1

    answer = await maya.runs("/release report", in_="#support")
    assert "Finished later" not in world.driver.reads(answer)
    await maya.clicks("Share in channel", on=answer)
    await world.bot.dispatcher.drain()
    assert "In time: Acme LMS and Northwind." in read(world, "#support")


async def reports_a_problem(world: World, ana: Person) -> None:
    opened = await ana.clicks("Checks …", on=world.posts("#acme")[-1])
    form = await ready_form(world.workspace, ana, opened)
    await ana.fills(form, {"Visual changes": "A problem", "Note": "The bar is gone."})
    await ana.submits(form)
    await ana.hears("Case 1 is being opened for the problem.", in_="#acme")


async def looks_again(world: World, ana: Person) -> None:
    reminder = await ana.hears("something is left to test")
    form = await ready_form(world.workspace, ana, await ana.clicks("Do them now", on=reminder))
    await ana.fills(form, {"Smoke tests": "Passed", "Visual changes": "Passed", "Offline mode": "Enabled"})
    await ana.submits(form)
    await ana.hears("Offline mode: enabled")
