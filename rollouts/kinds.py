"""Kinds of what is said. What differs by kind stands in its row here, and is asked of it: `kind.is_loud`.

A new kind is a row here, a rule of when it is due (`announcing/schedule.py`, unless a use case plans it by
itself) and a view (`views/posts/messages.py`).
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum, auto

from rollouts.topics import TopicKind


class Part(Enum):
    """What tells an announcement from others of its kind about the same topic."""

    NOTHING = auto()
    SERVER = auto()
    NUMBER = auto()


class Placement(Enum):
    """Where a message goes: it is the card of its topic in the channel or a reply to it, or stands alone.

    Or it is a reply where a case was reported.
    """

    CARD_OR_REPLY = auto()
    ALONE = auto()
    WHERE_REPORTED = auto()


class LateRule(Enum):
    """What becomes of it when it could not be said in time; `announcing/late.py` has the rules."""

    NEVER_LATE = auto()
    SAID_WITH_DUE_TIME = auto()
    UNTIL_REMINDER_IS_DUE = auto()
    UNTIL_STAGE_DAY = auto()
    UNTIL_LAST_STAGE_DAY = auto()
    UNTIL_LIVE = auto()
    WHILE_NOT_LIVE = auto()
    UNTIL_TESTED = auto()
    WITHIN_A_WEEK = auto()
    UNTIL_CONFIRMED = auto()
    UNTIL_TRUE_AGAIN = auto()
    UNTIL_CASE_IS_TAKEN_UP = auto()


@dataclass(frozen=True, slots=True)
class Outlet:
    """What a message goes out by, and what that can do.

    Attributes:
        key: Its name.
        has_history: One whose answer was lost can be looked for there.
        can_edit: What was said can be brought up to date in place.
    """

    key: str
    has_history: bool
    can_edit: bool


CHAT = Outlet("chat", has_history=True, can_edit=True)
EMAIL = Outlet("email", has_history=False, can_edit=False)
REACTION = Outlet("reaction", has_history=False, can_edit=False)
"""A sign on somebody's message: it says a thing without a word."""
FILES = Outlet("file", has_history=False, can_edit=False)
"""Files that are shared in a conversation; what carries them cannot be marked, so it is never looked for."""


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of what is said; two are the same when their keys are.

    Attributes:
        key: Its text in the database, and in the marks of messages that were posted.
        label: What it is called in lists of deliveries.
        topic: What it is about.
        part: What tells it from others of its kind.
        is_loud: A reply is also sent to the channel.
        is_quiet_elsewhere: Not so in a channel with nothing on the announced server: there it asks nothing.
        placement: Where it goes.
        is_shown_on_card: Where the release has a card, bringing that up to date says it.
        is_for_who_heard_nothing: It is left out where a message said it already.
        is_kept_current: It is brought up to date in place, even as a reply. A card always is.
        is_of_stage: Even as a card it speaks of the stage that it announced, not of where the release stands.
        late: What becomes of it when it is late.
        is_of_its_day: For a channel that comes on a later day it is no news.
        is_said_again: What was said of a date is said again of the one that it was moved to.
        is_urgent: One that was lost goes out again after the first search that does not find it.
        is_passed_on: Where one cannot be reached, or may not answer, the next in line is told or asked.
        is_call: It calls for help: who is deactivated, or of another organisation, counts as not reached.
        is_unconfirmed: It tells what the vendor writes: the channels of integrations are not asked about it.
        is_awaited: Whoever asked for it waits for it, and hears at once if it fails; nobody else is asked.
        is_for_owners: It goes to one person, about the integrations that they own.
        has_verdict: It says what the window before the announced server has shown.
        is_report: It says what came of the release.
        is_alert: It tells of trouble with deliveries; nobody is asked about it in turn.
        outlet: What it goes out by.
    """

    key: str
    label: str = field(compare=False)
    topic: TopicKind = field(compare=False)
    part: Part = field(default=Part.NOTHING, compare=False)
    is_loud: bool = field(default=True, compare=False, kw_only=True)
    is_quiet_elsewhere: bool = field(default=False, compare=False, kw_only=True)
    placement: Placement = field(default=Placement.CARD_OR_REPLY, compare=False, kw_only=True)
    is_shown_on_card: bool = field(default=False, compare=False, kw_only=True)
    is_for_who_heard_nothing: bool = field(default=False, compare=False, kw_only=True)
    is_kept_current: bool = field(default=False, compare=False, kw_only=True)
    is_of_stage: bool = field(default=False, compare=False, kw_only=True)
    late: LateRule = field(default=LateRule.NEVER_LATE, compare=False, kw_only=True)
    is_of_its_day: bool = field(default=False, compare=False, kw_only=True)
    is_said_again: bool = field(default=False, compare=False, kw_only=True)
    is_urgent: bool = field(default=False, compare=False, kw_only=True)
    is_passed_on: bool = field(default=False, compare=False, kw_only=True)
    is_call: bool = field(default=False, compare=False, kw_only=True)
    is_unconfirmed: bool = field(default=False, compare=False, kw_only=True)
    is_awaited: bool = field(default=False, compare=False, kw_only=True)
    is_for_owners: bool = field(default=False, compare=False, kw_only=True)
    has_verdict: bool = field(default=False, compare=False, kw_only=True)
    is_report: bool = field(default=False, compare=False, kw_only=True)
    is_alert: bool = field(default=False, compare=False, kw_only=True)
    outlet: Outlet = field(default=CHAT, compare=False, kw_only=True)

    def __hash__(self) -> int:
        # A dataclass makes a tuple of one for it: of thousands of deliveries each is asked several times.
        return hash(self.key)

    def __str__(self) -> str:
        return self.key


PREVIEW = Kind("preview", "preview", TopicKind.RELEASE, Part.SERVER, late=LateRule.UNTIL_REMINDER_IS_DUE)
REMINDER = Kind(
    "reminder",
    "reminder",
    TopicKind.RELEASE,
    Part.SERVER,
    is_quiet_elsewhere=True,
    is_said_again=True,
    late=LateRule.UNTIL_STAGE_DAY,
)
DUE = Kind(
    "due",
    "day on the card",
    TopicKind.RELEASE,
    Part.SERVER,
    is_shown_on_card=True,
    is_of_its_day=True,
    is_said_again=True,
    late=LateRule.UNTIL_LIVE,
)
NOT_CONFIRMED = Kind(
    "not_confirmed",
    "note that nobody confirmed it",
    TopicKind.RELEASE,
    Part.SERVER,
    is_for_who_heard_nothing=True,
    is_of_its_day=True,
    is_said_again=True,
    late=LateRule.UNTIL_LIVE,
)
CONFIRMATION = Kind(
    "confirmation",
    "confirmation",
    TopicKind.RELEASE,
    Part.SERVER,
    is_quiet_elsewhere=True,
    is_kept_current=True,
    is_of_stage=True,
    is_of_its_day=True,
    is_said_again=True,
    late=LateRule.SAID_WITH_DUE_TIME,
)
WINDOW_CLOSING = Kind(
    "window_closing",
    "window closing",
    TopicKind.RELEASE,
    Part.SERVER,
    is_said_again=True,
    has_verdict=True,
    late=LateRule.UNTIL_LIVE,
)
VERDICT = Kind(
    "verdict",
    "verdict for managers",
    TopicKind.RELEASE,
    Part.SERVER,
    placement=Placement.ALONE,
    is_kept_current=True,
    is_said_again=True,
    late=LateRule.UNTIL_LIVE,
    is_passed_on=True,
    has_verdict=True,
)
TEST_REMINDER = Kind(
    "test_reminder",
    "reminder to test",
    TopicKind.RELEASE,
    Part.SERVER,
    placement=Placement.ALONE,
    is_kept_current=True,
    late=LateRule.UNTIL_TESTED,
    is_for_owners=True,
)
WINDOW_REPORT = Kind(
    "window_report",
    "report after the window",
    TopicKind.RELEASE,
    Part.SERVER,
    placement=Placement.ALONE,
    is_said_again=True,
    late=LateRule.WITHIN_A_WEEK,
    is_passed_on=True,
    is_report=True,
)
"""Of the window before that server."""
CORRECTION = Kind("correction", "correction", TopicKind.RELEASE, late=LateRule.UNTIL_TRUE_AGAIN)
FYI = Kind("fyi", "FYI", TopicKind.RELEASE, Part.SERVER, late=LateRule.UNTIL_LAST_STAGE_DAY)
OWNER_QUESTION = Kind(
    "owner_question",
    "question whether it is live",
    TopicKind.RELEASE,
    Part.SERVER,
    placement=Placement.ALONE,
    is_kept_current=True,
    late=LateRule.UNTIL_CONFIRMED,
    is_passed_on=True,
)
HOLD_QUESTION = Kind(
    "hold_question",
    "question whether to hold it",
    TopicKind.RELEASE,
    Part.SERVER,
    placement=Placement.ALONE,
    is_kept_current=True,
    late=LateRule.UNTIL_LIVE,
    is_passed_on=True,
)
"""Of the next server, after it was rolled back on the one before."""
CASE_OPENED = Kind(
    "case_opened", "case opened", TopicKind.CASE, is_kept_current=True, is_urgent=True, is_call=True
)
CASE_NOTE = Kind("case_note", "case note", TopicKind.CASE, Part.NUMBER, is_loud=False, is_urgent=True)
"""The number is the note's position among those of its case."""
CASE_RAISED = Kind(
    "case_raised",
    "case raised again",
    TopicKind.CASE,
    Part.NUMBER,
    late=LateRule.UNTIL_CASE_IS_TAKEN_UP,
    is_urgent=True,
    is_call=True,
)
"""The number is how often it has been raised with this one."""
CASE_COPY = Kind(
    "case_copy",
    "case for managers",
    TopicKind.CASE,
    placement=Placement.ALONE,
    is_kept_current=True,
    is_urgent=True,
    is_call=True,
)
"""For managers, where its thread is not in the support channel."""
CASE_IS_OPEN = Kind(
    "case_is_open",
    "word to the reporter",
    TopicKind.CASE,
    placement=Placement.ALONE,
    is_kept_current=True,
    is_urgent=True,
)
CASE_STEP = Kind(
    "case_step",
    "word on a case to who reported it",
    TopicKind.CASE,
    Part.NUMBER,
    placement=Placement.ALONE,
    is_urgent=True,
)
"""The number is the note's position among those of its case."""
CASE_THERE = Kind(
    "case_there",
    "word on a case where it was reported",
    TopicKind.CASE,
    Part.NUMBER,
    is_loud=False,
    placement=Placement.WHERE_REPORTED,
    is_kept_current=True,
    is_urgent=True,
)
"""The number is 0 when it was opened, else that of the note which ended or reopened it, counted from 1."""
CASE_ASKED = Kind(
    "case_asked",
    "question to a manager on a case",
    TopicKind.CASE,
    Part.NUMBER,
    placement=Placement.ALONE,
    is_kept_current=True,
    is_urgent=True,
    is_passed_on=True,
)
"""Whether its release is rolled back or hotfixed; the number is the position of the note that asks."""
CASE_MAIL = Kind(
    "case_mail",
    "e-mail to the vendor",
    TopicKind.CASE,
    Part.NUMBER,
    placement=Placement.ALONE,
    outlet=EMAIL,
)
"""The number is that of the mail, see `case_mails.py`."""
CASE_MAILED = Kind(
    "case_mailed",
    "word on an e-mail",
    TopicKind.CASE,
    Part.NUMBER,
    is_loud=False,
    is_kept_current=True,
    is_urgent=True,
)
"""What became of the mail with that number, in the thread of its case."""
CASE_ANSWER = Kind(
    "case_answer", "e-mail that came in", TopicKind.CASE, Part.NUMBER, is_loud=False, is_urgent=True
)
"""The number is that of the mail that was received."""
CASE_ANSWER_TOLD = Kind(
    "case_answer_told",
    "e-mail that came in, for who reported the case",
    TopicKind.CASE,
    Part.NUMBER,
    placement=Placement.ALONE,
    is_urgent=True,
)
"""They may not see the thread: a guest whose case is in a private channel. The number is that of the mail."""
CASE_FILES = Kind("case_files", "files of an e-mail that came in", TopicKind.CASE, Part.NUMBER, outlet=FILES)
"""In the thread of the case, below the mail that brought them. The number is that of the mail."""
CASE_FILES_LEFT = Kind(
    "case_files_left",
    "word on files of an e-mail",
    TopicKind.CASE,
    Part.NUMBER,
    is_loud=False,
    is_urgent=True,
)
"""Why they are not there. The number is that of the mail."""
CASE_TICK = Kind("case_tick", "tick on what was e-mailed", TopicKind.CASE, Part.NUMBER, outlet=REACTION)
"""On the message that the note with that number, from 0 on, told the vendor."""
UNSURE = Kind(
    "unsure",
    "question about a post",
    TopicKind.DELIVERY,
    placement=Placement.ALONE,
    is_passed_on=True,
    is_alert=True,
)
CHANNEL_PAUSED = Kind(
    "channel_paused",
    "channel cannot be reached",
    TopicKind.CHANNEL,
    Part.NUMBER,
    placement=Placement.ALONE,
    is_passed_on=True,
    is_alert=True,
)
"""The number is that of the pause."""
DOWNTIME = Kind(
    "downtime",
    "summary after downtime",
    TopicKind.DOWNTIME,
    Part.NUMBER,
    placement=Placement.ALONE,
    is_passed_on=True,
    is_alert=True,
)
"""The number is that of the summary."""
NAMES_UNKNOWN = Kind(
    "names_unknown",
    "names that were not found",
    TopicKind.NAMES,
    placement=Placement.ALONE,
    is_passed_on=True,
    is_alert=True,
)

