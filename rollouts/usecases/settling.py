"""Deliveries that need a person's word: they were refused, or nobody knows whether they were posted."""

from dataclasses import dataclass, replace
from datetime import datetime

from rollouts.deliveries import Action, Announcement, Delivery, Key, Kind, Reason, State
from rollouts.integrations import in_channel
from rollouts.people import Person
from rollouts.permissions import require_insider, require_manager
from rollouts.ports import Ledger
from rollouts.refusals import Thing, unknown
from rollouts.usecases.planning import next_revision, refresh
from rollouts.usecases.threads import thread_of

TROUBLE = frozenset({Kind.UNSURE, Kind.CHANNEL_PAUSED, Kind.DOWNTIME})
"""What managers are told of deliveries; nobody is asked about these in turn."""


def topic_of(number: int | None) -> str:
    """Return the topic under which people are asked about the delivery with that id."""
    return f"delivery:{number}"


def needs_word(delivery: Delivery) -> bool:
    """Say whether nothing more happens to the delivery until somebody says what to do."""
    is_given_up = delivery.state is State.UNKNOWN and delivery.next_at is None
    return is_given_up or delivery.state is State.FAILED


def ask(*, ledger: Ledger, about: Delivery, now: datetime) -> None:
    """Ask one person about a post, and once more if it was tried again in vain; about an update, nobody."""
    if about.key.announcement.kind in TROUBLE or about.action is Action.UPDATE:
        return
    for person in _helpers(ledger, about)[:1]:
        key = Key(topic_of(about.id), Announcement(Kind.UNSURE), person)
        revision = next_revision(ledger=ledger, like=key)
        ledger.plan([Delivery(replace(key, revision=revision), due_at=now)])


def _helpers(ledger: Ledger, about: Delivery) -> tuple[str, ...]:
    """Return who can help: the managers of the settings; without any, the owners of what it is about."""
    if ledger.policy.alerts_to:
        return ledger.policy.alerts_to
    kind, _, name = about.key.topic.partition(":")
    release = ledger.release(name) if kind == "release" else None
    here = in_channel(channel=about.key.channel, integrations=ledger.integrations())
    owners = tuple(owner for integration in here for owner in integration.owners)
    return (release.owner, *owners) if release and release.owner else owners


@dataclass(frozen=True, slots=True)
class Settle:
    """Somebody says that a delivery was posted, or lets it be posted now."""

    actor: Person
    delivery: int
    was_posted: bool


@dataclass(frozen=True, slots=True)
class Settled:
    """The delivery afterwards; `again` when it had been settled before, so that nothing changed."""

    delivery: Delivery
    was_posted: bool
    again: bool


def settle(ledger: Ledger, request: Settle, now: datetime) -> Settled:
    """Settle a delivery that could not be found, or that was refused.

    Raises:
        NotAllowed: the actor is no manager, and was not asked.
        Unknown: there is no such delivery.
    """
    topic = topic_of(request.delivery)
    require_insider(request.actor)
    if request.actor.id not in {question.key.channel for question in ledger.deliveries(topic)}:
        require_manager(request.actor, ledger.policy)
    delivery = ledger.delivery(request.delivery)
    if delivery is None:
        raise unknown(Thing.MESSAGE, "", ())
    if not needs_word(delivery):
        return Settled(delivery, was_posted=delivery.state is State.SENT, again=True)
    if request.was_posted:
        settled = replace(
            delivery,
            state=State.SENT,
            reason=Reason.SOMEBODY_SAW_IT.value,
            finished_at=now,
            # Else a reply would count as the card.
            thread=thread_of(ledger=ledger, delivery=delivery),
        )
    else:
        settled = replace(
            delivery,
            state=State.WAITING,
            reason=Reason.TRIED_AGAIN.value,
            next_at=now,
            finished_at=None,
            looks=0,
        )
    ledger.save_deliveries([settled])
    refresh(ledger=ledger, topic=topic, now=now)
    return Settled(settled, request.was_posted, again=False)
