"""Deliveries: one thing to be said in one channel, and what became of it.

`planned -> claimed -> sent | waiting | unknown | skipped | failed`. A claim is committed before the call to
the chat system, so that after a crash it is known that something may have been posted.
"""

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum

from rollouts.kinds import Kind, Part
from rollouts.statements import Statement
from rollouts.topics import Topic

LEASE = timedelta(seconds=90)
"""How long a claim holds; longer than the slowest call may take."""


SEARCH_AFTER = (timedelta(seconds=10), timedelta(seconds=30), timedelta(seconds=90))
"""When a message whose answer was lost is searched for, counted from the attempt; history lags a little."""

BY_ITSELF = ""
"""In place of a card's message id: an attempt went under none, and may become a card itself."""

SEARCH_FOR_COPIES_AFTER = timedelta(minutes=5)
"""When it is looked, once more, whether one that was posted again had been posted after all."""


@dataclass(frozen=True, slots=True)
class Announcement:
    """Something to be said once of a topic in a channel.

    Its kind says what tells it from others: the `server` whose stage is announced, or a `number`.

    Attributes:
        kind: What is said.
        server: The server's key, for kinds that are of one.
        number: A note's position, how often a case was raised, which pause, which summary.
        posts: The ids of the deliveries that a summary names; they are no part of what it is.
    """

    kind: Kind
    server: str = ""
    number: int | None = None
    posts: tuple[int, ...] = field(default=(), compare=False)

    def __post_init__(self) -> None:
        is_of_server, is_of_number = self.kind.part is Part.SERVER, self.kind.part is Part.NUMBER
        if bool(self.server) != is_of_server or (self.number is not None) != is_of_number:
            raise ValueError(f"What tells one {self.kind} from another is: {self.kind.part.name.lower()}.")

    def __hash__(self) -> int:
        return hash((self.kind.key, self.server, self.number))

    def __str__(self) -> str:
        """Return its mark, by which messages that were posted are found again: it must never change."""
        part = ",".join(map(str, self.posts)) or self.server or self.number
        return self.kind.key if part is None or part == "" else f"{self.kind}:{part}"


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

SAID = frozenset({State.SENT, State.CLAIMED, State.UNKNOWN})
"""It was said, or may have been."""


class Reason(StrEnum):
    """Why a delivery was skipped, waits or failed. Other reasons are the chat system's own error codes."""

    REMINDER_ALREADY_DUE = "reminder_already_due"
    STAGE_DAY_BEGUN = "stage_day_begun"
    STAGE_IS_LIVE = "stage_is_live"
    NOT_LIVE_YET = "not_live_yet"
    ALL_TESTED = "all_tested"
    MOVED = "moved"
    ON_THE_CARD = "on_the_card"
    HEARD_ALREADY = "heard_already"
    NO_LONGER_PLANNED = "no_longer_planned"
    ANSWERED = "answered"
    TAKEN_BACK = "taken_back"
    NEXT_ONE_DUE = "next_one_due"
    MESSAGE_GONE = "message_gone"
    ANSWER_LOST = "answer_lost"
    PROCESS_STOPPED = "process_stopped"
    NOTHING_TO_SAY = "nothing_to_say"
    NOT_FOUND = "not_found"
    NOT_READABLE = "not_readable"
    NO_MAIL_SERVER = "no_mail_server"
    MAIL_SERVER_BUSY = "mail_server_busy"
    SOMEBODY_SAW_IT = "somebody_saw_it"
    TRIED_AGAIN = "tried_again"
    NO_WORDS = "no_words"
    EDIT_REFUSED = "edit_refused"
    WENT_ELSEWHERE = "went_elsewhere"
    IS_DEACTIVATED = "is_deactivated"
    IS_GUEST = "is_guest"
    IS_OUTSIDER = "is_outsider"
    TOO_OLD = "too_old"


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
class NewDelivery:
    """A delivery that is about to be planned; `due_at` is when it should go out (UTC)."""

    key: Key
    due_at: datetime
    action: Action = Action.POST


