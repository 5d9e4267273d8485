"""Which checks somebody may set from a message, and how they are divided into forms."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from rollouts.announcing.briefing import policy_in
from rollouts.announcing.planning import release_of
from rollouts.checks import Item, can_be_set, items_of, mark_of
from rollouts.integrations import Integration, in_channel
from rollouts.people import Person
from rollouts.permissions import may_check, not_to_check
from rollouts.ports import Ledger
from rollouts.refusals import Blocked, NotToCheck, Obstacle, Refusal, Thing, unknown
from rollouts.releases import Release
from rollouts.servers import Server
from rollouts.usecases.confirming import find_message

PAGE_MOST = 24
"""How many checks one form asks for; where there are more, it is chosen first whose."""


@dataclass(frozen=True, slots=True)
class Page:
    """The checks that one form has room for, known by their `mark`.

    They are all of one integration, or, where even those are too many, of one environment.
    """

    mark: str
    items: tuple[Item, ...]
    is_environment: bool = False


def release_of_message(*, ledger: Ledger, delivery: int) -> Release:
    """Return the release that a message is about.

    Raises:
        Unknown: the message is none of ours any more.
    """
    message = find_message(ledger=ledger, delivery=delivery)
    if release := release_of(ledger=ledger, topic=message.key.topic):
        return release
    raise unknown(Thing.MESSAGE, "", ())


def integrations_of_message(*, ledger: Ledger, actor: Person, delivery: int) -> tuple[Integration, ...]:
    """Return the integrations that a message is for: those of its channel; in direct messages one's own."""
    channel = find_message(ledger=ledger, delivery=delivery).key.channel
    here = in_channel(channel=channel, integrations=ledger.integrations())
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


def settable(*, ledger: Ledger, release: Release, actor: Person, delivery: int) -> tuple[Item, ...]:
    """Return all checks, one at least, that the actor may set now from a message.

    Raises:
        Blocked: the release has nothing to check for those whom the message is for.
        NotAllowed: the actor may set the checks of none of them.
        NotToCheck: it is not there yet, or no longer.
    """
    here = integrations_of_message(ledger=ledger, actor=actor, delivery=delivery)
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
