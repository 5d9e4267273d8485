"""Publishing Homes: https://docs.slack.dev/reference/methods/views.publish."""

import asyncio
from collections.abc import Mapping

from slack_sdk.web.async_client import AsyncWebClient

from bot.slack.errors import classify
from bot.slack.pace import Pace, Resting
from rollouts.deliveries import Lost, NotPosted, Refused

METHOD = "views.publish"
SECONDS = 10
"""How long Slack may take to answer; the person looks at an older Home meanwhile."""


class SlackHomes:
    """Shows people their Homes at the pace of `views.publish`. It never raises: trouble is an outcome."""

    def __init__(self, client: AsyncWebClient, pace: Pace, *, seconds: float = SECONDS) -> None:
        self._client = client
        self._pace = pace
        self._seconds = seconds

    @property
    def has_room(self) -> bool:
        """Whether a Home that nobody asked for may be published now."""
        try:
            self._pace.check(METHOD)
        except Resting:
            return False
        return self._pace.has_room_for_homes

    async def publish(self, user: str, view: Mapping[str, object]) -> NotPosted | Lost | Refused | None:
        """Show somebody their Home; return why it did not arrive, for all that is known."""
        try:
            self._pace.check(METHOD)
            await self._pace.home()
            async with asyncio.timeout(self._seconds):
                await self._client.views_publish(user_id=user, view=dict(view))
        except Resting as resting:
            return classify(resting)
        except Exception as error:  # noqa: BLE001 - whatever it was, classify sorts it
            trouble = classify(error)
            if isinstance(trouble, NotPosted):
                self._pace.limited(METHOD, trouble.after)
            return trouble
        return None
