"""The searcher: searches for deliveries of which nobody knows whether they were posted."""

import asyncio
import logging
from collections.abc import Callable
from datetime import timedelta

from rollouts.deliveries import Lost, NotPosted, Sent
from rollouts.delivery.searching import ClaimSearch, Found, Search, Searched, claim_search, record_search
from rollouts.ports import Clock, Transactions
from scheduling.facts import facts_of
from scheduling.poster import Poster

logger = logging.getLogger(__name__)


class Searcher:
    """Looks each one up in the chat system, one after the other, and records what it found.

    `hold` is how long one search may take: meanwhile no other process searches for the same one.
    """

    def __init__(
        self,
        *,
        workspace: Transactions,
        poster: Poster,
        clock: Clock,
        nudge: Callable[[], None],
        hold: timedelta,
    ) -> None:
        self._workspace = workspace
        self._poster = poster
        self._clock = clock
        self._nudge = nudge
        self._request = ClaimSearch(hold)
        self._searching = asyncio.Lock()

    async def tick(self) -> None:
        """Search for those whose time has come, unless the last search is still under way."""
        if self._searching.locked():
            return
        async with self._searching:
            # One at a time: history may only be asked for slowly, and what is not taken others may look for.
            while search := await self._workspace.run(claim_search, self._request, now=self._clock.now()):
                found = await self._find(search)
                await self._workspace.run(record_search, Searched(search, found), now=self._clock.now())
                _log(search, found)
                # What was to follow in that thread had to wait.
                self._nudge()

    async def _find(self, search: Search) -> Found:
        key = search.delivery.key
        try:
            return await self._poster.find(
                channel=key.channel, thread=search.thread, key=key, since=search.since
            )
        except Exception:  # it counts as a search that found nothing; the next one may do better
            logger.exception("A message could not be looked for.", extra=facts_of(search.delivery))
            return Lost("internal_error")


def _log(search: Search, found: Found) -> None:
    match found:
        case Sent():
            sentence, reason = "A message was found: it had been posted.", ""
        case NotPosted(reason):
            sentence = "A message could not be looked for yet."
        case _:
            sentence, reason = "A message was not found.", getattr(found, "reason", "")
    facts = facts_of(search.delivery, outcome=type(found).__name__.lower(), reason=reason)
    logger.info(sentence, extra=facts)
