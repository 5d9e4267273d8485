"""What was said of a topic, in short: of one there may be thousands of messages, many of them the same."""

from datetime import UTC, datetime
from hashlib import blake2b
from typing import NamedTuple

from rollouts.deliveries import Action, Announcement, Delivery

MINUTE = 12
"""So many signs at the beginning of a mark tell the minute, so that marks stand in the order of time."""

DIGEST_BYTES = 10
"""So long that no two wordings of one minute have the same mark by chance."""


class SaidAlike(NamedTuple):
    """Messages that told so many channels the same in the same minute; `first` is the least of their ids.

    `wording` is the mark of their words; where those were not kept, the minute alone.
    """

    wording: str
    first: int
    channels: int

    @property
    def place(self) -> tuple[str, int]:
        """Its place in time: by the minute, and in one minute by id."""
        return self.wording[:MINUTE], self.first


class Told(NamedTuple):
    """A message whose words were not kept: `facts` is its statement as text, `at` when it was said (UTC)."""

    number: int
    announcement: Announcement
    channel: str
    action: Action
    at: datetime
    facts: str


def wording_of(delivery: Delivery, words: str) -> str:
    """Return the mark of what a delivery says in these words: equal where what is said is put together.

    It is empty where nothing is: of what was not tried.
    """
    what = delivery.key.announcement
    if delivery.started_at is None:
        return ""
    return mark(what.kind.key, what.server, what.number, delivery.action, delivery.started_at, words)


def mark(kind: str, server: str, number: int | None, action: str, at: datetime, words: str) -> str:
    """Return the mark of that announcement, posted or edited in that minute in these words."""
    what = "\n".join((kind, server, str(number), action, words))
    return minute_of(at) + blake2b(what.encode(), digest_size=DIGEST_BYTES).hexdigest()


def minute_of(at: datetime) -> str:
    """Return the minute as marks begin with it."""
    return f"{at.astimezone(UTC):%Y%m%d%H%M}"
