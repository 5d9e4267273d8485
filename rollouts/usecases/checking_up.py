"""What the ledger says of its own health, and whom and what to look up outside."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

from rollouts.deliveries import Delivery, Pause
from rollouts.delivery.names import Named, names_in_use
from rollouts.feeds import Feed
from rollouts.history import Facts
from rollouts.keeping import noted_settings
from rollouts.ports import Ledger
from rollouts.references import channel_reference, is_id, person_reference
from rollouts.settings import Chosen


@dataclass(frozen=True, slots=True)
class State:
    """How things stand in the ledger.

    Attributes:
        channels: By id, the names of the integrations that are told things there.
        owners: By id, what each person owns: `Acme LMS`, `release 2026.11`; of releases those on their way.
        unknown: Names of channels and people of which the ids are not known.
        overdue: Posts that are due and were not posted, the oldest first.
        has_undecided: Whether a post was refused or lost, and nobody has decided what becomes of it.
        pauses: Channels that take no messages.
        chosen: What was set in Slack.
        noted: What was last noted of the environment's settings, and what names in them mean.
        feeds: Where the vendor's news is read.
    """

    channels: Mapping[str, tuple[str, ...]]
    owners: Mapping[str, tuple[str, ...]]
    unknown: tuple[Named, ...]
    overdue: tuple[Delivery, ...]
    has_undecided: bool
    pauses: tuple[Pause, ...]
    chosen: Chosen
    feeds: tuple[Feed, ...] = ()
    noted: Facts = field(default_factory=dict)


def check_up(ledger: Ledger) -> State:
    """Return how things stand."""
    channels: defaultdict[str, list[str]] = defaultdict(list)
    owners: defaultdict[str, list[str]] = defaultdict(list)
    for integration in ledger.integrations():
        channels[channel_reference(integration.channel)].append(integration.name)
        for owner in integration.owners:
            owners[person_reference(owner)].append(integration.name)
    for release in ledger.releases():
        if release.owner and not release.is_finished:
            owners[person_reference(release.owner)].append(f"release {release.name}")
    pauses = ledger.pauses()
    paused = {pause.channel for pause in pauses}
    return State(
        channels=_known(channels),
        owners=_known(owners),
        unknown=names_in_use(ledger),
        overdue=tuple(post for post in ledger.overdue(before=ledger.now) if post.key.channel not in paused),
        has_undecided=bool(ledger.undecided(limit=1)),
        pauses=pauses,
        chosen=ledger.chosen(),
        feeds=tuple(each.feed for each in ledger.feeds()),
        noted=noted_settings(ledger=ledger),
    )


def _known(found: Mapping[str, list[str]]) -> Mapping[str, tuple[str, ...]]:
    return {each: tuple(names) for each, names in sorted(found.items()) if is_id(each)}
