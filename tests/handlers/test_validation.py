"""Reminders to test and the verdict, as they are pressed."""

from collections.abc import Callable

import pytest

from slack_simulator import Message, View
from slack_simulator.testing import Person
from tests.support import story
from tests.support.forms import ready_form
from tests.support.story import DAY, at
from tests.support.world import World

Reads = Callable[[Message | View], str]
THIRD_DAY = story.STANDARD_DAY + 2 * DAY


@pytest.fixture
async def live(release_day: World, ana: Person) -> World:
    """The world on release day, once it is confirmed that 2026.11 is live on Standard."""
    await ana.clicks("Confirm live")
    await release_day.bot.dispatcher.drain()
    return release_day


@pytest.fixture
async def reminded(live: World) -> World:
    """The world on the third working day of the window: Ana has just been reminded."""
    await live.time_passes(until=at(THIRD_DAY))
    return live


async def test_do_them_now_opens_the_form_and_the_reminder_says_that_nothing_is_left(
    reminded: World, ana: Person, reads: Reads
) -> None:
    reminder = await ana.hears("something is left to test")
    form = await ready_form(reminded.workspace, ana, await ana.clicks("Do them now", on=reminder))
    await ana.fills(form, {"Smoke tests": "Passed", "Visual changes": "Passed", "Offline mode": "Declined"})
    assert (await ana.submits(form)).closed

    assert "Thank you." in reads(await ana.hears("Offline mode: declined"))
    await reminded.bot.dispatcher.drain()
    assert (
        reads(reminder) == "2026.11 (Course player refresh) on Standard: nothing is left to test, thank you."
    )


@pytest.mark.parametrize(("button", "day"), [("Tomorrow", "3 Dec"), ("In 3 days", "7 Dec")])
async def test_it_comes_again_when_one_wants(
    reminded: World, ana: Person, reads: Reads, button: str, day: str
) -> None:
    answer = reads(await ana.clicks(button, on=await ana.hears("something is left to test")))

    assert answer.startswith("I will remind you of 2026.11 (Course player refresh) on Standard again, ")
    assert day in answer


async def test_not_needed_asks_why_and_stops_it(reminded: World, ana: Person, reads: Reads) -> None:
    reminder = await ana.hears("something is left to test")
    form = await ready_form(reminded.workspace, ana, await ana.clicks("Not needed, because …", on=reminder))
    await ana.fills(form, {"Because …": "We do not use the player."})
    assert (await ana.submits(form)).closed

    assert "smoke tests: not applicable" in reads(await ana.hears("not applicable"))


async def test_managers_accept_the_risk_with_a_reason_or_hold_it(
    live: World, ana: Person, maya: Person, reads: Reads
) -> None:
    await live.time_passes(until=at(story.CLOSING_DAY))
    question = await maya.hears("Is 2026.11 ready for Controlled?")
    assert "Not validated yet by Acme LMS." in reads(question)

    form = await ready_form(live.workspace, maya, await maya.clicks("Accept the risk", on=question))
    await maya.fills(form, {"Why": "The workaround is known."})
    assert (await maya.submits(form)).closed
    await live.bot.dispatcher.drain()

    beside = "@Maya accepts the risk: “The workaround is known”."
    assert beside in reads(await maya.hears("accepts the risk"))
    assert beside in reads(question)
    assert "not validated by Acme LMS, the risk is accepted by @Maya" in reads(
        await ana.runs("/live controlled", in_="#acme")
    )
    assert beside in reads(await ana.runs("/release show 2026.11", in_="#acme"))

    hold = await ready_form(live.workspace, maya, await maya.clicks("Hold", on=question))
    assert "Hold 2026.11" in str(hold.content)
