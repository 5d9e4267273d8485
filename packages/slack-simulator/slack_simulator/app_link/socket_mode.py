"""Socket Mode: the app's WebSockets, the envelopes sent over them and their acknowledgements.

https://docs.slack.dev/apis/events-api/using-socket-mode
"""

import asyncio
import itertools
import json
import secrets
import uuid
from collections.abc import Callable

from aiohttp import WSMsgType, web

from slack_simulator.app_link.requests import Ack, AppRequest
from slack_simulator.records import JSON

MOST_CONNECTIONS = 10


class SocketMode:
    """Every connection of one app.

    Requests go to the connections in turn; an ack counts from whichever connection it comes.
    """

    def __init__(self, app_id: str, ack_seconds: float, changed: Callable[[], None]) -> None:
        self.url = ""
        self._app_id = app_id
        self._ack_seconds = ack_seconds
        self._changed = changed
        self._tickets: set[str] = set()
        self._sockets: dict[web.WebSocketResponse, web.Request] = {}
        self._turn = itertools.count()
        self._waiting: dict[str, asyncio.Future[JSON]] = {}

    @property
    def connections(self) -> int:
        """How many connections are open."""
        return len(self._sockets)

    @property
    def is_connected(self) -> bool:
        """Whether the app has a connection open."""
        return bool(self._sockets)

    def new_url(self) -> str:
        """Return a WebSocket address with a ticket for one connection."""
        ticket = secrets.token_urlsafe(24)
        self._tickets.add(ticket)
        return f"{self.url}?ticket={ticket}&app_id={self._app_id}"

    async def handle(self, request: web.Request) -> web.StreamResponse:
        """Serve one connection until either side ends it."""
        ticket = request.query.get("ticket", "")
        if ticket not in self._tickets:
            raise web.HTTPUnauthorized(text="The ticket is unknown or was used before.")
        self._tickets.discard(ticket)
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        if len(self._sockets) >= MOST_CONNECTIONS:
            await socket.send_json(_disconnect("too_many_websockets"))
            await socket.close()
            return socket
        self._sockets[socket] = request
        self._changed()
        try:
            await socket.send_json(self._hello())
            async for frame in socket:
                if frame.type is WSMsgType.TEXT:
                    self._take(frame.data)
        finally:
            self._forget(socket)
        return socket

    async def send(self, request: AppRequest) -> Ack:
        """Send an envelope over the next connection and wait for its ack."""
        if not self._sockets:
            return Ack(failure="no_connection")
        socket = list(self._sockets)[next(self._turn) % len(self._sockets)]
        envelope_id = str(uuid.uuid4())
        acknowledged = asyncio.get_running_loop().create_future()
        self._waiting[envelope_id] = acknowledged
        try:
            async with asyncio.timeout(self._ack_seconds):
                await socket.send_json(_envelope(envelope_id, request))
                return Ack(body=await acknowledged)
        except ConnectionError:
            return Ack(failure="no_connection")
        except TimeoutError:
            return Ack(failure="timeout")
        finally:
            del self._waiting[envelope_id]

    async def send_text(self, text: str) -> None:
        """Send a frame as it is over every connection, one too that Slack would never send."""
        for socket in list(self._sockets):
            await socket.send_str(text)

    async def refresh(self, reason: str = "refresh_requested") -> None:
        """Ask every connection to come back afresh, and close it; ``warning`` leaves it open meanwhile."""
        for socket in list(self._sockets):
            await socket.send_json(_disconnect(reason))
            if reason != "warning":
                self._forget(socket)
                await socket.close()

    def cut(self) -> None:
        """Let every connection break without a word, as a network does."""
        for socket, request in list(self._sockets.items()):
            self._forget(socket)
            if request.transport is not None:
                request.transport.abort()

    async def close(self) -> None:
        """Close every connection politely."""
        for socket in list(self._sockets):
            self._forget(socket)
            await socket.close()

    def _forget(self, socket: web.WebSocketResponse) -> None:
        if socket in self._sockets:
            del self._sockets[socket]
            self._changed()

    def _take(self, text: str) -> None:
        try:
            frame = json.loads(text)
            waiting = self._waiting.get(frame["envelope_id"])
        except (ValueError, KeyError, TypeError):
            return
        payload = frame.get("payload")
        if waiting is not None and not waiting.done():
            waiting.set_result(payload if isinstance(payload, dict) else {})

    def _hello(self) -> JSON:
        return {
            "type": "hello",
            "num_connections": len(self._sockets),
            "debug_info": {"host": "applink", "build_number": 1, "approximate_connection_time": 18060},
            "connection_info": {"app_id": self._app_id},
        }


def _envelope(envelope_id: str, request: AppRequest) -> JSON:
    envelope: JSON = {
        "envelope_id": envelope_id,
        "type": request.kind,
        "payload": request.payload,
        "accepts_response_payload": request.accepts_response_payload,
    }
    if request.kind == "events_api":
        envelope |= {"retry_attempt": request.attempt, "retry_reason": request.reason}
    return envelope


def _disconnect(reason: str) -> JSON:
    return {"type": "disconnect", "reason": reason, "debug_info": {"host": "applink"}}
