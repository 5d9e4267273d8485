"""An answer gets through: it is looked at what became of it, and what was lost is said again."""

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import timedelta
from typing import Any

import aiohttp
import pytest
from aiohttp import web
from slack_sdk.web.async_client import AsyncWebClient

from bot.slack import rendering
from bot.slack.answers import SlackAnswers
from bot.slack.client import make_client
from bot.slack.pace import Pace
from handlers.replies import Reply, Ways
from rollouts.deliveries import Lost, NotPosted, Refused
from slack_simulator import Fault, FaultKind, Message
from slack_simulator.testing import Person
from tests.handlers.conftest import Reads
from tests.support.overheard import Overheard
from tests.support.stop_watch import StopWatch
from tests.support.world import World
from views.parts import said

LOST, LATER, GONE = Lost("http_500"), NotPosted("ratelimited", timedelta(seconds=30)), Refused("expired_url")
URL = "https://hooks.example/secret"


def reply_over(ways: Ways, *, url: str = URL, channel: str | None = "C0ACME") -> Reply:
    return Reply(AsyncWebClient(), ways, rendering, "U0ZOE", url, channel=channel, thread="1.000100")


# Which way


@pytest.mark.parametrize(
    ("url", "channel", "way"),
    [(URL, "C0ACME", URL), (URL, None, URL), ("", "C0ACME", "C0ACME"), ("", None, "U0ZOE")],
)
async def test_it_goes_where_it_was_asked_if_it_can(url: str, channel: str | None, way: str) -> None:
    heard = Overheard()

    await reply_over(heard, url=url, channel=channel).answer(said("Live."))

    assert [(each.way, each.text) for each in heard.said] == [(way, "Live.")]


@pytest.mark.parametrize("trouble", [LOST, LATER, GONE])
async def test_what_does_not_arrive_is_said_on_the_next_way(trouble: Lost | NotPosted | Refused) -> None:
    once, twice = Overheard(trouble), Overheard(trouble, trouble)

    await reply_over(once).answer(said("Live."))
    await reply_over(twice).answer(said("Live."))

    assert [each.way for each in (*once.said, *twice.said)] == ["C0ACME", "U0ZOE"]
    assert once.said[0].facts["thread"] == "1.000100"


@pytest.mark.parametrize(
    ("where", "way"), [({"is_at_home": True, "trigger": "1.2"}, "window 1.2"), ({"window": "V1"}, "V1")]
)
async def test_whoever_is_at_home_or_in_a_window_is_answered_in_a_window(
    where: dict[str, Any], way: str
) -> None:
    heard, refused = Overheard(), Overheard(Refused("expired_trigger_id"))

    for ways in (heard, refused):
        await replace(reply_over(ways, url="", channel=None), **where).answer(said("Live."))

    assert [each.way for each in (*heard.said, *refused.said)] == [way, "U0ZOE"]
    assert "Live." in heard.texts[0]


async def test_when_no_way_leads_through_all_are_tried_again_later(caplog: pytest.LogCaptureFixture) -> None:
    heard = Overheard(LOST, LOST, LOST, LATER, LOST, GONE, again_after=(5, 20))

    await reply_over(heard).answer(said("Live."))

    assert (heard.texts, heard.slept) == (["Live."], [5, 20])
    assert "could not be given" not in caplog.text


async def test_what_is_refused_on_every_way_is_not_tried_again(caplog: pytest.LogCaptureFixture) -> None:
    heard = Overheard(GONE, GONE, GONE, again_after=(5, 20))

    await reply_over(heard).answer(said("Live."))

    assert (heard.texts, heard.slept) == ([], [])
    assert "An answer to U0ZOE could not be given on any way." in caplog.text


async def test_some_day_it_is_enough(caplog: pytest.LogCaptureFixture) -> None:
    heard = Overheard(*[LOST] * 9, again_after=(5, 20))

    await reply_over(heard).answer(said("Live."))

    assert (heard.texts, heard.slept) == ([], [5, 20])
    assert "could not be given on any way" in caplog.text


async def test_the_log_says_what_happened_and_never_the_address(caplog: pytest.LogCaptureFixture) -> None:
    await reply_over(Overheard(LOST)).answer(said("Live."))

    assert "An answer did not arrive at the address that came with the question (http_500)." in caplog.text
    assert "hooks.example" not in caplog.text


# The ways to Slack


