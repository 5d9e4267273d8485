"""A release with 60 UI changes and 40 opt-in features: every message fits, and all of them can be read."""

from collections.abc import Awaitable, Callable
from dataclasses import replace

import pytest

from rollouts.releases import Feature
from rollouts.usecases.calendar_file import Calendar
from slack_simulator import Message, View
from slack_simulator.testing import Person
from tests.support import story
from tests.support.forms import ready_form
from tests.support.world import World

Reads = Callable[[Message | View], str]
Opens = Callable[[Person, str], Awaitable[View]]

WORDS = "of the player moves to the left, to where a learner expects it since they know it from elsewhere"
CHANGES = tuple(f"Button {number} & its menu {WORDS}" for number in range(60))
OPT_INS = tuple(Feature(f"Mode <{number}> {WORDS}", f"Settings > Modes > {number}") for number in range(40))
MANY = replace(story.DRAFT, ui_changes=CHANGES, opt_ins=OPT_INS)


@pytest.fixture
async def told(world: World) -> World:
    """The world after the preview of a release that brings so much."""
    await world.takes_in(replace(story_calendar(), releases=(MANY,)))
    await world.time_passes(until=story.at(story.PREVIEW_DAY))
    return world


def story_calendar() -> Calendar:
    return Calendar(servers=None, integrations=story.INTEGRATIONS, releases=(story.DRAFT,))


async def test_the_card_shows_the_first_and_leads_to_all_of_them(
    told: World, zoe: Person, reads: Reads
) -> None:
    (card,) = told.posts("#acme")
    assert "… and 5" in reads(card)

    pages = [reads(await zoe.clicks("All changes", on=card))]
    while "Next page" in pages[-1]:
        pages.append(reads(await zoe.clicks("Next page")))

    everything = "\n".join(pages)
    assert [change for change in CHANGES if change not in everything] == []
    assert [each.name for each in OPT_INS if f"{each.name}, off by default" not in everything] == []


@pytest.mark.parametrize("command", ["show", "preview", "history", "deliveries", "list"])
async def test_every_answer_about_it_fits(told: World, zoe: Person, reads: Reads, command: str) -> None:
    answer = reads(await zoe.runs(f"/release {command} 2026.11", in_="#acme"))

    assert "2026.11" in answer


async def test_a_form_that_has_no_room_for_them_leaves_them_as_they_are(
    told: World, maya: Person, zoe: Person, reads: Reads, opens: Opens
) -> None:
    form = await opens(maya, "/release edit 2026.11")
    assert "Too long for this form: UI changes and opt-in features." in str(form.blocks)
    await maya.fills(form, {"Title": "Player, all new"})

    assert (await maya.submits(form)).closed
    await told.bot.dispatcher.drain()

    (card,) = told.posts("#acme")
    assert reads(card).startswith("2026.11 · Player, all new")
    first = reads(await zoe.clicks("All changes", on=card))
    assert CHANGES[0] in first


async def test_a_correction_of_all_of_them_fits_too(told: World, reads: Reads) -> None:
    other = tuple(f"{change} again" for change in reversed(CHANGES))
    await told.takes_in(
        replace(story_calendar(), releases=(replace(MANY, ui_changes=other, opt_ins=OPT_INS[:3]),))
    )
    await told.time_passes(until=story.at(story.PREVIEW_DAY, 9, 5))

    *_, correction = told.posts("#acme")
    assert "No longer an opt-in of it" in reads(correction)
    assert "names them" in reads(correction)


async def test_the_form_of_its_checks_fits_and_takes_them(told: World, ana: Person, reads: Reads) -> None:
    await told.time_passes(until=story.at(story.STANDARD_DAY))
    await ana.clicks("Confirm live")
    await told.bot.dispatcher.drain()

    opened = await ana.clicks("Checks …", on=told.posts("#acme")[-1])
    form = await ready_form(told.workspace, ana, opened)
    asked = [block for block in form.blocks if block["type"] == "input"]
    assert len(asked) == len(OPT_INS) + 3, "smoke tests, visual changes, each opt-in, and a note"

    await ana.fills(form, {"Smoke tests": "Passed"})
    assert (await ana.submits(form)).closed
    assert "smoke tests passed" in reads(await ana.hears("smoke tests passed", in_="#acme"))
