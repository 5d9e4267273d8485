"""A post whose answer was lost is looked for; what is not there goes out again, once, and nobody is asked."""

from datetime import timedelta

import pytest

from rollouts.deliveries import SEARCH_AFTER, SEARCH_FOR_COPIES_AFTER, Delivery, State
from rollouts.ports import Ledger
from slack_simulator import Fault, FaultKind, Message
from tests.support import story
from tests.support.story import RELEASE
from tests.support.world import World

NOT_THERE = (FaultKind.DROPPED_BEFORE, FaultKind.SERVER_ERROR_HTML, FaultKind.UNAVAILABLE_TEXT)
THERE = (FaultKind.DROPPED_AFTER, FaultKind.BROKEN_JSON)
NOBODY_KNOWS = (*NOT_THERE, *THERE, FaultKind.FATAL_ERROR)
CHANNELS = ("#acme", "#globex", "#northwind")
TWO_MINUTES = timedelta(minutes=2)


async def lose(world: World, kind: FaultKind, *, times: int = 1, channel: str | None = "C0ACME") -> None:
    """Let the answers to that many previews be lost."""
    world.workspace.faults.add(Fault(kind, "chat.postMessage", channel, times=times))
    await world.time_passes(until=story.at(story.PREVIEW_DAY))


async def look(world: World, after: timedelta) -> None:
    """Let it be that long after the preview was tried, and what is due then be looked for and posted."""
    await world.time_passes(until=story.at(story.PREVIEW_DAY) + after)
    await world.bot.searcher.tick()
    await world.bot.dispatcher.drain()


async def look_until(world: World, end: timedelta) -> None:
    for second in range(5, int(end.total_seconds()) + 1, 5):
        await look(world, timedelta(seconds=second))


def previews(world: World, channel: str = "#acme") -> list[Message]:
    return [message for message in world.posts(channel) if message.metadata]


def asked(world: World) -> list[Message]:
    return [message for message in world.posts(world.workspace.direct_channel("U0MAYA").id) if message.by_app]


async def deliveries(world: World, channel: str = "C0ACME") -> list[Delivery]:
    def find(ledger: Ledger) -> list[Delivery]:
        return [row for row in ledger.deliveries(RELEASE.topic) if row.key.channel == channel]

    return await world.bot.workspace.run(find, now=world.clock.now())


@pytest.mark.exhaustive(quick=2)
@pytest.mark.parametrize("kind", NOBODY_KNOWS)
async def test_within_two_minutes_it_is_there_once_and_nobody_was_asked(
    world: World, kind: FaultKind
) -> None:
    await lose(world, kind)

    await look_until(world, TWO_MINUTES)

    assert (len(previews(world)), asked(world)) == (1, [])


@pytest.mark.parametrize("kind", THERE)
async def test_what_is_there_is_found_after_ten_seconds(world: World, kind: FaultKind) -> None:
    await lose(world, kind)

    await look(world, SEARCH_AFTER[0])

    (preview, *_) = await deliveries(world)
    (there,) = previews(world)
    assert preview.message
    assert (preview.state, preview.message.id) == (State.SENT, there.ts)


@pytest.mark.parametrize("kind", NOT_THERE)
async def test_what_is_not_there_is_not_posted_again_before_the_third_look(
    world: World, kind: FaultKind
) -> None:
    await lose(world, kind)

    for after in SEARCH_AFTER[:2]:
        await look(world, after)
    assert previews(world) == []
    await look(world, SEARCH_AFTER[2])

    assert len(previews(world)) == 1


async def test_what_is_lost_everywhere_at_once_is_there_once_everywhere(world: World) -> None:
    await lose(world, FaultKind.DROPPED_BEFORE, times=3, channel=None)

    await look_until(world, TWO_MINUTES)

    assert [len(previews(world, channel)) for channel in CHANNELS] == [1, 1, 1]
    assert asked(world) == []


