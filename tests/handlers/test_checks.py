"""Checks as they are pressed: all at once, one by one, and taken back."""

from collections.abc import Callable

import pytest

from rollouts.integrations import Environment, Integration
from rollouts.usecases.calendar_file import Calendar
from slack_simulator import Message, View
from slack_simulator.testing import Person
from tests.support import story
from tests.support.forms import ready_form
from tests.support.world import World
from views.actions import Press

Reads = Callable[[Message | View], str]


@pytest.fixture
async def live(release_day: World, ana: Person) -> World:
    """The world on release day, once it is confirmed that 2026.11 is live on Standard."""
    await ana.clicks("Confirm live")
    await release_day.bot.dispatcher.drain()
    return release_day


def confirmation(world: World, channel: str = "#acme") -> Message:
    return next(post for post in reversed(world.posts(channel)) if "is live on" in world.driver.reads(post))


async def shown(world: World, reads: Reads, channel: str = "#acme") -> str:
    await world.bot.dispatcher.drain()
    return reads(confirmation(world, channel))


async def form_of(world: World, person: Person, channel: str = "#acme") -> View:
    return await ready_form(
        world.workspace, person, await person.clicks("Checks …", on=confirmation(world, channel))
    )


async def test_all_passed_is_shown_to_everybody_and_can_be_taken_back(
    live: World, ana: Person, reads: Reads
) -> None:
    answer = await ana.clicks("All passed", on=confirmation(live))

    assert "Acme LMS, test: smoke tests passed, visual changes passed" in reads(answer)
    assert "Acme LMS, test: visual changes passed, @Ana" in await shown(live, reads)

    back = await ana.clicks("Undo", on=answer)

    assert "Taken back: Acme LMS, test: smoke tests and Acme LMS, test: visual changes" in reads(back)
    assert "Checked" not in await shown(live, reads)


async def test_the_old_button_on_a_message_that_was_posted_before_passes_the_smoke_tests(
    live: World, ana: Person, reads: Reads
) -> None:
    message = confirmation(live)
    (row,) = [block for block in message.blocks if block["type"] == "actions"]
    passed = row["elements"][0]
    passed |= {
        "action_id": Press.SMOKE_PASSED.value,
        "text": {"type": "plain_text", "text": "Smoke tests passed"},
    }

    answer = reads(await ana.clicks("Smoke tests passed", on=message))

    assert "Acme LMS, test: smoke tests passed" in answer
    assert "visual changes" not in answer


async def test_a_problem_in_the_form_opens_a_case_and_both_know_of_each_other(
    live: World, ana: Person, reads: Reads
) -> None:
    form = await form_of(live, ana)
    await ana.fills(form, {"Visual changes": "A problem", "Note": "The bar is grey."})
    assert (await ana.submits(form)).closed

    answer = await ana.hears("Case 1 is being opened for the problem.", in_="#acme")
    assert "Acme LMS, test: visual changes: a problem (case 1)" in await shown(live, reads)
    (case,) = live.posts("#support")
    assert "Case 1: open" in reads(case)
    assert "The bar is grey." in reads(case)
    assert "Found by\nAcme LMS, test: visual changes" in reads(case)

    await ana.clicks("Make urgent", on=answer)
    await live.bot.dispatcher.drain()
    assert "Urgent case 1: open" in reads(live.posts("#support")[0])
    assert "@Ana has made case 1 urgent." in reads(live.posts("#support")[1])


async def test_where_there_are_too_many_checks_the_form_asks_first_whose(
    live: World, zoe: Person, reads: Reads
) -> None:
    many = tuple(
        Integration(f"Team {number:02}", "C0NORTH", (), (Environment("test", "standard"),))
        for number in range(60)
    )
    await live.takes_in(Calendar(servers=None, integrations=many, releases=()))

    whose = await form_of(live, zoe, "#northwind")
    await zoe.fills(whose, {"Integration": "Team 42"})
    form = (await zoe.submits(whose)).view
    assert form
    await zoe.fills(form, {"Smoke tests": "Passed"})
    assert (await zoe.submits(form)).closed

    await zoe.hears("Team 42, test: smoke tests passed", in_="#northwind")


async def test_whoever_may_not_set_them_is_told_who_may_without_a_form(
    live: World, zoe: Person, reads: Reads
) -> None:
    answer = reads(await zoe.clicks("Checks …", on=confirmation(live)))

    assert "Only its owners and managers record the checks of an integration." in answer
    assert "Please ask @Ana." in answer


async def test_a_button_pressed_after_the_release_was_rolled_back_says_so(
    live: World, ana: Person, maya: Person, reads: Reads
) -> None:
    buttons = list(confirmation(live).blocks)
    form = await ready_form(
        live.workspace, maya, await maya.runs("/release rollback 2026.11 standard", in_="#acme")
    )
    await maya.submits(form)
    await live.bot.dispatcher.drain()
    message = next(post for post in live.posts("#acme") if "rolled back on Standard" in reads(post))
    message.blocks = buttons  # Ana's screen has not been brought up to date yet

    answer = reads(await ana.clicks("All passed", on=message))

    assert "2026.11 is rolled back on the Standard Release server: there is nothing to check." in answer


async def test_the_form_says_what_somebody_else_set_meanwhile(
    live: World, ana: Person, maya: Person, reads: Reads
) -> None:
    form = await form_of(live, ana)
    await live.time_passes(until=story.at(story.STANDARD_DAY, 10))
    await maya.clicks("All passed", on=confirmation(live))
    await ana.fills(form, {"Smoke tests": "Not applicable"})
    await ana.submits(form)

    answer = reads(await ana.hears("meanwhile", in_="#acme"))

    assert "@Maya has set this meanwhile, and I left it so: Acme LMS, test: smoke tests passed." in answer
