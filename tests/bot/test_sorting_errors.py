"""Errors as slack_sdk really raises them, each made by a server: posted perhaps, not posted, never."""

import asyncio
import socket
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import timedelta

import aiohttp
import pytest
from aiohttp import web
from slack_sdk.errors import SlackApiError

from bot.slack.client import make_client
from bot.slack.errors import LATER, MUCH_LATER, SOON, classify, error_code
from bot.slack.pace import Resting
from rollouts.deliveries import Concern, Lost, NotPosted, Refused

Answers = Callable[[web.Request], Awaitable[web.StreamResponse]]
Sorts = Callable[[Answers], Awaitable[NotPosted | Lost | Refused]]


@pytest.fixture
async def session() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=2)) as session:
        yield session


@pytest.fixture
async def raises(session: aiohttp.ClientSession) -> AsyncIterator[Callable[[Answers], Awaitable[Exception]]]:
    """Post to a server that answers as given; return what slack_sdk raised."""
    runners: list[web.AppRunner] = []

    async def post(answers: Answers) -> Exception:
        app = web.Application()
        app.router.add_post("/api/chat.postMessage", answers)
        runner = web.AppRunner(app, shutdown_timeout=0)
        runners.append(runner)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        client = make_client(
            token="xoxb-made-up", api_url=f"http://127.0.0.1:{runner.addresses[0][1]}/api/", session=session
        )
        with pytest.raises(Exception) as caught:  # noqa: PT011 - which one it is, is what the test is about
            await client.chat_postMessage(channel="C0ACME", text="hello")
        return caught.value

    yield post
    for runner in runners:
        await runner.cleanup()


@pytest.fixture
def sorts(raises: Callable[[Answers], Awaitable[Exception]]) -> Sorts:
    async def sort(answers: Answers) -> NotPosted | Lost | Refused:
        return classify(await raises(answers))

    return sort


def says(body: str, *, status: int = 200, kind: str = "application/json", **headers: str) -> Answers:
    async def answer(_: web.Request) -> web.StreamResponse:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return web.Response(text=body, status=status, content_type=kind, headers=named)

    return answer


def refuses(code: str, *, status: int = 200, **headers: str) -> Answers:
    return says(f'{{"ok": false, "error": "{code}"}}', status=status, kind="application/json", **headers)


@pytest.mark.parametrize(
    "answers",
    [
        says("upstream connect error", status=503, kind="text/plain"),
        says("<html>Internal Server Error</html>", status=500, kind="text/html"),
        says("", status=502),
        says('{"ok": tru', status=200),
        says('{"ok": false, "error": "internal_error"}', status=500),
        says("<html>Please log in</html>", status=200, kind="text/html"),
        says('{"ok": false}', status=200),
        says('["ok"]', status=200),
        says("ok", status=200, kind="text/plain"),
        says("[" * 100_000, status=200),
        refuses("fatal_error"),
        refuses("internal_error"),
        refuses("request_timeout"),
        refuses("service_unavailable"),
    ],
)
async def test_when_nobody_can_know_it_may_be_posted(sorts: Sorts, answers: Answers) -> None:
    assert isinstance(await sorts(answers), Lost)


async def test_after_a_time_out_it_may_be_posted(sorts: Sorts) -> None:
    given_up = asyncio.Event()

    async def too_late(_: web.Request) -> web.StreamResponse:
        await given_up.wait()
        return web.Response()

    assert isinstance(await sorts(too_late), Lost)
    given_up.set()


async def test_after_a_dropped_connection_it_may_be_posted(sorts: Sorts) -> None:
    async def drop(request: web.Request) -> web.StreamResponse:
        assert request.transport
        request.transport.abort()
        return web.Response()

    assert isinstance(await sorts(drop), Lost)


