"""The feeds of the vendor's news."""

from dataclasses import asdict

from sqlalchemy import delete, select

from rollouts.feeds import Feed, KnownFeed, Validators
from rollouts.news import DayOrder
from storage.ledger.transaction import Transaction
from storage.tables import FEEDS


class FeedLedger(Transaction):
    """The ledger's feeds."""

    def feeds(self) -> tuple[KnownFeed, ...]:
        """Return the feeds of the vendor's news, by name."""
        rows = self._connection.execute(select(FEEDS).where(self._own(FEEDS))).all()
        found = (
            KnownFeed(
                Feed(row.name, row.url, DayOrder(row.day_order) if row.day_order else None),
                Validators(row.etag, row.modified, row.digest),
                row.looked_at,
                row.news_at,
                row.trouble,
                row.failures,
                row.next_at,
                row.rests_until,
                row.reader,
                row.held_at,
            )
            for row in rows
        )
        # Not by the database: each has its own order of names.
        return tuple(sorted(found, key=lambda each: each.feed.name))

    def save_feed(self, feed: KnownFeed) -> None:
        """Insert the feed, or replace the one of its name."""
        self._insist_on_being_alone()
        values = asdict(feed)
        values |= values.pop("feed") | values.pop("validators")
        values["day_order"] = feed.feed.day_order or ""
        statement = self._insert(FEEDS).values(workspace=self._workspace, **values)
        self._connection.execute(
            statement.on_conflict_do_update(index_elements=["workspace", "name"], set_=values)
        )

    def remove_feed(self, name: str) -> None:
        """Forget the feed of that very name; one that is not there is no error."""
        self._insist_on_being_alone()
        self._connection.execute(delete(FEEDS).where(self._own(FEEDS), FEEDS.c.name == name))
