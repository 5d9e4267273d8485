"""The barest Slack: it takes every call in a process of its own, and keeps nothing of it.

`python -m tests.bench.bare_slack` prints its address and serves until it is ended.
"""

import asyncio
import contextlib
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from itertools import count

from aiohttp import web

NUMBERS = count(1)


async def _take(request: web.Request) -> web.Response:
    await request.read()
    return web.json_response({"ok": True, "channel": "C0BENCH", "ts": f"1790000000.{next(NUMBERS):06}"})


async def _serve() -> None:
    app = web.Application()
    app.router.add_post("/api/{method}", _take)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    host, port = runner.addresses[0][:2]
    print(f"http://{host}:{port}/api/", flush=True)  # noqa: T201 - who started it reads it
    await asyncio.Event().wait()


@asynccontextmanager
async def bare_slack() -> AsyncIterator[str]:
    """Start one, and give the address of its API."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tests.bench.bare_slack", stdout=asyncio.subprocess.PIPE
    )
    try:
        assert process.stdout is not None
        yield (await process.stdout.readline()).decode().strip()
    finally:
        process.terminate()
        await process.wait()


if __name__ == "__main__":
    with contextlib.suppress(KeyboardInterrupt):
        asyncio.run(_serve())
