"""The one Slack client: a shared session, a time limit, and no blind retries."""

import aiohttp
from slack_sdk.web.async_client import AsyncWebClient

CALL_SECONDS = 30
CONNECT_SECONDS = 10


def open_session() -> aiohttp.ClientSession:
    """Open the session that all calls share; slack_sdk then ignores its own `timeout`, so it is set here."""
    return aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=CALL_SECONDS, connect=CONNECT_SECONDS))


def make_client(*, token: str | None, api_url: str, session: aiohttp.ClientSession) -> AsyncWebClient:
    """Make the client without slack_sdk's default handler, which sends again after a lost answer."""
    return AsyncWebClient(token=token, base_url=api_url, session=session, retry_handlers=[])
