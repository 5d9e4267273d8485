"""The barest app on Slack's SDKs: `python -m tests.bench.bare_app`. It answers `/live` over Socket Mode.

It says `ready` once it is connected. Address and tokens are given as Fortnight's are.
"""

import asyncio
import os

from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncAck, AsyncApp, AsyncRespond
from slack_sdk.web.async_client import AsyncWebClient


async def _main() -> None:
    token, address = os.environ["SLACK_BOT_TOKEN"], os.environ["FORTNIGHT_SLACK_API_URL"]
    client = AsyncWebClient(token, base_url=address)
    app = AsyncApp(client=client)

    @app.command("/live")
    async def live(ack: AsyncAck, respond: AsyncRespond) -> None:
        await ack()
        await respond("2026.11 is live on Controlled.")

    handler = AsyncSocketModeHandler(app, os.environ["SLACK_APP_TOKEN"], web_client=client)
    await handler.connect_async()  # type: ignore[no-untyped-call] # Bolt leaves it untyped
    print("ready", flush=True)  # noqa: T201 - who started it reads it
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(_main())
