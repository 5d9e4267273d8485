"""Describing a release anew: its words, what it brings, and its dates."""

from dataclasses import dataclass, replace

from rollouts.announcing.corrections import follow_up
from rollouts.delivery.draft_questions import look_again_at
from rollouts.drafts import Draft, draft_of, release_from
from rollouts.history import Author
from rollouts.keeping import keep_release
from rollouts.people import Person
from rollouts.permissions import require_manager
from rollouts.ports import Ledger
from rollouts.refusals import Invalid, Problem
from rollouts.usecases.releases import ReleaseShown, find_release, shown_release
from rollouts.usecases.seeing import Sight, require_seen
from rollouts.validation import release_problems

MAY_BE_LONG = frozenset({"ui_changes", "opt_ins", "docs"})
"""What a form may have no room for: then it is not asked, and stays as it is."""


@dataclass(frozen=True, slots=True)
class EditRelease:
    """A manager describes the release of that name anew; it keeps its name.

    `unread` are lines of the form that were not understood, `seen` the fingerprint of what was shown before,
    `kept` the parts of it that were not asked.
    """

    actor: Person
    name: str
    draft: Draft
    unread: tuple[Problem, ...] = ()
    seen: str = ""
    kept: frozenset[str] = frozenset()


def edit_release(ledger: Ledger, request: EditRelease) -> ReleaseShown:
    """Take what a release is now, and plan what is said of it.

    Raises:
        NotAllowed: the actor is no manager.
        Unknown: there is no release of that name.
        Invalid: a field cannot be taken; nothing was stored.
        NotSeenYet: something would be posted that was not shown before.
    """
    require_manager(request.actor, ledger.policy)
    known = find_release(ledger=ledger, name=request.name)
    servers, today = ledger.servers(), ledger.policy.day(ledger.now)
    # In this form all dates are there: an empty one means that it does not come there.
    left_out = tuple(server.key for server in servers[1:] if server.key not in request.draft.dates)
    old = draft_of(release=known, servers=servers, policy=ledger.policy)
    kept = {name: getattr(old, name) for name in request.kept}
    draft = replace(request.draft, name=known.name, left_out=left_out, **kept)
    release = release_from(draft=draft, servers=servers, policy=ledger.policy, known=known)
    problems = release_problems(draft=draft, release=release, known=known, servers=servers, today=today)
    if (found := (*problems, *request.unread)) or release is None:
        raise Invalid(found)
    sight = Sight.of(ledger)
    release = replace(release, owner=release.owner or known.owner)
    keep_release(ledger=ledger, release=release, author=Author(request.actor.id, ledger.now))
    follow_up(ledger=ledger, release=release)
    look_again_at(ledger, release)
    require_seen(ledger=ledger, sight=sight, seen=request.seen, about={release.topic})
    return shown_release(ledger, release)
