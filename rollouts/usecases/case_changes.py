"""Changing what a case says of itself: release, server, integrations, urgency and summary."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from rollouts.cases import Aspect, Case, Changed, Note, NoteKind
from rollouts.integrations import Integration
from rollouts.people import Person
from rollouts.permissions import require_member
from rollouts.ports import Ledger
from rollouts.refusals import Thing, unknown
from rollouts.releases import Release
from rollouts.servers import Server
from rollouts.texts import keepable
from rollouts.usecases.cases import (
    AddNote,
    FindCase,
    Noted,
    add_note,
    case_is_closed,
    find_case,
    show_on_cards,
)
from rollouts.usecases.releases import find_release


@dataclass(frozen=True, slots=True)
class CaseToChange:
    """A case that somebody wants to change, and what it may be about."""

    case: Case
    releases: tuple[Release, ...]
    servers: tuple[Server, ...]
    integrations: tuple[Integration, ...]


@dataclass(frozen=True, slots=True)
class ChangeCase:
    """Somebody says what a case is about: no `release` if none is to blame.

    `summary` is None where it stays as it is.
    """

    actor: Person
    number: int
    release: str | None
    server: str | None
    integrations: tuple[str, ...]
    urgent: bool
    summary: str | None = None


def find_open_case(ledger: Ledger, request: AddNote) -> Case:
    """Return the case that somebody wants to take a step of, before they are asked for more.

    Raises:
        NotAllowed: guests add details, no more.
        Unknown: there is no such case.
        Blocked: the case is closed.
    """
    require_member(request.actor)
    case = find_case(ledger, FindCase(request.actor, request.number))
    if case.is_closed:
        raise case_is_closed(case)
    return case


def want_to_change(ledger: Ledger, request: AddNote) -> CaseToChange:
    """Return what the form for a change shows.

    Raises:
        NotAllowed, Unknown, Blocked: as `find_open_case` does.
    """
    case = find_open_case(ledger, request)
    newest_first = tuple(reversed(ledger.releases()))
    return CaseToChange(case, newest_first, ledger.servers(), ledger.integrations())


def change_case(ledger: Ledger, request: ChangeCase) -> Noted:
    """Change a case. What names it follows: its thread, cards, lists, and by a further mail the vendor.

    Raises:
        NotAllowed, Unknown, Blocked: as `find_open_case` does; there is no such release, server, integration.
    """
    before = find_open_case(ledger, AddNote(request.actor, request.number, NoteKind.CHANGED))
    release = _require_known(ledger, request)
    summary = before.summary if request.summary is None else keepable(request.summary)
    wanted = replace(
        before,
        release=release.name if release else None,
        server=request.server,
        integrations=request.integrations,
        summary=summary,
        is_guess=False,
    )
    changes = tuple(_changes(before, wanted))
    changed: Case | None = None
    if changes or before.is_guess:
        note = Note(NoteKind.CHANGED, request.actor.id, ledger.now, changes=changes)
        changed = add_note(ledger, wanted, note)
        show_on_cards(ledger=ledger, case=before)
        show_on_cards(ledger=ledger, case=wanted)
    kind = NoteKind.URGENT if request.urgent else NoteKind.NOT_URGENT
    eased = add_note(ledger, changed or before, Note(kind, request.actor.id, ledger.now))
    after = eased or changed
    return Noted(after or before, NoteKind.CHANGED, changed=after is not None)


def _require_known(ledger: Ledger, request: ChangeCase) -> Release | None:
    """Return the release that is named; servers and integrations have to be there too."""
    release = find_release(ledger=ledger, name=request.release) if request.release else None
    servers = tuple(server.key for server in ledger.servers())
    if request.server and request.server not in servers:
        raise unknown(Thing.SERVER, request.server, servers)
    for name in request.integrations:
        if ledger.integration(name) is None:
            names = tuple(integration.name for integration in ledger.integrations())
            raise unknown(Thing.INTEGRATION, name, names)
    return release


def _changes(before: Case, after: Case) -> Iterator[Changed]:
    pairs = {
        Aspect.RELEASE: (_one(before.release), _one(after.release)),
        Aspect.SERVER: (_one(before.server), _one(after.server)),
        Aspect.INTEGRATIONS: (before.integrations, after.integrations),
        Aspect.SUMMARY: (_one(before.summary), _one(after.summary)),
    }
    for aspect, (old, new) in pairs.items():
        if set(old) != set(new):
            yield Changed(aspect, old, new)


def _one(word: str | None) -> tuple[str, ...]:
    return (word,) if word else ()