async def test_what_is_lost_twice_in_a_row_is_there_once_in_the_end(world: World) -> None:
    await lose(world, FaultKind.DROPPED_BEFORE)
    world.workspace.faults.add(Fault(FaultKind.DROPPED_AFTER, "chat.postMessage", "C0ACME"))

    await look_until(world, 2 * TWO_MINUTES)

    assert (len(previews(world)), asked(world)) == (1, [])


@pytest.mark.parametrize("kind", [FaultKind.RATE_LIMITED, FaultKind.UNAVAILABLE_TEXT, FaultKind.BROKEN_JSON])
async def test_trouble_with_reading_history_is_no_answer(world: World, kind: FaultKind) -> None:
    world.workspace.faults.add(Fault(kind, "conversations.history", times=4, seconds=1))
    await lose(world, FaultKind.DROPPED_AFTER)

    await look_until(world, TWO_MINUTES)

    assert (len(previews(world)), asked(world)) == (1, [])


async def test_after_a_crash_it_is_looked_for_at_once(world: World) -> None:
    await lose(world, FaultKind.DROPPED_AFTER)
    await world.stop()
    await world.start()

    await world.bot.searcher.tick()

    (preview, *_) = await deliveries(world)
    assert preview.state is State.SENT


async def test_an_urgent_case_does_not_wait_for_a_second_look(world: World) -> None:
    world.workspace.faults.add(Fault(FaultKind.DROPPED_BEFORE, "chat.postMessage", "C0SUPPORT"))
    begun = world.clock.now()
    await world.driver.person("zoe").runs("/urgent It is grey", in_="#acme")
    await world.bot.dispatcher.drain()

    await world.time_passes(until=begun + SEARCH_AFTER[0])
    await world.bot.searcher.tick()
    await world.bot.dispatcher.drain()

    headlines = [headline for _, headline in world.dated_headlines("#support")]
    assert headlines.count("Urgent case 1: open") == 1


async def test_where_history_cannot_be_read_a_manager_is_asked(world: World) -> None:
    world.workspace.faults.add(
        Fault(FaultKind.REFUSED, "conversations.history", "C0ACME", error="missing_scope")
    )
    await lose(world, FaultKind.DROPPED_BEFORE)

    await look(world, SEARCH_AFTER[0])

    (question,) = asked(world)
    assert "I cannot read the channel" in world.driver.reads(question)


async def there_twice(world: World) -> tuple[Message, Message]:
    """Hide a preview whose answer was lost from history until it has been posted again."""
    await lose(world, FaultKind.DROPPED_AFTER)
    (first,) = previews(world)
    channel = world.workspace.channels["C0ACME"]
    channel.messages.remove(first)
    for after in SEARCH_AFTER:
        await look(world, after)
    channel.messages.insert(0, first)
    (_, second) = previews(world)
    return first, second


async def test_one_that_turned_up_after_it_was_posted_again_is_deleted(world: World) -> None:
    _, second = await there_twice(world)

    await look(world, SEARCH_AFTER[-1] + SEARCH_FOR_COPIES_AFTER)

    assert previews(world) == [second]


async def test_the_one_to_which_somebody_has_reacted_is_kept(world: World) -> None:
    first, _ = await there_twice(world)
    first.reactions["eyes"] = ["U0ANA"]

    await look(world, SEARCH_AFTER[-1] + SEARCH_FOR_COPIES_AFTER)

    (preview, *_) = await deliveries(world)
    assert preview.message
    assert (previews(world), preview.message.id) == ([first], first.ts)


async def test_where_people_have_answered_both_both_stay_and_one_leads_to_the_other(world: World) -> None:
    first, second = await there_twice(world)
    for message in (first, second):
        message.reactions["eyes"] = ["U0ANA"]

    await look(world, SEARCH_AFTER[-1] + SEARCH_FOR_COPIES_AFTER)

    assert previews(world) == [first, second]
    assert "It goes on there" in world.driver.reads(first)
    assert "It goes on" not in world.driver.reads(second)
