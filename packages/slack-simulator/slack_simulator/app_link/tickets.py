"""The short-lived permissions that come with a gesture: ``trigger_id`` and ``response_url``.

A trigger opens one form within three seconds; a response URL may be used five times within thirty minutes.
https://docs.slack.dev/interactivity/handling-user-interaction
"""

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from slack_simulator.records import Gesture, Message

RESPONSE_URL_USES = 5


@dataclass
class Trigger:
    """One ``trigger_id``; ``until`` is a stopwatch reading."""

    gesture: Gesture
    until: float
    used: bool = False


@dataclass
class ResponseUrl:
    """One ``response_url``: where it answers, and to which message if the gesture was made on one."""

    gesture: Gesture
    channel: str
    until: float
    message: Message | None = None
    uses: int = 0


class Tickets:
    """Hands out triggers and response URLs and checks them when they come back."""

    def __init__(
        self, stopwatch: Callable[[], float], trigger_seconds: float, response_url_seconds: float
    ) -> None:
        self._stopwatch = stopwatch
        self._trigger_seconds = trigger_seconds
        self._response_url_seconds = response_url_seconds
        self._triggers: dict[str, Trigger] = {}
        self._response_urls: dict[str, ResponseUrl] = {}

    def new_trigger(self, gesture: Gesture) -> str:
        """Return a new ``trigger_id`` for the gesture."""
        number = len(self._triggers) + 1
        trigger_id = f"{number}.{number * 7919}.{secrets.token_hex(16)}"
        self._triggers[trigger_id] = Trigger(gesture, self._stopwatch() + self._trigger_seconds)
        return trigger_id

    def use_trigger(self, trigger_id: str) -> Gesture | str:
        """Take a trigger: its gesture, or Slack's error code for one that is unknown, late or used up."""
        trigger = self._triggers.get(trigger_id)
        if trigger is None:
            return "invalid_trigger_id"
        if trigger.used:
            return "exchanged_trigger_id"
        if self._stopwatch() > trigger.until:
            return "expired_trigger_id"
        trigger.used = True
        return trigger.gesture

    def new_response_url(self, gesture: Gesture, channel: str, message: Message | None = None) -> str:
        """Return the secret last part of a new response URL."""
        ticket = secrets.token_urlsafe(18)
        self._response_urls[ticket] = ResponseUrl(
            gesture, channel, self._stopwatch() + self._response_url_seconds, message
        )
        return ticket

    def use_response_url(self, ticket: str) -> ResponseUrl | Literal["expired_url", "used_url", "no_team"]:
        """Take one of the five uses: where to answer, or the error code."""
        url = self._response_urls.get(ticket)
        if url is None:
            return "no_team"
        if self._stopwatch() > url.until:
            return "expired_url"
        if url.uses >= RESPONSE_URL_USES:
            return "used_url"
        url.uses += 1
        return url
