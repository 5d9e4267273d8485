"""The barest Slack that speaks Socket Mode: it sends commands, and times acknowledgements and answers.

`python -m tests.bench.bare_socket` prints its address and serves until it is ended. `POST /ask` with
`{"count", "at_once", "wants", "until"}` sends that many `/live controlled`, so many of them under way at a
time, and returns how long each took (seconds) until what it `wants`: its "ack", or its "answer" at the
response URL. One is under way `until` its "ack" or its "answer" is there.
"""

import asyncio
import contextlib
import json
from itertools import count
from time import perf_counter
from uuid import uuid4

from aiohttp import WSMsgType, web

from bot.slack.capabilities import CAPABILITIES
from tests.bench.workspaces import KEY, OWNER

PATIENCE = 20
SCOPES = ",".join(sorted({scope for each in CAPABILITIES for scope in each.scopes}))
IDENTITY = {
    "ok": True,
    "url": "https://bench.example/",
    "team": "Bench",
    "team_id": KEY,
    "user": "fortnight",
    "user_id": "U0BOT",
    "bot_id": "B0BOT",
    "is_enterprise_install": False,
}


class BareSocket:
    """One workspace with one app."""

    def __init__(self) -> None:
        self._numbers = count(1)
        self._socket: web.WebSocketResponse | None = None
        self._connected = asyncio.Event()
        self._waiting: dict[str, asyncio.Future[None]] = {}
        self._last = ""
        self.address = ""

    def app(self) -> web.Application:
        """Return what is served."""
        app = web.Application()
        app.router.add_post("/api/{method}", self._call)
        app.router.add_get("/socket", self._listen)
        app.router.add_post("/answers/{key}", self._take_answer)
        app.router.add_post("/ask", self._ask)
        return app

    async def _call(self, request: web.Request) -> web.Response:
        await request.read()
        match request.match_info["method"]:
            case "auth.test":
                return web.json_response(IDENTITY, headers={"x-oauth-scopes": SCOPES})
            case "apps.connections.open":
                url = f"{self.address.replace('http', 'ws', 1)}/socket"
                return web.json_response({"ok": True, "url": url})
            case _:
                number = next(self._numbers)
                answer = {"ok": True, "channel": "C0BENCH", "ts": f"1790000000.{number:06}"}
                return web.json_response(answer)

    async def _listen(self, request: web.Request) -> web.WebSocketResponse:
        self._socket = web.WebSocketResponse()
        await self._socket.prepare(request)
        await self._socket.send_json({"type": "hello", "num_connections": 1, "connection_info": {}})
        self._connected.set()
        async for message in self._socket:
            if message.type is WSMsgType.TEXT:
                self._done(f"ack {json.loads(message.data).get('envelope_id')}")
        return self._socket

    async def _take_answer(self, request: web.Request) -> web.Response:
        self._last = str((await request.json())["text"])
        self._done(f"answer {request.match_info['key']}")
        return web.Response(text="ok")

    def _done(self, what: str) -> None:
        if (waiting := self._waiting.pop(what, None)) and not waiting.done():
            waiting.set_result(None)

    async def _ask(self, request: web.Request) -> web.Response:
        asked = await request.json()
        await self._connected.wait()
        free = asyncio.Semaphore(asked["at_once"])
        begun = perf_counter()
        took = await asyncio.gather(*(self._one(free, asked) for _ in range(asked["count"])))
        in_all = perf_counter() - begun
        return web.json_response({"took": took, "in_all": in_all, "last": self._last})

    async def _one(self, free: asyncio.Semaphore, asked: dict[str, str]) -> float:
        assert self._socket is not None
        async with free:
            key, loop = str(uuid4()), asyncio.get_running_loop()
            waiting = {what: loop.create_future() for what in ("ack", asked["wants"], asked["until"])}
            self._waiting |= {f"{what} {key}": future for what, future in waiting.items()}
            begun = perf_counter()
            await self._socket.send_str(json.dumps(self._envelope(key)))
            async with asyncio.timeout(PATIENCE):
                await waiting[asked["wants"]]
                took = perf_counter() - begun
                await waiting[asked["until"]]
            return took

    def _envelope(self, key: str) -> dict[str, object]:
        command = {
            "token": "bench",
            "team_id": KEY,
            "team_domain": "bench",
            "channel_id": "C0BENCH",
            "channel_name": "bench",
            "user_id": OWNER,
            "user_name": "ana",
            "command": "/live",
            "text": "controlled",
            "api_app_id": "A0BENCH",
            "is_enterprise_install": "false",
            "response_url": f"{self.address}/answers/{key}",
            "trigger_id": f"1.2.{key}",
        }
        return {
            "type": "slash_commands",
            "envelope_id": key,
            "payload": command,
            "accepts_response_payload": True,
        }


async def _serve() -> None:
    slack = BareSocket()
    runner = web.AppRunner(slack.app(), access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    host, port = runner.addresses[0][:2]
    slack.address = f"http://{host}:{port}"
    print(slack.address, flush=True)  # noqa: T201 - who started it reads it
    await asyncio.Event().wait()


if __name__ == "__main__":
    with contextlib.suppress(KeyboardInterrupt):
        asyncio.run(_serve())
