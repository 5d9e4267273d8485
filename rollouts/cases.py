"""Cases: support requests. One click opens one; it is acknowledged, then resolved."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

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
    RESOLVED = "resolved"
    FALSE_ALARM = "false_alarm"


CLOSED = frozenset({CaseState.RESOLVED, CaseState.FALSE_ALARM})
"""The states in which nothing more is to be done for a case."""


VENDOR = "vendor"
"""Who took a step of a case that none of us took; no person's id reads like it."""


class NoteKind(StrEnum):
    """What happened to a case after it was opened."""

    REPORTED_AGAIN = "reported_again"
    DETAILS = "details"
    ACKNOWLEDGED = "acknowledged"
    VENDOR_REPLIED = "vendor_replied"
    NOT_URGENT = "not_urgent"
    URGENT = "urgent"
    RESOLVED = "resolved"
    FALSE_ALARM = "false_alarm"
    TOLD_VENDOR = "told_vendor"


@dataclass(frozen=True, slots=True)
class Note:
    """One thing that happened to a case; each is said once in its thread.

    `message` is the one whose words the vendor was told; it stands in the thread already.
    """

    kind: NoteKind
    by: str
    at: datetime
    text: str = ""
    message: Message | None = None


@dataclass(frozen=True, slots=True)
class Case:
    """A support request. `channel` is where it was reported, `thread_channel` where its thread is.

    `number` is 0 until the ledger has given it one.
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
    notes: tuple[Note, ...] = ()

    @property
    def topic(self) -> Topic:
        """What its deliveries are about."""
        return Topic(TopicKind.CASE, str(self.number))

    @property
    def is_closed(self) -> bool:
        """Whether nothing more is to be done for it."""
        return self.state in CLOSED

    @property
    def urgent_since(self) -> datetime:
        """Since when it is urgent, if it is: from its opening, or since somebody made it so."""
        made_so = self.note(NoteKind.URGENT)
        return made_so.at if made_so else self.opened_at

    @property
    def told_at(self) -> datetime:
        """When somebody last told of it: it was opened, or reported again."""
        again = self.note(NoteKind.REPORTED_AGAIN)
        return again.at if again else self.opened_at

    def is_of(self, person: str) -> bool:
        """Say whether they reported it, or acknowledged it."""
        return person == self.opened_by or any(
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


def noted(*, case: Case, note: Note) -> Case | None:
    """Return the case after the note, or None when it changes nothing (pressed twice, or already so)."""
    closing = {NoteKind.RESOLVED: CaseState.RESOLVED, NoteKind.FALSE_ALARM: CaseState.FALSE_ALARM}
    match note.kind:
        case NoteKind.ACKNOWLEDGED if case.state is CaseState.OPEN:
            changed = replace(case, state=CaseState.ACKNOWLEDGED)
        case NoteKind.NOT_URGENT if case.urgent and not case.is_closed:
            changed = replace(case, urgent=False)
        case NoteKind.URGENT if not case.urgent and not case.is_closed:
            changed = replace(case, urgent=True)
        case NoteKind.RESOLVED | NoteKind.FALSE_ALARM if not case.is_closed:
            changed = replace(case, state=closing[note.kind])
        case NoteKind.VENDOR_REPLIED if not case.is_closed and case.note(NoteKind.VENDOR_REPLIED) is None:
            changed = case
        case NoteKind.REPORTED_AGAIN | NoteKind.DETAILS:
            changed = case
        case NoteKind.TOLD_VENDOR if not case.is_closed:
            changed = case
        case _:
            return None
    return replace(changed, notes=(*case.notes, note))
