"""Unknown deliveries: looked for in the chat system, and never posted again blindly.

After a lost answer, or a crash between the call and its record, the message may be there or not. It is looked
for after 15 s, 60 s and 5 min. Found: it was sent. Not found after the last look: what is said of a case or
of trouble is posted again, since twice is better than never; for anything else a manager is asked.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from rollouts.deliveries import (
    LOOK_AFTER,
    Delivery,
    Kind,
    Lost,
    Missing,
    NotPosted,
    Reason,
    Refused,
    Sent,
    State,
)
from rollouts.delivery.cards import thread_of
from rollouts.delivery.resolving import TROUBLE, ask, needs_word
from rollouts.ports import Ledger

RATHER_TWICE = frozenset({Kind.CASE_OPENED, Kind.CASE_NOTE, Kind.CASE_RAISED}) | TROUBLE
"""What is posted again when it cannot be found: of a case, and of trouble, twice is better than never."""

Found = Sent | Missing | NotPosted | Lost | Refused


@dataclass(frozen=True, slots=True)
class Look:
    """An unknown delivery to be looked for: in the channel's history, or in the thread, from `since` on."""

    delivery: Delivery
    thread: str | None
    since: datetime


@dataclass(frozen=True, slots=True)
class Looked:
    """What came of a look."""

    look: Look
    found: Found


@dataclass(frozen=True, slots=True)
class TakeLook:
    """Take the look that is due first; `hold` is how long it may take before somebody else may try it."""

    hold: timedelta


def take_look(ledger: Ledger, request: TakeLook, now: datetime) -> Look | None:
    """Take an unknown delivery whose time to be looked for has come; None when there is none."""
    found = ledger.claim_looks(now=now, limit=1, hold=request.hold)
    if not found:
        return None
    (delivery,) = found
    since = delivery.started_at or delivery.due_at
    return Look(delivery, thread_of(ledger=ledger, delivery=delivery), since)


def record_look(ledger: Ledger, request: Looked, now: datetime) -> None:
    """Record what came of a look, unless somebody else has taken over the look since then."""
    if ledger.delivery(request.look.delivery.id or 0) != request.look.delivery:
        return
    after = _after(request, now)
    ledger.save_deliveries([after])
    if needs_word(after):
        ask(ledger=ledger, about=after, now=now)


def _after(looked: Looked, now: datetime) -> Delivery:
    delivery = looked.look.delivery
    match looked.found:
        case Sent(message):
            return replace(
                delivery,
                state=State.SENT,
                message=message,
                thread=looked.look.thread,
                reason="",
                next_at=None,
                finished_at=now,
            )
        case NotPosted(_, wait):
            # It could not be looked for just now; that does not count.
            return replace(delivery, looks=delivery.looks - 1, next_at=now + wait)
        case _ if delivery.looks < len(LOOK_AFTER):
            wait = LOOK_AFTER[delivery.looks] - LOOK_AFTER[delivery.looks - 1]
            return replace(delivery, next_at=now + wait)
        case _ if delivery.key.announcement.kind in RATHER_TWICE:
            return replace(delivery, state=State.WAITING, reason=Reason.NOT_FOUND.value, next_at=now, looks=0)
        case _:
            return replace(delivery, reason=Reason.NOT_FOUND.value, next_at=None, finished_at=now)
