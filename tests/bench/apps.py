"""Apps that answer `/live` over Socket Mode, each in a process of its own: ours, and the barest there are.

`python -m tests.bench.apps ours|bare ADDRESS [DATABASE]` prints a line when it answers.
"""

import asyncio
import contextlib
import logging
import sys

from slack_bolt.adapter.socket_mode.async_handler import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncAck, AsyncApp, AsyncRespond
from slack_sdk.web.async_client import AsyncWebClient

from bot.clock import MovableClock
from bot.loading import settle
from bot.settings import Settings
from bot.slack.pace import Pace
from bot.wiring import build
from tests.bench.workspaces import NOW

TOKEN, APP_TOKEN = "xoxb-bench", "xapp-bench"
FAST = 1_000_000
ANSWER = "*2026.11* is live on Controlled since Mon 14 December, confirmed by <@U0ANA>. Next: 2026.12."


async def ours(address: str, database: str) -> None:
    """Answer as production does; what was due in the database is said first."""
    settings = Settings.load(
        _env_file=None,
        SLACK_BOT_TOKEN=TOKEN,
        SLACK_APP_TOKEN=APP_TOKEN,
        slack_api_url=f"{address}/api/",
        database_url=database,
        timezone="Europe/Berlin",
    )
    pace = Pace(per_second=FAST, in_channel=FAST, updates_per_minute=FAST)
    bot = await build(settings, clock=MovableClock(NOW, running=False), pace=pace)
    await bot.start()
    await bot.dispatcher.drain()
    settle()
    await _answers()


async def bare(address: str) -> None:
    """Acknowledge and answer as Bolt does it quickest, with nothing before that it can do without.

    `process_before_response` lets the acknowledgement go out when the listener returns: else Bolt looks every
    10 ms whether it was called. The answer is a task behind it, as Bolt's lazy listeners copy each request.
    """
    app = AsyncApp(
        client=AsyncWebClient(TOKEN, base_url=f"{address}/api/"),
        process_before_response=True,
        request_verification_enabled=False,
        ignoring_self_events_enabled=False,
        ignoring_self_assistant_message_events_enabled=False,
        ssl_check_enabled=False,
        url_verification_enabled=False,
        attaching_function_token_enabled=False,
        attaching_conversation_kwargs_enabled=False,
    )

    blocks = [{"type": "section", "text": {"type": "mrkdwn", "text": ANSWER}}]
    answering = set[asyncio.Task[object]]()

    async def live(ack: AsyncAck, respond: AsyncRespond) -> None:
        await ack()
        task = asyncio.create_task(respond(ANSWER, blocks=blocks))
        answering.add(task)
        task.add_done_callback(answering.discard)

    app.command("/live")(live)
    await AsyncSocketModeHandler(app, APP_TOKEN).connect_async()  # type: ignore[no-untyped-call] # Bolt's
    await _answers()


async def _answers() -> None:
    print("answers", flush=True)  # noqa: T201 - who started it reads it
    await asyncio.Event().wait()


def main(which: str, address: str, database: str = "") -> None:
    """Run one of them until it is ended."""
    logging.disable(logging.WARNING)
    with contextlib.suppress(KeyboardInterrupt):
        if which == "ours":
            asyncio.run(ours(address, database))
        else:
            asyncio.run(bare(address))


if __name__ == "__main__":
    main(*sys.argv[1:])
