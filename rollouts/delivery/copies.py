"""Copies of a message that was posted again, as it was not found, and then turned up after all.

One copy stays and the row keeps it. Another on which nothing hangs (no reply, no reaction) is deleted; one on
which something hangs stays too, and says where it goes on.
"""

from dataclasses import dataclass, replace
from datetime import timedelta

from rollouts.deliveries import Delivery, Found, Message, NotPosted, Reason, SearchOutcome
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
        case Found(copies) if delivery.message or delivery.reason == Reason.SOMEBODY_SAW_IT:
            used = [copy for copy in copies if copy.is_used]
            own = [copy for copy in copies if copy.message == delivery.message]
            kept = next(copy for copy in (*(o for o in own if o in used), *used, *own, *copies))
            others = tuple(copy for copy in copies if copy != kept)
            keeping = replace(delivery, message=kept.message)
            ledger.save_deliveries([keeping if others else _settled(keeping)])
            if not others:
                return None
            return Copies(
                keeping,
                kept.message,
                to_delete=tuple(copy.message for copy in others if copy not in used),
                to_link=tuple(copy.message for copy in others if copy in used),
            )
        case _:
            # Nothing is there any more or can be read, or somebody has deleted the message of the row.
            ledger.save_deliveries([_settled(delivery)])
            return None


def record_sorted_out(ledger: Ledger, request: SortedOut) -> None:
    """Record that copies were sorted out, unless somebody else has taken that over since then."""
    delivery = request.copies.delivery
    if ledger.delivery(delivery.id) == delivery:
        later = replace(delivery, next_at=ledger.now + AGAIN_AFTER)
        ledger.save_deliveries([_settled(delivery) if request.is_done else later])


def _settled(delivery: Delivery) -> Delivery:
    return replace(delivery, next_at=None, lost_at=None)
