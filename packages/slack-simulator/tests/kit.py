"""Words that the tests of the workspace share."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TypeAlias

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError

from slack_simulator import Message, View
from slack_simulator.records import JSON

Connect: TypeAlias = Callable[[], Awaitable[None]]


@dataclass
class Clock:
    """A clock that a test moves; the workspace reads it as its date."""

    at: datetime

    def __call__(self) -> datetime:
        return self.at

    def moves(self, **by: float) -> None:
        self.at += timedelta(**by)


@dataclass
class Stopwatch:
    """Real seconds, as far as limits and time-outs are concerned."""

    seconds: float = 1000.0

    def __call__(self) -> float:
        return self.seconds


async def refusal(call: Awaitable[object]) -> JSON:
    """Return the answer of a call that Slack refuses."""
    with pytest.raises(SlackApiError) as caught:
        await call
    data: JSON = caught.value.response.data
    return data


def message(answer: Message | View) -> Message:
    """Take an answer of the app as the message that it should be."""
    assert isinstance(answer, Message)
    return answer


def plain(text: str = "Words") -> JSON:
    return {"type": "plain_text", "text": text}


def option(text: str) -> JSON:
    return {"text": plain(text), "value": text.lower()}


def button(text: str = "Go", **more: object) -> JSON:
    made = {"type": "button", "action_id": text, "text": plain(text), "value": f"value of {text}"}
    return made | more


def actions(*elements: JSON) -> JSON:
    return {"type": "actions", "block_id": "row", "elements": list(elements)}


def question(label: str, element: JSON, **more: object) -> JSON:
    return {"type": "input", "block_id": label, "label": plain(label), "element": element, **more}


def text_input(**more: object) -> JSON:
    return {"type": "plain_text_input", "action_id": "text", **more}


def modal(*blocks: JSON, **more: object) -> JSON:
    return {"type": "modal", "title": plain("Form"), "blocks": list(blocks) or [{"type": "divider"}], **more}


def home(*blocks: JSON) -> JSON:
    return {"type": "home", "blocks": list(blocks)}


class PageClient:
    """The page in a browser, as far as the server can tell: what it fetches and what it sends."""

    def __init__(self, session: aiohttp.ClientSession, url: str) -> None:
        self.session = session
        self.url = url

    async def state(self, person: str = "U0ANA", channel: str = "C0ACME", **more: str) -> JSON:
        query = {"as": person, "channel": channel, **more}
        async with self.session.get(f"{self.url}/page/state", params=query) as response:
            shown: JSON = await response.json()
            return shown

    async def do(self, what: str, person: str = "U0ANA", **more: object) -> str:
        """Do something; returns the sentence of a refusal, or nothing."""
        asked = {"as": person, "do": what, **more}
        async with self.session.post(f"{self.url}/page/do", json=asked) as response:
            return str((await response.json()).get("error", ""))
