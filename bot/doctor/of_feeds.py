"""Whether the feeds of the vendor's news can be read."""

import asyncio
from collections.abc import Sequence

from bot.feeds.addresses import anywhere, is_public
from bot.feeds.failed import FeedFailed
from bot.feeds.fetching import FeedFetcher
from bot.feeds.parsing import entries_of
from bot.settings import Settings
from rollouts.feeds import NOTHING_KNOWN, Feed
from rollouts.findings import Finding, good, warning
from rollouts.intake.wordings import Wordings
from rollouts.ports import Clock
from views.answers.sources import trouble_words


async def look_at_feeds(settings: Settings, feeds: Sequence[Feed], clock: Clock) -> tuple[Finding, ...]:
    """Fetch each feed, and make nothing of what is in it."""
    fetcher = FeedFetcher(clock, may_ask=anywhere if settings.feeds_allow_private else is_public)
    return tuple(await asyncio.gather(*(_look_at(feed, fetcher, clock) for feed in feeds)))


async def _look_at(feed: Feed, fetcher: FeedFetcher, clock: Clock) -> Finding:
    name = f"feed {feed.name}"
    try:
        fetched = await fetcher.fetch(feed.url, NOTHING_KNOWN)
        await asyncio.to_thread(
            entries_of,
            fetched.content or b"",
            type_=fetched.type,
            now=clock.now(),
            zone="UTC",
            wordings=Wordings(),
        )
    except FeedFailed as failed:
        why = trouble_words(failed.reason)
        return warning(name, f"It cannot be read: {why}.", "Look at its address in the calendar file.")
    return good(name, "It can be read.")
