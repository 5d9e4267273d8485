"""Looks at the feeds of the vendor's news when they are due; what is new becomes drafts, never posts."""

import asyncio
import logging
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace

from bot.feeds.failed import FeedFailed
from bot.feeds.fetching import FeedFetcher
from bot.feeds.parsing import FeedEntry, entries_of
from bot.intake.entries import NewsTexts
from bot.intake.unheard import warn_of_unheard
from rollouts.feeds import FeedTrouble, KnownFeed
from rollouts.intake.wordings import Wordings
from rollouts.news_drafts import Source, SourceKind
from rollouts.ports import Clock, Transactions
from rollouts.refusals import LedgerUnavailable
from rollouts.usecases.drafts import NewsTaken, TakeInNews, take_in
from rollouts.usecases.feeds import HoldDue, Looked, hold_due, note_look
from views.answers.sources import trouble_words

logger = logging.getLogger(__name__)


class FeedReader:
    """Reads feeds, each by itself: a slow one delays no other, and has as long as the fetcher gives it.

    `reader` tells this process from others that could; `nudge` lets what is due be said.
    """

    def __init__(
        self,
        *,
        fetcher: FeedFetcher,
        texts: NewsTexts,
        transactions: Transactions,
        clock: Clock,
        nudge: Callable[[], None],
        reader: str,
    ) -> None:
        self._fetcher = fetcher
        self._texts = texts
        self._transactions = transactions
        self._clock = clock
        self._nudge = nudge
        self._reader = reader
        self._looks: dict[str, asyncio.Task[None]] = {}

    async def look(self) -> tuple[asyncio.Task[None], ...]:
        """Begin to look at the feeds that are due; return the looks, for which nobody has to wait.

        Raises:
            LedgerUnavailable: nothing is known of them just now.
        """
        wanted = HoldDue(self._reader, frozenset(self._looks))
        due = await self._transactions.run(hold_due, wanted, now=self._clock.now())
        return tuple(self._begin(known) for known in due)

    def _begin(self, known: KnownFeed) -> asyncio.Task[None]:
        name = known.feed.name
        look = self._looks[name] = asyncio.create_task(self._look_at(known))
        look.add_done_callback(lambda _: self._looks.pop(name))
        return look

    async def stop(self) -> None:
        """Break off what is under way; it is looked at again after the next start."""
        looks = tuple(self._looks.values())
        for look in looks:
            look.cancel()
        await asyncio.gather(*looks, return_exceptions=True)

    async def _look_at(self, known: KnownFeed) -> None:
        # The beat tells that the database is away; it is looked at again then.
        with suppress(LedgerUnavailable):
            await self._note(known)

    async def _note(self, known: KnownFeed) -> None:
        try:
            looked = await self._read(known)
        except FeedFailed as failed:
            looked = Looked(known, trouble=failed.reason, wait=failed.wait)
        except LedgerUnavailable:
            raise
        except Exception:  # whatever a stranger's feed brings about, the other feeds are read
            logger.exception("The feed %(feed)s could not be read.", {"feed": known.feed.name})
            looked = Looked(known, trouble=FeedTrouble.BROKEN)
        self._tell(known, looked)
        await self._transactions.run(note_look, looked, now=self._clock.now())

    async def _read(self, known: KnownFeed) -> Looked:
        fetched = await self._fetcher.fetch(known.feed.url, known.validators)
        if fetched.content is None:
            return Looked(known, fetched.validators)
        wordings = self._texts.wordings
        if known.feed.day_order:
            wordings = replace(wordings, day_order=known.feed.day_order)
        entries = await asyncio.to_thread(
            entries_of,
            fetched.content,
            type_=fetched.type,
            now=self._clock.now(),
            zone=self._texts.zone,
            wordings=wordings,
        )
        taken = [one for each in entries for one in await self._take_in(known, each, wordings)]
        if news := sum(each.fate.is_to_decide for each in taken):
            logger.info(
                "The feed %(feed)s brought news: %(news)d to decide.", {"feed": known.feed.name, "news": news}
            )
            warn_of_unheard(taken)
            self._nudge()
        return Looked(known, fetched.validators, has_news=bool(news))

    async def _take_in(self, known: KnownFeed, found: FeedEntry, wordings: Wordings) -> tuple[NewsTaken, ...]:
        source = Source(SourceKind.FEED, known.feed.name)
        request = TakeInNews(source, found.identity, found.entry, wordings, found.at)
        return await self._transactions.run(take_in, request, now=self._clock.now())

    def _tell(self, known: KnownFeed, looked: Looked) -> None:
        """Tell of a trouble once, until it is over or becomes another."""
        if looked.trouble == known.trouble:
            return
        if looked.trouble:
            logger.warning(
                "The feed %(feed)s cannot be read: %(reason)s. I keep trying.",
                {"feed": known.feed.name, "reason": trouble_words(looked.trouble)},
            )
        else:
            logger.warning("The feed %(feed)s can be read again.", {"feed": known.feed.name})
