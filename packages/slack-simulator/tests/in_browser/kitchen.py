"""A plain Bolt app for the browser tests: the works kitchen of an office. It knows nothing of Fortnight."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

from slack_bolt.adapter.socket_mode.async_handler import AsyncSocketModeHandler
from slack_bolt.app.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck
from slack_bolt.context.respond.async_respond import AsyncRespond
from slack_sdk.web.async_client import AsyncWebClient

from in_browser.story import NOON, Story
from slack_simulator import Server, Workspace, serve
from slack_simulator.testing import Driver

MANIFEST: dict[str, Any] = {
    "display_information": {"name": "Kitchen"},
    "features": {
        "app_home": {"home_tab_enabled": True, "messages_tab_enabled": True},
        "bot_user": {"display_name": "Kitchen"},
        "slash_commands": [
            {"command": "/menu", "description": "What is there today", "usage_hint": "[day]"},
            {"command": "/order", "description": "Order a meal by a form"},
            {"command": "/meals", "description": "What was ordered"},
            {"command": "/silence", "description": "The kitchen does not answer this one"},
        ],
        "shortcuts": [
            {
                "name": "Order this",
                "type": "message",
                "callback_id": "order_this",
                "description": "Order what it says",
            }
        ],
    },
    "oauth_config": {"scopes": {"bot": ["commands", "chat:write", "app_mentions:read", "files:write"]}},
    "settings": {
        "event_subscriptions": {"bot_events": ["app_home_opened", "app_mention"]},
        "interactivity": {"is_enabled": True},
        "socket_mode_enabled": True,
    },
}


def plain(text: str) -> dict[str, Any]:
    """Return a plain text object."""
    return {"type": "plain_text", "text": text}


def button(text: str, action_id: str) -> dict[str, Any]:
    """Return a button."""
    return {"type": "button", "text": plain(text), "action_id": action_id, "value": text}


def section(text: str) -> dict[str, Any]:
    """Return a section of mrkdwn."""
    return {"type": "section", "text": {"type": "mrkdwn", "text": text}}


def field(block_id: str, label: str, element: dict[str, Any], *, optional: bool = False) -> dict[str, Any]:
    """Return an input block whose element is called ``value``."""
    element = element | {"action_id": "value"}
    return {
        "type": "input",
        "block_id": block_id,
        "label": plain(label),
        "element": element,
        "optional": optional,
    }


def order_form(channel: str, dish: str = "") -> dict[str, Any]:
    """Return the modal in which a meal is ordered; what is ordered is told in ``channel``."""
    tables = [{"text": plain(name), "value": name} for name in ("Window table", "Long table")]
    return {
        "type": "modal",
        "callback_id": "order",
        "title": plain("Order a meal"),
        "submit": plain("Order"),
        "private_metadata": channel,
        "blocks": [
            field("dish", "Dish", {"type": "plain_text_input"} | ({"initial_value": dish} if dish else {})),
            field("day", "Day", {"type": "datepicker", "initial_date": "2026-11-24"}),
            field("table", "Table", {"type": "static_select", "options": tables}),
            field("guests", "Guests", {"type": "multi_users_select"}, optional=True),
            field("drink", "Drink", {"type": "external_select", "min_query_length": 1}, optional=True),
            {"type": "actions", "block_id": "more", "elements": [button("Allergens", "allergens")]},
        ],
    }


def build(client: AsyncWebClient) -> AsyncApp:
    """Return the app with everything it listens to."""
    app = AsyncApp(client=client, raise_error_for_unhandled_request=False)
    answer_commands(app)
    answer_forms(app)
    answer_buttons_and_events(app)
    return app


def answer_commands(app: AsyncApp) -> None:
    """Listen to commands and the shortcut."""

    @app.command("/menu")
    async def menu(ack: AsyncAck, respond: AsyncRespond) -> None:
        await ack()
        blocks = [
            section("Today: *pea soup* :green_heart:"),
            {"type": "actions", "elements": [button("Order soup", "soup")]},
        ]
        await respond(text="Today: pea soup", blocks=blocks)

    @app.command("/order")
    async def order(ack: AsyncAck, command: dict[str, Any], client: AsyncWebClient) -> None:
        await ack()
        await client.views_open(trigger_id=command["trigger_id"], view=order_form(command["channel_id"]))

    @app.shortcut("order_this")
    async def order_this(ack: AsyncAck, shortcut: dict[str, Any], client: AsyncWebClient) -> None:
        await ack()
        form = order_form(shortcut["channel"]["id"], shortcut["message"]["text"])
        await client.views_open(trigger_id=shortcut["trigger_id"], view=form)


def answer_forms(app: AsyncApp) -> None:
    """Listen to what is done in the order form."""

    @app.options({"action_id": "value", "block_id": "drink"})
    async def drinks(ack: AsyncAck, payload: dict[str, Any]) -> None:
        found = [
            name for name in ("Apple juice", "Apricot juice", "Water") if payload["value"] in name.lower()
        ]
        await ack(options=[{"text": plain(name), "value": name} for name in found])

    @app.action("allergens")
    async def allergens(ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient) -> None:
        await ack()
        view = {"type": "modal", "title": plain("Allergens"), "blocks": [section("Celery.")]}
        await client.views_push(trigger_id=body["trigger_id"], view=view)

    @app.view("order")
    async def ordered(
        ack: AsyncAck, body: dict[str, Any], view: dict[str, Any], client: AsyncWebClient
    ) -> None:
        values = view["state"]["values"]
        dish = values["dish"]["value"]["value"]
        if dish == "stone":
            await ack(response_action="errors", errors={"dish": "We do not cook stones."})
            return
        await ack()
        table = values["table"]["value"]["selected_option"]["value"]
        text = f"<@{body['user']['id']}> ordered {dish} for the {table.lower()}."
        await client.chat_postMessage(channel=view["private_metadata"], text=text)


def answer_buttons_and_events(app: AsyncApp) -> None:
    """Listen to buttons in messages and on the Home, to the Home and to mentions."""

    @app.action("soup")
    async def soup(ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient) -> None:
        await ack()
        text = f"<@{body['user']['id']}> ordered soup."
        await client.chat_postMessage(channel=body["channel"]["id"], text=text)

    @app.action("wash_up")
    async def wash_up(ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient) -> None:
        await ack()
        await client.views_publish(user_id=body["user"]["id"], view=home("All is clean."))

    @app.event("app_home_opened")
    async def opened(event: dict[str, Any], client: AsyncWebClient) -> None:
        await client.views_publish(user_id=event["user"], view=home("There are dishes."))

    @app.event("app_mention")
    async def mentioned(event: dict[str, Any], client: AsyncWebClient) -> None:
        await client.chat_postMessage(
            channel=event["channel"], thread_ts=event["ts"], text="Coming right up."
        )


def home(text: str) -> dict[str, Any]:
    """Return the App Home."""
    blocks = [
        {"type": "header", "text": plain("The works kitchen")},
        section(text),
        {"type": "actions", "elements": [button("Wash up", "wash_up")]},
    ]
    return {"type": "home", "blocks": blocks}


@dataclass(frozen=True)
class Kitchen:
    """The running app in its workspace."""

    workspace: Workspace
    server: Server
    client: AsyncWebClient

    @property
    def driver(self) -> Driver:
        """Says who did what in the workspace."""
        return Driver(self.workspace)


@asynccontextmanager
async def open_kitchen(story: Story | None = None) -> AsyncIterator[Kitchen]:
    """Serve a workspace with Ana, an administrator, and Gus, a guest, and run the app in it."""
    now = story.now if story else lambda: NOON
    workspace = Workspace(manifest=MANIFEST, now=now, name="Works office", ack_seconds=1.0, paced=False)
    workspace.add_person(id="U0ANA", name="ana", real_name="Ana Lima", title="Office manager", is_admin=True)
    workspace.add_person(id="U0BEN", name="ben", real_name="Ben Carter", title="Welder")
    workspace.add_person(id="U0GUS", name="gus", real_name="Gus Petit", title="On a visit", is_guest=True)
    workspace.add_channel(id="C0LUNCH", name="lunch", members=["U0ANA", "U0BEN", "U0GUS"])
    workspace.add_channel(id="C0OFFICE", name="office", members=["U0ANA", "U0BEN"], private=True)
    if story:
        story.changed = workspace.changed
    server = await serve(workspace, companion=story)
    client = AsyncWebClient(token=workspace.bot_token, base_url=server.api_url)
    handler = AsyncSocketModeHandler(build(client), workspace.app_token)
    await handler.connect_async()  # type: ignore[no-untyped-call]  # Bolt gives it no types
    await Driver(workspace).until(lambda: server.socket_mode.connections == 1)
    try:
        yield Kitchen(workspace, server, client)
    finally:
        await handler.close_async()  # type: ignore[no-untyped-call]  # Bolt gives it no types
        await server.close()
