"""What Slack sends over the socket, guarded: the SDK and Bolt log what is odd with a traceback.

https://docs.slack.dev/apis/events-api/using-socket-mode
"""

import json
import logging
import time

from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.socket_mode.aiohttp import SocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest
from slack_sdk.web.async_client import AsyncWebClient

logger = logging.getLogger(__name__)


class Socket(AsyncSocketModeHandler):
    """Hands envelopes to Bolt; what is none, or cannot be read, is left out with a line in the log."""

    def __init__(self, app: AsyncApp, app_token: str, client: AsyncWebClient) -> None:
        super().__init__(app, app_token, web_client=client)
        self._enqueue = self.client.enqueue_message
        self.client.enqueue_message = self._take  # type: ignore[method-assign] # the SDK has no other place for it
        self._connect = self.client.connect
        self.client.connect = self._connect_anew  # type: ignore[method-assign] # as above: it reconnects by itself
        self._connected_at: float | None = None

    async def _connect_anew(self) -> None:
        await self._connect()  # type: ignore[no-untyped-call] # the SDK leaves it untyped
        self._connected_at = time.monotonic()

    async def is_connected(self) -> bool:
        """Whether Slack is at the other end."""
        return await self.client.is_connected()

    @property
    def age(self) -> float | None:
        """Seconds since the connection was made; None before the first."""
        return None if self._connected_at is None else time.monotonic() - self._connected_at

    async def handle(self, client: SocketModeClient, req: SocketModeRequest) -> None:  # type: ignore[override] # as Bolt
        """Let Bolt answer one envelope."""
        try:
            await super().handle(client, req)
        except Exception as error:  # noqa: BLE001 - Bolt raises anything where a shape is not Slack's
            logger.warning(
                "Slack sent something that is not understood (%(error)s).", {"error": type(error).__name__}
            )

    async def _take(self, message: str) -> None:
        if is_envelope(message):
            await self._enqueue(message)
        else:
            logger.warning("Something came over Slack's socket that is not Slack's, and was left out.")


def is_envelope(message: str) -> bool:
    """Whether it is a JSON object whose type is a word, and whose payload, if it has one, is an object."""
    try:
        found = json.loads(message)
    except (ValueError, RecursionError):
        return False
    return (
        isinstance(found, dict)
        and isinstance(found.get("type"), str)
        and isinstance(found.get("envelope_id", ""), str)
        and isinstance(found.get("payload", {}), dict)
    )
