"""A chat system that really knows what was posted, whatever its callers were told of it."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum, auto

from rollouts.announcing.briefs import ReleaseBrief
from rollouts.deliveries import (
    Concern,
    Delivery,
    Key,
    Lost,
    Message,
    Missing,
    NotPosted,
    Outcome,
    Refused,
    Sent,
)
from rollouts.delivery.claiming import Job
from rollouts.delivery.searching import Found, Search
from rollouts.kinds import NotFound
from rollouts.statements import Statement
from rollouts.topics import Topic

HISTORY_LAGS = timedelta(seconds=10)
"""How long a message that was posted cannot be seen in the history."""

CLOCK_SKEW = timedelta(seconds=5)


class Fate(Enum):
    """What becomes of a call to the chat system."""

    ANSWERED = auto()
    LOST_AFTERWARDS = auto()
    LOST_BEFOREHAND = auto()
    TOLD_TO_WAIT = auto()
    REFUSED = auto()


@dataclass
class Posted:
    """One message, and the delivery that it came from."""

    message: Message
    key: Key
    thread: str | None
    at: datetime
    is_deleted: bool = False


@dataclass(frozen=True)
class Saying:
    """What a channel was really told: by a delivery, as its brief had it, posted or edited."""

    delivery: int
    statement: Statement | None


class ImaginedChat:
    """Channels and direct messages; `closed` are those that take nothing.

    `newest` is what was said last of each topic in each channel.

    Nothing comes twice: a second message of one delivery is refused with an AssertionError, unless the first
    was deleted, or it is of a kind that is rather posted twice and `may_be_twice` since an answer was lost.
    """

    def __init__(self) -> None:
        self.closed: set[str] = set()
        self.may_be_twice: set[Key] = set()
        self.newest: dict[tuple[Topic, str], Saying] = {}
        self._messages: dict[Message, Posted] = {}

    def call(self, job: Job, fate: Fate, now: datetime) -> Outcome:
        """Post or update, and answer as it befell."""
        key = job.delivery.key
        if fate is Fate.LOST_BEFOREHAND:
            return Lost("timeout")
        if fate is Fate.TOLD_TO_WAIT:
            return NotPosted("ratelimited", timedelta(seconds=30))
        if key.channel in self.closed:
            return Refused("is_archived", concern=Concern.CHANNEL)
        if fate is Fate.REFUSED:
            return Refused("msg_too_long")
        if job.replaces is not None and self._messages[job.replaces].is_deleted:
            return Refused("message_not_found", gone=True)
        if job.thread is not None and self._messages[Message(key.channel, job.thread)].is_deleted:
            return Refused("thread_not_found", gone=True)
        message = job.replaces or self._store(job, now)
        if isinstance(job.brief, ReleaseBrief):
            saying = Saying(job.delivery.id, job.brief.statement)
            self.newest[key.topic, key.channel] = saying
        if fate is Fate.LOST_AFTERWARDS:
            self.may_be_twice.add(key)
            return Lost("timeout")
        return Sent(message)

    def _store(self, job: Job, now: datetime) -> Message:
        key = job.delivery.key
        may_be_twice = key.announcement.kind.not_found is NotFound.REPOST and key in self.may_be_twice
        assert may_be_twice or not self.has(job.delivery), f"{key} is posted twice"
        message = Message(key.channel, f"m{len(self._messages)}")
        self._messages[message] = Posted(message, key, job.thread, now)
        return message

    def find(self, look: Search, now: datetime) -> Found:
        """Search for a message by its key, where it would be."""
        key = look.delivery.key
        if key.channel in self.closed:
            return Refused("not_in_channel", concern=Concern.CHANNEL)
        seen = (
            posted.message
            for posted in self._messages.values()
            if (posted.key, posted.thread, posted.is_deleted) == (key, look.thread, False)
            and look.since - CLOCK_SKEW <= posted.at <= now - HISTORY_LAGS
        )
        found = next(seen, None)
        return Missing() if found is None else Sent(found)

    def has(self, delivery: Delivery) -> bool:
        """Say what somebody sees who looks for the message of a delivery with their own eyes."""
        return any(posted.key == delivery.key for posted in self.to_be_seen())

    def to_be_seen(self) -> list[Posted]:
        """Return the messages that nobody deleted, the oldest first."""
        return [posted for posted in self._messages.values() if not posted.is_deleted]
