"""Serves a workspace on the loopback address: Web API, Socket Mode, response URLs and the page."""

import asyncio
import errno
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC
from email.utils import format_datetime
from functools import partial
from typing import TypeAlias

from aiohttp import web

from slack_simulator.app_link.response_urls import answer_by_url
from slack_simulator.app_link.signed_http import SignedHttp
from slack_simulator.app_link.socket_mode import SocketMode
from slack_simulator.companion import Companion
from slack_simulator.page_api import PageApi
from slack_simulator.team import Team
from slack_simulator.web_api.endpoint import WebApi

HOST = "127.0.0.1"
PORTS_TRIED = 50
MOST_BODY_BYTES = 2 * 1024 * 1024
Handler: TypeAlias = Callable[[web.Request], Awaitable[web.StreamResponse]]
_OWN_NAMES = {"127.0.0.1", "localhost", "[::1]"}


@dataclass(frozen=True)
class Server:
    """A running workspace."""

    team: Team
    port: int
    runner: web.AppRunner
    transport: SocketMode | SignedHttp

    @property
    def url(self) -> str:
        """The address of the page, without a slash at the end."""
        return f"http://{HOST}:{self.port}"

    @property
    def api_url(self) -> str:
        """The Web API's base address, which an app takes in place of Slack's own."""
        return f"{self.url}/api/"

    @property
    def socket_mode(self) -> SocketMode:
        """The app's connections. Raises TypeError when the app is reached over HTTP."""
        if not isinstance(self.transport, SocketMode):
            raise TypeError("This workspace reaches its app over HTTP requests.")
        return self.transport

    async def close(self) -> None:
        """End everything that is under way and close the port."""
        self.team.transport = None
        for task in list(self.team.tasks):
            task.cancel()
        await asyncio.gather(*self.team.tasks, return_exceptions=True)
        await self.transport.close()
        await self.runner.cleanup()


async def serve(workspace: Team, port: int = 0, companion: Companion | None = None) -> Server:
    """Serve the workspace at ``port`` or, when that is taken, at the next free one; 0 takes any.

    ``companion`` fills what the page shows beyond Slack. Raises OSError when no port is free.
    """
    transport: SocketMode | SignedHttp
    if workspace.request_url is None:
        transport = SocketMode(workspace.app_id, workspace.ack_seconds, workspace.changed)
    else:
        transport = SignedHttp(workspace.request_url, workspace.signing_secret, workspace.ack_seconds)
    app = web.Application(middlewares=[_only_this_machine], client_max_size=MOST_BODY_BYTES)

    async def tell_the_time(_: web.Request, response: web.StreamResponse) -> None:
        response.headers["Date"] = format_datetime(workspace.now().astimezone(UTC), usegmt=True)

    app.on_response_prepare.append(tell_the_time)
    web_api = WebApi(workspace)
    app.router.add_route("*", "/api/{method}", web_api.handle)
    app.router.add_post("/upload/v1/{ticket}", web_api.upload)
    app.router.add_get("/files-pri/{place}/{name}", web_api.download)
    app.router.add_post("/actions/{team}/{ticket}", partial(answer_by_url, workspace))
    if isinstance(transport, SocketMode):
        app.router.add_get("/link", transport.handle)
    PageApi(workspace, companion).add_routes(app)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.05)
    await runner.setup()
    taken = await _listen(runner, port)
    server = Server(workspace, taken, runner, transport)
    workspace.url = server.url
    if isinstance(transport, SocketMode):
        transport.url = f"ws://{HOST}:{taken}/link"
    workspace.transport = transport
    return server


async def _listen(runner: web.AppRunner, port: int) -> int:
    for candidate in range(port, port + PORTS_TRIED if port else 1):
        try:
            await web.TCPSite(runner, HOST, candidate).start()
        except OSError as error:
            if error.errno != errno.EADDRINUSE:
                raise
        else:
            return int(runner.addresses[0][1])
    await runner.cleanup()
    raise OSError(errno.EADDRINUSE, f"The ports {port} to {port + PORTS_TRIED - 1} are all taken.")


@web.middleware
async def _only_this_machine(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Refuse other host names, so that no web page can reach the workspace through a name of its own."""
    name = request.host if request.host.endswith("]") else request.host.rpartition(":")[0] or request.host
    if name not in _OWN_NAMES:
        raise web.HTTPForbidden(text="This workspace answers on 127.0.0.1 and localhost only.")
    return await handler(request)
