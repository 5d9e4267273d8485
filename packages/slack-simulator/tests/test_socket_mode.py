"""Socket Mode: connections, envelopes, acknowledgements, retries and breaks."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import TypeAlias

import aiohttp
import pytest
from slack_bolt.app.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck
from slack_sdk.web.async_client import AsyncWebClient

from kit import Clock, Connect, message
from slack_simulator import Server, Workspace, serve
from slack_simulator.records import JSON
from slack_simulator.testing import Driver, Person
from slack_simulator.view_stack import open_view


class Socket:
    """A bare connection that acknowledges only what the test tells it to."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        self.socket = socket

    async def next(self) -> JSON:
        frame: JSON = await self.socket.receive_json(timeout=2)
        return frame

    async def ack(self, envelope: JSON, payload: JSON | None = None) -> None:
        sent = {"envelope_id": envelope["envelope_id"]}
        await self.socket.send_json(sent | ({"payload": payload} if payload else {}))


OpenSocket: TypeAlias = Callable[[], Awaitable[Socket]]


@pytest.fixture
async def open_socket(server: Server, workspace: Workspace) -> AsyncIterator[OpenSocket]:
    """Open a bare connection with an app token, past its hello."""
    client = AsyncWebClient(workspace.app_token, base_url=server.api_url)
    opened: list[Socket] = []
    async with aiohttp.ClientSession() as session:

        async def open_one() -> Socket:
            url = (await client.apps_connections_open(app_token=workspace.app_token))["url"]
            opened.append(Socket(await session.ws_connect(url)))
            return opened[-1]

        yield open_one
        for socket in opened:
            await socket.socket.close()


async def greeted(open_socket: OpenSocket) -> Socket:
    socket = await open_socket()
    assert (await socket.next())["type"] == "hello"
    return socket


async def test_a_connection_is_greeted(open_socket: OpenSocket) -> None:
    hello = await (await open_socket()).next()
    assert (hello["type"], hello["num_connections"]) == ("hello", 1)
    assert hello["connection_info"]["app_id"] == "A0APP"


async def test_a_ticket_opens_one_connection(server: Server, workspace: Workspace) -> None:
    client = AsyncWebClient(workspace.app_token, base_url=server.api_url)
    url = (await client.apps_connections_open(app_token=workspace.app_token))["url"]
    async with aiohttp.ClientSession() as session, session.ws_connect(url):
        with pytest.raises(aiohttp.WSServerHandshakeError):
            await session.ws_connect(url)


async def test_the_eleventh_connection_is_one_too_many(open_socket: OpenSocket) -> None:
    for _ in range(10):
        await greeted(open_socket)
    goodbye = await (await open_socket()).next()
    assert (goodbye["type"], goodbye["reason"]) == ("disconnect", "too_many_websockets")


async def test_a_command_arrives_as_an_envelope_and_its_ack_may_carry_the_answer(
    open_socket: OpenSocket, ana: Person
) -> None:
    socket = await greeted(open_socket)
    run = asyncio.ensure_future(ana.runs("/ticket broken player", in_="#acme-lms"))
    envelope = await socket.next()
    assert (envelope["type"], envelope["accepts_response_payload"]) == ("slash_commands", True)
    payload = envelope["payload"]
    assert (payload["command"], payload["text"], payload["user_id"]) == ("/ticket", "broken player", "U0ANA")
    assert (payload["channel_name"], payload["team_domain"]) == ("acme-lms", "coassemble-partners")
    await socket.ack(envelope, {"text": "noted"})
    answer = message(await run)
    assert (answer.text, answer.private_to) == ("noted", "U0ANA")


async def test_errors_that_are_no_sentences_at_fields_fail_the_form(
    open_socket: OpenSocket, workspace: Workspace, ana: Person
) -> None:
    title = {"type": "plain_text", "text": "Form"}
    view = open_view(workspace, "U0ANA", {"type": "modal", "title": title, "blocks": []}, None)
    socket = await greeted(open_socket)
    submit = asyncio.ensure_future(ana.submits(view))
    await socket.ack(await socket.next(), {"response_action": "errors", "errors": "No."})
    with pytest.raises(AssertionError, match="errors are not an object of sentences"):
        await submit


async def test_requests_go_to_the_connections_in_turn(open_socket: OpenSocket, ana: Person) -> None:
    sockets = [await greeted(open_socket), await greeted(open_socket)]
    for _ in range(2):
        await ana.says("hello", in_="#acme-lms")
    texts = [(await socket.next())["payload"]["event"]["text"] for socket in sockets]
    assert texts == ["hello", "hello"]


async def test_an_ack_counts_from_any_connection(open_socket: OpenSocket, ana: Person) -> None:
    first, second = await greeted(open_socket), await greeted(open_socket)
    run = asyncio.ensure_future(ana.runs("/ticket", in_="#acme-lms"))
    envelope = await first.next()
    await second.socket.send_str("no json")
    await second.socket.send_json({"envelope_id": "of nobody"})
    await second.ack(envelope, {"text": "noted"})
    assert message(await run).text == "noted"


async def test_anything_can_be_delivered_once_more(
    open_socket: OpenSocket, workspace: Workspace, ana: Person
) -> None:
    driver = Driver(workspace)
    with pytest.raises(AssertionError, match="nothing was sent"):
        await driver.deliver_again()
    socket = await greeted(open_socket)
    run = asyncio.ensure_future(ana.runs("/ticket", in_="#acme-lms"))
    first = await socket.next()
    await socket.ack(first, {"text": "noted"})
    await run

    again = asyncio.ensure_future(driver.deliver_again())

    second = await socket.next()
    await socket.ack(second)
    assert (await again).failure == ""
    assert (second["type"], second["payload"]) == (first["type"], first["payload"])


