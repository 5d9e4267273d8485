"""Another Slack: a few methods and a socket, written from Slack's documentation and from nothing of ours.

https://docs.slack.dev/apis/web-api and https://docs.slack.dev/apis/events-api/using-socket-mode
"""

import asyncio
import json
from collections.abc import Callable
from itertools import count
from typing import Any

from aiohttp import WSMsgType, web

BOT_TOKEN, APP_TOKEN = "xoxb-other", "xapp-other"
JSON = dict[str, Any]


class OtherSlack:
    """A workspace with one channel, one person, and the app. `posts` and `answers` are what the app said."""

    def __init__(self) -> None:
        self.posts: list[JSON] = []
        self.answers: asyncio.Queue[JSON] = asyncio.Queue()
        self.acks: asyncio.Queue[str] = asyncio.Queue()
        self._socket: web.WebSocketResponse | None = None
        self._numbers = count(1)
        self._runner: web.AppRunner | None = None
        self._methods: dict[str, Callable[[JSON], JSON]] = {
            "apps.connections.open": lambda _: {"url": f"ws://127.0.0.1:{self._port}/socket"},
            "auth.test": lambda _: {"team_id": "T1", "team": "Other", "user_id": "U1BOT", "bot_id": "B1"},
            "chat.postMessage": self._post,
            "chat.update": self._update,
            "conversations.list": self._channels,
            "users.info": lambda args: {"user": {"id": args["user"], "team_id": "T1", "is_admin": False}},
        }

    async def start(self) -> None:
        """Open a port."""
        app = web.Application()
        app.router.add_route("*", "/api/{method}", self._call)
        app.router.add_get("/socket", self._connect)
        app.router.add_post("/answer", self._answer)
        self._runner = web.AppRunner(app, shutdown_timeout=0.1)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()

    @property
    def api_url(self) -> str:
        """The address of the Web API."""
        return f"http://127.0.0.1:{self._port}/api/"

    async def stop(self) -> None:
        """Close the port."""
        assert self._runner
        await self._runner.cleanup()

    async def command(self, command: str, text: str) -> None:
        """Let the person type a slash command."""
        payload = {
            "token": "deprecated",
            "team_id": "T1",
            "team_domain": "other",
            "channel_id": "C1",
            "channel_name": "acme",
            "user_id": "U1",
            "user_name": "zoe",
            "command": command,
            "text": text,
            "api_app_id": "A1",
            "is_enterprise_install": "false",
            "response_url": f"http://127.0.0.1:{self._port}/answer",
            "trigger_id": "1.2.3",
        }
        assert self._socket
        envelope = {"envelope_id": "e1", "type": "slash_commands", "accepts_response_payload": True}
        await self._socket.send_json({**envelope, "payload": payload})

    @property
    def _port(self) -> int:
        assert self._runner
        return int(self._runner.addresses[0][1])

    async def _call(self, request: web.Request) -> web.Response:
        name = request.match_info["method"]
        token = request.headers.get("Authorization", "").removeprefix("Bearer ")
        if token != (APP_TOKEN if name == "apps.connections.open" else BOT_TOKEN):
            return web.json_response({"ok": False, "error": "invalid_auth"})
        if name not in self._methods:
            return web.json_response({"ok": False, "error": "unknown_method", "req_method": name})
        form = request.content_type == "application/x-www-form-urlencoded"
        args: JSON = dict(request.query)
        args |= dict(await request.post()) if form else json.loads(await request.text() or "{}")
        return web.json_response({"ok": True, **self._methods[name](args)})

    async def _connect(self, request: web.Request) -> web.WebSocketResponse:
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        await socket.send_json({"type": "hello", "num_connections": 1, "connection_info": {"app_id": "A1"}})
        self._socket = socket
        async for frame in socket:
            if frame.type is WSMsgType.TEXT:
                self.acks.put_nowait(json.loads(frame.data)["envelope_id"])
        return socket

    async def _answer(self, request: web.Request) -> web.Response:
        self.answers.put_nowait(await request.json())
        return web.Response(text="ok")

    def _post(self, args: JSON) -> JSON:
        ts = f"1700000000.{next(self._numbers):06d}"
        self.posts.append({**args, "ts": ts})
        return {"channel": args["channel"], "ts": ts, "message": {"text": args["text"], "ts": ts}}

    def _update(self, args: JSON) -> JSON:
        (post,) = (post for post in self.posts if post["ts"] == args["ts"])
        post.update(args)
        return {"channel": args["channel"], "ts": args["ts"], "text": args["text"]}

    def _channels(self, args: JSON) -> JSON:
        if not args.get("cursor"):
            return {"channels": [{"id": "C0", "name": "x"}], "response_metadata": {"next_cursor": "page2"}}
        return {"channels": [{"id": "C1", "name": "acme"}], "response_metadata": {"next_cursor": ""}}
