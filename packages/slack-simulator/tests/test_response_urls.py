"""response_url: private by default, five uses in thirty minutes, also in place of the gesture's message."""

from collections.abc import Callable
from typing import TypeAlias

import aiohttp
import pytest

from kit import Stopwatch
from slack_simulator import Fault, FaultKind, Message, Server, Workspace
from slack_simulator.app_link.payloads import response_url
from slack_simulator.posting import Draft, post
from slack_simulator.records import JSON
from slack_simulator.testing import Driver

MakeUrl: TypeAlias = Callable[..., str]


@pytest.fixture
def url(server: Server, workspace: Workspace) -> MakeUrl:
    """Return new response URLs of a gesture of Ana's, made on a message or not."""
    assert server.port

    def make(message: Message | None = None) -> str:
        gesture = workspace.gesture("U0ANA", "tests", "C0ACME")
        return response_url(workspace, gesture, workspace.channels["C0ACME"], message)

    return make


async def send(url: str, body: object) -> tuple[int, JSON]:
    async with aiohttp.ClientSession() as session, session.post(url, json=body) as response:
        return response.status, await response.json()


OK = (200, {"ok": True})


async def test_an_answer_is_private_by_default(url: MakeUrl, driver: Driver) -> None:
    assert await send(url(), {"text": "psst"}) == OK
    assert driver.messages("#acme-lms")[0].private_to == "U0ANA"


async def test_an_answer_can_be_for_everybody_and_in_a_thread(url: MakeUrl, driver: Driver) -> None:
    parent = driver.say_as("ana", "help", in_="#acme-lms")
    body = {"text": "all", "response_type": "in_channel", "thread_ts": parent.ts}
    assert await send(url(), body) == OK
    assert [one.text for one in parent.replies] == ["all"]


async def test_the_sixth_use_is_refused(url: MakeUrl) -> None:
    address = url()
    for _ in range(5):
        assert await send(address, {"text": "a"}) == OK
    assert await send(address, {"text": "a"}) == (404, {"ok": False, "error": "used_url"})


async def test_after_thirty_minutes_it_has_expired(url: MakeUrl, stopwatch: Stopwatch) -> None:
    address = url()
    stopwatch.seconds += 1801
    assert await send(address, {"text": "a"}) == (404, {"ok": False, "error": "expired_url"})


async def test_a_made_up_address_is_refused(url: MakeUrl) -> None:
    assert (await send(url() + "x", {"text": "a"}))[0] == 404


@pytest.mark.parametrize(
    ("body", "error"),
    [
        ([], "invalid_payload"),
        ({}, "no_text"),
        ({"text": "a", "blocks": [{"type": "marquee"}]}, "invalid_blocks"),
        ({"text": "a", "attachments": "b"}, "invalid_attachments"),
        ({"delete_original": True}, "message_not_found"),
    ],
)
async def test_an_answer_is_refused(url: MakeUrl, body: object, error: str) -> None:
    assert await send(url(), body) == (400, {"ok": False, "error": error})


async def test_an_answer_that_is_no_json_is_refused(url: MakeUrl) -> None:
    async with aiohttp.ClientSession() as session, session.post(url(), data="{") as response:
        assert (response.status, (await response.json())["error"]) == (400, "invalid_payload")


@pytest.mark.parametrize("private_to", [None, "U0ANA"])
async def test_the_message_of_the_gesture_is_replaced_or_deleted(
    url: MakeUrl, workspace: Workspace, driver: Driver, private_to: str | None
) -> None:
    draft = Draft(user=workspace.bot_user_id, text="before", private_to=private_to)
    message = post(workspace, workspace.channels["C0ACME"], draft)
    address = url(message)
    assert await send(address, {"text": "after", "replace_original": True}) == OK
    assert (message.text, message.edited) == ("after", True)
    assert await send(address, {"delete_original": True}) == OK
    assert driver.messages("#acme-lms") == []


async def test_a_message_of_somebody_else_is_answered_not_replaced(url: MakeUrl, driver: Driver) -> None:
    said = driver.say_as("ben", "mine", in_="#acme-lms")
    assert await send(url(said), {"text": "answer", "replace_original": True}) == OK
    assert [one.text for one in driver.messages("#acme-lms")] == ["mine", "answer"]


async def test_trouble_strikes_answers_too(url: MakeUrl, workspace: Workspace, driver: Driver) -> None:
    workspace.faults.add(Fault(FaultKind.RATE_LIMITED, "response_url", seconds=7))
    workspace.faults.add(Fault(FaultKind.DROPPED_AFTER, "response_url"))
    async with aiohttp.ClientSession() as session, session.post(url(), json={"text": "a"}) as response:
        assert (response.status, response.headers["Retry-After"]) == (429, "7")

    with pytest.raises(aiohttp.ServerDisconnectedError):
        await send(url(), {"text": "b"})

    assert [one.text for one in driver.messages("#acme-lms")] == ["b"]
