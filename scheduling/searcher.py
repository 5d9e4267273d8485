"""The searcher: looks for deliveries of which nobody knows whether they were posted."""

import asyncio
import logging
from collections.abc import Callable

from rollouts.deliveries import Lost, Sent
from rollouts.ports import Clock, Poster, Transactions
from rollouts.usecases.looking import Found, Look, Looked, record_looks, take_looks

BATCH = 5
"""How many are looked for in one go; history may only be asked for slowly."""

logger = logging.getLogger(__name__)


class Searcher:
    """Looks each one up in the chat system, one after the other, and records what it found."""

    def __init__(
        self, *, database: Transactions, poster: Poster, clock: Clock, nudge: Callable[[], None]
    ) -> None:
        self._database = database
        self._poster = poster
        self._clock = clock
        self._nudge = nudge
        self._looking = asyncio.Lock()

    async def tick(self) -> None:
        """Look for those whose time has come, unless the last look is still under way."""
        if self._looking.locked():
            return
        async with self._looking:
            looks = await self._database.run(take_looks, BATCH, now=self._clock.now())
            for look in looks:
                found = await self._find(look)
                await self._database.run(record_looks, (Looked(look, found),), now=self._clock.now())
                key = look.delivery.key
                became = "found" if isinstance(found, Sent) else "not found"
                logger.info("%s of %s in %s: %s", key.announcement, key.topic, key.channel, became)
            if looks:
                # What was to follow in that thread had to wait.
                self._nudge()

    async def _find(self, look: Look) -> Found:
        key = look.delivery.key
        try:
            return await self._poster.find(channel=key.channel, thread=look.thread, key=key, since=look.since)
        except Exception:  # it counts as a look that found nothing; the next one may do better
            logger.exception("Delivery %s could not be looked for", look.delivery.id)
            return Lost("internal_error")
