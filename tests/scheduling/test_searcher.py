"""The searcher over a real file and a chat system that does as it is told."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest

from rollouts.deliveries import (
    SEARCH_AFTER,
    SEARCH_FOR_COPIES_AFTER,
    Lost,
    Message,
    NotPosted,
    NotReadable,
    Outcome,
    State,
)
from rollouts.ports import Ledger
from tests.support.dispatching import Rig
from views.parts import said
from views.posts.alerts import goes_on_elsewhere

LOST = Lost("ServerDisconnectedError")


async def test_an_unknown_post_that_is_there_is_found_and_not_posted_again(rig: Rig) -> None:
    async def post_and_lose() -> Outcome:
        delivery = (await rig.deliveries())["C0ACME"]
        await rig.poster.post(
            channel="C0ACME",
            content=said("there"),
            thread=None,
            broadcast=False,
            key=delivery.key,
        )
        return LOST

    rig.poster.then("C0ACME", post_and_lose)
    await rig.dispatcher.drain()
    searcher = rig.searcher()
    rig.passes(SEARCH_AFTER[0])

    await searcher.tick()
    await rig.dispatcher.drain()

    assert (await rig.states())["C0ACME"] is State.SENT
    assert rig.poster.in_channel("C0ACME") == ["release:2026.11 preview:standard"]


async def test_a_look_that_breaks_found_nothing_and_the_next_one_may_do_better(
    rig: Rig, caplog: pytest.LogCaptureFixture
) -> None:
    rig.poster.then("C0ACME", LOST)
    await rig.dispatcher.drain()
    rig.poster.breaks_when_asked = True
    searcher = rig.searcher()
    rig.passes(SEARCH_AFTER[0])

    await searcher.tick()

    assert "could not be looked for" in caplog.text
    assert (await rig.states())["C0ACME"] is State.UNKNOWN


async def test_a_lost_post_that_nobody_can_be_asked_about_is_a_warning(
    rig: Rig, caplog: pytest.LogCaptureFixture
) -> None:
    def nobody_is_there(ledger: Ledger) -> None:
        (release,) = ledger.releases()
        ledger.save_release(replace(release, owner=None))
        for integration in ledger.integrations():
            ledger.remove_integration(integration.name)

    rig.poster.then("C0ACME", LOST)
    await rig.dispatcher.drain()
    rig.with_settings(replace(rig.workspace.policy, support_channel=None, alerts_to=()))
    await rig.workspace.run(nobody_is_there, now=rig.clock.now())
    rig.poster.looks_come_to = NotReadable("not_in_channel")
    rig.passes(SEARCH_AFTER[0])

    await rig.searcher().tick()

    assert "Nobody can be asked about a message that was not posted" in caplog.text


async def test_while_it_looks_it_does_not_begin_to_look_a_second_time(rig: Rig) -> None:
    rig.poster.then("C0ACME", LOST)
    await rig.dispatcher.drain()
    searcher = rig.searcher()
    rig.passes(SEARCH_AFTER[0])

    await asyncio.gather(searcher.tick(), searcher.tick())

    assert rig.poster.looks == 1


async def test_a_look_that_could_not_be_made_is_made_later_and_told_as_that(
    rig: Rig, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO")
    rig.poster.then("C0ACME", LOST)
    await rig.dispatcher.drain()
    rig.poster.looks_come_to = NotPosted("ratelimited", timedelta(minutes=1))
    rig.passes(SEARCH_AFTER[0])

    await rig.searcher().tick()

    (told,) = [record for record in caplog.records if "could not be looked for yet" in record.getMessage()]
    assert vars(told)["reason"] == "ratelimited"
    assert (await rig.deliveries())["C0ACME"].searches == 0


async def there_twice(rig: Rig) -> tuple[Message, Message]:
    """Lose the answer to the preview in #acme, and let it turn up when it has been posted again."""

    async def post_and_lose() -> Outcome:
        delivery = (await rig.deliveries())["C0ACME"]
        await rig.poster.post(
            channel="C0ACME", content=said("there"), thread=None, broadcast=False, key=delivery.key
        )
        return LOST

    rig.poster.then("C0ACME", post_and_lose)
    await rig.dispatcher.drain()
    first = rig.poster.posted[-1].message
    rig.poster.hidden.add(first)
    at = timedelta(0)
    for after in SEARCH_AFTER:
        rig.passes(after - at)
        at = after
        await rig.searcher().tick()
    await rig.dispatcher.drain()
    rig.poster.hidden.clear()
    rig.passes(SEARCH_FOR_COPIES_AFTER)
    second = rig.poster.posted[-1].message
    assert second != first
    return first, second


async def test_a_post_that_turned_up_after_it_was_posted_again_is_deleted(
    rig: Rig, caplog: pytest.LogCaptureFixture
) -> None:
    first, second = await there_twice(rig)

    await rig.searcher().tick()

    row = (await rig.deliveries())["C0ACME"]
    assert (rig.poster.deleted, row.message, row.next_at) == ([first], second, None)
    assert "there twice" in caplog.text


async def test_where_something_hangs_on_both_the_other_one_says_where_it_goes_on(rig: Rig) -> None:
    first, second = await there_twice(rig)
    rig.poster.used = {first, second}

    await rig.searcher().tick()

    assert rig.poster.deleted == []
    assert rig.poster.contents[first] == goes_on_elsewhere(f"https://chat.example/C0ACME/{second.id}")
    assert (await rig.deliveries())["C0ACME"].next_at is None


async def test_a_copy_that_could_not_be_deleted_is_deleted_a_minute_later(rig: Rig) -> None:
    first, _ = await there_twice(rig)
    rig.poster.refuses_to_delete = 1

    await rig.searcher().tick()
    assert rig.poster.deleted == []
    rig.passes(timedelta(minutes=1))
    await rig.searcher().tick()

    assert rig.poster.deleted == [first]


async def test_without_a_link_to_the_kept_copy_the_other_one_is_changed_later(rig: Rig) -> None:
    first, second = await there_twice(rig)
    rig.poster.used = {first, second}
    rig.poster.has_no_link = True

    await rig.searcher().tick()

    assert rig.poster.contents[first] == said("there")
    assert (await rig.deliveries())["C0ACME"].next_at is not None


async def test_a_channel_that_cannot_be_read_is_told_as_that(
    rig: Rig, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO")
    rig.poster.then("C0ACME", LOST)
    await rig.dispatcher.drain()
    rig.poster.looks_come_to = NotReadable("not_in_channel")
    rig.passes(SEARCH_AFTER[0])

    await rig.searcher().tick()

    assert "its channel cannot be read" in caplog.text
    assert (await rig.deliveries())["C0ACME"].reason == "not_readable"
