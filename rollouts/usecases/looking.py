"""Unknown deliveries: looked for in the chat system, and never posted again blindly.

After a lost answer, or a crash between the call and its record, the message may be there or not. It is looked
for after 15 s, 60 s and 5 min. Found: it was sent. Not found after the last look: what is said of a case or
of trouble is posted again, since twice is better than never; for anything else a manager is asked.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from rollouts.deliveries import (
    LOOK_AFTER,
    Announcement,
    Delivery,
    Key,
    Kind,
    Lost,
    Missing,
    NotPosted,
    Reason,
    Refused,
    Sent,
    State,
)
from rollouts.people import Person
from rollouts.permissions import require_manager
from rollouts.ports import Ledger
from rollouts.refusals import Thing, unknown
from rollouts.usecases.planning import next_revision, refresh
from rollouts.usecases.threads import thread_of

HOLD = timedelta(seconds=90)
"""How long a look may take before somebody else may try it."""

RATHER_TWICE = frozenset(
    {Kind.CASE_OPENED, Kind.CASE_NOTE, Kind.CASE_RAISED, Kind.UNSURE, Kind.CHANNEL_PAUSED, Kind.DOWNTIME}
)
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


def take_looks(ledger: Ledger, request: int, now: datetime) -> tuple[Look, ...]:
    """Take at most `request` unknown deliveries whose time to be looked for has come."""
    return tuple(
        Look(delivery, thread_of(ledger=ledger, delivery=delivery), delivery.started_at or delivery.due_at)
        for delivery in ledger.claim_looks(now=now, limit=request, hold=HOLD)
    )


def record_looks(ledger: Ledger, request: tuple[Looked, ...], now: datetime) -> None:
    """Record what came of looks, unless somebody else has taken over the look since then."""
    for looked in request:
        if ledger.delivery(looked.look.delivery.id or 0) != looked.look.delivery:
            continue
        after = _after(looked, now)
        ledger.save_deliveries([after])
        if after.state is State.UNKNOWN and after.next_at is None:
            _ask(ledger, after, now)


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


def _ask(ledger: Ledger, delivery: Delivery, now: datetime) -> None:
    """Ask a manager whether it was posted, and once more if it was posted anew and lost again."""
    for person in ledger.policy.alerts_to[:1]:
        key = Key(f"delivery:{delivery.id}", Announcement(Kind.UNSURE), person)
        revision = next_revision(ledger=ledger, like=key)
        ledger.plan([Delivery(replace(key, revision=revision), due_at=now)])


@dataclass(frozen=True, slots=True)
class SettleUnsure:
    """A manager says whether a delivery was posted, or lets it be posted now."""

    actor: Person
    delivery: int
    was_posted: bool


@dataclass(frozen=True, slots=True)
class UnsureSettled:
    """The delivery afterwards; `again` when it had been settled before, so that nothing changed."""

    delivery: Delivery
    was_posted: bool
    again: bool


def settle_unsure(ledger: Ledger, request: SettleUnsure, now: datetime) -> UnsureSettled:
    """Settle a delivery that could not be found.

    Raises:
        NotAllowed: the actor is no manager.
        Unknown: there is no such delivery.
    """
    require_manager(request.actor, ledger.policy)
    delivery = ledger.delivery(request.delivery)
    if delivery is None:
        raise unknown(Thing.MESSAGE, "", ())
    if delivery.state is not State.UNKNOWN or delivery.next_at is not None:
        return UnsureSettled(delivery, was_posted=delivery.state is State.SENT, again=True)
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
        settled = replace(delivery, state=State.WAITING, reason=Reason.NOT_FOUND.value, next_at=now, looks=0)
    ledger.save_deliveries([settled])
    refresh(ledger=ledger, topic=f"delivery:{delivery.id}", now=now)
    return UnsureSettled(settled, request.was_posted, again=False)
