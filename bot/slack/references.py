"""Whether what people choose or name is there, and can be used: asked of Slack while somebody waits."""

import asyncio
import logging
from collections.abc import Collection, Mapping

from bot.errors import StartFailed
from bot.slack.connection import FirstCalls
from bot.slack.directory import PATIENCE_SECONDS, Directory
from bot.slack.errors import classify
from bot.slack.names import CHANNEL_TYPES, CHANNELS_A_PAGE, find_names, unambiguous
from rollouts.deliveries import Reason, Refused

logger = logging.getLogger(__name__)


class References:
    """Looks up people, channels and names of both."""

    def __init__(
        self, calls: FirstCalls, directory: Directory, *, patience: float = PATIENCE_SECONDS
    ) -> None:
        self._calls = calls
        self._directory = directory
        self._patience = patience

    async def why_not(self, user: str) -> Reason | None:
        """Return why that user could answer nothing that they are asked; None if they can, so far."""
        return await self._directory.why_not(user)

    async def why_closed(self, channel: str) -> str | None:
        """Return Slack's code for why nothing can be said there; None if it can, or if Slack does not say.

        A private channel is there for its members alone:
        https://docs.slack.dev/reference/methods/conversations.info
        """
        try:
            async with asyncio.timeout(self._patience):
                found = (await self._calls.client.conversations_info(channel=channel))["channel"]
        except Exception as error:  # noqa: BLE001 - whatever went wrong, it may be open
            refused = classify(error)
            return refused.reason if isinstance(refused, Refused) else None
        return "is_archived" if found.get("is_archived") else None

    async def is_in(self, user: str, channel: str) -> bool | None:
        """Return whether that user is a member of the channel; None if Slack does not say in time.

        Of private channels it tells those in which the bot is, too:
        https://docs.slack.dev/reference/methods/users.conversations
        """
        cursor = ""
        try:
            async with asyncio.timeout(self._patience):
                while True:
                    page = await self._calls.client.users_conversations(
                        user=user, types=CHANNEL_TYPES, limit=CHANNELS_A_PAGE, cursor=cursor
                    )
                    if any(each["id"] == channel for each in page["channels"]):
                        return True
                    cursor = (page.get("response_metadata") or {}).get("next_cursor") or ""
                    if not cursor:
                        return False
        except Exception as error:  # noqa: BLE001 - whatever went wrong, they may be in it
            logger.info(
                "Slack does not tell where %(user)s is a member (%(reason)s)",
                {"user": user, "reason": classify(error).reason},
            )
            return None

    async def find(self, names: Collection[str], *, groups: bool = False) -> Mapping[str, str]:
        """Return the id of each name that means just one channel or person; with `groups`, or user group.

        While Slack does not say it is none.
        """
        try:
            return unambiguous(await find_names(self._calls, names, groups=groups))
        except StartFailed as trouble:
            logger.warning("Names could not be looked up: %(reason)s", {"reason": trouble})
            return {}
