"""What a manager decides about the vendor's news, pressed under the question or at Home."""

from collections.abc import Awaitable, Callable

import pytest

from rollouts.usecases.confirming import Confirm, confirm
from rollouts.usecases.deciding import Decide, decline_draft
from rollouts.usecases.drafts import take_in
from slack_simulator import Message, View
from slack_simulator.testing import Person
from tests.support.forms import ready_form
from tests.support.news import MOVED, NEWS, mail
from tests.support.story import MANAGER, PREVIEW_DAY, STANDARD_DAY, at
from tests.support.world import World

Reads = Callable[[Message | View], str]
Comes = Callable[[str], Awaitable[None]]


@pytest.fixture
def comes(world: World) -> Comes:
    """Let a mail of the vendor come in, and be asked about."""

    async def comes(text: str) -> None:
        now = world.clock.now()
        await world.bot.workspace.run(take_in, mail(text, now), now=now)
        await world.bot.dispatcher.drain()

    return comes


async def test_what_is_complete_is_entered_by_one_press(
    world: World, maya: Person, comes: Comes, reads: Reads
) -> None:
    await comes(NEWS)
    question = await maya.hears("The vendor's news: 2027.1")

    window = await maya.clicks("Enter it", on=question)

    assert isinstance(window, View)
    await world.driver.until(lambda: "is entered" in str(window.content))
    assert "2027.1" in reads(await maya.runs("/release show 2027.1", in_="#acme"))
    await world.bot.dispatcher.drain()
    assert "has entered what the vendor writes" in reads(question)


async def test_what_would_go_out_is_shown_before_it_is_posted(
    world: World, maya: Person, comes: Comes, reads: Reads
) -> None:
    await world.time_passes(until=at(PREVIEW_DAY, 10))
    before = len(world.posts("#acme"))
    await comes(MOVED)

    shown = await maya.clicks("Enter it", on=await maya.hears("The vendor's news: 2026.11"))

    assert isinstance(shown, View)
    await world.driver.until(lambda: "Post it" in str(shown.content))
    assert "3 channels get this now" in str(shown.content)
    await world.bot.dispatcher.drain()
    assert len(world.posts("#acme")) == before
    assert (await maya.submits(shown)).closed
    await world.time_passes(until=at(PREVIEW_DAY, 10, 3))
    assert "Mon 7 December" in reads(world.posts("#acme")[-1])


async def test_what_lacks_something_opens_the_form_that_decides_about_it(
    world: World, maya: Person, comes: Comes, reads: Reads
) -> None:
    await comes("Preview: release 2027.1. Standard: 13 January 2027")
    question = await maya.hears("The vendor's news: 2027.1")

    form = await ready_form(world.workspace, maya, await maya.clicks("Fill in …", on=question))
    await maya.fills(form, {"Title": "Quiet"})
    assert (await maya.submits(form)).closed

    await world.bot.dispatcher.drain()
    assert "has entered what the vendor writes" in reads(question)


async def test_a_change_is_entered_as_its_form_says(world: World, maya: Person, comes: Comes) -> None:
    await comes(MOVED)
    question = await maya.hears("The vendor's news: 2026.11")

    form = await ready_form(world.workspace, maya, await maya.clicks("Change …", on=question))
    await maya.fills(form, {"Title": "Player"})
    assert (await maya.submits(form)).closed

    await maya.hears("2026.11 (Player) was changed")


async def test_what_is_put_off_comes_on_the_day_that_was_chosen_or_is_not_for_us(
    world: World, maya: Person, comes: Comes, reads: Reads
) -> None:
    await comes(NEWS)
    question = await maya.hears("The vendor's news: 2027.1")

    form = await ready_form(world.workspace, maya, await maya.clicks("Later …", on=question))
    await maya.fills(form, {"Ask again on": "2026-11-26"})
    assert (await maya.submits(form)).closed
    await maya.hears("I ask about 2027.1 again Thu 26 Nov")
    await world.bot.dispatcher.drain()
    assert "put it off; I ask again Thu 26 Nov" in reads(question)
    later = await ready_form(world.workspace, maya, await maya.clicks("Later …", on=question))
    await maya.clicks("Not for us", on=question)
    await maya.hears("2027.1: not for us")
    await world.bot.dispatcher.drain()
    assert "Enter it after all" in str(question.blocks)

    await maya.submits(later)
    await maya.hears("Decided already")


async def test_what_somebody_decided_meanwhile_opens_no_form_to_put_it_off(
    world: World, maya: Person, comes: Comes
) -> None:
    await comes(NEWS)
    question = await maya.hears("The vendor's news: 2027.1")
    await world.bot.workspace.run(decline_draft, Decide(MANAGER, 1), now=world.clock.now())

    window = await maya.clicks("Later …", on=question)

    assert isinstance(window, View)
    await world.driver.until(lambda: "Decided already" in str(window.content))


async def test_a_day_that_is_past_is_refused_at_its_field_and_from_home_it_is_answered_there(
    world: World, maya: Person, comes: Comes
) -> None:
    await comes(NEWS)
    opened = await maya.clicks("Later …", on=await maya.opens_home())

    form = await ready_form(world.workspace, maya, opened)
    await maya.fills(form, {"Ask again on": "2026-11-06"})
    refused = await maya.submits(form)
    assert "It is too late to ask on that day" in refused.errors["Ask again on"]
    await maya.fills(form, {"Ask again on": "2026-11-26"})
    told = (await maya.submits(form)).view

    assert "I ask about 2027.1 again" in str(told)
    await world.driver.until(lambda: "put it off; I ask again" in str(maya.home()))
    assert "Thu 26 Nov 2026, 09:00" in str(maya.home())


async def test_what_the_vendor_withdrew_the_owner_may_hold_who_is_no_manager(
    world: World, ana: Person, comes: Comes, reads: Reads
) -> None:
    await comes("Release 2026.11 has been withdrawn.")
    question = await ana.hears("that 2026.11 was withdrawn")

    assert "To say so here is for managers; it is put to" in reads(question)
    form = await ready_form(world.workspace, ana, await ana.clicks("Hold on Standard …", on=question))
    await ana.submits(form)

    await ana.hears("2026.11 (Course player refresh) was held on Standard")


async def test_what_the_vendor_rolled_back_is_rolled_back_in_a_form_with_the_vendors_sentence(
    world: World, maya: Person, comes: Comes, reads: Reads
) -> None:
    await world.time_passes(until=at(STANDARD_DAY, 10))
    await world.bot.workspace.run(confirm, Confirm(MANAGER, "2026.11", "standard"), now=world.clock.now())
    await world.bot.dispatcher.drain()
    await comes("Release 2026.11 was rolled back on Standard.")
    question = await maya.hears("that 2026.11 was rolled back on Standard")
    before = len(world.posts("#acme"))
    live = reads(await maya.runs("/live standard", in_="#acme"))
    assert "that it was rolled back, not confirmed here" in live

    form = await ready_form(world.workspace, maya, await maya.clicks("Roll back …", on=question))

    assert "Release 2026.11 was rolled back on Standard." in str(form.content)
    assert len(world.posts("#acme")) == before
    await maya.submits(form)
    await world.bot.dispatcher.drain()
    assert len(world.posts("#acme")) == before
