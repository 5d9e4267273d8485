"""Setting what an integration found after a release, and taking it back."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from rollouts.cases import Case
from rollouts.checks import UNDO_WITHIN, Check, CheckName, CheckState, Item
from rollouts.history import Author
from rollouts.keeping import drop_check, keep_check
from rollouts.people import Person, is_owner
from rollouts.policy import Policy
from rollouts.ports import Ledger
from rollouts.refusals import Blocked, Obstacle, Thing, unknown
from rollouts.releases import Release
from rollouts.servers import Server
from rollouts.usecases.cases import close_untouched
from rollouts.usecases.check_pages import (
    Page,
    Where,
    checks_in,
    integrations_at,
    is_settable,
    not_there,
    pages_of,
    release_at,
    settable,
    stage_at,
    theirs,
)
from rollouts.usecases.check_results import Wish, keep_wishes, show, with_notes
from rollouts.usecases.releases import find_release


@dataclass(frozen=True, slots=True)
class PassAll:
    """Somebody says that all tests passed, where they were asked for; or, of old, `only` some."""

    actor: Person
    where: Where
    only: tuple[CheckName, ...] = ()


@dataclass(frozen=True, slots=True)
class AskChecks:
    """Somebody wants to set checks one by one; `of` is the mark of a page that they chose."""

    asker: Person
    where: Where
    of: str = ""


@dataclass(frozen=True, slots=True)
class CheckForm:
    """What the form shows: `items`, or, where nothing is chosen yet, the `pages` to choose from."""

    where: Where
    release: Release
    servers: tuple[Server, ...]
    items: tuple[Item, ...]
    pages: tuple[Page, ...]
    at: datetime
    policy: Policy


@dataclass(frozen=True, slots=True)
class SetChecks:
    """Somebody sends the form: the state of each check by its mark, and notes by their environment's.

    `since` is when the form was filled: what others set after it is left as they set it.
    """

    actor: Person
    where: Where
    wanted: Mapping[str, str]
    notes: Mapping[str, str]
    since: datetime


@dataclass(frozen=True, slots=True)
class ChecksSet:
    """What was set.

    Attributes:
        release: The release that was looked at.
        checks: What the actor has set now.
        cases: The cases that a problem opened or joined.
        at: When it was set.
        servers: Those of the workspace.
        policy: Its settings.
        problems: Other checks of the same that have a problem, and keep it.
        others: What somebody else has set meanwhile, and was left so.
        gone: How many checks are no longer there.
    """

    release: Release
    checks: tuple[Check, ...]
    cases: tuple[Case, ...]
    at: datetime
    servers: tuple[Server, ...]
    policy: Policy
    problems: tuple[Check, ...] = ()
    others: tuple[Check, ...] = ()
    gone: int = 0


@dataclass(frozen=True, slots=True)
class Undo:
    """Somebody takes back what they set at that instant."""

    actor: Person
    release: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Undone:
    """What was taken back; nothing when somebody has set it otherwise since then."""

    release: Release
    checks: tuple[Check, ...]
    servers: tuple[Server, ...]


def pass_all(ledger: Ledger, request: PassAll) -> ChecksSet:
    """Record that the tests passed that nobody has run yet, of the actor's own integrations on the server.

    Whoever owns none of the channel's speaks for those whose checks they may set. A problem that somebody
    reported stays, and opt-in features are answered one by one.

    Raises:
        Unknown: the message, the release or the integration is gone.
        Blocked: nothing of theirs runs on that server any more.
        NotAllowed: the actor may set the checks of none of them.
        NotToCheck: it is not there yet, or no longer.
    """
    actor = request.actor
    release, server = stage_at(ledger=ledger, where=request.where)
    meant = integrations_at(ledger=ledger, actor=actor, where=request.where)
    here = [each for each in meant if each.on(server.key)]
    if not here:
        raise Blocked(Obstacle.NOTHING_RUNS_HERE, release.name, (server.name,))
    allowed = theirs(ledger=ledger, actor=actor, integrations=here)
    own = [each for each in allowed if is_owner(person=actor, owners=each.owners)] or allowed
    items = [
        item
        for item in checks_in(ledger=ledger, release=release, integrations=own)
        if item.environment.server == server.key
        and item.name.is_test
        and item.name in (request.only or (item.name,))
    ]
    if not any(is_settable(ledger=ledger, release=release, item=item) for item in items):
        raise not_there(ledger=ledger, release=release, server=server, of=own[0])
    wishes = [Wish(item, CheckState.PASSED) for item in items if item.is_left]
    checks, cases = keep_wishes(ledger=ledger, release=release, actor=actor, wishes=wishes)
    problems = (item.found for item in items if item.found and item.state is CheckState.PROBLEM)
    return replace(_answer(ledger, release, checks, cases), problems=tuple(problems))


def ask_checks(ledger: Ledger, request: AskChecks) -> CheckForm:
    """Return the checks that the asker may set there: every one that can be set today.

    Raises:
        Unknown: the message, the release, the integration, or what was chosen, is gone.
        Blocked: there is nothing to check for those whom it is for.
        NotAllowed: the asker may set the checks of none of them.
        NotToCheck: it is not there yet, or no longer.
    """
    release = release_at(ledger=ledger, where=request.where)
    items = settable(ledger=ledger, release=release, actor=request.asker, where=request.where)
    pages = tuple(page for page in pages_of(items) if request.of in {"", page.mark})
    if not pages:
        raise unknown(Thing.MESSAGE, "", ())
    is_one = len(pages) == 1
    return CheckForm(
        request.where,
        release,
        ledger.servers(),
        items=pages[0].items if is_one else (),
        pages=() if is_one else pages,
        at=ledger.now,
        policy=ledger.policy,
    )


def set_checks(ledger: Ledger, request: SetChecks) -> ChecksSet:
    """Set what the form says: what differs from how it stands; a problem opens a case, or joins one.

    Two people may fill the same form. What somebody else has set since it was opened is left, and told: no
    problem is lost to a form that was opened before it.

    Raises:
        Unknown: the message is none of ours any more.
        Blocked, NotAllowed, NotToCheck: there is nothing any more that they may set, and why.
    """
    actor = request.actor
    release = release_at(ledger=ledger, where=request.where)
    items = settable(ledger=ledger, release=release, actor=actor, where=request.where)
    wishes = [
        Wish(item, state) for item in items if (state := _state(item, request.wanted.get(item.mark, "")))
    ]
    others = {wish.item.mark: wish.item.found for wish in wishes if _somebody_was_faster(wish, request)}
    own = with_notes((each for each in wishes if each.item.mark not in others), request.notes)
    checks, cases = keep_wishes(ledger=ledger, release=release, actor=actor, wishes=own)
    gone = len(request.wanted.keys() - {item.mark for item in items})
    left = tuple(check for check in others.values() if check)
    return replace(_answer(ledger, release, checks, cases), others=left, gone=gone)


def undo(ledger: Ledger, request: Undo) -> Undone:
    """Take back what the actor set at that instant, and nobody has set otherwise since; a case of it closes.

    Raises:
        Unknown: the release is gone.
        Blocked: it is longer ago than ten minutes.
    """
    release = find_release(ledger=ledger, name=request.release)
    if ledger.now - request.at > UNDO_WITHIN:
        raise Blocked(Obstacle.TOO_LATE_TO_UNDO, release.name)
    undone = [
        check
        for check in ledger.checks(release.name)
        if (check.by, check.at) == (request.actor.id, request.at)
    ]
    author = Author(request.actor.id, ledger.now)
    for check in undone:
        if check.before:
            keep_check(ledger=ledger, check=check.before, old=check, author=author)
        else:
            drop_check(ledger=ledger, check=check, author=author)
        if check.case is not None:
            close_untouched(ledger, number=check.case, opened_at=request.at, by=request.actor)
    show(ledger=ledger, release=release, integrations={check.integration for check in undone})
    return Undone(release, tuple(undone), ledger.servers())


def _state(item: Item, wanted: str) -> CheckState | None:
    """Read a state that this check can have; None for what no form offers."""
    return next((state for state in item.name.states if state.value == wanted), None)


def _somebody_was_faster(wish: Wish, request: SetChecks) -> bool:
    found = wish.item.found
    is_others = found is not None and found.by != request.actor.id and found.at > request.since
    return is_others and wish.state is not wish.item.state


def _answer(
    ledger: Ledger, release: Release, checks: tuple[Check, ...], cases: tuple[Case, ...]
) -> ChecksSet:
    return ChecksSet(release, checks, cases, ledger.now, ledger.servers(), ledger.policy)
