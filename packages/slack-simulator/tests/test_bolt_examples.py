"""Bolt's public examples over Socket Mode and over signed HTTP."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

import pytest
from aiohttp import web
from slack_bolt.adapter.socket_mode.async_handler import AsyncSocketModeHandler
from slack_bolt.app.async_app import AsyncApp
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_sdk.web.async_client import AsyncWebClient

from bolt_examples import listen
from kit import Clock
from slack_simulator import Message, Server, View, Workspace, serve
from slack_simulator.records import JSON
from slack_simulator.testing import Driver, Person


@pytest.fixture
def example_workspace(manifest: JSON, clock: Clock) -> Workspace:
    workspace = Workspace(manifest=manifest, now=clock, name="Examples")
    workspace.add_person(id="U0ANA", name="ana", real_name="Ana Lima")
    workspace.add_person(id="U0BEN", name="ben", real_name="Ben Okoro")
    workspace.add_channel(id="C0ACME", name="acme", members=["U0ANA", "U0BEN"])
    return workspace


def example_app(workspace: Workspace, server: Server) -> AsyncApp:
    client = AsyncWebClient(workspace.bot_token, base_url=server.api_url)
    app = AsyncApp(client=client, signing_secret=workspace.signing_secret)
    listen(app)
    return app


@asynccontextmanager
async def over_socket_mode(workspace: Workspace) -> AsyncIterator[None]:
    server = await serve(workspace)
    handler = AsyncSocketModeHandler(example_app(workspace, server), workspace.app_token)
    await handler.connect_async()  # type: ignore[no-untyped-call]  # Bolt gives this one no types
    await Driver(workspace).until(lambda: server.socket_mode.connections == 1)
    yield
    await handler.close_async()  # type: ignore[no-untyped-call]  # Bolt gives this one no types
    await server.close()


@asynccontextmanager
async def over_signed_http(workspace: Workspace) -> AsyncIterator[None]:
    apps: list[AsyncApp] = []

    async def pass_on(incoming: web.Request) -> web.Response:
        headers: dict[str, str | Sequence[str]] = {**incoming.headers}
        request = AsyncBoltRequest(body=await incoming.text(), headers=headers)
        response = await apps[0].async_dispatch(request)
        kept = {name: values[0] for name, values in response.headers.items()}
        return web.Response(status=response.status, body=response.body.encode(), headers=kept)

    site = web.Application()
    site.router.add_post("/slack/events", pass_on)
    runner = web.AppRunner(site, shutdown_timeout=0.05)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    workspace.request_url = f"http://127.0.0.1:{runner.addresses[0][1]}/slack/events"
    server = await serve(workspace)
    apps.append(example_app(workspace, server))
    yield
    await server.close()
    await runner.cleanup()


@pytest.fixture(params=[over_socket_mode, over_signed_http], ids=["socket mode", "signed http"])
async def example(request: pytest.FixtureRequest, example_workspace: Workspace) -> AsyncIterator[Driver]:
    """A workspace with the example app, connected the one way or the other."""
    async with request.param(example_workspace):
        yield Driver(example_workspace)


async def opened_form(person: Person) -> View:
    form = await person.runs("/ticket", in_="#acme")
    assert isinstance(form, View)
    return form


async def test_a_slash_command_opens_a_form(example: Driver) -> None:
    form = await opened_form(example.person("ana"))
    assert form.content["title"]["text"] == "Ticket"


async def test_a_form_with_an_error_stays_open_and_shows_it_at_the_field(example: Driver) -> None:
    ana = example.person("ana")
    form = await opened_form(ana)
    await ana.fills(form, {"What is wrong?": "Hm"})
    assert (await ana.submits(form)).errors == {"What is wrong?": "Please say a little more."}


async def test_a_form_put_right_is_taken_and_closes(example: Driver) -> None:
    ana = example.person("ana")
    form = await opened_form(ana)
    await ana.fills(form, {"What is wrong?": "The player is blank"})
    assert (await ana.submits(form)).closed
    assert "The player is blank" in example.reads(await ana.hears("player is blank", in_="#acme"))


async def test_a_button_changes_the_message_that_it_stands_on(example: Driver) -> None:
    ana, ben = example.person("ana"), example.person("ben")
    form = await opened_form(ana)
    await ana.fills(form, {"What is wrong?": "The player is blank"})
    await ana.submits(form)
    await ben.hears("player is blank", in_="#acme")
    changed = await ben.clicks("Done")
    assert isinstance(changed, Message)
    assert example.reads(changed) == "Closed by @Ben Okoro."


async def test_a_message_shortcut_brings_the_message_along(example: Driver) -> None:
    ana = example.person("ana")
    said = await ana.says("It broke", in_="#acme")
    form = await ana.uses("Make a ticket", on=said)
    assert isinstance(form, View)
    assert form.blocks[0]["element"]["initial_value"] == "It broke"


async def test_the_app_home_is_published_when_somebody_opens_it(example: Driver) -> None:
    home = await example.person("ana").opens_home()
    assert home.blocks[0]["text"]["text"] == "Your tickets"


async def test_a_mention_is_answered_in_its_thread(example: Driver) -> None:
    answer = await example.person("ana").says("@Helper are you there?", in_="#acme")
    assert "  09:00 Helper: You called?" in example.transcript("#acme")
    assert answer.is_reply
