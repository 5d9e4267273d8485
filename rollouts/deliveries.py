"""Deliveries: one thing to be said in one channel, and what became of it.

`planned -> claimed -> sent | waiting | unknown | skipped | failed`. A claim is committed before the call to
the chat system, so that after a crash it is known that something may have been posted.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from rollouts.topics import Topic

LEASE = timedelta(seconds=90)
"""How long a claim holds; longer than the slowest call may take."""


LOOK_AFTER = (timedelta(seconds=15), timedelta(seconds=60), timedelta(minutes=5))
"""When a message whose answer was lost is looked for, counted from the attempt; history lags a little."""


class Kind(StrEnum):
    """What is said: announcements of a release, the owner's private question, and the posts of a case."""

    PREVIEW = "preview"
    REMINDER = "reminder"
    CONFIRMATION = "confirmation"
    WINDOW_CLOSING = "window_closing"
    FYI = "fyi"
    OWNER_QUESTION = "owner_question"
    CASE_OPENED = "case_opened"
    CASE_NOTE = "case_note"
    CASE_RAISED = "case_raised"
    UNSURE = "unsure"
    CHANNEL_PAUSED = "channel_paused"
    DOWNTIME = "downtime"


@dataclass(frozen=True, slots=True)
class Announcement:
    """Something to be said once in a channel: `part` is the server's key, or a running number."""

    kind: Kind
    part: str = ""

    def __str__(self) -> str:
        return f"{self.kind}:{self.part}" if self.part else self.kind.value

    @classmethod
    def parse(cls, text: str) -> "Announcement":
        """Read what `str` wrote."""
        kind, _, part = text.partition(":")
        return cls(Kind(kind), part)


class Action(StrEnum):
    """Whether a delivery says something new or brings a message up to date in place."""

    POST = "post"
    UPDATE = "update"


class State(StrEnum):
    """Where a delivery stands. `unknown`: the answer was lost, it may have been posted."""

    PLANNED = "planned"
    CLAIMED = "claimed"
    SENT = "sent"
    WAITING = "waiting"
    UNKNOWN = "unknown"
    SKIPPED = "skipped"
    FAILED = "failed"


OPEN = frozenset({State.PLANNED, State.WAITING})
"""States from which a delivery will still be claimed."""


class Reason(StrEnum):
    """Why a delivery was skipped, waits or failed. Other reasons are the chat system's own error codes."""

    REMINDER_ALREADY_DUE = "reminder_already_due"
    STAGE_DAY_BEGUN = "stage_day_begun"
    STAGE_IS_LIVE = "stage_is_live"
    NO_LONGER_PLANNED = "no_longer_planned"
    ANSWERED = "answered"
    NEXT_ONE_DUE = "next_one_due"
    MESSAGE_GONE = "message_gone"
    ANSWER_LOST = "answer_lost"
    PROCESS_STOPPED = "process_stopped"
    NOTHING_TO_SAY = "nothing_to_say"
    NOT_FOUND = "not_found"
    SOMEBODY_SAW_IT = "somebody_saw_it"
    TRIED_AGAIN = "tried_again"
    NO_WORDS = "no_words"


@dataclass(frozen=True, slots=True)
class Message:
    """A posted message, as the chat system names it: opaque to us, and kept as text."""

    channel: str
    id: str


@dataclass(frozen=True, slots=True)
class Key:
    """The natural key of a delivery within a workspace; the database refuses a second one."""

    topic: Topic
    announcement: Announcement
    channel: str
    revision: int = 0


@dataclass(frozen=True, slots=True)
class Delivery:
    """One delivery row. `due_at` is when it should go out, `next_at` when it may be tried next (both UTC).

    An `unknown` one is looked for `looks` times so far, and next at `next_at`; None when no longer.
    `thread` is the message id of the card it was posted under; a sent one without is a card itself.
    """

    key: Key
    due_at: datetime
    action: Action = Action.POST
    state: State = State.PLANNED
    next_at: datetime | None = None
    attempts: int = 0
    looks: int = 0
    started_at: datetime | None = None
    finished_at: datetime | None = None
    message: Message | None = None
    thread: str | None = None
    reason: str = ""
    id: int | None = None


@dataclass(frozen=True, slots=True)
class Pause:
    """A channel that takes no messages for now: archived, gone, or closed to the bot."""

    channel: str
    reason: str
    since: datetime


@dataclass(frozen=True, slots=True)
class Sent:
    """The chat system has it, as this message."""

    message: Message


@dataclass(frozen=True, slots=True)
class NotPosted:
    """It is certain that nothing was posted; try again `after` that long."""

    reason: str
    after: timedelta


@dataclass(frozen=True, slots=True)
class Lost:
    """The answer was lost: it may have been posted. Never post again blindly."""

    reason: str


class Concern(StrEnum):
    """What a refusal is about: this message alone, everything in its channel, or all of the workspace."""

    MESSAGE = "message"
    CHANNEL = "channel"
    WORKSPACE = "workspace"


@dataclass(frozen=True, slots=True)
class Refused:
    """The chat system refuses it for good; `gone`: the message or thread it belongs to was deleted."""

    reason: str
    gone: bool = False
    concern: Concern = Concern.MESSAGE


@dataclass(frozen=True, slots=True)
class Missing:
    """It was looked for and is not there."""


Outcome = Sent | NotPosted | Lost | Refused


def closed(delivery: Delivery, state: State, reason: str, now: datetime) -> Delivery:
    """Return the delivery as it stands when nothing more is to be done for it."""
    return replace(delivery, state=state, reason=reason, finished_at=now, next_at=None)
