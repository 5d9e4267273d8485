"""The one Slack client: a shared session, a time limit, and no blind retries."""

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


def open_session() -> aiohttp.ClientSession:
    """Open the session that all calls share; slack_sdk then ignores its own `timeout`, so it is set here."""
    return aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=CALL_SECONDS, connect=CONNECT_SECONDS))


def make_client(
    *, token: str | None, api_url: str, session: aiohttp.ClientSession, called: Called | None = None
) -> AsyncWebClient:
    """Make the client without slack_sdk's default handler, which sends again after a lost answer."""
    if called is None:
        return AsyncWebClient(token=token, base_url=api_url, session=session, retry_handlers=[])
    client = _CountedClient(token=token, base_url=api_url, session=session, retry_handlers=[])
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
