"""What goes out in many wordings is shown in pages, over a form that stays as it is filled."""

from collections.abc import Awaitable, Callable
from dataclasses import replace

import pytest

from rollouts.usecases.calendar_file import Calendar
from slack_simulator import View
from slack_simulator.testing import Person
from tests.support import story
from tests.support.forms import ready_form
from tests.support.world import World

TOLD = story.at(story.PREVIEW_DAY)
LATER = TOLD + 3 * story.MINUTE
TEAMS = 21


@pytest.fixture
async def many(world: World) -> World:
    """The world after the preview of 21 teams, each of which reads its own name in what it is told."""
    teams = [replace(story.GLOBEX, name=f"Team {n:02}", channel=f"C0TEAM{n:02}") for n in range(TEAMS)]
    for team in teams:
        world.workspace.add_channel(id=team.channel, name=team.name.lower().replace(" ", "-"), members=[])
    await world.takes_in(Calendar(servers=None, integrations=tuple(teams), releases=()))
    await world.time_passes(until=TOLD)
    return world


@pytest.fixture
async def form(many: World, maya: Person) -> View:
    """The form in which all of them are shown what they get."""
    opened = await maya.runs("/release move 2026.11 3 Dec two more days", in_="#acme")
    return await ready_form(many.workspace, maya, opened)


Turns = Callable[[str], Awaitable[str]]


@pytest.fixture
def turns(many: World, maya: Person, form: View) -> Turns:
    """Press a button over the form, and read what stands there then."""

    async def turn(button: str) -> str:
        before = str(form.blocks)
        await maya.clicks(button, on=form, answer=False)
        await many.driver.until(lambda: str(form.blocks) != before)
        return many.driver.reads(form)

    return turn


async def test_each_wording_stands_on_one_page_and_every_page_counts_all(
    many: World, form: View, turns: Turns
) -> None:
    pages = [many.driver.reads(form), await turns("Next"), await turns("Next")]

    assert all("24 channels get this now" in page for page in pages)
    assert [f"Page {number} of 3" in page for number, page in enumerate(pages, start=1)] == [True] * 3
    together = "\n".join(pages)
    assert all(together.count(f"Team {n:02}:") == 1 for n in range(TEAMS))
    assert "[Next]" not in pages[-1]
    assert "Page 2 of 3" in await turns("Previous")


async def test_what_is_filled_in_stays_and_is_posted_from_any_page(
    many: World, maya: Person, form: View, turns: Turns
) -> None:
    await maya.fills(form, {"Why": "three more days"})
    await turns("Next")
    await turns("Next")

    await maya.submits(form)
    await many.driver.until(lambda: maya.form() is None or "was moved" in str(form.blocks))

    await many.time_passes(until=LATER)
    assert "Three more days" in many.driver.transcript("#team-20")


async def test_turning_a_page_changes_nothing(many: World, form: View, turns: Turns) -> None:
    await turns("Next")
    await many.time_passes(until=LATER)

    assert "moved" not in many.driver.transcript("#team-00")


async def test_what_changed_meanwhile_is_shown_from_its_first_page(
    many: World, form: View, turns: Turns
) -> None:
    adam = many.driver.person("adam")
    opened = await adam.runs("/release move 2026.11 controlled 21 Dec", in_="#acme")
    other = await ready_form(many.workspace, adam, opened)
    await adam.submits(other)
    await many.driver.until(lambda: adam.form() is None or "was moved" in str(other.blocks))

    shown = await turns("Next")

    assert "Page 1 of 3" in shown
    assert "This is not what was shown before" in shown


async def test_what_would_be_refused_now_is_said_over_the_form(
    many: World, maya: Person, form: View, turns: Turns
) -> None:
    await maya.fills(form, {"New date": "2026-11-01"})

    assert "This day is past" in await turns("Next")


async def test_whoever_closes_the_window_before_the_page_came_reads_nothing_odd(
    many: World, maya: Person, form: View
) -> None:
    await maya.clicks("Next", on=form, answer=False)
    await maya.closes(form)
    await many.bot.dispatcher.drain()

    assert not any("went wrong" in notice for notice in maya.notices())
