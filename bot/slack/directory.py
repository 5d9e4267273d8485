"""Who people are, and which channel a name means: asked of Slack, remembered for a while."""

import logging
import time
from collections.abc import Callable

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.slack.errors import error_code
from rollouts.people import Person

REMEMBER_SECONDS = 300
PAGE = 200

logger = logging.getLogger(__name__)


class Directory:
    """Looks people up with `users.info` and the user groups that settings name as managers."""

    def __init__(
        self,
        client: AsyncWebClient,
        *,
        team: str,
        groups: frozenset[str],
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._client = client
        self._team = team
        self._groups = groups
        self._monotonic = monotonic
        self._people: dict[str, tuple[float, Person]] = {}
        self._members: dict[str, tuple[float, frozenset[str]]] = {}

    async def find(self, user: str, team: str | None) -> Person:
        """Return the person. `team` is the one that the press came with; another one than ours is outside."""
        known = self._people.get(user)
        if known is None or known[0] < self._monotonic():
            known = (self._monotonic() + REMEMBER_SECONDS, await self._ask(user))
            self._people[user] = known
        person = known[1]
        if team is not None and team != self._team:
            return Person(user, is_insider=False)
        return person

    async def _ask(self, user: str) -> Person:
        answer = await self._client.users_info(user=user)
        profile = answer["user"]
        if profile.get("is_stranger") or profile.get("team_id", self._team) != self._team:
            return Person(user, is_insider=False)
        groups = {group for group in self._groups if user in await self._of_group(group)}
        is_admin = bool(profile.get("is_admin") or profile.get("is_owner"))
        return Person(user, is_admin=is_admin, groups=frozenset(groups))

    async def _of_group(self, group: str) -> frozenset[str]:
        known = self._members.get(group)
        if known is None or known[0] < self._monotonic():
            before = known[1] if known else frozenset()
            known = (self._monotonic() + REMEMBER_SECONDS, await self._ask_group(group, before))
            self._members[group] = known
        return known[1]

    async def _ask_group(self, group: str, before: frozenset[str]) -> frozenset[str]:
        """Return who is in the group; while Slack does not say, those who were in it `before`."""
        try:
            answer = await self._client.usergroups_users_list(usergroup=group)
        except SlackApiError as error:
            reason = error_code(error)
            logger.warning(
                "The user group %s of the managers cannot be read (%s)",
                group,
                reason,
                extra={"group": group, "reason": reason},
            )
            return before
        return frozenset(answer["users"])


async def channel_ids(client: AsyncWebClient) -> dict[str, str]:
    """Return the id of every channel that the bot can see, by name."""
    found: dict[str, str] = {}
    cursor = ""
    while True:
        answer = await client.conversations_list(
            types="public_channel,private_channel", exclude_archived=True, limit=PAGE, cursor=cursor
        )
        found |= {channel["name"]: channel["id"] for channel in answer["channels"]}
        cursor = (answer.get("response_metadata") or {}).get("next_cursor") or ""
        if not cursor:
            return found
