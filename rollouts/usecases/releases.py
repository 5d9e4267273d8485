"""Entering releases, and looking at them."""

from dataclasses import dataclass, replace
from datetime import date

from rollouts.announcing.planning import replan
from rollouts.deliveries import Action, Delivery
from rollouts.delivery.draft_questions import look_again_at
from rollouts.drafts import Draft, draft_of, release_from
from rollouts.history import Author
from rollouts.keeping import add_releases
from rollouts.names import named_like
from rollouts.people import Person
from rollouts.permissions import require_manager
from rollouts.policy import Policy
from rollouts.ports import Ledger
from rollouts.refusals import Invalid, Problem, Thing, unknown
from rollouts.releases import Release, ReleaseKey, by_name_given_up
from rollouts.servers import Server
from rollouts.texts import bare, name_key
from rollouts.usecases.seeing import Sight, require_seen
from rollouts.validation import release_problems, taken_by


def find_release(*, ledger: Ledger, name: str, by_part: bool = False) -> Release:
    """Return the release of that name; `by_part` lets a part of it be enough where only one has it.

    A key means the release that has it, whoever is called so now.

    Raises:
        Unknown: there is none; it names the nearest.
    """
    if isinstance(name, ReleaseKey) and (found := ledger.release_with_key(name)):
        return found
    if found := ledger.release(name) or ledger.release(bare(name)):
        return found
    names = tuple(release.name for release in reversed(ledger.releases()))
    if by_part and (like := named_like(bare(name), names)) and (found := ledger.release(like)):
        return found
    raise unknown(Thing.RELEASE, name, names)


@dataclass(frozen=True, slots=True)
class Ask:
    """What somebody wants to see: the release of that name, or all; `channel` is where they ask.

    `asker` is known where their rights matter.
    """

    name: str = ""
    channel: str | None = None
    asker: Person | None = None


@dataclass(frozen=True, slots=True)
class AskPage(Ask):
    """The same, from that page of it on; they count from 0."""

    page: int = 0


@dataclass(frozen=True, slots=True)
class ReleaseList:
    """Releases still on their way (soonest first) and those that have met their end (newest first)."""

    coming: tuple[Release, ...]
    past: tuple[Release, ...]
    servers: tuple[Server, ...]
    policy: Policy
    today: date


@dataclass(frozen=True, slots=True)
class ReleaseShown:
    """A release as it was taken, with everything that was or will be posted about it.

    `not_these` are the releases that were called so before.
    """

    release: Release
    servers: tuple[Server, ...]
    posts: tuple[Delivery, ...]
    policy: Policy
    today: date
    not_these: tuple[str, ...] = ()


def list_releases(ledger: Ledger) -> ReleaseList:
    """List what is coming, then what is past."""
    releases = ledger.releases()
    return ReleaseList(
        coming=tuple(release for release in releases if not release.is_finished),
        past=tuple(release for release in reversed(releases) if release.is_finished),
        servers=ledger.servers(),
        policy=ledger.policy,
        today=ledger.policy.day(ledger.now),
    )


def shown_release(ledger: Ledger, release: Release) -> ReleaseShown:
    """Return the release with everything that was or will be posted about it."""
    posts = (d for d in ledger.deliveries(release.topic) if d.action is Action.POST)
    today = ledger.policy.day(ledger.now)
    others = once_called(ledger, release)
    return ReleaseShown(release, ledger.servers(), tuple(posts), ledger.policy, today, others)


def once_called(ledger: Ledger, release: Release) -> tuple[str, ...]:
    """Return the names that other releases have now which were called so before."""
    others = ledger.following(by_name_given_up).get(name_key(release.name), ())
    return tuple(other.name for other in others)


@dataclass(frozen=True, slots=True)
class NewRelease:
    """A manager enters a release.

    `unusable` is what else is wrong: lines and people of no use. `seen` is the fingerprint of what was shown
    before.
    """

    actor: Person
    draft: Draft
    unusable: tuple[Problem, ...] = ()
    seen: str = ""


def create_release(ledger: Ledger, request: NewRelease) -> ReleaseShown:
    """Enter a release and plan everything that is to be said about it.

    Raises:
        NotAllowed: the actor is no manager.
        Invalid: a field cannot be taken; nothing was stored.
        NotSeenYet: it is entered late: something would be posted at once.
    """
    policy, servers, draft = ledger.policy, ledger.servers(), request.draft
    require_manager(request.actor, policy)
    release = release_from(draft=draft, servers=servers, policy=policy)
    problems = list(
        release_problems(
            draft=draft, release=release, known=None, servers=servers, today=policy.day(ledger.now)
        )
    )
    problems += request.unusable
    problems += taken_by(name=draft.name, releases=ledger.releases())
    if problems or release is None:
        raise Invalid(tuple(problems))
    release = replace(release, owner=release.owner or request.actor.id)
    sight = Sight.of(ledger)
    author = Author(request.actor.id, ledger.now)
    (release,) = add_releases(ledger=ledger, releases=[release], author=author)
    replan(ledger=ledger, release=release)
    look_again_at(ledger, release)
    require_seen(ledger=ledger, sight=sight, seen=request.seen, about={release.topic})
    return shown_release(ledger, release)


@dataclass(frozen=True, slots=True)
class NewReleaseForm:
    """What the form needs to know; `draft` is what the release of that `key` is, when one is changed."""

    servers: tuple[Server, ...]
    today: date
    draft: Draft | None = None
    key: str = ""


def new_release_form(ledger: Ledger, asker: Person) -> NewReleaseForm:
    """Look up what the form for a new release shows.

    Raises:
        NotAllowed: the asker is no manager; better said before they type.
    """
    require_manager(asker, ledger.policy)
    return NewReleaseForm(ledger.servers(), ledger.policy.day(ledger.now))


def edit_release_form(ledger: Ledger, asker: Person, name: str) -> NewReleaseForm:
    """Look up what the form for a release shows that is to be described anew.

    Raises:
        NotAllowed: the asker is no manager; better said before they type.
        Unknown: there is no release of that name.
    """
    require_manager(asker, ledger.policy)
    release = find_release(ledger=ledger, name=name, by_part=True)
    draft = draft_of(release=release, servers=ledger.servers(), policy=ledger.policy)
    return NewReleaseForm(ledger.servers(), ledger.policy.day(ledger.now), draft, release.key)