async def test_an_event_that_nobody_acknowledges_comes_again_with_the_reason(
    open_socket: OpenSocket, ana: Person
) -> None:
    socket = await greeted(open_socket)
    await ana.says("hello", in_="#acme-lms")
    attempts = [await socket.next() for _ in range(3)]
    assert [(one["retry_attempt"], one["retry_reason"]) for one in attempts] == [
        (0, ""),
        (1, "timeout"),
        (2, "timeout"),
    ]
    assert len({one["payload"]["event_id"] for one in attempts}) == 1


async def test_a_command_that_nobody_acknowledges_is_told_to_the_person_and_not_sent_again(
    open_socket: OpenSocket, ana: Person
) -> None:
    await greeted(open_socket)
    with pytest.raises(AssertionError, match="because the app did not respond"):
        await ana.runs("/ticket", in_="#acme-lms")
    assert ana.notices() == ["/ticket failed because the app did not respond"]


async def test_without_a_connection_a_command_fails_at_once(ana: Person) -> None:
    with pytest.raises(AssertionError, match="dispatch_failed"):
        await ana.runs("/ticket", in_="#acme-lms")


async def test_a_refresh_asks_the_app_to_connect_afresh(
    connect: Connect, app: AsyncApp, server: Server, driver: Driver, ana: Person
) -> None:
    @app.command("/ticket")
    async def note(ack: AsyncAck) -> None:
        await ack("noted")

    await connect()
    await server.socket_mode.refresh()
    assert server.socket_mode.connections == 0
    await driver.until(lambda: server.socket_mode.connections == 1)
    answer = await ana.runs("/ticket", in_="#acme-lms")
    assert driver.reads(answer) == "noted"


async def test_a_warning_leaves_the_connection_open(open_socket: OpenSocket, server: Server) -> None:
    socket = await greeted(open_socket)
    await server.socket_mode.refresh("warning")
    assert (await socket.next())["reason"] == "warning"
    assert server.socket_mode.connections == 1


async def test_a_cut_socket_breaks_without_a_word(open_socket: OpenSocket, server: Server) -> None:
    socket = await greeted(open_socket)
    server.socket_mode.cut()
    frame = await socket.socket.receive(timeout=2)
    assert frame.type in {aiohttp.WSMsgType.CLOSED, aiohttp.WSMsgType.ERROR}
    assert server.socket_mode.connections == 0


async def test_events_end_when_the_token_is_revoked(
    open_socket: OpenSocket, driver: Driver, ana: Person
) -> None:
    socket = await greeted(open_socket)
    driver.revoke()
    event = (await socket.next())["payload"]["event"]
    assert (event["type"], event["tokens"]["bot"]) == ("tokens_revoked", ["U0APP"])
    await ana.says("hello", in_="#acme-lms")
    with pytest.raises(AssertionError, match="did not respond"):
        await ana.runs("/ticket", in_="#acme-lms")


async def test_what_becomes_of_a_channel_is_told(
    open_socket: OpenSocket, driver: Driver, ana: Person
) -> None:
    socket = await greeted(open_socket)

    async def heard() -> JSON:
        envelope = await socket.next()
        await socket.ack(envelope)
        event: JSON = envelope["payload"]["event"]
        return event

    driver.rename("#acme-lms", "acme")
    assert (await heard())["channel"]["name"] == "acme"
    driver.archive("#acme")
    assert (await heard())["type"] == "channel_archive"
    driver.unarchive("#acme")
    assert (await heard())["type"] == "channel_unarchive"
    driver.remove_bot("#acme")
    assert (await heard())["type"] == "channel_left"
    driver.invite_bot("#acme")
    assert [(await heard())["type"], (await heard())["type"]] == ["message", "member_joined_channel"]
    await ana.says("hello", in_="#acme")
    assert (await heard())["text"] == "hello"


async def test_edits_and_deletions_are_told(open_socket: OpenSocket, client: AsyncWebClient) -> None:
    socket = await greeted(open_socket)
    ts = (await client.chat_postMessage(channel="C0ACME", text="a"))["ts"]
    await client.chat_update(channel="C0ACME", ts=ts, text="b")
    await client.chat_delete(channel="C0ACME", ts=ts)
    events = [(await socket.next())["payload"]["event"] for _ in range(3)]
    assert [one.get("subtype") for one in events] == [None, "message_changed", "message_deleted"]
    assert (events[1]["previous_message"]["text"], events[1]["message"]["text"]) == ("a", "b")


async def test_direct_messages_reach_the_app(open_socket: OpenSocket, ana: Person) -> None:
    socket = await greeted(open_socket)
    await ana.says("hello")
    event = (await socket.next())["payload"]["event"]
    assert (event["channel_type"], event["text"]) == ("im", "hello")


async def test_a_server_that_speaks_http_has_no_sockets(manifest: JSON, clock: Clock) -> None:
    workspace = Workspace(manifest=manifest, now=clock, request_url="http://127.0.0.1:9/slack/events")
    server = await serve(workspace)
    client = AsyncWebClient(workspace.app_token, base_url=server.api_url)
    with pytest.raises(Exception, match="socket_mode_not_enabled"):
        await client.apps_connections_open(app_token=workspace.app_token)
    with pytest.raises(TypeError, match="HTTP"):
        server.socket_mode.cut()
    await server.close()
