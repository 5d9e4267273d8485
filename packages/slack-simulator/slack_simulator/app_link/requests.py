"""What is sent to the app and what it sends back, whether over a socket or as a signed HTTP request."""

from dataclasses import dataclass, field
from typing import Literal, Protocol, TypeAlias

from slack_simulator.records import JSON

RequestKind: TypeAlias = Literal["slash_commands", "interactive", "events_api"]
Failure: TypeAlias = Literal["", "no_connection", "timeout", "http_error"]


@dataclass(frozen=True, kw_only=True)
class AppRequest:
    """A payload for the app; ``attempt`` (from 0) and ``reason`` say why an event comes again."""

    kind: RequestKind
    payload: JSON
    accepts_response_payload: bool = False
    attempt: int = 0
    reason: str = ""


@dataclass(frozen=True, kw_only=True)
class Ack:
    """How the app took a request: in time with a body (perhaps empty), or not at all, and why.

    ``retry`` is false when the app asked for no further attempt (``x-slack-no-retry``).
    """

    body: JSON = field(default_factory=dict)
    failure: Failure = ""
    retry: bool = True


class Transport(Protocol):
    """A way to the app: Socket Mode or signed HTTP requests."""

    @property
    def is_connected(self) -> bool:
        """Whether the app can be reached, as far as is known."""
        ...

    async def send(self, request: AppRequest) -> Ack:
        """Send the request and wait for its acknowledgement, at most as long as Slack does."""
        ...
