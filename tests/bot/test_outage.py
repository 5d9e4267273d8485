"""Slack in trouble: no more messages are risked than it takes to find out when it answers again."""

import asyncio

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from bot.slack.outage import NO_ANSWERS, SILENCES, TRY_AGAIN, Outage
from bot.slack.pace import Resting
from tests.support.stop_watch import StopWatch


@pytest.fixture
def watch() -> StopWatch:
    return StopWatch()


@pytest.fixture
def outage(watch: StopWatch) -> Outage:
    return Outage(watch)


async def loses_an_answer(outage: Outage) -> None:
    with pytest.raises(TimeoutError), outage.risk():
        raise TimeoutError


async def gets_an_answer(outage: Outage) -> None:
    with outage.risk():
        pass


async def waits(outage: Outage) -> Resting:
    with pytest.raises(Resting) as resting:
        await gets_an_answer(outage)
    return resting.value


async def begins(outage: Outage) -> None:
    for _ in range(SILENCES):
        await loses_an_answer(outage)


async def test_a_lost_answer_now_and_then_holds_nobody_up(outage: Outage) -> None:
    for _ in range(10):
        await loses_an_answer(outage)
        await loses_an_answer(outage)
        await gets_an_answer(outage)


async def test_after_a_few_in_a_row_the_others_wait_and_were_certainly_not_posted(outage: Outage) -> None:
    await begins(outage)

    resting = await waits(outage)

    assert (resting.wait, resting.reason) == (TRY_AGAIN, NO_ANSWERS)


async def test_then_one_message_tries_whether_slack_answers_again(outage: Outage, watch: StopWatch) -> None:
    await begins(outage)
    watch.shows += TRY_AGAIN.total_seconds()
    going_on = asyncio.Event()

    async def tries() -> None:
        with outage.risk():
            await going_on.wait()

    trying = asyncio.create_task(tries())
    await asyncio.sleep(0)
    await waits(outage)
    going_on.set()
    await trying

    await gets_an_answer(outage)


async def test_while_slack_stays_away_only_one_is_risked_each_time(outage: Outage, watch: StopWatch) -> None:
    await begins(outage)
    for _ in range(5):
        watch.shows += TRY_AGAIN.total_seconds()
        await loses_an_answer(outage)
        await waits(outage)


async def test_it_is_said_once_that_slack_is_away_and_once_that_it_is_back(
    outage: Outage, watch: StopWatch, caplog: pytest.LogCaptureFixture
) -> None:
    await begins(outage)
    for _ in range(3):
        watch.shows += TRY_AGAIN.total_seconds()
        await loses_an_answer(outage)
    watch.shows += TRY_AGAIN.total_seconds()
    await gets_an_answer(outage)
    await gets_an_answer(outage)

    assert [record.getMessage() for record in caplog.records] == [
        "Slack does not answer. What is due is kept; one message at a time tries it.",
        "Slack answers again.",
    ]


async def test_a_slack_that_cannot_be_reached_does_not_answer_either(outage: Outage) -> None:
    for _ in range(SILENCES):
        with pytest.raises(aiohttp.ConnectionTimeoutError), outage.risk():
            raise aiohttp.ConnectionTimeoutError

    await waits(outage)


async def test_a_refusal_is_an_answer(outage: Outage, watch: StopWatch) -> None:
    await begins(outage)
    watch.shows += TRY_AGAIN.total_seconds()
    answer = {"ok": False, "error": "msg_too_long"}
    refusal = AsyncSlackResponse(
        client=None, http_verb="POST", api_url="", req_args={}, data=answer, headers={}, status_code=200
    )
    with pytest.raises(SlackApiError), outage.risk():
        raise SlackApiError("refused", refusal)  # type: ignore[no-untyped-call] # the SDK leaves it untyped

    await gets_an_answer(outage)


async def test_a_method_that_rests_says_nothing_about_an_outage(outage: Outage, watch: StopWatch) -> None:
    await begins(outage)
    watch.shows += TRY_AGAIN.total_seconds()
    with pytest.raises(Resting), outage.risk():
        raise Resting(TRY_AGAIN)

    await loses_an_answer(outage)
    await waits(outage)
