"""Copies of a message that was posted again, as it was not found, and then turned up after all.

One copy stays and the row keeps it. Another on which nothing hangs (no reply, no reaction) is deleted; one on
which something hangs stays too, and says where it goes on. Where somebody deleted the one of the row and
another card stands in its place by now, that card is what stays, and all that turn up are copies.
"""

from dataclasses import dataclass, replace
from datetime import timedelta

from rollouts.deliveries import Copy, Delivery, Found, Message, NotPosted, Reason, SearchOutcome
from rollouts.ports import Ledger

AGAIN_AFTER = timedelta(minutes=1)
"""When copies are sorted out again that could not be just now."""


@dataclass(frozen=True, slots=True)
class Copies:
    """What is to be done about the copies of a message: delete some, let others say where it goes on."""

    delivery: Delivery
    kept: Message
    to_delete: tuple[Message, ...]
    to_link: tuple[Message, ...]


@dataclass(frozen=True, slots=True)
class SortedOut:
    """What became of copies: it is done, or some of it has to be tried again."""

    copies: Copies
    is_done: bool


def sort_out(*, ledger: Ledger, delivery: Delivery, found: SearchOutcome) -> Copies | None:
    """Decide which copy is kept: the row has it before another one is deleted. None when there is but one."""
    match found:
        case NotPosted(_, wait):
            ledger.save_deliveries(
                [replace(delivery, searches=delivery.searches - 1, next_at=ledger.now + wait)]
            )
            return None
        case Found(copies):
            return _one_of(ledger, delivery, copies)
        case _:
            # Nothing is there any more, or can be read.
            ledger.save_deliveries([_settled(delivery)])
            return None


def _one_of(ledger: Ledger, delivery: Delivery, found: tuple[Copy, ...]) -> Copies | None:
    """Decide which of those that were found is kept; None when there is but that one."""
    is_gone = delivery.reason == Reason.MESSAGE_GONE
    instead = ledger.card(delivery.key.topic, delivery.key.channel) if is_gone else None
    if instead and instead.message:
        return _apart(delivery, instead.message, found)
    used = [copy for copy in found if copy.is_used]
    own = [copy for copy in found if copy.message == delivery.message]
    kept = next(copy for copy in (*(o for o in own if o in used), *used, *own, *found))
    # One that turned up takes the place of one that somebody deleted.
    keeping = replace(delivery, message=kept.message, reason="" if is_gone else delivery.reason)
    others = tuple(copy for copy in found if copy != kept)
    ledger.save_deliveries([keeping if others else _settled(keeping)])
    return _apart(keeping, kept.message, others) if others else None


def _apart(delivery: Delivery, kept: Message, others: tuple[Copy, ...]) -> Copies:
    """Part the others: what nothing hangs on is deleted."""
    return Copies(
        delivery,
        kept,
        to_delete=tuple(copy.message for copy in others if not copy.is_used),
        to_link=tuple(copy.message for copy in others if copy.is_used),
    )


def record_sorted_out(ledger: Ledger, request: SortedOut) -> None:
    """Record that copies were sorted out, unless somebody else has taken that over since then."""
    delivery = request.copies.delivery
    if ledger.delivery(delivery.id) == delivery:
        later = replace(delivery, next_at=ledger.now + AGAIN_AFTER)
        ledger.save_deliveries([_settled(delivery) if request.is_done else later])


def _settled(delivery: Delivery) -> Delivery:
    return replace(delivery, next_at=None, lost_at=None)
