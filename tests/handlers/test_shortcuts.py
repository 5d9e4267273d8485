"""Shortcuts: a report from anywhere, and of any message, which is quoted."""

from collections.abc import Callable

import pytest

from slack_simulator import Fault, FaultKind, Message, View
from slack_simulator.testing import Person
from tests.support.forms import ready_form
from tests.support.world import World

Reads = Callable[[Message | View], str]
URGENT, PROBLEM = "Report urgent…", "Report a problem…"


@pytest.mark.parametrize(("shortcut", "chosen"), [(URGENT, "urgent"), (PROBLEM, "normal")])
async def test_a_shortcut_from_anywhere_opens_the_form_and_is_answered_in_direct_messages(
    world: World, ben: Person, shortcut: str, chosen: str
) -> None:
    form = await ready_form(world.workspace, ben, await ben.uses(shortcut))
    assert form.content["blocks"][1]["element"]["initial_option"]["value"] == chosen

    await ben.fills(form, {"What is wrong?": "It is grey"})
    assert (await ben.submits(form)).closed

    name = "Urgent case 1" if chosen == "urgent" else "Case 1"
    await ben.hears(f"{name} (Globex) is being opened", in_="@Fortnight")


async def test_urgent_on_a_message_opens_a_case_at_once_that_quotes_it(
    world: World, zoe: Person, reads: Reads
) -> None:
    words = "Look <!channel>: all is grey. " * 120
    message = world.driver.say_as("ben", words, in_="#acme")

    await zoe.uses(URGENT, on=message)
    await zoe.hears("Urgent case 1 (Acme LMS) is being opened", in_="#acme")
    await world.bot.dispatcher.drain()

    first = world.posts("#support")[0]
    assert "Ben wrote:" in reads(first)
    assert "Look @channel: all is grey." in reads(first)
    assert "<!channel>" not in str(first.blocks)


async def test_a_problem_on_a_message_opens_the_form_with_the_quote_in_it(
    world: World, zoe: Person, reads: Reads
) -> None:
    message = world.driver.say_as("ben", "There is a typo", in_="#acme")

    form = await ready_form(world.workspace, zoe, await zoe.uses(PROBLEM, on=message))

    assert "There is a typo" in str(form.content)
    assert (await zoe.submits(form)).closed
    await zoe.hears("Case 1 (Acme LMS) is being opened", in_="#acme")
    await world.bot.dispatcher.drain()
    assert "There is a typo" in reads(world.posts("#support")[0])


async def test_a_problem_on_a_message_that_has_no_room_in_a_form_is_reported_at_once(
    world: World, zoe: Person, reads: Reads
) -> None:
    message = world.driver.say_as("ben", "It is grey. " * 900, in_="#acme")

    assert "Case 1 (Acme LMS) is being opened" in reads(await zoe.uses(PROBLEM, on=message))


@pytest.mark.parametrize("shortcut", [URGENT, PROBLEM])
async def test_a_report_of_one_of_our_messages_is_about_its_release(
    release_day: World, zoe: Person, reads: Reads, shortcut: str
) -> None:
    answer = await zoe.uses(shortcut, on=release_day.posts("#northwind")[-1])
    form = await ready_form(release_day.workspace, zoe, answer)
    if shortcut == PROBLEM:
        assert (await zoe.submits(form)).closed
    await zoe.hears("ase 1 (Northwind) is being opened", in_="#northwind")
    await release_day.bot.dispatcher.drain()

    first = reads(release_day.posts("#support")[0])
    assert "2026.11 (Course player refresh)" in first
    assert "wrote:" not in first


async def test_if_the_form_does_not_open_the_quote_is_reported(
    world: World, zoe: Person, reads: Reads
) -> None:
    message = world.driver.say_as("ben", "There is a typo", in_="#acme")
    world.workspace.faults.add(Fault(FaultKind.FATAL_ERROR, "views.open", times=9))

    assert "Case 1 (Acme LMS) is being opened" in reads(await zoe.uses(PROBLEM, on=message))


async def test_a_shortcut_that_slack_delivers_again_opens_no_second_case(
    world: World, zoe: Person, reads: Reads
) -> None:
    message = world.driver.say_as("ben", "All is grey", in_="#acme")
    await zoe.uses(URGENT, on=message)

    await world.driver.deliver_again()
    await world.bot.dispatcher.drain()

    opened = [post for post in world.posts("#support") if post.thread_ts is None]
    assert ["All is grey" in reads(post) for post in opened] == [True]


async def test_a_guest_may_report_a_message(world: World) -> None:
    message = world.driver.say_as("ben", "All is grey", in_="#acme")
    gil = world.driver.person("gil")

    await gil.uses(URGENT, on=message)

    await gil.hears("Urgent case 1", in_="#acme")


@pytest.mark.parametrize("shortcut", [URGENT, PROBLEM])
async def test_a_report_of_a_reply_quotes_the_reply_and_is_told_of_in_its_thread(
    world: World, zoe: Person, ben: Person, reads: Reads, shortcut: str
) -> None:
    root = world.driver.say_as("ben", "Who is on call?", in_="#acme")
    reply = await ben.says("All is grey", in_="#acme", thread=root)
    assert isinstance(reply, Message)

    form = await ready_form(world.workspace, zoe, await zoe.uses(shortcut, on=reply))
    if shortcut == PROBLEM:
        await zoe.submits(form)
    await zoe.hears("ase 1 (Acme LMS) is being opened", in_="#acme")
    await world.bot.dispatcher.drain()

    first = reads(world.posts("#support")[0])
    assert "All is grey" in first
    assert "on call" not in first
    (there,) = (post for post in world.posts("#acme") if "case 1" in reads(post).casefold())
    assert there.thread_ts == root.ts
