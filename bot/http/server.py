"""The port on which the process listens."""

import errno
import logging
from collections.abc import Awaitable, Callable

from aiohttp import web

from bot.errors import StartFailed
from rollouts.refusals import LedgerUnavailable

BODY_MOST = 1024 * 1024
"""Bytes. Slack's payloads are far smaller: a view has at most 250 kB."""

STOP_SECONDS = 2

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]

logger = logging.getLogger(__name__)


class HttpServer:
    """Listens at an address until it is stopped."""

    def __init__(self, host: str, port: int, routes: list[web.RouteDef]) -> None:
        self.routes = routes
        self._host = host
        self._port = port
        app = web.Application(client_max_size=BODY_MOST, middlewares=[_told])
        app.on_response_prepare.append(_unnamed)
        app.add_routes(routes)
        # Who asks for what stands in no log: an address may be a secret.
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=STOP_SECONDS)

    async def start(self) -> None:
        """Begin to listen.

        Raises:
            StartFailed: the address cannot be had.
        """
        await self._runner.setup()
        site = web.TCPSite(self._runner, self._host, self._port)
        try:
            await site.start()
        except OSError as error:
            await self._runner.cleanup()
            raise StartFailed(
                f"FORTNIGHT_HTTP cannot be used: {_why(error)} at {self._host}, port {self._port}. "
                "Set another one, such as 127.0.0.1:3000, or set none."
            ) from None

    async def stop(self) -> None:
        """Listen no more."""
        await self._runner.cleanup()


def _why(error: OSError) -> str:
    known = {
        errno.EADDRINUSE: "another program listens",
        errno.EACCES: "this user may not listen",
        errno.EADDRNOTAVAIL: "this machine has no such address",
    }
    return known.get(error.errno or 0, "nobody can listen")


async def _unnamed(_: web.Request, response: web.StreamResponse) -> None:
    """Leave out what Python and which aiohttp answer: nobody who asks here needs to know."""
    response.headers["Server"] = "Fortnight"


@web.middleware
async def _told(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Answer with one line where something is refused, or cannot be done now."""
    try:
        return await handler(request)
    except web.HTTPException as refused:
        # aiohttp's own page would be HTML, and may repeat what was sent.
        headers = {name: value for name, value in refused.headers.items() if name in {"Allow", "Retry-After"}}
        return web.Response(status=refused.status, text=f"{refused.reason}\n", headers=headers)
    except LedgerUnavailable as error:
        logger.warning("%(error)s", {"error": error})
        return web.Response(status=503, text="The database cannot be used just now.\n")
