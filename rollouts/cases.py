"""Cases: support requests. One click opens one; what becomes of it then is in `case_transitions.py`."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from rollouts.case_files import CaseFile
from rollouts.deliveries import Message
from rollouts.topics import Topic, TopicKind

JOIN_WITHIN = timedelta(hours=1)
"""A second report for the same integration and release within this time joins the open case."""

RAISE_AFTER = (timedelta(minutes=15), timedelta(minutes=30), timedelta(minutes=60))
"""How long after it became urgent a case that nobody acknowledged is raised again; then it stops."""


class CaseState(StrEnum):
    """Where a case stands."""

    OPEN = "open"
    ACKNOWLEDGED = "acknowledged"
    VENDOR_REPLIED = "vendor_replied"
    WORKAROUND = "workaround"
    ROLLED_BACK = "rolled_back"
    HOTFIXED = "hotfixed"
    RESOLVED = "resolved"
    FALSE_ALARM = "false_alarm"


CLOSED = frozenset({CaseState.RESOLVED, CaseState.FALSE_ALARM})
"""The states in which nothing more is to be done for a case."""


VENDOR = "the vendor"
"""Who took a step of a case that none of us took; no person's id reads like it."""


class NoteKind(StrEnum):
    """What happened to a case after it was opened. A step into a state is called like the state."""

    REPORTED_AGAIN = "reported_again"
    DETAILS = "details"
    CHANGED = "changed"
    ASKED_MANAGER = "asked_manager"
    ACKNOWLEDGED = "acknowledged"
    VENDOR_REPLIED = "vendor_replied"
    WORKAROUND = "workaround"
    ROLLED_BACK = "rolled_back"
    HOTFIXED = "hotfixed"
    NOT_URGENT = "not_urgent"
    URGENT = "urgent"
    RESOLVED = "resolved"
    FALSE_ALARM = "false_alarm"
    TOLD_VENDOR = "told_vendor"
    REOPENED = "reopened"


class Outcome(StrEnum):
    """How a case was resolved. Vendor: by "a fix, a workaround", on Standard also "a rollback or hotfix"."""

    FIXED_BY_VENDOR = "fixed_by_vendor"
    WORKAROUND = "workaround"
    ROLLED_BACK = "rolled_back"
    HOTFIXED = "hotfixed"
    OURS = "ours"
    NOT_REPRODUCED = "not_reproduced"
    OTHER = "other"


class Aspect(StrEnum):
    """What of a case can be changed once it is open."""

    RELEASE = "release"
    SERVER = "server"
    INTEGRATIONS = "integrations"
    SUMMARY = "summary"


@dataclass(frozen=True, slots=True)
class Changed:
    """What of a case was changed: the names or words that it had, and those that it has; none for nothing."""

    aspect: Aspect
    old: tuple[str, ...]
    new: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Note:
    """One thing that happened to a case; each is said once in its thread.

    `message` is the one whose words the vendor was told; it stands in the thread already.
    `by` is a person's id, or `VENDOR`. `outcome` is how it was resolved, `changes` what somebody changed.
    `files` came along.
    """

    kind: NoteKind
    by: str
    at: datetime
    text: str = ""
    message: Message | None = None
    outcome: Outcome | None = None
    changes: tuple[Changed, ...] = ()
    files: tuple[CaseFile, ...] = ()


@dataclass(frozen=True, slots=True)
class Case:
    """A support request. `channel` is where it was reported, `thread_channel` where its thread is.

    `number` is 0 until the ledger has given it one. `thread` is the id of the message in `channel` on which,
    or in whose thread, it was reported. `is_guess` while nobody has said what release and server it is of.
    `files` were on the message that was reported.
    """

    opened_by: str
    opened_at: datetime
    channel: str
    thread_channel: str
    number: int = 0
    urgent: bool = True
    state: CaseState = CaseState.OPEN
    release: str | None = None
    server: str | None = None
    integrations: tuple[str, ...] = ()
    summary: str = ""
    files: tuple[CaseFile, ...] = ()
    notes: tuple[Note, ...] = ()
    thread: str | None = None
    is_guess: bool = False

    @property
    def topic(self) -> Topic:
        """What its deliveries are about."""
        return Topic(TopicKind.CASE, str(self.number))

    @property
    def is_closed(self) -> bool:
        """Whether nothing more is to be done for it."""
        return self.state in CLOSED

    @property
    def is_taken_up(self) -> bool:
        """Whether one of us took care of it since it was opened or reopened; the vendor does not."""
        if self.state is not CaseState.VENDOR_REPLIED:
            return self.state is not CaseState.OPEN
        taken, reopened = self.note(NoteKind.ACKNOWLEDGED), self.note(NoteKind.REOPENED)
        return taken is not None and (reopened is None or reopened.at <= taken.at)

    @property
    def is_to_be_raised(self) -> bool:
        """Whether it is raised again and again: it is urgent, and nobody takes care of it."""
        return self.urgent and not self.is_taken_up

    @property
    def urgent_since(self) -> datetime:
        """Since when it is urgent, if it is: from its opening, or since it was made so or reopened."""
        anew = (self.note(NoteKind.URGENT), self.note(NoteKind.REOPENED))
        return max([self.opened_at, *(note.at for note in anew if note)])

    @property
    def step(self) -> Note | None:
        """Return what brought it into its state; None while it is as it was opened."""
        return None if self.state is CaseState.OPEN else self.note(NoteKind(self.state.value))

    @property
    def reporters(self) -> tuple[str, ...]:
        """Return who reported it, each once, in their order."""
        again = (note.by for note in self.notes if note.kind is NoteKind.REPORTED_AGAIN)
        return tuple(dict.fromkeys((self.opened_by, *again)))

    @property
    def told_at(self) -> datetime:
        """When somebody last told of it: it was opened, or reported again."""
        again = self.note(NoteKind.REPORTED_AGAIN)
        return again.at if again else self.opened_at

    def is_of(self, person: str) -> bool:
        """Say whether they reported it, or acknowledged it."""
        return person in self.reporters or any(
            note.by == person for note in self.notes if note.kind is NoteKind.ACKNOWLEDGED
        )

    def note(self, kind: NoteKind) -> Note | None:
        """Return the newest note of that kind."""
        return next((note for note in reversed(self.notes) if note.kind is kind), None)


def case_to_join(
    *,
    open_cases: tuple[Case, ...],
    release: str | None,
    integrations: tuple[str, ...],
    channel: str,
    now: datetime,
) -> Case | None:
    """Find the open case that a new report belongs to: same release, a common integration, within the hour.

    Reports that name no integration belong together when they come from the same channel.
    """

    def same(case: Case) -> bool:
        if case.is_closed or case.release != release or now - case.opened_at > JOIN_WITHIN:
            return False
        if case.integrations or integrations:
            return bool(set(case.integrations) & set(integrations))
        return case.channel == channel

    return next((case for case in open_cases if same(case)), None)


def has_said(*, case: Case, by: str, text: str) -> bool:
    """Say whether they told of it in these words before; without a word, whether they did at all."""
    told = [case.summary] if case.opened_by == by else []
    told += [note.text for note in case.notes if note.by == by and note.kind in _TELLING]
    return text in told or bool(told and not text)


_TELLING = frozenset({NoteKind.REPORTED_AGAIN, NoteKind.DETAILS})
