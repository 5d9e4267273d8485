"""The one thing that a reconnecting socket client does not get over: itself.

slack_sdk's client reconnects for ever, and so it should. But it has been seen to stop trying, and to try the
same expired address again and again, which only a new process cures:
https://github.com/slackapi/python-slack-sdk/issues/1922 and https://github.com/slackapi/bolt-python/issues/1529.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import timedelta

import aiohttp
from slack_sdk.errors import SlackApiError

LOOK_EVERY = timedelta(minutes=1)
STUCK_AFTER = 5
"""Looks in a row at which the API answered and the socket was not connected."""

logger = logging.getLogger(__name__)


class SocketWatch:
    """`stuck` is set when the socket stays away although the API answers; an outage of both is waited for."""

    def __init__(
        self, *, is_connected: Callable[[], Awaitable[bool]], ask_api: Callable[[], Awaitable[object]]
    ) -> None:
        self.stuck = asyncio.Event()
        self._is_connected = is_connected
        self._ask_api = ask_api
        self._in_a_row = 0

    async def look(self) -> None:
        """Look once, a minute after the last time."""
        if await self._is_connected():
            self._in_a_row = 0
            return
        try:
            await self._ask_api()
        except (SlackApiError, aiohttp.ClientError, TimeoutError, OSError):
            self._in_a_row = 0
            logger.warning("Slack cannot be reached. Fortnight goes on trying; what is due is kept.")
            return
        self._in_a_row += 1
        logger.warning("Slack answers, but its socket is not connected. Trying to connect again.")
        if self._in_a_row >= STUCK_AFTER:
            self.stuck.set()
