"""Bolt's public examples, written fresh with the plain package."""

from slack_bolt.app.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck
from slack_bolt.context.respond.async_respond import AsyncRespond
from slack_bolt.context.say.async_say import AsyncSay
from slack_sdk.web.async_client import AsyncWebClient

from kit import plain
from slack_simulator.records import JSON


def ticket_form() -> JSON:
    return {
        "type": "modal",
        "callback_id": "ticket",
        "title": plain("Ticket"),
        "submit": plain("Send"),
        "blocks": [
            {
                "type": "input",
                "block_id": "what",
                "label": plain("What is wrong?"),
                "element": {"type": "plain_text_input", "action_id": "text"},
            }
        ],
    }


def listen(app: AsyncApp) -> None:
    """A slash command that opens a form, a button, a message shortcut, an App Home and a mention."""

    @app.command("/ticket")
    async def open_form(ack: AsyncAck, body: JSON, client: AsyncWebClient) -> None:
        await ack()
        view = ticket_form() | {"private_metadata": body["channel_id"]}
        await client.views_open(trigger_id=body["trigger_id"], view=view)

    @app.view("ticket")
    async def take_form(ack: AsyncAck, body: JSON, view: JSON, client: AsyncWebClient) -> None:
        text = view["state"]["values"]["what"]["text"]["value"]
        if len(text) < 5:
            await ack(response_action="errors", errors={"what": "Please say a little more."})
            return
        await ack()
        button = {"type": "button", "action_id": "done", "text": plain("Done"), "value": "1"}
        await client.chat_postMessage(
            channel=view["private_metadata"],
            text=f"<@{body['user']['id']}> reports: {text}",
            blocks=[
                {"type": "section", "text": plain(text)},
                {"type": "actions", "elements": [button]},
            ],
        )

    @app.action("done")
    async def close_ticket(ack: AsyncAck, respond: AsyncRespond, body: JSON) -> None:
        await ack()
        await respond(text=f"Closed by <@{body['user']['id']}>.", replace_original=True)

    @app.shortcut("from_message")
    async def from_message(ack: AsyncAck, shortcut: JSON, client: AsyncWebClient) -> None:
        await ack()
        form = ticket_form()
        form["blocks"][0]["element"]["initial_value"] = shortcut["message"]["text"]
        await client.views_open(trigger_id=shortcut["trigger_id"], view=form)

    @app.event("app_home_opened")
    async def show_home(event: JSON, client: AsyncWebClient) -> None:
        view = {"type": "home", "blocks": [{"type": "header", "text": plain("Your tickets")}]}
        await client.views_publish(user_id=event["user"], view=view)

    @app.event("app_mention")
    async def answer(event: JSON, say: AsyncSay) -> None:
        await say(text="You called?", thread_ts=event["ts"])
