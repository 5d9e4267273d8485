"""The first app that anybody writes with Bolt: it answers "hello" with a button.

slack-simulator --manifest examples/hello.yml     # prints what this app needs in its environment
python examples/hello.py
"""

import os
import re
from typing import Any

from slack_bolt import Ack, App, Say
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_sdk import WebClient

client = WebClient(os.environ["SLACK_BOT_TOKEN"], base_url=os.environ["SLACK_API_URL"])
app = App(client=client)


@app.message(re.compile("hello"))
def answer_hello(message: dict[str, Any], say: Say) -> None:
    """Answer with a button."""
    greeting = f"Hey there <@{message['user']}>!"
    button = {
        "type": "button",
        "text": {"type": "plain_text", "text": "Click me"},
        "action_id": "button_click",
    }
    say(
        text=greeting,
        blocks=[
            {"type": "section", "text": {"type": "mrkdwn", "text": greeting}, "accessory": button},
        ],
    )


@app.action("button_click")
def take_click(body: dict[str, Any], ack: Ack, say: Say) -> None:
    """Say who pressed."""
    ack()
    say(f"<@{body['user']['id']}> clicked the button")


if __name__ == "__main__":
    handler = SocketModeHandler(app, os.environ["SLACK_APP_TOKEN"])
    handler.start()  # type: ignore[no-untyped-call] # Bolt gives this one no types
