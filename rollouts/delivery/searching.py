"""Unknown deliveries: searched for in the chat system, and never posted again blindly.

After a lost answer, or a crash between the call and its record, the message may be there or not. It is looked
for after 10 s, 30 s and 90 s. Found: it was sent. All could be read each time, and it is not there: it was
not posted, and goes out again with the same mark; what is urgent does so after the first search in vain.
Where nothing can be read a manager is asked. What went out again is searched for copies later.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import groupby
from typing import assert_never

from rollouts.announcing.corrections import correct_what_was_said
from rollouts.deliveries import (
    SEARCH_AFTER,
    Delivery,
    Found,
    Missing,
    NotPosted,
    NotReadable,
    Reason,
    SearchOutcome,
    State,
    finished,
    sent,
)
from rollouts.delivery.cards import thread_tried
from rollouts.delivery.case_places import tell_of_thread
from rollouts.delivery.copies import Copies, sort_out
from rollouts.delivery.mail_files import share_files
from rollouts.delivery.resolving import ask, needs_decision
from rollouts.ports import Ledger

MOST_IN_A_READING = 100

READ_BACK = timedelta(days=1)
"""How far back is read for an attempt that seems to lie in the future: the clock was set back since then."""


@dataclass(frozen=True, slots=True)
class Search:
    """A delivery to be searched for: in the channel's history, or in the thread, from `since` on."""

    delivery: Delivery
    thread: str | None
    since: datetime


@dataclass(frozen=True, slots=True)
class Reading:
    """What is searched for in one place, so that it is read once for all of it."""

    channel: str
    thread: str | None
    searches: tuple[Search, ...]

    @property
    def since(self) -> datetime:
        """From when on it is to be read."""
        return min(search.since for search in self.searches)


@dataclass(frozen=True, slots=True)
class Searched:
    """What came of a search."""

    search: Search
    found: SearchOutcome


@dataclass(frozen=True, slots=True)
class Recorded:
    """What is to be done after a search.

    Attributes:
        copies: Where there is more than one copy of the message, what becomes of them.
        has_helper: False when somebody should be asked about it and there is nobody.
    """

    copies: Copies | None = None
    has_helper: bool = True


@dataclass(frozen=True, slots=True)
class ClaimSearch:
    """Claim the search that is due first; `hold` is how long it may take before somebody else may try it."""

    hold: timedelta


def claim_search(ledger: Ledger, request: ClaimSearch) -> tuple[Reading, ...]:
    """Claim the search whose time has come first, and all that are due in the same channel.

    They come as one reading for the channel and one for each thread; none when nothing is due.
    """
    claimed = ledger.claim_searches(now=ledger.now, limit=1, hold=request.hold)
    if not claimed:
        return ()
    channel = claimed[0].key.channel
    claimed += ledger.claim_searches(
        now=ledger.now, limit=MOST_IN_A_READING, hold=request.hold, channel=channel
    )
    searches = sorted((_search(ledger, delivery) for delivery in claimed), key=_place)
    return tuple(
        Reading(channel, place or None, tuple(found)) for place, found in groupby(searches, key=_place)
    )


def search_at_start(ledger: Ledger) -> None:
    """Search for everything at once: whoever was searching, or waiting for it, is gone after a crash."""
    ledger.save_deliveries(
        replace(delivery, next_at=ledger.now)
        for delivery in ledger.searched_for()
        if delivery.state is State.UNKNOWN
    )


def _search(ledger: Ledger, delivery: Delivery) -> Search:
    since = delivery.lost_at or delivery.started_at or delivery.due_at
    is_known = delivery.state is State.SENT
    thread = delivery.thread if is_known else thread_tried(ledger=ledger, delivery=delivery)
    return Search(delivery, thread, since if since <= ledger.now else ledger.now - READ_BACK)


def _place(search: Search) -> str:
    return search.thread or ""


def record_search(ledger: Ledger, request: Searched) -> Recorded:
    """Record what came of a search, unless somebody else has taken it over since then."""
    search = request.search
    if ledger.delivery(search.delivery.id) != search.delivery:
        return Recorded()
    if search.delivery.state is State.SENT:
        return Recorded(copies=sort_out(ledger=ledger, delivery=search.delivery, found=request.found))
    after = _after(request, ledger.now)
    ledger.save_deliveries([after])
    if after.state is State.SENT:
        correct_what_was_said(ledger=ledger, said=[after])
    tell_of_thread(ledger=ledger, after=after)
    share_files(ledger=ledger, after=after)
    return Recorded(has_helper=not needs_decision(after) or ask(ledger=ledger, about=after))


def _after(searched: Searched, now: datetime) -> Delivery:
    delivery = searched.search.delivery
    kind = delivery.key.announcement.kind
    match searched.found:
        case Found(copies):
            return sent(delivery, copies[0].message, searched.search.thread, now)
        case NotPosted(_, wait):
            # It could not be searched for just now; that does not count.
            return replace(delivery, searches=delivery.searches - 1, next_at=now + wait)
        case Missing() if delivery.searches < len(SEARCH_AFTER) and not kind.is_urgent:
            wait = SEARCH_AFTER[delivery.searches] - SEARCH_AFTER[delivery.searches - 1]
            return replace(delivery, next_at=now + wait)
        case NotReadable() if not (kind.is_urgent or kind.is_alert):
            return finished(delivery, State.UNKNOWN, Reason.NOT_READABLE.value, now)
        case Missing() | NotReadable():
            # Nobody is asked about an alert, and a report always gets through.
            return replace(
                delivery,
                state=State.WAITING,
                reason=Reason.NOT_FOUND.value,
                next_at=now,
                searches=0,
                lost_at=delivery.lost_at or delivery.started_at or delivery.due_at,
            )
        case _:
            assert_never(searched.found)
