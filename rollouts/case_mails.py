"""What the vendor is told of a case by e-mail, and by which mail.

The first mail of a case is number 0. One that follows has the number of its note, counted from 1, and tells
all that happened from that note on, up to the mail after it. So what is sent once more says the same again.
"""

import re
from datetime import timedelta

from rollouts.cases import Case, Note, NoteKind

MAIL_AFTER = timedelta(seconds=90)
"""How long the first mail of a case waits for details."""

TRY_AGAIN_AT_MOST = timedelta(minutes=10)
"""A mail that could not be sent is tried again after twice as long each time, up to this."""

_URGENT = re.compile(r"\w*urgent\w*", re.IGNORECASE)
_URGENT_FIRST = re.compile(r"^(?:[\s:;,.!–—-]*urgent\b[\s:;,.!–—-]*)+", re.IGNORECASE)  # noqa: RUF001 - as below
_LEFT_OVER = " :;,.!-–—"  # noqa: RUF001 - dashes are what is meant
_URGENCY = frozenset({NoteKind.URGENT, NoteKind.NOT_URGENT})
_CLOSING = frozenset({NoteKind.RESOLVED, NoteKind.FALSE_ALARM})
_TOLD = (
    frozenset({NoteKind.DETAILS, NoteKind.REPORTED_AGAIN, NoteKind.TOLD_VENDOR})
    | {NoteKind.CHANGED, NoteKind.REOPENED}
    | _URGENCY
    | _CLOSING
)


def is_told(note: Note) -> bool:
    """Say whether the vendor hears of it: not of who of us looks into it."""
    return note.kind in _TOLD and bool(note.text or note.files or note.kind is not NoteKind.REPORTED_AGAIN)


def positions_in(*, case: Case, mail: int, following: int | None) -> tuple[int, ...]:
    """Return where the notes stand that a mail tells, from 0 on.

    `following` is the number of the mail after it, if there is one.
    """
    until = len(case.notes) if following is None else following - 1
    return tuple(position for position in range(max(mail - 1, 0), until) if is_told(case.notes[position]))


def notes_in(*, case: Case, mail: int, following: int | None) -> tuple[Note, ...]:
    """Return the notes that a mail tells."""
    return tuple(case.notes[position] for position in positions_in(case=case, mail=mail, following=following))


def was_urgent(*, case: Case, following: int | None) -> bool:
    """Say whether the case was urgent after all that a mail tells."""
    until = len(case.notes) if following is None else following - 1
    said = [note.kind is NoteKind.URGENT for note in case.notes[:until] if note.kind in _URGENCY]
    if said:
        return said[-1]
    later = next((note for note in case.notes[until:] if note.kind in _URGENCY), None)
    return case.urgent if later is None else later.kind is NoteKind.NOT_URGENT


def in_the_reporters_words(case: Case) -> str:
    """Return what is wrong: the report's own words, else those of the details that its first mail waits for.

    Later ones do not count: the subject of a conversation stays what it is.
    """
    until = case.opened_at + MAIL_AFTER
    details = (note.text for note in case.notes if note.kind is NoteKind.DETAILS and note.at <= until)
    return case.summary or next(filter(None, details), "")


def without_urgent(text: str) -> str:
    """Return text of one line without any word that says urgent, whatever the rest of it says.

    Vendor: "Put "urgent" in the subject for urgent issues, or use a normal subject otherwise."
    """
    return " ".join(_URGENT.sub("", text).split()).strip(_LEFT_OVER)


def without_urgent_first(text: str) -> str:
    """Return text of one line without "urgent" at its beginning, where the subject says it already."""
    return _URGENT_FIRST.sub("", text).strip(_LEFT_OVER)
