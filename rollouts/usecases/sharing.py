"""Showing a private answer to everybody where it was asked: as a delivery, so that it comes once."""

from dataclasses import dataclass, replace

from rollouts.deliveries import Announcement, Delivery, Key, Message, NewDelivery, State
from rollouts.kinds import SHARED_ANSWER
from rollouts.people import Caller
from rollouts.ports import Ledger
from rollouts.topics import Topic, TopicKind


@dataclass(frozen=True, slots=True)
class ShareAnswer:
    """Somebody shares the private answer that stands as that message; `content` is what is to be said."""

    actor: Caller
    answer: Message
    content: str


@dataclass(frozen=True, slots=True)
class Shared:
    """The delivery of the shared answer; `again` when it had been shared before."""

    delivery: Delivery
    again: bool


def share_answer(ledger: Ledger, request: ShareAnswer) -> Shared:
    """Share the answer with everybody in its channel, once, however often it is pressed.

    What could not be posted is tried again.
    """
    topic = Topic(TopicKind.ANSWER, f"{request.answer.id} {request.actor.id}")
    key = Key(topic, Announcement(SHARED_ANSWER), request.answer.channel)
    is_new = bool(ledger.plan([NewDelivery(key, ledger.now)]))
    (delivery,) = ledger.deliveries(topic)
    is_tried_again = delivery.state in {State.FAILED, State.SKIPPED}
    if is_tried_again:
        delivery = replace(delivery, state=State.WAITING, due_at=ledger.now, next_at=ledger.now)
        ledger.save_deliveries([delivery])
    if is_new or is_tried_again:
        ledger.keep_answer(topic.key, request.content)
    return Shared(delivery, again=not (is_new or is_tried_again))


def find_delivery(ledger: Ledger, number: int) -> Delivery | None:
    """Return the delivery with that id."""
    return ledger.delivery(number)
