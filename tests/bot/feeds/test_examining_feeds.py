"""The doctor reads each feed, and says of which it cannot be done, and why."""

from datetime import UTC, datetime

from bot.clock import MovableClock
from bot.doctor.of_feeds import look_at_feeds
from bot.settings import Settings
from rollouts.feeds import Feed
from rollouts.findings import good
from tests.support.feed_server import atom, entry, feed_server

CLOCK = MovableClock(datetime(2026, 11, 12, 9, tzinfo=UTC), running=False)


async def test_each_feed_is_read_and_a_private_one_if_that_is_allowed() -> None:
    async with feed_server() as server:
        feeds = (
            Feed("Well", server.serves("/well", atom(entry()))),
            Feed("Page", server.serves("/page", b"<html></html>", type_="text/html")),
        )

        allowed = await look_at_feeds(Settings.load(feeds_allow_private=True), feeds, CLOCK)
        refused = await look_at_feeds(Settings.load(), feeds[:1], CLOCK)

    well, page = allowed
    assert well == good("feed Well", "It can be read.")
    assert "no RSS and no Atom" in page.said
    assert "private network" in refused[0].said