@asynccontextmanager
async def slack_that(
    answers: Callable[[web.Request], Awaitable[web.StreamResponse]],
    *,
    watch: StopWatch | None = None,
    seconds: float = 10,
) -> AsyncIterator[tuple[SlackAnswers, str]]:
    """A server that answers everything as given: the ways to it, and an address there for an answer."""
    watch = watch or StopWatch()
    app = web.Application()
    app.router.add_post("/{anything:.*}", answers)
    runner = web.AppRunner(app, shutdown_timeout=0, handler_cancellation=True)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    address = f"http://127.0.0.1:{runner.addresses[0][1]}"

    async def pass_on(seconds: float) -> None:
        watch.shows += seconds

    async with aiohttp.ClientSession() as session:
        client = make_client(token="xoxb-made-up", api_url=f"{address}/api/", session=session)
        pace = Pace(seconds=watch)
        yield SlackAnswers(client, session, pace, seconds=seconds, sleep=pass_on), f"{address}/actions/secret"
    await runner.cleanup()


def says(body: str, *, status: int = 200, **headers: str) -> Callable[[web.Request], Awaitable[web.Response]]:
    async def answer(_: web.Request) -> web.Response:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return web.Response(text=body, status=status, content_type="application/json", headers=named)

    return answer


async def never(_: web.Request) -> web.Response:
    await asyncio.Event().wait()
    raise AssertionError


async def hang_up(request: web.Request) -> web.Response:
    assert request.transport
    request.transport.abort()
    return web.Response()


@pytest.mark.parametrize("body", ["ok", '{"ok": true}', ""])
async def test_what_slack_took_has_arrived(body: str) -> None:
    async with slack_that(says(body)) as (ways, url):
        assert await ways.by_url(url, {"text": "Live."}) is None


@pytest.mark.parametrize(
    ("answers", "trouble"),
    [
        (says('{"ok": false, "error": "expired_url"}', status=404), Refused("expired_url")),
        (says('{"ok": false, "error": "used_url"}', status=404), Refused("used_url")),
        (says("expired", status=404), Refused("http_404")),
        (says("[]", status=410), Refused("http_410")),
        (says('{"ok": false, "error": "invalid_blocks"}', status=400), Refused("invalid_blocks")),
        (says('{"ok": false, "error": "invalid_blocks"}'), Refused("invalid_blocks")),
        (says("<html>", status=500), Lost("http_500")),
        (says("", status=502), Lost("http_502")),
        (says('{"ok": false, "error": "fatal_error"}'), Lost("fatal_error")),
        (hang_up, Lost("ServerDisconnectedError")),
        (says("", status=429, Retry_After="30"), NotPosted("ratelimited", timedelta(seconds=30))),
    ],
)
async def test_what_slack_did_not_take_is_told(
    answers: Callable[[web.Request], Awaitable[web.StreamResponse]], trouble: Lost | NotPosted | Refused
) -> None:
    async with slack_that(answers) as (ways, url):
        assert await ways.by_url(url, {"text": "Live."}) == trouble


async def test_whoever_does_not_answer_in_time_has_perhaps_taken_it() -> None:
    async with slack_that(never, seconds=0.2) as (ways, url):
        assert await ways.by_url(url, {"text": "Live."}) == Lost("TimeoutError")


async def test_where_nobody_listens_nothing_has_arrived() -> None:
    async with slack_that(says("ok")) as (ways, _):
        trouble = await ways.by_url("http://127.0.0.1:9/x", {"text": "Live."})

    assert isinstance(trouble, NotPosted)


async def test_a_short_rest_is_waited_for_and_a_long_one_is_kept_to() -> None:
    asked: list[float] = []
    watch = StopWatch()

    async def limited(_: web.Request) -> web.Response:
        asked.append(watch.shows)
        wait = {1: "2", 3: "60"}.get(len(asked))
        return web.Response(status=429, headers={"Retry-After": wait}) if wait else web.Response(text="ok")

    begun = watch.shows
    async with slack_that(limited, watch=watch) as (ways, url):
        assert await ways.by_url(url, {"text": "Live."}) is None
        assert await ways.by_url(url, {"text": "Live."}) == NotPosted("ratelimited", timedelta(seconds=60))
        watch.shows += 20
        assert await ways.by_url(url, {"text": "Live."}) == NotPosted("ratelimited", timedelta(seconds=40))
        watch.shows += 40
        assert await ways.by_url(url, {"text": "Live."}) is None

    assert [at - begun for at in asked] == [0, 2, 2, 62]


