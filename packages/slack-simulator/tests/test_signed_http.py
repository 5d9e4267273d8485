"""Requests over HTTP: signatures, retries, and answers that are no answer."""

import asyncio
from collections.abc import AsyncIterator

import pytest
from aiohttp import web
from slack_sdk.signature import SignatureVerifier

from kit import Clock, message
from slack_simulator import Workspace, serve
from slack_simulator.records import JSON
from slack_simulator.testing import Driver, Person


class Listener:
    """An app's bare web server: it remembers what came and answers as the test says."""

    def __init__(self) -> None:
        self.got: asyncio.Queue[tuple[str, dict[str, str]]] = asyncio.Queue()
        self.status = 200
        self.body = ""
        self.headers: dict[str, str] = {}
        self.never = False

    async def handle(self, request: web.Request) -> web.Response:
        self.got.put_nowait((await request.text(), dict(request.headers)))
        if self.never:
            await asyncio.get_running_loop().create_future()
        return web.Response(status=self.status, text=self.body, headers=self.headers)


@pytest.fixture
async def listener() -> Listener:
    return Listener()


@pytest.fixture
async def workspace(listener: Listener, manifest: JSON, clock: Clock) -> AsyncIterator[Workspace]:
    app = web.Application()
    app.router.add_post("/slack/events", listener.handle)
    runner = web.AppRunner(app, shutdown_timeout=0.05)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    made = Workspace(
        manifest=manifest,
        now=clock,
        request_url=f"http://127.0.0.1:{runner.addresses[0][1]}/slack/events",
        ack_seconds=1.0,
        event_retry_seconds=(0.0,),
    )
    made.add_person(id="U0ANA", name="ana", real_name="Ana Lima")
    made.add_channel(id="C0ACME", name="acme", members=["U0ANA"])
    server = await serve(made)
    yield made
    await server.close()
    await runner.cleanup()


@pytest.fixture
def ana(driver: Driver) -> Person:
    return driver.person("ana")


async def test_every_request_is_signed(
    listener: Listener, workspace: Workspace, driver: Driver, ana: Person
) -> None:
    listener.body = "noted"
    answer = await ana.runs("/ticket a & b", in_="#acme")
    body, headers = await listener.got.get()
    assert SignatureVerifier(workspace.signing_secret).is_valid_request(body, headers)
    assert "text=a+%26amp%3B+b" in body
    assert driver.reads(answer) == "noted"


async def test_an_answer_in_json_may_be_for_everybody(listener: Listener, ana: Person) -> None:
    listener.body = '{"response_type": "in_channel", "text": "for all"}'
    answer = message(await ana.runs("/ticket", in_="#acme"))
    assert answer.text == "for all"
    assert answer.private_to is None


async def test_json_that_is_no_object_is_taken_as_text(listener: Listener, ana: Person) -> None:
    listener.body = "42"
    assert message(await ana.runs("/ticket", in_="#acme")).text == "42"


async def test_an_event_is_sent_again_after_an_error(listener: Listener, ana: Person) -> None:
    listener.status = 500
    await ana.says("hello", in_="#acme")
    (_, first), (_, second) = await listener.got.get(), await listener.got.get()
    assert "X-Slack-Retry-Num" not in first
    assert (second["X-Slack-Retry-Num"], second["X-Slack-Retry-Reason"]) == ("1", "http_error")


async def test_an_event_is_not_sent_again_when_the_app_says_so(
    listener: Listener, workspace: Workspace, ana: Person
) -> None:
    listener.status, listener.headers = 500, {"x-slack-no-retry": "1"}
    await ana.says("hello", in_="#acme")
    await listener.got.get()
    await asyncio.gather(*workspace.tasks)
    assert listener.got.empty()


async def test_an_error_is_told_to_the_person(listener: Listener, ana: Person) -> None:
    listener.status = 404
    with pytest.raises(AssertionError, match="http_service_error"):
        await ana.runs("/ticket", in_="#acme")


async def test_an_app_that_never_answers_did_not_respond(listener: Listener, ana: Person) -> None:
    listener.never = True
    with pytest.raises(AssertionError, match="did not respond"):
        await ana.runs("/ticket", in_="#acme")


async def test_an_app_that_is_not_there_is_not_connected(workspace: Workspace, ana: Person) -> None:
    server = await serve(
        Workspace(manifest=workspace.manifest, now=workspace.now, request_url="http://127.0.0.1:9/none")
    )
    lonely = server.team
    lonely.users["U0ANA"], lonely.channels["C0ACME"] = ana.user, workspace.channels["C0ACME"]
    with pytest.raises(AssertionError, match="dispatch_failed"):
        await Person(lonely, ana.user).runs("/ticket", in_="#acme")
    await server.close()
