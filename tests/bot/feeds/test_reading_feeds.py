"""The beat looks at feeds that are due: news becomes drafts, trouble a line in the log, nothing a post."""

import asyncio
from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from aiohttp import web

from bot.clock import MovableClock
from bot.feeds.feed_reader import FeedReader
from bot.feeds.fetching import FeedFetcher, Fetched
from bot.intake.entries import NewsTexts
from rollouts.feeds import LOOK_EVERY, Feed, FeedTrouble, KnownFeed, Validators
from rollouts.news import DayOrder
from rollouts.news_drafts import NewsDraft, Source, SourceKind
from rollouts.ports import Answer, Ledger, Request, Transactions
from rollouts.refusals import LedgerUnavailable
from rollouts.usecases.drafts import take_in
from tests.support.databases import InMemory
from tests.support.feed_server import FeedServer, atom, entry, feed_server, this_machine_alone
from tests.support.story import POLICY

NOW = datetime(2026, 11, 12, 9, tzinfo=UTC)


@pytest.fixture
async def server() -> AsyncIterator[FeedServer]:
    async with feed_server() as server:
        yield server


@pytest.fixture
def clock() -> MovableClock:
    return MovableClock(NOW, running=False)


@pytest.fixture
def database() -> InMemory:
    return InMemory()


@pytest.fixture
def nudges() -> list[None]:
    return []


def nobody() -> None:
    """Wake nobody."""


def reading(
    database: Transactions, clock: MovableClock, fetcher: FeedFetcher, nudge: Callable[[], None] = nobody
) -> FeedReader:
    return FeedReader(
        fetcher=fetcher,
        texts=NewsTexts(None, zone=lambda: "UTC"),
        transactions=database,
        clock=clock,
        nudge=nudge,
        reader="one",
    )


async def looks(reader: FeedReader) -> None:
    """Look at what is due, and wait until all of it is read."""
    await asyncio.gather(*await reader.look())


@pytest.fixture
def reader(database: InMemory, clock: MovableClock, nudges: list[None]) -> FeedReader:
    fetcher = FeedFetcher(clock, may_ask=this_machine_alone)
    return reading(database, clock, fetcher, lambda: nudges.append(None))


def knows(database: InMemory, url: str, day_order: DayOrder | None = None, name: str = "Vendor") -> None:
    database.ledger.save_feed(KnownFeed(Feed(name, url, day_order)))


def known(database: InMemory, name: str = "Vendor") -> KnownFeed:
    return next(each for each in database.ledger.feeds() if each.feed.name == name)


def drafts(database: InMemory) -> tuple[NewsDraft, ...]:
    return database.ledger.drafts()


async def test_news_in_a_feed_becomes_a_draft_once(
    server: FeedServer, database: InMemory, reader: FeedReader, clock: MovableClock, nudges: list[None]
) -> None:
    knows(database, server.serves("/feed", atom(entry())))

    await looks(reader)

    [draft] = drafts(database)
    assert draft.source == Source(SourceKind.FEED, "Vendor")
    assert draft.whole.dates["standard"].value == date(2027, 1, 13)
    assert known(database).news_at == known(database).looked_at == NOW
    assert known(database).next_at == NOW + LOOK_EVERY
    assert len(nudges) == 1

    # The same news under another id, in a feed that changed: nothing new.
    server.serves("/feed", atom(entry("urn:another")))
    clock.move_to(NOW + LOOK_EVERY)
    await looks(reader)
    assert drafts(database) == (draft,)
    assert known(database).news_at == NOW


async def test_news_about_which_nobody_can_be_asked_is_a_warning(
    server: FeedServer, database: InMemory, reader: FeedReader, caplog: pytest.LogCaptureFixture
) -> None:
    database.ledger.policy = replace(POLICY, alerts_to=(), managers=frozenset(), support_channel=None)
    knows(database, server.serves("/feed", atom(entry())))

    await looks(reader)

    assert [record.levelname for record in caplog.records if "Nobody can be asked" in record.message] == [
        "WARNING"
    ]


async def test_nothing_is_asked_before_its_time(
    server: FeedServer, database: InMemory, reader: FeedReader, clock: MovableClock
) -> None:
    knows(database, server.serves("/feed", atom(entry())))
    await looks(reader)
    clock.move_to(NOW + LOOK_EVERY - timedelta(seconds=1))

    await looks(reader)

    assert len(server.asked) == 1


async def test_dates_of_numbers_are_read_in_the_way_of_the_source(
    server: FeedServer, database: InMemory, reader: FeedReader
) -> None:
    url = server.serves("/feed", atom(entry(text="Release 2027.1 arrives on Standard on 02/03/2027.")))
    knows(database, url, DayOrder.MONTH)

    await looks(reader)

    assert drafts(database)[0].whole.dates["standard"].value == date(2027, 2, 3)


