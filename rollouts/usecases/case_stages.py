"""Rolling a release back, or noting its hotfix, because of a case: a manager does it, others ask one."""

from dataclasses import dataclass

from rollouts.cases import Case, Note, NoteKind
from rollouts.deliveries import Announcement, Key, NewDelivery
from rollouts.kinds import CASE_ASKED
from rollouts.people import Person, is_manager
from rollouts.ports import Ledger
from rollouts.refusals import Blocked, Obstacle
from rollouts.releases import Release
from rollouts.servers import Server
from rollouts.transitions import Verb, remedies
from rollouts.usecases.case_changes import find_open_case
from rollouts.usecases.cases import AddNote, Noted, add_note
from rollouts.usecases.changing import StageChange, change_stage

NOTES = {Verb.ROLLBACK: NoteKind.ROLLED_BACK, Verb.HOTFIX: NoteKind.HOTFIXED}
_DONE = frozenset({*NOTES.values(), NoteKind.REOPENED})


@dataclass(frozen=True, slots=True)
class WantRemedy:
    """Somebody wants the release of a case to be rolled back, or its hotfix to be noted."""

    actor: Person
    number: int


@dataclass(frozen=True, slots=True)
class RemedyWanted:
    """The case, its release where it is, and what can be done there; `may_do` whether the asker may."""

    case: Case
    release: Release
    server: Server
    verbs: tuple[Verb, ...]
    may_do: bool


@dataclass(frozen=True, slots=True)
class ManagerAsked:
    """Who was asked about a case; `again` when they were asked before."""

    case: Case
    managers: tuple[str, ...]
    again: bool = False


@dataclass(frozen=True, slots=True)
class Remedy:
    """A manager changes the stage of a case; `seen` is the fingerprint of what goes out that was shown."""

    actor: Person
    number: int
    verb: Verb
    why: str = ""
    seen: str = ""


def want_remedy(ledger: Ledger, request: WantRemedy) -> RemedyWanted:
    """Return what the form asks.

    Raises:
        NotAllowed, Unknown, Blocked: as `find_open_case` does; there is nothing to roll back or hotfix.
    """
    case = find_open_case(ledger, AddNote(request.actor, request.number, NoteKind.ASKED_MANAGER))
    release = ledger.release(case.release) if case.release else None
    server = next((each for each in ledger.servers() if each.key == case.server), None)
    stage = release.stage(server.key) if release and server else None
    verbs = remedies(stage.status) if stage else ()
    if release is None or server is None or not verbs:
        raise Blocked(Obstacle.NO_REMEDY, str(case.number))
    may_do = is_manager(person=request.actor, managers=ledger.policy.managers)
    return RemedyWanted(case, release, server, verbs, may_do)


def ask_manager(ledger: Ledger, request: WantRemedy) -> ManagerAsked:
    """Ask the managers to change the stage; until it is answered, once.

    Raises:
        NotAllowed, Unknown, Blocked: as `want_remedy` does.
    """
    case = want_remedy(ledger, request).case
    managers = ledger.policy.managers_told
    for note in reversed(case.notes):
        if note.kind in _DONE:
            break
        if note.kind is NoteKind.ASKED_MANAGER:
            return ManagerAsked(case, managers, again=True)
    asked = add_note(ledger, case, Note(NoteKind.ASKED_MANAGER, request.actor.id, ledger.now)) or case
    question = Announcement(CASE_ASKED, number=len(asked.notes) - 1)
    ledger.plan(NewDelivery(Key(case.topic, question, manager), ledger.now) for manager in managers)
    return ManagerAsked(asked, managers)


def change_for_case(ledger: Ledger, request: Remedy) -> Noted:
    """Change the stage as the verb on the release does, and note it on the case: both, or nothing.

    Raises:
        NotAllowed: the actor is no manager.
        Unknown, Blocked: as `want_remedy` does.
        NotPossible, Invalid, NotSeenYet: as `changing.change_stage` does.
    """
    wanted = want_remedy(ledger, WantRemedy(request.actor, request.number))
    change = StageChange(
        request.actor,
        wanted.release.name,
        request.verb,
        wanted.server.key,
        why=request.why,
        seen=request.seen,
    )
    change_stage(ledger, change)
    kind = NOTES[request.verb]
    noted = add_note(ledger, wanted.case, Note(kind, request.actor.id, ledger.now, request.why))
    return Noted(noted or wanted.case, kind, changed=True)
