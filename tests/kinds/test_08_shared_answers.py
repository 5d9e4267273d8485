"""What is shared comes once, as a delivery like every other; the private answer stays until it is there."""

import asyncio
from datetime import datetime, timedelta

import pytest

from rollouts.deliveries import SEARCH_AFTER, Message, Reason, State
from rollouts.delivery.claiming import ANSWER_HOLDS, ClaimDue, claim_due
from rollouts.people import Caller
from rollouts.usecases.sharing import ShareAnswer, Shared, share_answer
from slack_simulator import Fault, FaultKind
from slack_simulator import Message as Posted
from slack_simulator.testing import Person
from tests.golden.cases import every
from tests.handlers.conftest import Reads
from tests.support import story
from tests.support.memory_ledger import MemoryLedger
from tests.support.world import World
from views import inlines, kept
from views.parts import Message as Content
from views.parts import Rows, said

SHARE = "Share in channel"


async def asks(zoe: Person, where: str = "#acme") -> Posted:
    answer = await zoe.runs("/live controlled", in_=where)
    assert isinstance(answer, Posted)
    return answer


def shared(world: World, where: str = "#acme") -> list[Posted]:
    return [post for post in world.posts(where) if "Shared by" in post.text]


def is_private_left(zoe: Person, where: str = "#acme") -> bool:
    return any(message.private_to for message in zoe.sees(where))


async def later(world: World, after: timedelta, begun: datetime) -> None:
    await world.time_passes(until=begun + after)
    await world.bot.searcher.tick()
    await world.bot.dispatcher.drain()


async def test_five_presses_make_one_public_message(world: World, zoe: Person) -> None:
    private = await asks(zoe)

    await asyncio.gather(*(zoe.clicks(SHARE, on=private, answer=False) for _ in range(5)))

    await world.driver.until(lambda: not is_private_left(zoe))
    await world.stop()
    assert len(shared(world)) == 1


async def test_it_carries_the_mark_of_its_delivery(world: World, zoe: Person) -> None:
    private = await asks(zoe)
    await zoe.clicks(SHARE, on=private)

    (post,) = shared(world)
    assert post.metadata
    assert post.metadata["event_payload"]["announcement"] == "shared_answer"


@pytest.mark.parametrize("kind", [FaultKind.DROPPED_AFTER, FaultKind.BROKEN_JSON, FaultKind.DROPPED_BEFORE])
async def test_what_was_lost_comes_once_and_the_private_answer_stays_until_then(
    world: World, zoe: Person, kind: FaultKind
) -> None:
    private = await asks(zoe)
    begun = world.clock.now()
    world.workspace.faults.add(Fault(kind, "chat.postMessage"))
    await zoe.clicks(SHARE, on=private, answer=False)
    await world.driver.until(lambda: world.workspace.faults.struck)
    await world.bot.dispatcher.drain()
    assert is_private_left(zoe)

    for after in SEARCH_AFTER:
        await later(world, after, begun)

    await world.driver.until(lambda: not is_private_left(zoe))
    assert len(shared(world)) == 1


async def test_after_a_restart_it_is_still_one(world: World, zoe: Person) -> None:
    private = await asks(zoe)
    world.workspace.faults.add(Fault(FaultKind.REFUSED, "response_url", error="expired_url"))
    await zoe.clicks(SHARE, on=private)
    await world.stop()
    await world.start()

    await zoe.clicks(SHARE, on=private, answer=False)

    await world.driver.until(lambda: not is_private_left(zoe))
    assert len(shared(world)) == 1


@pytest.mark.parametrize("error", ["channel_not_found", "not_in_channel", "is_archived"])
async def test_where_the_bot_may_not_post_it_is_shared_by_the_address_of_the_press(
    world: World, zoe: Person, error: str
) -> None:
    private = await asks(zoe)
    world.workspace.faults.add(Fault(FaultKind.REFUSED, "chat.postMessage", error=error))

    await zoe.clicks(SHARE, on=private)

    await world.driver.until(lambda: not is_private_left(zoe))
    assert len(shared(world)) == 1
    assert world.posts(world.workspace.direct_channel("U0MAYA").id) == []


