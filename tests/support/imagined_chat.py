"""A chat system that really knows what was posted, whatever its callers were told of it."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum, auto

from rollouts.announcing.briefs import CorrectionBrief, ReleaseBrief
from rollouts.deliveries import (
    Concern,
    Copy,
    Delivery,
    Found,
    Key,
    Lost,
    Message,
    Missing,
    NotPosted,
    NotReadable,
    Outcome,
    Refused,
    SearchOutcome,
    Sent,
    State,
)
from rollouts.delivery.claiming import Job
from rollouts.delivery.copies import Copies
from rollouts.delivery.searching import Search
from rollouts.statements import Statement
from rollouts.topics import Topic

HISTORY_LAGS = timedelta(seconds=10)
"""How long a message that was posted cannot be seen in the history."""

TURNS_UP_LATE = timedelta(minutes=3)
"""How long the history may hide a message when it is slow."""

CLOCK_SKEW = timedelta(seconds=5)


class Fate(Enum):
    """What becomes of a call to the chat system."""

    ANSWERED = auto()
    LOST_AFTERWARDS = auto()
    LOST_AND_HIDDEN = auto()
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
    is_linked: bool = False
    lag: timedelta = HISTORY_LAGS


@dataclass(frozen=True)
class Saying:
    """What a channel was really told: by a delivery, as its brief had it, posted or edited."""

    delivery: int
    statement: Statement | None


class ImaginedChannels:
    """Channels and direct messages, each message with its mark. They pass the contract of the posters."""

    def __init__(self) -> None:
        self._messages: dict[Message, Posted] = {}

    def post(self, key: Key, thread: str | None, at: datetime, lag: timedelta = HISTORY_LAGS) -> Outcome:
        """Post a message, which can be seen in the history after `lag`."""
        if thread is not None and self._messages[Message(key.channel, thread)].is_deleted:
            return Refused("thread_not_found", gone=True)
        message = Message(key.channel, f"m{len(self._messages)}")
        self._messages[message] = Posted(message, key, thread, at, lag=lag)
        return Sent(message)

    def update(self, message: Message) -> Outcome:
        """Replace what a message says."""
        if self._messages[message].is_deleted:
            return Refused("message_not_found", gone=True)
        return Sent(message)

    def delete(self, message: Message) -> None:
        """Delete a message, if it is still there."""
        self._messages[message].is_deleted = True

    def link(self, message: Message) -> None:
        """Let a message say where it goes on."""
        self._messages[message].is_linked = True

    def copies(self, key: Key, thread: str | None, since: datetime, now: datetime) -> tuple[Copy, ...]:
        """Search the history for the messages with that mark, the newest first."""
        return tuple(
            Copy(posted.message, self._is_used(posted))
            for posted in reversed(self.to_be_seen())
            if (posted.key, posted.thread) == (key, thread)
            and since - CLOCK_SKEW <= posted.at <= now - posted.lag
        )

    def to_be_seen(self) -> list[Posted]:
        """Return the messages that nobody deleted, the oldest first."""
        return [posted for posted in self._messages.values() if not posted.is_deleted]

    def is_under_deleted(self, posted: Posted) -> bool:
        """Say whether it is a reply to a message that somebody deleted."""
        return (
            posted.thread is not None
            and self._messages[Message(posted.message.channel, posted.thread)].is_deleted
        )

    def _is_used(self, posted: Posted) -> bool:
        return any(
            (other.message.channel, other.thread) == (posted.message.channel, posted.message.id)
            for other in self.to_be_seen()
        )


class ImaginedChat:
    """What becomes of calls to those channels; `closed` are those that take nothing.

    `newest` is what was said last of each topic in each channel.

    Nothing comes twice: a second message of one delivery is refused with an AssertionError, unless the first
    was deleted, or was looked for when the history still hid it. `unsorted` are those whose copies could
    not be looked for.
    """

    def __init__(self) -> None:
        self.closed: set[str] = set()
        self.newest: dict[tuple[Topic, str], Saying] = {}
        self.unsorted: set[Key] = set()
        self._not_found: set[Key] = set()
        self._channels = ImaginedChannels()

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
        outcome = self._channels.update(job.replaces) if job.replaces else self._post(job, now, fate)
        if not isinstance(outcome, Sent):
            return outcome
        if isinstance(job.brief, ReleaseBrief | CorrectionBrief):
            saying = Saying(job.delivery.id, job.brief.statement)
            self.newest[key.topic, key.channel] = saying
        if fate in {Fate.LOST_AFTERWARDS, Fate.LOST_AND_HIDDEN}:
            return Lost("timeout")
        return outcome

    def _post(self, job: Job, now: datetime, fate: Fate) -> Outcome:
        key = job.delivery.key
        comes_twice = key not in self._not_found and self.has(job.delivery)
        lag = TURNS_UP_LATE if fate is Fate.LOST_AND_HIDDEN else HISTORY_LAGS
        outcome = self._channels.post(key, job.thread, now, lag)
        if isinstance(outcome, Sent):
            assert not comes_twice, f"{key} is posted twice"
            self._not_found.discard(key)
        return outcome

    def find(self, look: Search, now: datetime) -> SearchOutcome:
        """Search for the copies of a message by its key, where it would be."""
        key = look.delivery.key
        if key.channel in self.closed:
            if look.delivery.state is State.SENT:
                self.unsorted.add(key)
            elif key.announcement.kind.is_urgent or key.announcement.kind.is_alert:
                self._not_found.add(key)
            return NotReadable("not_in_channel")
        if seen := self._channels.copies(key, look.thread, look.since, now):
            return Found(seen)
        self._not_found.add(key)
        return Missing()

    def sort_out(self, copies: Copies) -> None:
        """Delete the copies that are not needed, and let the others say where it goes on."""
        for message in copies.to_delete:
            self._channels.delete(message)
        for message in copies.to_link:
            self._channels.link(message)

    def is_there_twice(self, key: Key) -> bool:
        """Say whether a message can be read more than once, and none of them says where it goes on.

        A copy under a message that somebody deleted does not count: where its thread was is not kept, so it
        cannot be found there any more, and nobody reads on there.
        """
        copies = [
            posted
            for posted in self.to_be_seen()
            if posted.key == key and not posted.is_linked and not self._channels.is_under_deleted(posted)
        ]
        return len(copies) > 1 and key not in self.unsorted

    def has(self, delivery: Delivery) -> bool:
        """Say what somebody sees who looks for the message of a delivery with their own eyes."""
        return any(posted.key == delivery.key for posted in self.to_be_seen())

    def to_be_seen(self) -> list[Posted]:
        """Return the messages that nobody deleted, the oldest first."""
        return self._channels.to_be_seen()
