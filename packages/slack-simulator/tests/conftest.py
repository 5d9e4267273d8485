"""A workspace on a free port, a client with the app's token, and a plain Bolt app that can connect."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime

import aiohttp
import pytest
from slack_bolt.adapter.socket_mode.async_handler import AsyncSocketModeHandler
from slack_bolt.app.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from kit import Clock, Connect, PageClient, Stopwatch
from slack_simulator import Server, Workspace, serve
from slack_simulator.records import JSON
from slack_simulator.testing import Driver, Person

SCOPES = """
    commands chat:write app_mentions:read users:read users:read.email usergroups:read team:read
    channels:read groups:read im:read
    channels:history groups:history im:history channels:join channels:manage im:write mpim:write
    reactions:write files:write
"""
EVENTS = """
    app_mention app_home_opened message.channels message.im member_joined_channel member_left_channel
    channel_left channel_archive channel_unarchive channel_rename tokens_revoked reaction_added
"""


@pytest.fixture
def clock() -> Clock:
    return Clock(datetime(2026, 11, 9, 9, 0, tzinfo=UTC))


@pytest.fixture
def stopwatch() -> Stopwatch:
    return Stopwatch()


@pytest.fixture
def manifest() -> JSON:
    return {
        "display_information": {"name": "Helper"},
        "features": {
            "bot_user": {"display_name": "helper"},
            "app_home": {"home_tab_enabled": True, "messages_tab_enabled": True},
            "slash_commands": [
                {"command": "/ticket", "description": "Opens a ticket", "usage_hint": "[what]"},
                {"command": "/whois", "description": "Names people", "should_escape": True},
            ],
            "shortcuts": [
                {"name": "Make a ticket", "type": "message", "callback_id": "from_message"},
                {"name": "New ticket", "type": "global", "callback_id": "from_anywhere"},
            ],
        },
        "oauth_config": {"scopes": {"bot": SCOPES.split()}},
        "settings": {
            "event_subscriptions": {"bot_events": EVENTS.split()},
            "interactivity": {"is_enabled": True},
            "socket_mode_enabled": True,
        },
    }


@pytest.fixture
def workspace(manifest: JSON, clock: Clock, stopwatch: Stopwatch) -> Workspace:
    """Ana (an administrator), Ben, the guest Gil and the stranger Sam, in channels of every kind."""
    made = Workspace(
        manifest=manifest,
        now=clock,
        stopwatch=stopwatch,
        name="Coassemble partners",
        paced=False,
        ack_seconds=1.0,
        event_retry_seconds=(0.0, 0.01),
    )
    made.add_person(id="U0ANA", name="ana", real_name="Ana Lima", tz="Europe/Berlin", is_admin=True)
    made.add_person(
        id="U0BEN", name="ben", real_name="Ben Okoro", email="Ben@Acme.example", title="Integrator"
    )
    made.add_person(id="U0GIL", name="gil", real_name="Gil Guest", is_guest=True)
    made.add_person(id="U0SAM", name="sam", real_name="Sam Stranger", is_stranger=True)
    made.add_channel(id="C0ACME", name="acme-lms", members=["U0ANA", "U0BEN", "U0GIL"])
    made.add_channel(id="C0SHARED", name="shared", members=["U0BEN", "U0SAM"])
    made.add_channel(id="C0OUT", name="without-app", members=["U0ANA"], bot_is_member=False)
    made.add_channel(id="G0SECRET", name="secret", members=["U0ANA"], private=True)
    made.add_channel(id="G0CLOSED", name="closed", members=["U0ANA"], private=True, bot_is_member=False)
    made.add_group(id="S0SUPPORT", handle="support-oncall", users=["U0BEN"])
    return made


@pytest.fixture
async def server(workspace: Workspace) -> AsyncIterator[Server]:
    running = await serve(workspace)
    yield running
    await running.close()


@pytest.fixture
def client(server: Server, workspace: Workspace) -> AsyncWebClient:
    return AsyncWebClient(workspace.bot_token, base_url=server.api_url, retry_handlers=[])


@pytest.fixture
def app(client: AsyncWebClient, workspace: Workspace) -> AsyncApp:
    return AsyncApp(client=client, signing_secret=workspace.signing_secret)


@pytest.fixture
async def connect(
    app: AsyncApp, server: Server, workspace: Workspace, driver: Driver
) -> AsyncIterator[Connect]:
    """Connect the app over Socket Mode; each call adds a connection."""
    handlers: list[AsyncSocketModeHandler] = []

    async def connect_once() -> None:
        before = server.socket_mode.connections
        handler = AsyncSocketModeHandler(app, workspace.app_token)
        handlers.append(handler)
        await handler.connect_async()  # type: ignore[no-untyped-call]  # Bolt gives this one no types
        await driver.until(lambda: server.socket_mode.connections == before + 1)

    yield connect_once
    for handler in handlers:
        await handler.close_async()  # type: ignore[no-untyped-call]  # Bolt gives this one no types


@pytest.fixture
def ana(driver: Driver, server: Server) -> Person:
    assert server.port
    return driver.person("ana")


@pytest.fixture
def ben(driver: Driver, server: Server) -> Person:
    assert server.port
    return driver.person("ben")


@pytest.fixture
async def page_client(server: Server) -> AsyncIterator[PageClient]:
    async with aiohttp.ClientSession() as session:
        yield PageClient(session, server.url)


@pytest.fixture
def driver(workspace: Workspace) -> Driver:
    """What a test says of the people, channels and messages of that workspace."""
    return Driver(workspace)
