"""The ledger's contract: looking for what may have been posted."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from rollouts import kinds
from rollouts.deliveries import Action, Announcement, Delivery, Key, NewDelivery, State
from rollouts.ports import Ledger
from rollouts.topics import Topic, TopicKind
from tests.support.stored import put

NINE = datetime(2026, 11, 23, 9, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
TOPIC = Topic(TopicKind.RELEASE, "2026.11")


def lost(channel: str, *, search_at: datetime | None = NINE, searches: int = 0) -> Delivery:
    return Delivery(
        0,
        Key(TOPIC, Announcement(kinds.PREVIEW, "standard"), channel),
        NINE - 5 * MINUTE,
        state=State.UNKNOWN,
        next_at=search_at,
        attempts=1,
        searches=searches,
    )


def searched(ledger: Ledger, *, now: datetime = NINE, limit: int = 100) -> list[str]:
    return [each.key.channel for each in ledger.claim_searches(now=now, limit=limit, hold=MINUTE)]


def test_what_is_to_be_looked_for_is_counted_and_held(ledger: Ledger) -> None:
    put(ledger, [lost("C1", searches=1)])
    (found,) = ledger.claim_searches(now=NINE + MINUTE, limit=10, hold=5 * MINUTE)
    assert found == replace(lost("C1"), searches=2, next_at=NINE + 6 * MINUTE, id=found.id)
    assert ledger.deliveries(TOPIC) == (found,)


def test_nobody_else_looks_for_it_until_the_hold_is_over(ledger: Ledger) -> None:
    put(ledger, [lost("C1")])
    assert searched(ledger) == ["C1"]
    assert searched(ledger) == []
    assert searched(ledger, now=NINE + MINUTE) == ["C1"]


def test_what_is_to_be_looked_for_first_comes_first(ledger: Ledger) -> None:
    put(ledger, [lost("C1"), lost("C2", search_at=NINE - MINUTE), lost("C3", search_at=NINE + MINUTE)])
    assert searched(ledger, limit=1) == ["C2"]
    assert searched(ledger) == ["C1"]


def test_what_is_no_longer_looked_for_rests(ledger: Ledger) -> None:
    put(ledger, [lost("C1", search_at=None)])
    assert searched(ledger) == []


def test_in_one_channel_is_looked_for_what_is_there(ledger: Ledger) -> None:
    put(ledger, [lost("C1"), lost("C2")])
    (found,) = ledger.claim_searches(now=NINE, limit=10, hold=MINUTE, channel="C2")
    assert found.key.channel == "C2"
    assert searched(ledger) == ["C1"]


def test_what_is_to_be_looked_for_later_is_told_too(ledger: Ledger) -> None:
    put(ledger, [lost("C1", search_at=NINE + MINUTE), lost("C2"), lost("C3", search_at=None)])
    assert [each.key.channel for each in ledger.searched_for()] == ["C2", "C1"]


def test_what_went_out_again_is_looked_for_and_keeps_nobody_waiting(ledger: Ledger) -> None:
    put(ledger, [replace(lost("C1"), state=State.SENT, lost_at=NINE - 9 * MINUTE)])
    ledger.plan([NewDelivery(Key(TOPIC, Announcement(kinds.FYI, "standard"), "C1"), NINE)])

    assert len(ledger.claim(Action.POST, now=NINE, limit=1, busy=frozenset())) == 1
    (found,) = ledger.claim_searches(now=NINE, limit=1, hold=MINUTE)
    assert (found.state, found.lost_at) == (State.SENT, NINE - 9 * MINUTE)


@pytest.mark.parametrize("state", sorted(set(State) - {State.UNKNOWN, State.SENT}))
def test_nothing_else_is_looked_for(ledger: Ledger, state: State) -> None:
    put(ledger, [replace(lost("C1"), state=state)])
    assert searched(ledger) == []


def test_an_unknown_delivery_that_was_found_is_recorded_as_sent(ledger: Ledger) -> None:
    put(ledger, [lost("C1")])
    (taken,) = ledger.claim_searches(now=NINE, limit=1, hold=MINUTE)
    found = replace(taken, state=State.SENT, next_at=None, finished_at=NINE)
    ledger.save_deliveries([found])
    assert ledger.deliveries(TOPIC) == (found,)
    assert searched(ledger, now=NINE + MINUTE) == []
