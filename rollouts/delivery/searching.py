"""Unknown deliveries: searched for in the chat system, and never posted again blindly.

After a lost answer, or a crash between the call and its record, the message may be there or not. It is looked
for after 15 s, 60 s and 5 min. Found: it was sent. Not found after the last search: what is said of a case or
of trouble is posted again, since twice is better than never; for anything else a manager is asked.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from rollouts.deliveries import (
    SEARCH_AFTER,
    Delivery,
    Lost,
    Missing,
    NotPosted,
    Reason,
    Refused,
    Sent,
    State,
)
from rollouts.delivery.cards import thread_of
from rollouts.delivery.resolving import ask, needs_decision
from rollouts.kinds import NotFound
from rollouts.ports import Ledger

Found = Sent | Missing | NotPosted | Lost | Refused


@dataclass(frozen=True, slots=True)
class Search:
    """An unknown delivery to be searched for: in the channel's history, or in the thread, from `since` on."""

    delivery: Delivery
    thread: str | None
    since: datetime


@dataclass(frozen=True, slots=True)
class Searched:
    """What came of a search."""

    search: Search
    found: Found


@dataclass(frozen=True, slots=True)
class ClaimSearch:
    """Claim the search that is due first; `hold` is how long it may take before somebody else may try it."""

    hold: timedelta


def claim_search(ledger: Ledger, request: ClaimSearch) -> Search | None:
    """Claim the search for an unknown delivery whose time has come; None when there is none."""
    found = ledger.claim_searches(now=ledger.now, limit=1, hold=request.hold)
    if not found:
        return None
    (delivery,) = found
    since = delivery.started_at or delivery.due_at
    return Search(delivery, thread_of(ledger=ledger, delivery=delivery), since)


def record_search(ledger: Ledger, request: Searched) -> None:
    """Record what came of a search, unless somebody else has taken it over since then."""
    if ledger.delivery(request.search.delivery.id) != request.search.delivery:
        return
    after = _after(request, ledger.now)
    ledger.save_deliveries([after])
    if needs_decision(after):
        ask(ledger=ledger, about=after)


def _after(searched: Searched, now: datetime) -> Delivery:
    delivery = searched.search.delivery
    match searched.found:
        case Sent(message):
            return replace(
                delivery,
                state=State.SENT,
                message=message,
                thread=searched.search.thread,
                reason="",
                next_at=None,
                finished_at=now,
            )
        case NotPosted(_, wait):
            # It could not be searched for just now; that does not count.
            return replace(delivery, searches=delivery.searches - 1, next_at=now + wait)
        case _ if delivery.searches < len(SEARCH_AFTER):
            wait = SEARCH_AFTER[delivery.searches] - SEARCH_AFTER[delivery.searches - 1]
            return replace(delivery, next_at=now + wait)
        case _ if delivery.key.announcement.kind.not_found is NotFound.REPOST:
            return replace(
                delivery, state=State.WAITING, reason=Reason.NOT_FOUND.value, next_at=now, searches=0
            )
        case _:
            return replace(delivery, reason=Reason.NOT_FOUND.value, next_at=None, finished_at=now)
