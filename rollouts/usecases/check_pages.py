"""Which checks somebody may set from a message or at Home, and how they are divided into forms."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from rollouts.announcing.briefing import policy_in
from rollouts.announcing.planning import release_of
from rollouts.checks import Item, can_be_set, items_of, mark_of
from rollouts.integrations import Integration
from rollouts.people import Person
from rollouts.permissions import may_check, not_to_check
from rollouts.ports import Ledger
from rollouts.refusals import Blocked, NotToCheck, Obstacle, Refusal, Thing, unknown
from rollouts.releases import Release
from rollouts.servers import Server, resolve_server
from rollouts.usecases.confirming import find_message, stage_of_message
from rollouts.usecases.integrations import find_integration
from rollouts.usecases.releases import find_release

PAGE_MOST = 24
"""How many checks one form asks for; where there are more, it is chosen first whose."""


@dataclass(frozen=True, slots=True)
class AtHome:
    """The checks of one integration for a release, as they stand at somebody's Home.

    `server` is the key of the one whose tests are passed together; it is empty where all servers count.
    """

    release: str
    integration: str
    server: str = ""


Where: TypeAlias = int | AtHome
"""Where somebody sets checks: on a message, by the id of its delivery, or at Home."""


@dataclass(frozen=True, slots=True)
class Page:
    """The checks that one form has room for, known by their `mark`.

    They are all of one integration, or, where even those are too many, of one environment.
    """

    mark: str
    items: tuple[Item, ...]
    is_environment: bool = False


def release_at(*, ledger: Ledger, where: Where) -> Release:
    """Return the release whose checks are set there.

    Raises:
        Unknown: the message is none of ours any more, or there is no release of that name.
    """
    if isinstance(where, AtHome):
        return find_release(ledger=ledger, name=where.release)
    message = find_message(ledger=ledger, delivery=where)
    if release := release_of(ledger=ledger, topic=message.key.topic):
        return release
    raise unknown(Thing.MESSAGE, "", ())


def stage_at(*, ledger: Ledger, where: Where) -> tuple[Release, Server]:
    """Return the release, and the server, whose tests are passed together there.

    Raises:
        Unknown: the message is none of ours any more, or there is no such release or server.
    """
    if isinstance(where, AtHome):
        release = release_at(ledger=ledger, where=where)
        return release, resolve_server(text=where.server, servers=ledger.servers())
    return stage_of_message(ledger=ledger, delivery=where)


def integrations_at(*, ledger: Ledger, actor: Person, where: Where) -> tuple[Integration, ...]:
    """Return the integrations whose checks are set there.

    A message is for those of its channel; in direct messages for one's own.

    Raises:
        Unknown: the message is none of ours any more, or there is no integration of that name.
    """
    if isinstance(where, AtHome):
        return (find_integration(ledger=ledger, name=where.integration),)
    channel = find_message(ledger=ledger, delivery=where).key.channel
    here = ledger.integrations_in(channel)
    return here or tuple(each for each in ledger.integrations() if actor.id in each.owners)


def theirs(*, ledger: Ledger, actor: Person, integrations: Iterable[Integration]) -> list[Integration]:
    """Return those of the integrations, one at least, whose checks the actor may set.

    Raises:
        NotAllowed: there are none.
    """
    known = list(integrations)
    allowed = [each for each in known if may_check(person=actor, integration=each, policy=ledger.policy)]
    if not allowed:
        raise not_to_check(actor, known[0], ledger.policy)
    return allowed


def checks_in(*, ledger: Ledger, release: Release, integrations: Iterable[Integration]) -> tuple[Item, ...]:
    """Return all checks of the integrations for the release, as they stand."""
    return items_of(release=release, integrations=integrations, checks=ledger.checks(release.name))


def is_settable(*, ledger: Ledger, release: Release, item: Item) -> bool:
    """Say whether the check can be set now."""
    stage = release.stage(item.environment.server)
    return stage is not None and can_be_set(stage=stage, today=today_of(ledger=ledger, of=item.integration))


def today_of(*, ledger: Ledger, of: Integration) -> date:
    """Return the day where the team is: its channel's zone decides."""
    return policy_in(ledger=ledger, channel=of.channel).day(ledger.now)


def not_there(*, ledger: Ledger, release: Release, server: Server, of: Integration) -> Refusal:
    """Return the refusal for checks on a server that the release has not reached, or has left."""
    stage = release.stage(server.key)
    if stage is None:
        return Blocked(Obstacle.NOTHING_TO_CHECK, release.name)
    return NotToCheck(release.name, server.name, stage, today_of(ledger=ledger, of=of))


def settable(*, ledger: Ledger, release: Release, actor: Person, where: Where) -> tuple[Item, ...]:
    """Return all checks, one at least, that the actor may set there now.

    Raises:
        Unknown: the integration is gone.
        Blocked: the release has nothing to check for those whom it is for.
        NotAllowed: the actor may set the checks of none of them.
        NotToCheck: it is not there yet, or no longer.
    """
    here = integrations_at(ledger=ledger, actor=actor, where=where)
    concerned = {item.integration for item in checks_in(ledger=ledger, release=release, integrations=here)}
    reached = [each for each in here if each in concerned]
    if not reached:
        raise Blocked(Obstacle.NOTHING_TO_CHECK, release.name)
    allowed = theirs(ledger=ledger, actor=actor, integrations=reached)
    items = checks_in(ledger=ledger, release=release, integrations=allowed)
    found = tuple(item for item in items if is_settable(ledger=ledger, release=release, item=item))
    if not found:
        servers = {server.key: server for server in ledger.servers()}
        first = items[0]
        raise not_there(
            ledger=ledger, release=release, server=servers[first.environment.server], of=first.integration
        )
    return found


def pages_of(items: tuple[Item, ...]) -> tuple[Page, ...]:
    """Divide checks into forms: all in one; else one for each integration; else one for each environment."""
    if len(items) <= PAGE_MOST:
        return (Page("", items),)
    by_integration = _grouped(items, lambda item: mark_of(item.integration.name))
    if all(len(group) <= PAGE_MOST for group in by_integration.values()):
        return tuple(Page(mark, tuple(group)) for mark, group in by_integration.items())
    by_environment = _grouped(items, lambda item: item.environment_mark)
    return tuple(Page(mark, tuple(group), is_environment=True) for mark, group in by_environment.items())


def _grouped(items: tuple[Item, ...], mark: Callable[[Item], str]) -> dict[str, list[Item]]:
    groups: dict[str, list[Item]] = {}
    for item in items:
        groups.setdefault(mark(item), []).append(item)
    return groups
