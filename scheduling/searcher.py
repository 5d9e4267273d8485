"""The searcher: looks for deliveries of which nobody knows whether they were posted."""

import asyncio
import logging
from collections.abc import Callable
from datetime import timedelta

from rollouts.deliveries import Lost, NotPosted, Sent
from rollouts.ports import Clock, Poster, Transactions
from rollouts.usecases.looking import Found, Look, Looked, TakeLook, record_look, take_look

logger = logging.getLogger(__name__)


class Searcher:
    """Looks each one up in the chat system, one after the other, and records what it found.

    `hold` is how long one look may take: meanwhile no other process looks for the same one.
    """

    def __init__(
        self,
        *,
        database: Transactions,
        poster: Poster,
        clock: Clock,
        nudge: Callable[[], None],
        hold: timedelta,
    ) -> None:
        self._database = database
        self._poster = poster
        self._clock = clock
        self._nudge = nudge
        self._request = TakeLook(hold)
        self._looking = asyncio.Lock()

    async def tick(self) -> None:
        """Look for those whose time has come, unless the last look is still under way."""
        if self._looking.locked():
            return
        async with self._looking:
            # One at a time: history may only be asked for slowly, and what is not taken others may look for.
            while look := await self._database.run(take_look, self._request, now=self._clock.now()):
                found = await self._find(look)
                await self._database.run(record_look, Looked(look, found), now=self._clock.now())
                _log(look, found)
                # What was to follow in that thread had to wait.
                self._nudge()

    async def _find(self, look: Look) -> Found:
        key = look.delivery.key
        try:
            return await self._poster.find(channel=key.channel, thread=look.thread, key=key, since=look.since)
        except Exception:  # it counts as a look that found nothing; the next one may do better
            logger.exception("Delivery %s could not be looked for", look.delivery.id)
            return Lost("internal_error")


def _log(look: Look, found: Found) -> None:
    key = look.delivery.key
    match found:
        case Sent():
            became = "found"
        case NotPosted(reason):
            became = f"could not be looked for, {reason}"
        case _:
            became = "not found"
    logger.info("%s of %s in %s: %s", key.announcement, key.topic, key.channel, became)
