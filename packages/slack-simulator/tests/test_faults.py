"""Troubles on demand, as an app's client meets them."""

import time

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from slack_simulator import Fault, FaultKind, Server, Workspace
from slack_simulator.testing import Driver


async def post(client: AsyncWebClient) -> object:
    return await client.chat_postMessage(channel="C0ACME", text="hello")


def strike(workspace: Workspace, kind: FaultKind, *, seconds: float = 1.0, times: int = 1) -> None:
    workspace.faults.add(Fault(kind, method="chat.postMessage", seconds=seconds, times=times))


@pytest.mark.parametrize(
    ("kind", "status", "stored"),
    [
        (FaultKind.RATE_LIMITED, 429, 0),
        (FaultKind.SERVER_ERROR_HTML, 500, 0),
        (FaultKind.UNAVAILABLE_TEXT, 503, 0),
        (FaultKind.FATAL_ERROR, 200, 0),
    ],
)
async def test_a_trouble_is_answered_with_its_status(
    client: AsyncWebClient, workspace: Workspace, driver: Driver, kind: FaultKind, status: int, stored: int
) -> None:
    strike(workspace, kind, seconds=7)
    with pytest.raises(SlackApiError) as caught:
        await post(client)
    assert caught.value.response.status_code == status
    assert len(driver.messages("#acme-lms")) == stored


async def test_a_refusal_has_the_code_that_was_asked_for(
    client: AsyncWebClient, workspace: Workspace, driver: Driver
) -> None:
    workspace.faults.add(Fault(FaultKind.REFUSED, method="chat.postMessage", error="msg_too_long"))
    with pytest.raises(SlackApiError) as caught:
        await post(client)
    assert caught.value.response["error"] == "msg_too_long"
    assert driver.messages("#acme-lms") == []


async def test_broken_json_hides_a_message_that_was_stored(
    client: AsyncWebClient, workspace: Workspace, driver: Driver
) -> None:
    strike(workspace, FaultKind.BROKEN_JSON)
    with pytest.raises(SlackApiError):
        await post(client)
    assert len(driver.messages("#acme-lms")) == 1


@pytest.mark.parametrize(("kind", "stored"), [(FaultKind.DROPPED_BEFORE, 0), (FaultKind.DROPPED_AFTER, 1)])
async def test_a_dropped_connection_may_or_may_not_have_stored_the_message(
    client: AsyncWebClient, workspace: Workspace, driver: Driver, kind: FaultKind, stored: int
) -> None:
    strike(workspace, kind)
    with pytest.raises(aiohttp.ServerDisconnectedError):
        await post(client)
    assert len(driver.messages("#acme-lms")) == stored


@pytest.mark.parametrize(("kind", "stored"), [(FaultKind.HANG, 0), (FaultKind.LATE_HANG, 1)])
async def test_a_hang_lasts_until_the_client_gives_up(
    server: Server, workspace: Workspace, driver: Driver, kind: FaultKind, stored: int
) -> None:
    strike(workspace, kind)
    timeout = aiohttp.ClientTimeout(total=0.1)
    headers = {"Authorization": f"Bearer {workspace.bot_token}"}
    async with aiohttp.ClientSession(timeout=timeout, headers=headers) as session:
        with pytest.raises(TimeoutError):
            await session.post(f"{server.api_url}chat.postMessage", json={"channel": "C0ACME", "text": "a"})
    assert len(driver.messages("#acme-lms")) == stored


async def test_latency_delays_the_answer(client: AsyncWebClient, workspace: Workspace) -> None:
    strike(workspace, FaultKind.LATENCY, seconds=0.05)
    started = time.monotonic()
    await post(client)
    assert time.monotonic() - started >= 0.05


async def test_a_trouble_strikes_as_often_as_it_was_asked_to(
    client: AsyncWebClient, workspace: Workspace
) -> None:
    strike(workspace, FaultKind.FATAL_ERROR, times=2)
    for _ in range(2):
        with pytest.raises(SlackApiError):
            await post(client)
    await post(client)
    assert (workspace.faults.struck, list(workspace.faults)) == (2, [])


async def test_a_trouble_strikes_its_channel_and_its_method_only(
    client: AsyncWebClient, workspace: Workspace
) -> None:
    workspace.faults.add(Fault(FaultKind.FATAL_ERROR, method="chat.postMessage", channel="C0SHARED"))
    await post(client)
    await client.conversations_history(channel="C0SHARED")
    with pytest.raises(SlackApiError):
        await client.chat_postMessage(channel="C0SHARED", text="hello")


async def test_troubles_can_be_called_off(client: AsyncWebClient, workspace: Workspace) -> None:
    strike(workspace, FaultKind.FATAL_ERROR)
    workspace.faults.clear()
    await post(client)
