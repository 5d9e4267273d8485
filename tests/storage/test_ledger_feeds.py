"""Feeds are kept by name, with what came of the looks at them."""

from dataclasses import replace
from datetime import datetime, timedelta

from rollouts.feeds import Feed, KnownFeed, Validators
from rollouts.news import DayOrder
from rollouts.ports import Ledger

NEW = KnownFeed(Feed("Vendor", "https://vendor.example/feed.xml"))


def test_a_feed_is_kept_whole_and_replaced_by_its_name(ledger: Ledger, now: datetime) -> None:
    known = KnownFeed(
        Feed("Vendor", "https://vendor.example/other.xml", DayOrder.DAY),
        Validators('"1"', "Wed, 11 Nov 2026 10:00:00 GMT", "abc"),
        looked_at=now,
        news_at=now - timedelta(days=1),
        trouble="status:404",
        failures=2,
        next_at=now + timedelta(minutes=5),
        rests_until=now + timedelta(minutes=4),
        reader="one",
        held_at=now,
    )

    ledger.save_feed(NEW)
    ledger.save_feed(known)

    assert ledger.feeds() == (known,)


def test_feeds_come_by_name_and_can_be_removed(ledger: Ledger) -> None:
    other = replace(NEW, feed=replace(NEW.feed, name="Another"))
    ledger.save_feed(NEW)
    ledger.save_feed(other)
    assert ledger.feeds() == (other, NEW)

    ledger.remove_feed("Another")
    ledger.remove_feed("Nobody's")

    assert ledger.feeds() == (NEW,)
