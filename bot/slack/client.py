"""The one Slack client: a shared session, a time limit, and no blind retries."""

import logging
from collections.abc import Callable
from typing import Any

import aiohttp
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from bot.slack.errors import classify

Called = Callable[[str, str], None]
"""Is told the method of a call, and `ok` or the reason for which it failed."""

CALL_SECONDS = 30
CONNECT_SECONDS = 10

QUIET = logging.getLogger("slack_sdk.quiet")
"""What slack_sdk logs by. It looks at the level of its logger alone, not at that of those above it, and where
none is set it writes each call and each answer out, for nobody: a seventh of what a call costs."""


def open_session() -> aiohttp.ClientSession:
    """Open the session that all calls share; slack_sdk then ignores its own `timeout`, so it is set here."""
    return aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=CALL_SECONDS, connect=CONNECT_SECONDS))


def make_client(
    *, token: str | None, api_url: str, session: aiohttp.ClientSession, called: Called | None = None
) -> AsyncWebClient:
    """Make the client without slack_sdk's default handler, which sends again after a lost answer."""
    QUIET.setLevel(logging.WARNING)
    if called is None:
        return AsyncWebClient(token=token, base_url=api_url, session=session, retry_handlers=[], logger=QUIET)
    client = _CountedClient(token=token, base_url=api_url, session=session, retry_handlers=[], logger=QUIET)
    client.called = called
    return client


class _CountedClient(AsyncWebClient):
    """Tells of each call what came of it."""

    called: Called

    async def api_call(self, api_method: str, **given: Any) -> AsyncSlackResponse:  # noqa: ANN401 - as slack_sdk has it
        """Make the call."""
        outcome = "cancelled"
        try:
            answer = await super().api_call(api_method, **given)
            outcome = "ok"
        except Exception as error:
            outcome = classify(error).reason
            raise
        finally:
            self.called(api_method, outcome)
        return answer
