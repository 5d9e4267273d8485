"""The searcher over a real file and a chat system that does as it is told."""

import asyncio
from datetime import timedelta

import pytest

from rollouts.deliveries import SEARCH_AFTER, Lost, NotPosted, Outcome, State
from tests.support.dispatching import Stage
from views.parts import said

LOST = Lost("ServerDisconnectedError")


async def test_an_unknown_post_that_is_there_is_found_and_not_posted_again(stage: Stage) -> None:
    async def post_and_lose() -> Outcome:
        delivery = (await stage.deliveries())["C0ACME"]
        await stage.poster.post(
            channel="C0ACME",
            content=said("there"),
            thread=None,
            broadcast=False,
            key=delivery.key,
        )
        return LOST

    stage.poster.then("C0ACME", post_and_lose)
    await stage.dispatcher.drain()
    searcher = stage.searcher()
    stage.passes(SEARCH_AFTER[0])

    await searcher.tick()
    await stage.dispatcher.drain()

    assert (await stage.states())["C0ACME"] is State.SENT
    assert stage.poster.in_channel("C0ACME") == ["release:2026.11 preview:standard"]


async def test_a_look_that_breaks_found_nothing_and_the_next_one_may_do_better(
    stage: Stage, caplog: pytest.LogCaptureFixture
) -> None:
    stage.poster.then("C0ACME", LOST)
    await stage.dispatcher.drain()
    stage.poster.breaks_when_asked = True
    searcher = stage.searcher()
    stage.passes(SEARCH_AFTER[0])

    await searcher.tick()

    assert "could not be looked for" in caplog.text
    assert (await stage.states())["C0ACME"] is State.UNKNOWN


async def test_while_it_looks_it_does_not_begin_to_look_a_second_time(stage: Stage) -> None:
    stage.poster.then("C0ACME", LOST)
    await stage.dispatcher.drain()
    searcher = stage.searcher()
    stage.passes(SEARCH_AFTER[0])

    await asyncio.gather(searcher.tick(), searcher.tick())

    assert stage.poster.looks == 1


async def test_a_look_that_could_not_be_made_is_made_later_and_told_as_that(
    stage: Stage, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO")
    stage.poster.then("C0ACME", LOST)
    await stage.dispatcher.drain()
    stage.poster.looks_wait = NotPosted("ratelimited", timedelta(minutes=1))
    stage.passes(SEARCH_AFTER[0])

    await stage.searcher().tick()

    (told,) = [record for record in caplog.records if "could not be looked for yet" in record.getMessage()]
    assert vars(told)["reason"] == "ratelimited"
    assert (await stage.deliveries())["C0ACME"].searches == 0