async def test_where_nothing_can_be_shared_whoever_pressed_is_told_why_and_may_press_again(
    world: World, zoe: Person, reads: Reads
) -> None:
    private = await asks(zoe)
    world.workspace.faults.add(Fault(FaultKind.REFUSED, "chat.postMessage", error="not_in_channel"))
    world.workspace.faults.add(Fault(FaultKind.REFUSED, "response_url", error="used_url"))

    told = await zoe.clicks(SHARE, on=private)

    assert reads(told).startswith("This answer could not be shared here: the bot is not in it.")
    assert (shared(world), is_private_left(zoe)) == ([], True)
    await zoe.clicks(SHARE, on=private)
    assert len(shared(world)) == 1


async def test_a_private_answer_that_cannot_be_taken_away_stays(
    world: World, zoe: Person, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO")
    private = await asks(zoe)
    world.workspace.faults.add(Fault(FaultKind.REFUSED, "response_url", error="expired_url"))

    await zoe.clicks(SHARE, on=private)
    await world.driver.until(lambda: "could not be taken away (expired_url); it stays" in caplog.text)

    assert is_private_left(zoe)


async def test_an_answer_to_a_mention_is_shared_too(world: World, zoe: Person) -> None:
    private = await zoe.says("@Fortnight what is live?", in_="#acme")

    await zoe.clicks(SHARE, on=private)

    await world.driver.until(lambda: not is_private_left(zoe))
    assert len(shared(world)) == 1


# The rule


def share(ledger: MemoryLedger, *, at: datetime = story.START, answer: str = "1.000100") -> Shared:
    request = ShareAnswer(Caller("U0ZOE"), Message("C0ACME", answer), kept.write(said("Live.")))
    return share_answer(ledger.at(at), request)


def test_two_answers_are_shared_as_two(ledger: MemoryLedger) -> None:
    one, again, other = share(ledger), share(ledger), share(ledger, answer="2.000100")

    assert [it.again for it in (one, again, other)] == [False, True, False]
    assert one.delivery.id == again.delivery.id != other.delivery.id


@pytest.mark.parametrize("wait", [ANSWER_HOLDS, ANSWER_HOLDS + timedelta(seconds=1)])
def test_an_answer_that_waited_too_long_is_not_shared_any_more(ledger: MemoryLedger, wait: timedelta) -> None:
    number = share(ledger).delivery.id

    jobs = claim_due(ledger.at(story.START + wait), ClaimDue(9, 9))

    delivery = ledger.delivery(number)
    assert delivery
    expected = (State.CLAIMED, "") if wait == ANSWER_HOLDS else (State.SKIPPED, Reason.TOO_OLD)
    assert (len(jobs), (delivery.state, delivery.reason)) == (int(wait == ANSWER_HOLDS), expected)


def test_what_was_not_shared_in_time_may_be_shared_anew(ledger: MemoryLedger) -> None:
    share(ledger)
    late = story.START + 2 * ANSWER_HOLDS
    claim_due(ledger.at(late), ClaimDue(9, 9))

    assert not share(ledger, at=late).again
    assert len(claim_due(ledger.at(late), ClaimDue(9, 9))) == 1


# How it is kept


@pytest.mark.deep
def test_every_message_is_kept_word_for_word() -> None:
    messages = {
        f"{golden.path} {name}": said_so
        for golden in every()
        for name, said_so in golden.variants.items()
        if isinstance(said_so, Content) and not any(isinstance(part, Rows) for part in said_so.parts)
    }

    changed = [name for name, message in messages.items() if kept.read(kept.write(message)) != message]

    assert len(messages) > len(changed) == 0


def test_the_words_of_every_post_are_kept() -> None:
    words = {
        f"{golden.path} {name}": said_so.text
        for golden in every()
        if golden.path.startswith("posts/")
        for name, said_so in golden.variants.items()
        if isinstance(said_so, Content)
    }

    changed = [name for name, text in words.items() if kept.read_words(kept.write_words(text)) != text]

    assert len(words) > len(changed) == 0


def test_what_counts_what_it_left_out_is_not_kept() -> None:
    listed = said("All", Rows(("a",), rest=lambda left: inlines.say("{left} more", left=left)))

    with pytest.raises(TypeError, match="cannot be kept as text"):
        kept.write(listed)
