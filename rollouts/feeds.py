"""Feeds of the vendor's news: where each is, what came of the looks at it, and when it is looked at next."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from rollouts.news import DayOrder

LOOK_EVERY = timedelta(minutes=30)
"""How often a feed is looked at that answers."""
FIRST_WAIT, LONGEST_WAIT = timedelta(minutes=5), timedelta(days=1)
"""How long a feed is left alone after a trouble: twice as long each time, or as long as its server asks."""
HELD_FOR = timedelta(minutes=3)
"""How long a reader keeps a feed without a word: with replicas one looks, and another goes on after it."""


class FeedTrouble(StrEnum):
    """Why a feed could not be read. `status` has the number behind it: `status:404`."""

    UNREACHABLE = "unreachable"
    CERTIFICATE = "certificate"
    TOO_SLOW = "too_slow"
    TOO_LARGE = "too_large"
    PRIVATE = "private"
    NOT_THE_WEB = "not_the_web"
    REDIRECTS = "redirects"
    GARBLED = "garbled"
    NOT_A_FEED = "not_a_feed"
    BUSY = "busy"
    STATUS = "status"
    BROKEN = "broken"


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed as the calendar file names it, with the way in which its dates of numbers are written."""

    name: str
    url: str
    day_order: DayOrder | None = None


@dataclass(frozen=True, slots=True)
class Validators:
    """By what a server tells whether a feed changed: what it said of it (RFC 9110, 8.8), and our own hash."""

    etag: str = ""
    modified: str = ""
    digest: str = ""


NOTHING_KNOWN = Validators()


@dataclass(frozen=True, slots=True)
class KnownFeed:
    """A feed and what came of the looks at it.

    Attributes:
        feed: The feed.
        validators: What tells the next look whether it changed.
        looked_at: When it was looked at last, whatever came of it.
        news_at: When something was read there last for which somebody has to decide.
        trouble: Why it could not be read (`FeedTrouble`); empty when it could.
        failures: How often in a row it could not.
        next_at: When it is looked at next; None for at once.
        rests_until: Until when its server asked to be left alone.
        reader: Who looks at it just now; empty when nobody does.
        held_at: Since when.
    """

    feed: Feed
    validators: Validators = NOTHING_KNOWN
    looked_at: datetime | None = None
    news_at: datetime | None = None
    trouble: str = ""
    failures: int = 0
    next_at: datetime | None = None
    rests_until: datetime | None = None
    reader: str = ""
    held_at: datetime | None = None

    def is_due(self, now: datetime) -> bool:
        """Say whether it is looked at now. A clock that was set back makes nothing wait for ever."""
        return self.next_at is None or not now < self.next_at <= now + LONGEST_WAIT

    def is_held_by_another(self, reader: str, now: datetime) -> bool:
        """Say whether somebody else looks at it just now."""
        if self.reader in {"", reader} or self.held_at is None:
            return False
        return abs(now - self.held_at) < HELD_FOR

    def named(self, feed: Feed) -> "KnownFeed":
        """Return it as a calendar file names it now; at another address, or read otherwise, it is new."""
        return replace(self, feed=feed) if (feed.url, feed.day_order) == self._read_as else KnownFeed(feed)

    @property
    def _read_as(self) -> tuple[str, DayOrder | None]:
        return self.feed.url, self.feed.day_order

    def asked_for(self, now: datetime) -> "KnownFeed":
        """Return it to be looked at, and read anew, as soon as its server lets us."""
        soon = self.rests_until if self.rests_until and self.rests_until > now else None
        return replace(self, next_at=soon, validators=NOTHING_KNOWN)

    def read(self, now: datetime, validators: Validators, *, has_news: bool) -> "KnownFeed":
        """Return it after a look that was answered."""
        return replace(
            self,
            validators=validators,
            looked_at=now,
            news_at=now if has_news else self.news_at,
            trouble="",
            failures=0,
            next_at=now + LOOK_EVERY,
            rests_until=None,
            reader="",
            held_at=None,
        )

    def failed(self, now: datetime, trouble: str, *, wait: timedelta | None = None) -> "KnownFeed":
        """Return it after a look in vain; `wait` is how long its server asks to be left alone."""
        patience = min(FIRST_WAIT * 2 ** min(self.failures, 20), LONGEST_WAIT)
        asked = min(max(wait or patience, timedelta()), LONGEST_WAIT)
        return replace(
            self,
            looked_at=now,
            trouble=trouble,
            failures=self.failures + 1,
            next_at=now + max(patience, asked),
            rests_until=now + asked if wait else None,
            reader="",
            held_at=None,
        )
