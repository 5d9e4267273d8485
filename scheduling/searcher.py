"""The searcher: searches for deliveries of which nobody knows whether they were posted, or how often."""

import asyncio
import logging
from collections.abc import Callable, Mapping
from datetime import timedelta

from rollouts.deliveries import (
    Copy,
    Found,
    Key,
    Missing,
    NotPosted,
    NotReadable,
    Refused,
    SearchOutcome,
    Sent,
    State,
)
from rollouts.delivery.copies import Copies, SortedOut, record_sorted_out
from rollouts.delivery.searching import (
    ClaimSearch,
    Reading,
    Search,
    Searched,
    claim_search,
    record_search,
)
from rollouts.ports import Clock, Transactions
from scheduling.facts import NOBODY_TO_ASK, facts_of
from scheduling.poster import Poster
from views.posts.alerts import goes_on_elsewhere

TRY_AGAIN = timedelta(seconds=10)
"""When a search that broke is made again."""

logger = logging.getLogger(__name__)


class Searcher:
    """Reads one place in the chat system after the other, and records what it found there.

    `hold` is how long one reading may take: meanwhile no other process searches for the same.
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
            # Place by place: history may only be asked for slowly, and what is not taken others may look for.
            while readings := await self._workspace.run(claim_search, self._request, now=self._clock.now()):
                for reading in readings:
                    for searched in await self._read(reading):
                        await self._record(searched)
                # What was to follow in that thread had to wait.
                self._nudge()

    async def _read(self, reading: Reading) -> tuple[Searched, ...]:
        keys = frozenset(search.delivery.key for search in reading.searches)
        try:
            found = await self._poster.find(
                channel=reading.channel, thread=reading.thread, keys=keys, since=reading.since
            )
        except Exception:  # the next search may do better
            logger.exception("Messages could not be looked for.", extra={"channel": reading.channel})
            found = NotPosted("internal_error", TRY_AGAIN)
        return tuple(Searched(search, _outcome(search, found)) for search in reading.searches)

    async def _record(self, searched: Searched) -> None:
        recorded = await self._workspace.run(record_search, searched, now=self._clock.now())
        _log(searched)
        if not recorded.has_helper:
            logger.warning(NOBODY_TO_ASK, extra=facts_of(searched.search.delivery))
        if recorded.copies is not None:
            done = SortedOut(recorded.copies, is_done=await self._sort_out(recorded.copies))
            await self._workspace.run(record_sorted_out, done, now=self._clock.now())

    async def _sort_out(self, copies: Copies) -> bool:
        """Delete the copies that nobody needs; the others say where it goes on. False when not all could."""
        are_done = [await self._poster.delete(message) for message in copies.to_delete]
        if copies.to_link:
            link = await self._poster.link(copies.kept)
            if link is None:
                return False
            says = goes_on_elsewhere(link)
            outcomes = [
                await self._poster.update(message=message, content=says) for message in copies.to_link
            ]
            are_done += [isinstance(outcome, Sent | Refused) for outcome in outcomes]
        logger.warning(
            "A message was there twice: what was taken for lost had been posted.",
            extra=facts_of(copies.delivery),
        )
        return all(are_done)


def _outcome(
    search: Search, found: Mapping[Key, tuple[Copy, ...]] | NotReadable | NotPosted
) -> SearchOutcome:
    if isinstance(found, NotReadable | NotPosted):
        return found
    copies = found.get(search.delivery.key)
    return Found(copies) if copies else Missing()


def _log(searched: Searched) -> None:
    delivery, found = searched.search.delivery, searched.found
    match found:
        case Found():
            sentence = "A message was found: it had been posted."
        case NotPosted():
            sentence = "A message could not be looked for yet."
        case NotReadable():
            sentence = "A message could not be looked for: its channel cannot be read."
        case _:
            sentence = "A message was not found."
    facts = facts_of(delivery, outcome=type(found).__name__.lower(), reason=getattr(found, "reason", ""))
    # That there is one copy and no more goes without saying.
    logger.log(logging.DEBUG if delivery.state is State.SENT else logging.INFO, sentence, extra=facts)
