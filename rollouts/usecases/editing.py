"""Describing a release anew: its words, what it brings, and its dates."""

from dataclasses import dataclass, replace

from rollouts.announcing.corrections import follow_up
from rollouts.announcing.planning import refresh
from rollouts.delivery.draft_questions import look_again_at
from rollouts.drafts import Draft, draft_of, release_from
from rollouts.history import Author
from rollouts.keeping import keep_release
from rollouts.people import Person
from rollouts.permissions import require_manager
from rollouts.ports import Ledger
from rollouts.refusals import Invalid, Problem
from rollouts.releases import Release
from rollouts.usecases.releases import ReleaseShown, find_release, shown_release
from rollouts.usecases.seeing import Sight, require_seen
from rollouts.validation import release_problems, taken_by

MAY_BE_LONG = frozenset({"ui_changes", "opt_ins", "docs"})
"""What a form may have no room for: then it is not asked, and stays as it is."""

MAY_BE_MISSING = MAY_BE_LONG | {"name"}
"""The same, and what forms that were opened by an earlier version did not ask."""


@dataclass(frozen=True, slots=True)
class EditRelease:
    """A manager describes the release of that name anew; the draft's is the one that it is to have.

    Where that is the same name it keeps the one that it has: somebody may have renamed it by now.
    `unread` are lines of the form that were not understood, `seen` the fingerprint of what was shown before,
    `kept` the parts of it that were not asked, `called` the name that the form showed where `name` is a key
    that differs from it.
    """

    actor: Person
    name: str
    draft: Draft
    unread: tuple[Problem, ...] = ()
    seen: str = ""
    kept: frozenset[str] = frozenset()
    called: str = ""


def edit_release(ledger: Ledger, request: EditRelease) -> ReleaseShown:
    """Take what a release is now, and plan what is said of it.

    Raises:
        NotAllowed: the actor is no manager.
        Unknown: there is no release of that name.
        Invalid: a field cannot be taken, or the new name; nothing was stored.
        NotSeenYet: something would be posted that was not shown before.
    """
    require_manager(request.actor, ledger.policy)
    known = find_release(ledger=ledger, name=request.name)
    servers, today = ledger.servers(), ledger.policy.day(ledger.now)
    # In this form all dates are there: an empty one means that it does not come there.
    left_out = tuple(server.key for server in servers[1:] if server.key not in request.draft.dates)
    old = draft_of(release=known, servers=servers, policy=ledger.policy)
    kept = {name: getattr(old, name) for name in request.kept}
    draft = replace(request.draft, left_out=left_out, **kept)
    name = known.name if draft.name == (request.called or request.name) else draft.name
    draft = replace(draft, name=name)
    release = release_from(draft=draft, servers=servers, policy=ledger.policy, known=known)
    problems = release_problems(draft=draft, release=release, known=known, servers=servers, today=today)
    taken = taken_by(name=name, releases=ledger.releases(), known=known)
    if (found := (*problems, *taken, *request.unread)) or release is None:
        raise Invalid(found)
    sight = Sight.of(ledger, moving=known)
    release = replace(release, owner=release.owner or known.owner).renamed(name)
    keep_release(ledger=ledger, release=release, author=Author(request.actor.id, ledger.now))
    follow_up(ledger=ledger, release=release)
    if release.name != known.name:
        _show_on_cases(ledger, release)
    look_again_at(ledger, release)
    require_seen(ledger=ledger, sight=sight, seen=request.seen, about={release.topic})
    return shown_release(ledger, release)


def _show_on_cases(ledger: Ledger, release: Release) -> None:
    """Bring what says which release an open case is of up to date."""
    for case in ledger.cases(open_only=True):
        if case.release == release.name:
            refresh(ledger=ledger, topic=case.topic)