async def test_after_half_an_answer_it_may_be_posted(sorts: Sorts) -> None:
    async def half(request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse(headers={"Content-Length": "100", "Content-Type": "application/json"})
        await response.prepare(request)
        await response.write(b'{"ok": ')
        assert request.transport
        request.transport.close()
        return response

    assert isinstance(await sorts(half), Lost)


async def test_after_an_answer_that_is_no_text_it_may_be_posted(sorts: Sorts) -> None:
    async def garbled(_: web.Request) -> web.StreamResponse:
        return web.Response(body=b'{"ok": "\xff"}', content_type="application/json", charset="utf-8")

    assert isinstance(await sorts(garbled), Lost)


async def test_a_connection_that_was_refused_posted_nothing(session: aiohttp.ClientSession) -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        port = closed.getsockname()[1]
    client = make_client(token="xoxb-made-up", api_url=f"http://127.0.0.1:{port}/api/", session=session)

    with pytest.raises(aiohttp.ClientConnectorError) as caught:
        await client.chat_postMessage(channel="C0ACME", text="hello")

    assert classify(caught.value) == NotPosted("unreachable", SOON)


@pytest.mark.parametrize(
    ("retry_after", "seconds"),
    [("30", 30), ("1.5", 1.5), ("0", 1), ("-3", 1), ("soon", 5), ("nan", 5), ("inf", 5)],
)
async def test_a_rate_limit_waits_as_long_as_it_says_and_a_second_at_least(
    sorts: Sorts, retry_after: str, seconds: float
) -> None:
    limited = refuses("ratelimited", status=429, Retry_After=retry_after)

    assert await sorts(limited) == NotPosted("ratelimited", timedelta(seconds=seconds))


async def test_a_rate_limit_without_a_word_waits_a_little(sorts: Sorts) -> None:
    assert await sorts(says("slow down", status=429, kind="text/plain")) == NotPosted("ratelimited", SOON)


async def test_a_workspace_full_of_messages_is_tried_much_later(sorts: Sorts) -> None:
    assert await sorts(refuses("message_limit_exceeded")) == NotPosted("message_limit_exceeded", MUCH_LATER)


@pytest.mark.parametrize("code", ["external_channel_migrating", "org_login_required", "team_added_to_org"])
async def test_what_slack_moves_just_now_is_tried_when_it_may_have_arrived(sorts: Sorts, code: str) -> None:
    assert await sorts(refuses(code)) == NotPosted(code, LATER)


@pytest.mark.parametrize(
    ("code", "concern"),
    [
        ("is_archived", Concern.CHANNEL),
        ("not_in_channel", Concern.CHANNEL),
        ("token_revoked", Concern.WORKSPACE),
        ("missing_scope", Concern.WORKSPACE),
        ("deprecated_endpoint", Concern.WORKSPACE),
        ("method_deprecated", Concern.WORKSPACE),
        ("unknown_method", Concern.WORKSPACE),
        ("invalid_blocks", Concern.MESSAGE),
        ("a_code_from_the_future", Concern.MESSAGE),
    ],
)
async def test_what_is_refused_is_not_tried_again_and_says_whom_it_concerns(
    sorts: Sorts, code: str, concern: Concern
) -> None:
    assert await sorts(refuses(code)) == Refused(code, concern=concern)


@pytest.mark.parametrize("code", ["message_not_found", "thread_not_found"])
async def test_a_message_that_somebody_deleted_is_gone(sorts: Sorts, code: str) -> None:
    found = await sorts(refuses(code))

    assert isinstance(found, Refused)
    assert found.gone


def test_what_was_not_sent_because_the_method_rests_is_tried_when_it_has_rested() -> None:
    assert classify(Resting(timedelta(seconds=7))) == NotPosted("ratelimited", timedelta(seconds=7))


def test_a_mistake_of_our_own_is_never_tried_again() -> None:
    assert classify(KeyError("ts")) == Refused("KeyError")


async def test_an_unreadable_answer_has_a_code_to_tell(
    raises: Callable[[Answers], Awaitable[Exception]],
) -> None:
    error = await raises(says("upstream connect error", status=503, kind="text/plain"))

    assert isinstance(error, SlackApiError)
    assert error_code(error) == "http_503"