async def test_the_other_ways_lead_to_the_channel_and_to_the_person() -> None:
    asked: list[tuple[str, str]] = []

    async def take(request: web.Request) -> web.Response:
        body = await request.text()
        asked.append((request.path, "thread_ts" if "thread_ts" in body else ""))
        return web.json_response({"ok": True, "message_ts": "1.000100"})

    async with slack_that(take) as (ways, _):
        assert (
            await ways.whisper(channel="C0ACME", user="U0ZOE", thread="1.000100", text="Live.", blocks=[])
            is None
        )
        assert await ways.direct(user="U0ZOE", text="Live.", blocks=[]) is None

    assert asked == [("/api/chat.postEphemeral", "thread_ts"), ("/api/chat.postMessage", "")]


# The contract of the ways, real and overheard


@pytest.mark.parametrize("is_real", [True, False])
async def test_a_way_tells_what_went_wrong_once_and_leads_through_the_next_time(is_real: bool) -> None:  # noqa: FBT001 - which one
    troubles = [web.Response(status=500), web.Response(text="ok")]

    async def take(_: web.Request) -> web.Response:
        return troubles.pop(0)

    async with slack_that(take) as (real, url):
        ways: Ways = real if is_real else Overheard(LOST)

        assert await ways.by_url(url, {"text": "Live."}) == LOST
        assert await ways.by_url(url, {"text": "Live."}) is None


# In the workspace


LOSSES = (
    FaultKind.SERVER_ERROR_HTML,
    FaultKind.UNAVAILABLE_TEXT,
    FaultKind.DROPPED_BEFORE,
    FaultKind.RATE_LIMITED,
    FaultKind.FATAL_ERROR,
    FaultKind.REFUSED,
)


@pytest.mark.parametrize("kind", LOSSES)
@pytest.mark.parametrize("typed", ["/live controlled", "/release confirm 2026.99"])
async def test_an_answer_whose_address_fails_is_said_in_the_channel(
    world: World, zoe: Person, reads: Reads, kind: FaultKind, typed: str
) -> None:
    usual = reads(await zoe.runs(typed, in_="#acme"))
    world.workspace.faults.add(Fault(kind, "response_url", seconds=60))

    answer = await zoe.runs(typed, in_="#acme")

    assert isinstance(answer, Message)
    assert (reads(answer), answer.private_to) == (usual, "U0ZOE")


@pytest.mark.parametrize("kind", LOSSES)
async def test_where_nothing_can_be_said_privately_it_comes_as_a_direct_message(
    world: World, zoe: Person, reads: Reads, kind: FaultKind
) -> None:
    world.workspace.faults.add(Fault(kind, "response_url", seconds=60))
    world.workspace.faults.add(Fault(FaultKind.REFUSED, "chat.postEphemeral", error="not_in_channel"))

    await zoe.runs("/live controlled", in_="#globex")

    (message,) = world.workspace.direct_channel("U0ZOE").messages
    assert "Controlled Release server" in reads(message)


async def test_a_report_whose_answer_is_lost_is_told_of_all_the_same(
    world: World, zoe: Person, reads: Reads
) -> None:
    world.workspace.faults.add(Fault(FaultKind.DROPPED_BEFORE, "response_url"))

    assert "Urgent case 1" in reads(await zoe.runs("/urgent It is grey", in_="#acme"))


@pytest.mark.parametrize("left_out", ["response_url", "trigger_id"])
async def test_a_payload_without_an_address_is_answered_all_the_same(
    world: World, zoe: Person, reads: Reads, left_out: str
) -> None:
    await zoe.runs("/live controlled", in_="#acme")
    typed = world.workspace.newest_request
    assert typed
    new = {} if left_out == "trigger_id" else {"trigger_id": "1.2.3"}
    fewer = {name: value for name, value in typed.payload.items() if name not in (left_out, "trigger_id")}
    (before,) = [message for message in zoe.sees("#acme") if message.private_to]

    await world.driver.deliver_again(replace(typed, payload=fewer | new | {"text": "standard"}))

    await world.driver.until(lambda: len([each for each in zoe.sees("#acme") if each.private_to]) == 2)
    assert "Standard Release server" in reads(zoe.sees("#acme")[-1]) != reads(before)


async def test_an_address_that_fails_stands_in_no_log(
    world: World, zoe: Person, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    world.workspace.faults.add(Fault(FaultKind.DROPPED_BEFORE, "response_url"))

    await zoe.runs("/live controlled", in_="#acme")

    ours = [record for record in caplog.records if record.name.split(".")[0] in {"bot", "handlers"}]
    assert any("An answer did not arrive" in record.getMessage() for record in ours)
    assert not any("/actions/" in record.getMessage() for record in ours)
