"""How long cases took: to the first reply, and to their end."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from statistics import median

from rollouts.case_transitions import state_at_end
from rollouts.cases import Case, CaseState, Note, NoteKind


def first_reply(case: Case) -> Note | None:
    """Return what answered the case first: an acknowledgement, or a word of somebody who did not report it.

    Only what is known is counted: what people write in the thread by hand is theirs.
    """
    reporters = case.reporters
    return next(
        (note for note in case.notes if note.kind is NoteKind.ACKNOWLEDGED or note.by not in reporters), None
    )


def ending(case: Case) -> Note | None:
    """Return what closed the case; None while it is open."""
    return case.step if case.is_closed else None


def as_of(case: Case, instant: datetime) -> Case | None:
    """Return the case as it stood at that instant; None when it was not opened yet."""
    if case.opened_at > instant:
        return None
    notes = tuple(note for note in case.notes if note.at <= instant)
    return replace(case, notes=notes, state=state_at_end(notes))


@dataclass(frozen=True, slots=True)
class Times:
    """How cases went, together: how many, how many of them are open, and how long the others took."""

    cases: int
    still_open: int
    to_reply: tuple[timedelta, ...]
    to_resolution: tuple[timedelta, ...]

    @property
    def usual_reply(self) -> timedelta | None:
        """Return the median of the times to the first reply; None where nobody replied."""
        return _usual(self.to_reply)

    @property
    def usual_resolution(self) -> timedelta | None:
        """Return the median of the times to resolution, false alarms aside; None where none is resolved."""
        return _usual(self.to_resolution)


def _usual(times: tuple[timedelta, ...]) -> timedelta | None:
    return timedelta(seconds=median(each.total_seconds() for each in times)) if times else None


def times_of(cases: Iterable[Case]) -> Times:
    """Put the times of cases together."""
    cases = tuple(cases)
    replies = ((case, first_reply(case)) for case in cases)
    ends = ((case, ending(case)) for case in cases if case.state is CaseState.RESOLVED)
    return Times(
        len(cases),
        sum(not case.is_closed for case in cases),
        tuple(reply.at - case.opened_at for case, reply in replies if reply),
        tuple(end.at - case.opened_at for case, end in ends if end),
    )