@dataclass(frozen=True, slots=True)
class Delivery:
    """One delivery row. `due_at` is when it should go out, `next_at` when it may be tried next (both UTC).

    An `unknown` one was searched for `searches` times so far, and is next at `next_at`; None when no longer.
    One that was not found and went out again has `lost_at`, when the first attempt began that may still turn
    up: once it is `sent`, `next_at` is when it is searched for copies.
    `thread` is the message id of the card that it goes under, kept from the claim on; until it is sent it is
    `BY_ITSELF` where it goes under none, and None where that is not known. A sent one without is a card.
    `statement` is what its message says of a release, from the claim on: so it is known even of one that was
    lost. It was told when the delivery is sent; None when it tells a channel nothing of a release.
    `wording` is the mark of its words (`rollouts/said.py`), empty where they were not kept.
    An update with a `thread` is the edit of a question that was refused: it is said in a reply under it.
    """

    id: int
    key: Key
    due_at: datetime
    action: Action = Action.POST
    state: State = State.PLANNED
    next_at: datetime | None = None
    attempts: int = 0
    searches: int = 0
    started_at: datetime | None = None
    lost_at: datetime | None = None
    finished_at: datetime | None = None
    message: Message | None = None
    thread: str | None = None
    reason: str = ""
    statement: Statement | None = None
    wording: str = ""

    @property
    def is_edit(self) -> bool:
        """Whether it goes out in place of what was said: said twice, it is the same message."""
        return self.action is Action.UPDATE and self.thread is None

    @property
    def is_card(self) -> bool:
        """Whether it is or was a card, and was not deleted."""
        is_sent_post = self.action is Action.POST and self.state is State.SENT
        return is_sent_post and self.thread is None and self.reason != Reason.MESSAGE_GONE


@dataclass(frozen=True, slots=True)
class Alike:
    """Posts of one topic that say the same at the same time and stand alike, each in another channel.

    They are `count`, and `first` is the least of their ids.
    """

    topic: Topic
    announcement: Announcement
    revision: int
    due_at: datetime
    state: State
    first: int
    count: int

    def in_channel(self, channel: str, post: int = 0) -> Delivery:
        """Return the one there, by its id, as far as it is known: what it says, where and when."""
        key = Key(self.topic, self.announcement, channel, self.revision)
        return Delivery(post, key, self.due_at, state=self.state)


@dataclass(frozen=True, slots=True)
class Pause:
    """A channel that takes no messages for now: archived, gone, or closed to the bot.

    `number` tells this pause from the earlier ones of the channel.
    """

    channel: str
    reason: str
    since: datetime
    number: int


@dataclass(frozen=True, slots=True)
class Sent:
    """The chat system has it, as this message; `but` says what went wrong all the same, if anything did."""

    message: Message
    but: str = ""


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
class Copy:
    """A message that carries the mark of a delivery; `is_used` when a reply or a reaction hangs on it."""

    message: Message
    is_used: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """It was looked for and is there, perhaps more than once."""

    copies: tuple[Copy, ...]


@dataclass(frozen=True, slots=True)
class Missing:
    """All of it could be read, back to before the attempt, and it is not there."""


@dataclass(frozen=True, slots=True)
class NotReadable:
    """Where it would be cannot be read: the bot is not a member, or may not."""

    reason: str


Outcome = Sent | NotPosted | Lost | Refused

SearchOutcome = Found | Missing | NotReadable | NotPosted
"""What a search comes to; `NotPosted`: not now."""


def finished(delivery: Delivery, state: State, reason: str, now: datetime) -> Delivery:
    """Return the delivery as it stands when nothing more is to be done for it."""
    return replace(delivery, state=state, reason=reason, finished_at=now, next_at=None)


def sent(delivery: Delivery, message: Message, thread: str | None, now: datetime) -> Delivery:
    """Return the delivery as it stands once it is there; one that went out twice is searched for copies."""
    is_searched_for = delivery.lost_at and delivery.key.announcement.kind.outlet.has_history
    search_at = now + SEARCH_FOR_COPIES_AFTER if is_searched_for else None
    return replace(
        delivery,
        state=State.SENT,
        reason="",
        finished_at=now,
        message=message,
        thread=thread,
        next_at=search_at,
        searches=0,
    )
