"""Deliveries that need a person's decision: they were refused, or nobody knows whether they were posted."""

from dataclasses import dataclass, replace
from datetime import datetime

from rollouts.announcing.planning import refresh
from rollouts.announcing.revisions import next_revision
from rollouts.deliveries import (
    SEARCH_FOR_COPIES_AFTER,
    Action,
    Announcement,
    Delivery,
    Key,
    NewDelivery,
    Reason,
    State,
    finished,
)
from rollouts.delivery.cards import thread_tried
from rollouts.delivery.helpers import line
from rollouts.kinds import UNSURE
from rollouts.people import Person
from rollouts.permissions import require_manager, require_member
from rollouts.ports import Ledger
from rollouts.refusals import Thing, unknown
from rollouts.topics import Topic, TopicKind


def topic_of(number: int) -> Topic:
    """Return the topic under which people are asked about the delivery with that id."""
    return Topic(TopicKind.DELIVERY, str(number))


def needs_decision(delivery: Delivery) -> bool:
    """Say whether nothing more happens to the delivery until somebody says what to do.

    Of what somebody waits for they are told themselves; they know whether they still want it.
    """
    if delivery.key.announcement.kind.is_awaited:
        return False
    is_given_up = delivery.state is State.UNKNOWN and delivery.next_at is None
    return is_given_up or delivery.state is State.FAILED


def ask(*, ledger: Ledger, about: Delivery) -> bool:
    """Ask one person about a post, and once more if it was tried again in vain; about an update, nobody.

    When an announcement is refused in many channels they are asked about the first one alone. Return whether
    somebody is asked who should be.
    """
    if about.key.announcement.kind.is_alert or about.action is Action.UPDATE:
        return True
    if any(_is_asked_about(ledger, other) for other in refused_alike(ledger=ledger, about=about)):
        return True
    topic = topic_of(about.id)
    helpers = line(ledger=ledger, topic=topic)[:1]
    for helper in helpers:
        key = Key(topic, Announcement(UNSURE), helper)
        revision = next_revision(ledger=ledger, like=key)
        ledger.plan([NewDelivery(replace(key, revision=revision), due_at=ledger.now)])
    return bool(helpers)


def refused_alike(*, ledger: Ledger, about: Delivery) -> tuple[Delivery, ...]:
    """Return the other posts of a refused announcement that were refused too."""
    if about.state is not State.FAILED:
        return ()
    return tuple(
        other
        for other in ledger.deliveries(about.key.topic)
        if other.id != about.id
        and (other.state, other.action) == (State.FAILED, Action.POST)
        and other.key.announcement == about.key.announcement
    )


def _is_asked_about(ledger: Ledger, refused: Delivery) -> bool:
    questions = ledger.deliveries(topic_of(refused.id))
    return any(question.due_at == refused.finished_at for question in questions)


@dataclass(frozen=True, slots=True)
class Resolve:
    """Somebody says that a delivery was posted, or lets it be posted now."""

    actor: Person
    delivery: int
    was_posted: bool


@dataclass(frozen=True, slots=True)
class Resolved:
    """The delivery afterwards; `again` when it had been resolved before, so that nothing changed."""

    delivery: Delivery
    was_posted: bool
    again: bool


def resolve(ledger: Ledger, request: Resolve) -> Resolved:
    """Resolve a delivery that could not be found, or one that was refused, and all that were refused like it.

    Raises:
        NotAllowed: the actor is no manager, and was not asked.
        Unknown: there is no such delivery.
    """
    require_member(request.actor)
    topic = topic_of(request.delivery)
    if request.actor.id not in {question.key.channel for question in ledger.deliveries(topic)}:
        require_manager(request.actor, ledger.policy)
    delivery = ledger.delivery(request.delivery)
    if delivery is None:
        raise unknown(Thing.MESSAGE, "", ())
    is_contradicted = request.was_posted and delivery.state is State.FAILED
    if is_contradicted or not needs_decision(delivery):
        return Resolved(delivery, was_posted=delivery.state is State.SENT, again=True)
    if request.was_posted:
        # Without its thread a reply would count as the card.
        thread = thread_tried(ledger=ledger, delivery=delivery)
        seen = finished(delivery, State.SENT, Reason.SOMEBODY_SAW_IT.value, ledger.now)
        search_at = ledger.now + SEARCH_FOR_COPIES_AFTER if delivery.lost_at else None
        resolved = [replace(seen, thread=thread, next_at=search_at, searches=0)]
    else:
        resolved = [
            _tried_again(each, ledger.now)
            for each in (delivery, *refused_alike(ledger=ledger, about=delivery))
        ]
    ledger.save_deliveries(resolved)
    refresh(ledger=ledger, topic=topic)
    return Resolved(resolved[0], request.was_posted, again=False)


def _tried_again(delivery: Delivery, now: datetime) -> Delivery:
    # One that was lost may turn up after all, so it is looked for copies afterwards.
    lost_at = delivery.started_at if delivery.state is State.UNKNOWN else None
    return replace(
        delivery,
        state=State.WAITING,
        reason=Reason.TRIED_AGAIN.value,
        next_at=now,
        finished_at=None,
        searches=0,
        lost_at=delivery.lost_at or lost_at,
    )