MAILBOX_CLOSED = Kind(
    "mailbox_closed",
    "mailbox cannot be read",
    TopicKind.MAILBOX,
    placement=Placement.ALONE,
    is_passed_on=True,
    is_alert=True,
)

DRAFT = Kind(
    "draft",
    "the vendor's news for managers",
    TopicKind.DRAFT,
    placement=Placement.ALONE,
    is_kept_current=True,
    is_passed_on=True,
    is_unconfirmed=True,
)
VENDOR_WORD = Kind(
    "vendor_word",
    "the vendor's word that it is live",
    TopicKind.RELEASE,
    Part.SERVER,
    placement=Placement.ALONE,
    is_kept_current=True,
    late=LateRule.WHILE_NOT_LIVE,
    is_passed_on=True,
    is_unconfirmed=True,
)
"""To whoever is asked to confirm it, even while it is held or rolled back here: then the two disagree."""

SHARED_ANSWER = Kind(
    "shared_answer", "shared answer", TopicKind.ANSWER, placement=Placement.ALONE, is_awaited=True
)


class Kinds(Mapping[str, Kind]):
    """A table of kinds, by key."""

    def __init__(self, *kinds: Kind) -> None:
        """Take the kinds in.

        Raises:
            ValueError: two of them have the same key.
        """
        self._rows = {kind.key: kind for kind in kinds}
        for key, times in Counter(kind.key for kind in kinds).items():
            if times > 1:
                raise ValueError(f"In the table of kinds more than one kind has the key {key}.")

    def __getitem__(self, key: str) -> Kind:
        return self._rows[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._rows)

    def __len__(self) -> int:
        return len(self._rows)

    def parse(self, key: str) -> Kind:
        """Return the kind with that key.

        Raises:
            ValueError: there is none.
        """
        try:
            return self._rows[key]
        except KeyError:
            raise ValueError(f"{key!r} is no kind of announcement: {', '.join(self)}.") from None


KINDS = Kinds(
    PREVIEW,
    REMINDER,
    DUE,
    NOT_CONFIRMED,
    CONFIRMATION,
    TEST_REMINDER,
    WINDOW_CLOSING,
    VERDICT,
    WINDOW_REPORT,
    CORRECTION,
    FYI,
    OWNER_QUESTION,
    HOLD_QUESTION,
    CASE_OPENED,
    CASE_NOTE,
    CASE_RAISED,
    CASE_COPY,
    CASE_IS_OPEN,
    CASE_STEP,
    CASE_THERE,
    CASE_ASKED,
    CASE_MAIL,
    CASE_MAILED,
    CASE_ANSWER,
    CASE_ANSWER_TOLD,
    CASE_FILES,
    CASE_FILES_LEFT,
    CASE_TICK,
    UNSURE,
    CHANNEL_PAUSED,
    DOWNTIME,
    NAMES_UNKNOWN,
    MAILBOX_CLOSED,
    DRAFT,
    VENDOR_WORD,
    SHARED_ANSWER,
)
