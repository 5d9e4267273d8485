"""What may become of a case, by which step, and from which state: one table.

It is open until one of us takes care of it; then the vendor replies. Vendor: the answer is "either a fix, a
workaround", or "if you're on the Standard Release server, a rollback or hotfix". Urgency is no state.
"""

from collections.abc import Mapping
from dataclasses import replace

from rollouts.cases import Case, CaseState, Note, NoteKind

_CLOSING = {NoteKind.RESOLVED: CaseState.RESOLVED, NoteKind.FALSE_ALARM: CaseState.FALSE_ALARM}
_HELP = {
    NoteKind.WORKAROUND: CaseState.WORKAROUND,
    NoteKind.ROLLED_BACK: CaseState.ROLLED_BACK,
    NoteKind.HOTFIXED: CaseState.HOTFIXED,
}

TRANSITIONS: Mapping[CaseState, Mapping[NoteKind, CaseState]] = {
    CaseState.OPEN: {
        NoteKind.ACKNOWLEDGED: CaseState.ACKNOWLEDGED,
        NoteKind.VENDOR_REPLIED: CaseState.VENDOR_REPLIED,
        **_HELP,
        **_CLOSING,
    },
    CaseState.ACKNOWLEDGED: {NoteKind.VENDOR_REPLIED: CaseState.VENDOR_REPLIED, **_HELP, **_CLOSING},
    CaseState.VENDOR_REPLIED: {NoteKind.ACKNOWLEDGED: CaseState.VENDOR_REPLIED, **_HELP, **_CLOSING},
    CaseState.WORKAROUND: {**_HELP, **_CLOSING},
    CaseState.ROLLED_BACK: {NoteKind.HOTFIXED: CaseState.HOTFIXED, **_CLOSING},
    CaseState.HOTFIXED: {
        NoteKind.ROLLED_BACK: CaseState.ROLLED_BACK,
        NoteKind.HOTFIXED: CaseState.HOTFIXED,
        **_CLOSING,
    },
    CaseState.RESOLVED: {NoteKind.REOPENED: CaseState.OPEN},
    CaseState.FALSE_ALARM: {NoteKind.REOPENED: CaseState.OPEN},
}
"""The state that a step leads to; a step that is missing changes nothing.

That the vendor replied is not undone by an acknowledgement. A second workaround, or hotfix, may be better.
"""

STEPS = frozenset(kind for steps in TRANSITIONS.values() for kind in steps)


def after(state: CaseState, step: NoteKind) -> CaseState | None:
    """Return the state that the step leads to; None when it is not possible from there."""
    return TRANSITIONS[state].get(step)


def noted(*, case: Case, note: Note) -> Case | None:
    """Return the case after the note, or None when it changes nothing (pressed twice, or already so)."""
    match note.kind:
        case NoteKind.ACKNOWLEDGED if case.is_taken_up:
            return None
        case NoteKind.NOT_URGENT | NoteKind.URGENT:
            urgent = note.kind is NoteKind.URGENT
            if case.is_closed or case.urgent is urgent:
                return None
            changed = replace(case, urgent=urgent)
        case NoteKind.TOLD_VENDOR | NoteKind.CHANGED | NoteKind.ASKED_MANAGER if case.is_closed:
            return None
        case NoteKind.TOLD_VENDOR | NoteKind.REPORTED_AGAIN | NoteKind.DETAILS:
            changed = case
        case NoteKind.CHANGED | NoteKind.ASKED_MANAGER:
            changed = case
        case _:
            state = after(case.state, note.kind)
            if state is None:
                return None
            changed = replace(case, state=state)
    return replace(changed, notes=(*case.notes, note))


def state_at_end(notes: tuple[Note, ...]) -> CaseState:
    """Return the state that a case is in after these notes, from its opening on."""
    state = CaseState.OPEN
    for note in notes:
        state = after(state, note.kind) or state
    return state