async def test_a_feed_that_speaks_of_something_else_makes_nothing(
    server: FeedServer, database: InMemory, reader: FeedReader, nudges: list[None]
) -> None:
    knows(database, server.serves("/feed", atom(entry(title="Our office dog", text="It barks."))))

    await looks(reader)

    assert drafts(database) == ()
    assert (known(database).news_at, known(database).trouble, nudges) == (None, "", [])


async def test_a_trouble_is_told_once_and_so_is_its_end(
    server: FeedServer,
    database: InMemory,
    reader: FeedReader,
    clock: MovableClock,
    caplog: pytest.LogCaptureFixture,
) -> None:
    knows(database, server.serves("/feed", b"<html>", type_="text/html"))

    for _ in range(2):
        await looks(reader)
        next_at = known(database).next_at
        assert next_at
        clock.move_to(next_at)
    server.serves("/feed", atom())
    await looks(reader)

    why = "there is no RSS and no Atom at its address, a web page perhaps"
    assert caplog.messages == [
        f"The feed Vendor cannot be read: {why}. I keep trying.",
        "The feed Vendor can be read again.",
    ]
    assert drafts(database) == ()


async def test_a_server_that_asks_for_patience_gets_it(
    server: FeedServer, database: InMemory, reader: FeedReader
) -> None:
    knows(database, server.serves("/feed", status=429, Retry_After="7200"))

    await looks(reader)

    assert known(database).next_at == known(database).rests_until == NOW + timedelta(hours=2)


async def test_one_feed_keeps_no_other_from_being_read(
    server: FeedServer, database: InMemory, reader: FeedReader
) -> None:
    knows(database, server.serves("/a", status=500), name="A")
    knows(database, server.serves("/b", atom(entry())), name="B")

    await looks(reader)

    assert known(database, "A").trouble == "status:500"
    assert known(database, "B").news_at == NOW


async def test_a_slow_feed_delays_no_other_not_even_one_that_is_due_later(
    server: FeedServer, database: InMemory, reader: FeedReader
) -> None:
    goes_on = asyncio.Event()

    async def slow(_: web.Request) -> web.Response:
        await goes_on.wait()
        return web.Response(body=atom(entry("urn:slow")), content_type="application/atom+xml")

    for number in range(6):
        knows(database, server.does(f"/slow-{number}", slow), name=f"Slow {number}")
    knows(database, server.serves("/b", atom(entry())), name="B")
    under_way = await reader.look()
    await asyncio.wait(under_way, return_when=asyncio.FIRST_COMPLETED)
    assert known(database, "B").news_at == NOW

    knows(database, server.serves("/c", atom(entry())), name="C")
    await looks(reader)

    assert known(database, "C").looked_at == NOW
    assert [known(database, f"Slow {number}").looked_at for number in range(6)] == [None] * 6
    goes_on.set()
    await asyncio.gather(*under_way)
    assert known(database, "Slow 0").looked_at == NOW


async def test_what_is_looked_at_when_the_bot_stops_is_broken_off_and_looked_at_again(
    server: FeedServer, database: InMemory, reader: FeedReader, clock: MovableClock
) -> None:
    async def endless(_: web.Request) -> web.Response:
        await asyncio.Event().wait()
        raise AssertionError

    knows(database, server.does("/feed", endless))
    [look] = await reader.look()

    await reader.stop()

    assert look.cancelled()
    assert known(database).trouble == ""
    server.serves("/feed", atom(entry()))
    await looks(reading(database, clock, FeedFetcher(clock, may_ask=this_machine_alone)))
    assert known(database).news_at == NOW


class Broken(FeedFetcher):
    """Breaks in a way that nobody thought of."""

    async def fetch(self, _: str, __: Validators) -> Fetched:
        raise ZeroDivisionError


async def test_what_breaks_the_reading_is_told_and_waits_like_a_trouble(
    database: InMemory, clock: MovableClock, caplog: pytest.LogCaptureFixture
) -> None:
    knows(database, "https://vendor.example/feed")

    await looks(reading(database, clock, Broken(clock)))

    assert known(database).trouble == FeedTrouble.BROKEN
    assert caplog.messages[0] == "The feed Vendor could not be read."


class AwayForNews:
    """A database that is away when news is to be taken in."""

    def __init__(self, database: InMemory) -> None:
        self._database = database

    async def run(
        self, use_case: Callable[[Ledger, *Request], Answer], *request: *Request, now: datetime
    ) -> Answer:
        if use_case.__name__ == take_in.__name__:
            raise LedgerUnavailable("It is away.")
        return await self._database.run(use_case, *request, now=now)


async def test_while_the_database_is_away_nothing_is_noted_and_it_is_looked_at_again(
    server: FeedServer, database: InMemory, clock: MovableClock
) -> None:
    knows(database, server.serves("/feed", atom(entry())))
    fetcher = FeedFetcher(clock, may_ask=this_machine_alone)

    await looks(reading(AwayForNews(database), clock, fetcher))
    assert known(database).looked_at is None

    await looks(reading(database, clock, fetcher))
    assert (known(database).news_at, known(database).reader) == (NOW, "")
