"""When something cannot be delivered: who can help is told once, and helps with one press."""

from collections.abc import Callable

from rollouts.deliveries import SEARCH_AFTER
from slack_simulator import Fault, FaultKind, Message, View
from slack_simulator.app_link.events import emit
from slack_simulator.testing import Person
from tests.support import story
from tests.support.forms import ready_form
from tests.support.world import World

Reads = Callable[[Message | View], str]


async def told_of_a_closed_channel(world: World) -> Message:
    """Close #acme before the preview; return what its owner is told."""
    world.driver.archive("#acme")
    await world.time_passes(until=story.at(story.PREVIEW_DAY))
    return await world.driver.person("ana").hears("I cannot post into")


def announced(world: World, channel: str) -> list[Message]:
    return [post for post in world.posts(channel) if post.metadata]


async def test_once_the_channel_is_open_again_try_again_lets_it_get_its_messages(
    world: World, ana: Person, reads: Reads
) -> None:
    told = await told_of_a_closed_channel(world)
    assert "it is archived" in reads(told)
    assert announced(world, "#acme") == []
    world.workspace.channels["C0ACME"].archived = False

    await ana.clicks("Try again", on=told, answer=False)
    await ana.hears("I am trying #acme again.")
    await world.bot.dispatcher.drain()

    assert len(announced(world, "#acme")) == 1


async def test_the_other_channels_are_not_held_up(world: World) -> None:
    await told_of_a_closed_channel(world)

    assert len(announced(world, "#northwind")) == 1


async def test_a_channel_that_slack_says_is_open_again_is_tried_by_itself(world: World) -> None:
    await told_of_a_closed_channel(world)

    world.driver.unarchive("#acme")

    await world.driver.until(lambda: announced(world, "#acme"))


async def test_a_channel_that_lets_the_bot_in_is_tried_by_itself(world: World) -> None:
    channel = world.workspace.channels["C0ACME"]
    channel.kind = "private"
    world.driver.remove_bot("#acme")
    await world.time_passes(until=story.at(story.PREVIEW_DAY))
    assert announced(world, "#acme") == []

    world.driver.invite_bot("#acme")

    await world.driver.until(lambda: announced(world, "#acme"))


async def test_somebody_else_who_joins_a_closed_channel_changes_nothing(world: World, zoe: Person) -> None:
    await told_of_a_closed_channel(world)
    world.workspace.channels["C0ACME"].archived = False

    emit(world.workspace, {"type": "member_joined_channel", "user": zoe.user.id, "channel": "C0ACME"})
    await zoe.runs("/live", in_="#northwind")
    await world.bot.dispatcher.drain()

    assert announced(world, "#acme") == []


async def test_another_channel_can_be_chosen_in_a_form(world: World, ana: Person) -> None:
    told = await told_of_a_closed_channel(world)
    form = await ready_form(world.workspace, ana, await ana.clicks("Choose another channel", on=told))
    await ana.fills(form, {"Where should it go?": "#globex"})

    assert (await ana.submits(form)).closed

    await ana.hears("Acme LMS hears in #globex from now on.")
    await ana.runs("/integration", in_="#northwind")
    await ana.hears("Acme LMS in #globex", in_="#northwind")


async def test_who_neither_owns_nor_manages_may_not_help_themselves(
    world: World, zoe: Person, ana: Person
) -> None:
    told = await told_of_a_closed_channel(world)
    theirs = world.workspace.direct_channel(zoe.user.id)
    told.channel = theirs.id
    theirs.messages.append(told)

    await zoe.clicks("Try again", on=told, answer=False)

    await zoe.hears("Only its owners and managers change an integration.")
    assert ana.sees()


async def asked_whether_it_was_posted(world: World) -> Message:
    """Lose the answer to the preview in #acme and let nobody look for it; return what a manager is asked."""
    world.workspace.faults.add(Fault(FaultKind.DROPPED_BEFORE, "chat.postMessage", "C0ACME"))
    await world.time_passes(until=story.at(story.PREVIEW_DAY))
    world.workspace.faults.add(
        Fault(FaultKind.REFUSED, "conversations.history", "C0ACME", error="missing_scope")
    )
    await world.time_passes(until=story.at(story.PREVIEW_DAY) + SEARCH_AFTER[0])
    await world.bot.searcher.tick()
    await world.bot.dispatcher.drain()
    return await world.driver.person("maya").hears("Not sure whether this was posted")


async def test_a_post_that_cannot_be_looked_for_is_posted_when_a_manager_says_so(
    world: World, maya: Person
) -> None:
    question = await asked_whether_it_was_posted(world)
    assert announced(world, "#acme") == []

    await maya.clicks("Post it now", on=question, answer=False)
    await maya.hears("It is posted now")
    await world.bot.dispatcher.drain()

    assert len(announced(world, "#acme")) == 1


async def test_a_post_that_a_manager_has_seen_counts_as_posted(world: World, maya: Person) -> None:
    question = await asked_whether_it_was_posted(world)

    await maya.clicks("It was posted", on=question, answer=False)
    await maya.hears("It counts as posted.")
    await world.bot.dispatcher.drain()

    assert announced(world, "#acme") == []


async def test_a_post_that_slack_refuses_is_put_to_a_manager_who_tries_again(
    world: World, maya: Person, reads: Reads
) -> None:
    world.workspace.faults.add(Fault(FaultKind.REFUSED, "chat.postMessage", "C0ACME"))
    await world.time_passes(until=story.at(story.PREVIEW_DAY))
    question = await maya.hears("This could not be posted")
    assert "Slack answered invalid_blocks. It is kept." in reads(question)

    await maya.clicks("Try again", on=question, answer=False)
    await maya.hears("It is posted now")
    await world.bot.dispatcher.drain()

    assert len(announced(world, "#acme")) == 1
    assert reads(question).startswith("Settled.")


async def test_deliveries_are_listed_with_state_and_reason(world: World, maya: Person, reads: Reads) -> None:
    await told_of_a_closed_channel(world)

    answer = reads(await maya.runs("/release deliveries 2026.11", in_="#northwind"))

    assert "#northwind" in answer
    assert "posted" in answer
