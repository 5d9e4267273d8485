"""The beat looks at feeds that are due: news becomes drafts, trouble a line in the log, nothing a post."""

from collections.abc import AsyncIterator, Callable
from datetime import UTC, date, datetime, timedelta

import pytest

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

    await reader.look()

    [draft] = drafts(database)
    assert draft.source == Source(SourceKind.FEED, "Vendor")
    assert draft.whole.dates["standard"].value == date(2027, 1, 13)
    assert known(database).news_at == known(database).looked_at == NOW
    assert known(database).next_at == NOW + LOOK_EVERY
    assert len(nudges) == 1

    # The same news under another id, in a feed that changed: nothing new.
    server.serves("/feed", atom(entry("urn:another")))
    clock.move_to(NOW + LOOK_EVERY)
    await reader.look()
    assert drafts(database) == (draft,)
    assert known(database).news_at == NOW


async def test_nothing_is_asked_before_its_time(
    server: FeedServer, database: InMemory, reader: FeedReader, clock: MovableClock
) -> None:
    knows(database, server.serves("/feed", atom(entry())))
    await reader.look()
    clock.move_to(NOW + LOOK_EVERY - timedelta(seconds=1))

    await reader.look()

    assert len(server.asked) == 1


async def test_dates_of_numbers_are_read_in_the_way_of_the_source(
    server: FeedServer, database: InMemory, reader: FeedReader
) -> None:
    url = server.serves("/feed", atom(entry(text="Release 2027.1 arrives on Standard on 02/03/2027.")))
    knows(database, url, DayOrder.MONTH)

    await reader.look()

    assert drafts(database)[0].whole.dates["standard"].value == date(2027, 2, 3)


async def test_a_feed_that_speaks_of_something_else_makes_nothing(
    server: FeedServer, database: InMemory, reader: FeedReader, nudges: list[None]
) -> None:
    knows(database, server.serves("/feed", atom(entry(title="Our office dog", text="It barks."))))

    await reader.look()

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
        await reader.look()
        next_at = known(database).next_at
        assert next_at
        clock.move_to(next_at)
    server.serves("/feed", atom())
    await reader.look()

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

    await reader.look()

    assert known(database).next_at == known(database).rests_until == NOW + timedelta(hours=2)


async def test_one_feed_keeps_no_other_from_being_read(
    server: FeedServer, database: InMemory, reader: FeedReader
) -> None:
    knows(database, server.serves("/a", status=500), name="A")
    knows(database, server.serves("/b", atom(entry())), name="B")

    await reader.look()

    assert known(database, "A").trouble == "status:500"
    assert known(database, "B").news_at == NOW


class Broken(FeedFetcher):
    """Breaks in a way that nobody thought of."""

    async def fetch(self, _: str, __: Validators) -> Fetched:
        raise ZeroDivisionError


async def test_what_breaks_the_reading_is_told_and_waits_like_a_trouble(
    database: InMemory, clock: MovableClock, caplog: pytest.LogCaptureFixture
) -> None:
    knows(database, "https://vendor.example/feed")

    await reading(database, clock, Broken(clock)).look()

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

    with pytest.raises(LedgerUnavailable):
        await reading(AwayForNews(database), clock, fetcher).look()
    assert known(database).looked_at is None

    await reading(database, clock, fetcher).look()
    assert (known(database).news_at, known(database).reader) == (NOW, "")
