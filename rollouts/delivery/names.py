"""Names of channels and people that stand where ids are needed: put right once it is known whose they are.

Until then nothing is said in such a channel, and nobody is asked by such a name.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from hashlib import blake2s

from rollouts.announcing.planning import refresh, replan_all
from rollouts.deliveries import Announcement, Key, NewDelivery
from rollouts.delivery.helpers import line
from rollouts.history import BY_BOT, Author
from rollouts.integrations import Integration
from rollouts.keeping import keep_integration, keep_release
from rollouts.kinds import NAMES_UNKNOWN
from rollouts.people import Person
from rollouts.permissions import require_manager
from rollouts.ports import Ledger
from rollouts.references import channel_reference, is_id, person_reference
from rollouts.topics import Topic, TopicKind

LOOK_AGAIN_AFTER = timedelta(days=1)
"""How soon names that were not found are looked up again at a start: each look reads all that there is."""


@dataclass(frozen=True, slots=True)
class Named:
    """A name that was not looked up, or not found, and what uses it: `integration Acme LMS`."""

    name: str
    entries: tuple[str, ...]


def names_in_use(ledger: Ledger) -> tuple[Named, ...]:
    """Return the names that stand where an id is needed, of integrations and of releases on their way."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for integration in ledger.integrations():
        for name in _names_of(integration):
            found[name].append(f"integration {integration.name}")
    for release in ledger.releases():
        if release.owner and not release.is_finished and not is_id(release.owner):
            found[person_reference(release.owner)].append(f"release {release.name}")
    return tuple(Named(name, tuple(entries)) for name, entries in sorted(found.items()))


def _names_of(integration: Integration) -> tuple[str, ...]:
    references = (channel_reference(integration.channel), *map(person_reference, integration.owners))
    return tuple(dict.fromkeys(each for each in references if not is_id(each)))


def names_to_look_up(ledger: Ledger) -> tuple[str, ...]:
    """Return the names to look up at start: none if the very same were not found less than a day ago."""
    names = tuple(named.name for named in names_in_use(ledger))
    told = ledger.deliveries(_topic_of(names))
    is_fresh = any(post.due_at > ledger.now - LOOK_AGAIN_AFTER for post in told)
    return () if is_fresh else names


def resolve_names(ledger: Ledger, request: Mapping[str, str]) -> tuple[Named, ...]:
    """Put ids (by name) in place of the names, and plan what follows; return those that are still unknown."""
    author = Author(BY_BOT, ledger.now)

    def id_of(reference: str) -> str:
        return request.get(reference, reference)

    before = names_in_use(ledger)
    for integration in ledger.integrations():
        owners = tuple(dict.fromkeys(id_of(person_reference(owner)) for owner in integration.owners))
        changed = replace(integration, channel=id_of(channel_reference(integration.channel)), owners=owners)
        if changed != integration:
            keep_integration(ledger=ledger, integration=changed, author=author)
    for release in ledger.releases():
        if release.owner and (owner := id_of(person_reference(release.owner))) != release.owner:
            keep_release(ledger=ledger, release=replace(release, owner=owner), author=author)
    left = names_in_use(ledger)
    if left != before:
        replan_all(ledger=ledger)
        refresh(ledger=ledger, topic=_topic_of(named.name for named in before))
    return left


def tell_unknown_names(ledger: Ledger, unknown: tuple[Named, ...]) -> None:
    """Tell managers, else whoever is next in line, once which names mean nothing, with what uses them."""
    if not unknown:
        return
    topic = _topic_of(named.name for named in unknown)
    told = ledger.policy.managers_told or line(ledger=ledger, topic=topic)[:1]
    ledger.plan(NewDelivery(Key(topic, Announcement(NAMES_UNKNOWN), each), ledger.now) for each in told)


def resolve_at_start(ledger: Ledger, request: Mapping[str, str]) -> tuple[Named, ...]:
    """Put ids in place of the names, and tell who can mend it of those that were not found; return those."""
    left = resolve_names(ledger, request)
    tell_unknown_names(ledger, left)
    return left


@dataclass(frozen=True, slots=True)
class LookAgain:
    """Somebody says that the names mean something by now."""

    actor: Person


def names_to_look_up_again(ledger: Ledger, request: LookAgain) -> tuple[str, ...]:
    """Return the names to look up for somebody.

    Raises:
        NotAllowed: they are no manager.
    """
    require_manager(request.actor, ledger.policy)
    return tuple(named.name for named in names_in_use(ledger))


def _topic_of(names: Iterable[str]) -> Topic:
    """Return the topic of just these names, so that each set of them is told once, whatever restarts."""
    return Topic(TopicKind.NAMES, blake2s("\n".join(names).encode(), digest_size=8).hexdigest())
