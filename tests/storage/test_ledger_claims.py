"""The ledger's contract: claims."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import chain

import pytest

from rollouts import kinds
from rollouts.deliveries import Action, Announcement, Delivery, Key, Message, Pause, Reason, State
from rollouts.kinds import Kind
from rollouts.ports import Ledger
from rollouts.topics import Topic, TopicKind
from tests.support.stored import put

NINE = datetime(2026, 11, 23, 9, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
LATER = NINE + timedelta(hours=1)
TOPIC = Topic(TopicKind.RELEASE, "2026.11")
NOBODY: frozenset[str] = frozenset()
PREVIEW_OF = [Announcement(kinds.PREVIEW, f"server {number}") for number in range(9)]


def delivery(channel: str, *, due: datetime = NINE, kind: Kind = kinds.PREVIEW) -> Delivery:
    return Delivery(0, Key(TOPIC, Announcement(kind, "standard"), channel), due)


def waiting(channel: str, *, until: datetime, kind: Kind = kinds.PREVIEW) -> Delivery:
    return replace(delivery(channel, kind=kind), state=State.WAITING, next_at=until, attempts=1)


def claim(
    ledger: Ledger,
    action: Action = Action.POST,
    *,
    now: datetime = NINE,
    limit: int = 100,
    busy: frozenset[str] = NOBODY,
) -> list[str]:
    claimed = ledger.claim(action, now=now, limit=limit, busy=busy)
    return [f"{each.key.channel} {each.key.announcement.kind}" for each in claimed]


def test_what_is_due_is_claimed_counted_and_committed_as_claimed(ledger: Ledger) -> None:
    put(ledger, [delivery("C1", due=NINE - MINUTE)])
    (claimed,) = ledger.claim(Action.POST, now=NINE, limit=10, busy=NOBODY)
    assert claimed == replace(
        delivery("C1", due=NINE - MINUTE), state=State.CLAIMED, attempts=1, started_at=NINE, id=claimed.id
    )
    assert ledger.deliveries(TOPIC) == (claimed,)


def test_nothing_is_claimed_twice(ledger: Ledger) -> None:
    put(ledger, [delivery("C1"), delivery("C2")])
    assert claim(ledger) == ["C1 preview", "C2 preview"]
    assert claim(ledger) == []


def test_what_is_not_due_yet_is_not_claimed(ledger: Ledger) -> None:
    put(ledger, [delivery("C1", due=NINE + MINUTE)])
    assert claim(ledger) == []
    assert claim(ledger, now=NINE + MINUTE) == ["C1 preview"]


def test_the_earliest_come_first_and_those_of_the_same_time_as_planned(ledger: Ledger) -> None:
    put(ledger, [delivery("C2"), delivery("C1"), delivery("C3", due=NINE - MINUTE)])
    assert claim(ledger, limit=2) == ["C3 preview", "C2 preview"]
    assert claim(ledger, limit=2) == ["C1 preview"]


def test_a_channel_gets_one_at_a_time_in_order(ledger: Ledger) -> None:
    put(ledger, [delivery("C1", kind=kinds.REMINDER), delivery("C1", due=NINE - MINUTE)])
    (first,) = ledger.claim(Action.POST, now=NINE, limit=10, busy=NOBODY)
    assert first.key.announcement.kind == kinds.PREVIEW
    assert claim(ledger) == []
    ledger.save_deliveries([replace(first, state=State.SENT)])
    assert claim(ledger) == ["C1 reminder"]


def test_a_busy_channel_is_left_out_and_the_others_go_on(ledger: Ledger) -> None:
    put(ledger, [delivery("C1"), delivery("C2"), delivery("C3")])
    assert claim(ledger, busy=frozenset({"C1", "C3"})) == ["C2 preview"]


def test_a_channel_in_which_one_waits_for_later_is_left_out_until_then(ledger: Ledger) -> None:
    put(ledger, [waiting("C1", until=NINE + MINUTE), delivery("C1", kind=kinds.REMINDER), delivery("C2")])
    assert claim(ledger) == ["C2 preview"]
    assert claim(ledger, now=NINE + MINUTE) == ["C1 preview"]


def test_posts_and_updates_are_claimed_apart(ledger: Ledger) -> None:
    update = replace(delivery("C1", due=NINE - MINUTE), action=Action.UPDATE)
    put(ledger, [update, delivery("C1", kind=kinds.REMINDER), replace(update, key=delivery("C2").key)])
    assert claim(ledger, Action.UPDATE, limit=0) == []
    assert claim(ledger) == ["C1 reminder"]
    assert claim(ledger, Action.UPDATE) == ["C2 preview"]


def test_an_update_that_waits_for_later_holds_nothing_up(ledger: Ledger) -> None:
    waits = replace(waiting("C1", until=NINE + MINUTE), action=Action.UPDATE)
    other = replace(delivery("C1", kind=kinds.CONFIRMATION), action=Action.UPDATE)
    put(ledger, [waits, other, delivery("C1", kind=kinds.REMINDER), delivery("C2")])
    assert claim(ledger, Action.UPDATE) == ["C1 confirmation"]
    assert claim(ledger) == ["C2 preview"]
    assert claim(ledger, Action.UPDATE, now=NINE + MINUTE) == []


def test_an_update_waits_while_a_post_of_its_channel_does(ledger: Ledger) -> None:
    update = replace(delivery("C1", kind=kinds.CONFIRMATION), action=Action.UPDATE)
    put(ledger, [waiting("C1", until=NINE + MINUTE), update])
    assert claim(ledger, Action.UPDATE) == []


def test_a_waiting_delivery_goes_before_one_that_was_due_after_it(ledger: Ledger) -> None:
    put(
        ledger,
        [delivery("C1", due=NINE + MINUTE, kind=kinds.REMINDER), waiting("C1", until=NINE + 2 * MINUTE)],
    )
    (claimed,) = ledger.claim(Action.POST, now=NINE + 2 * MINUTE, limit=10, busy=NOBODY)
    assert (claimed.key.announcement.kind, claimed.attempts) == (kinds.PREVIEW, 2)


def test_however_many_are_due_what_waited_goes_before_what_was_due_after_it(ledger: Ledger) -> None:
    waited = waiting("C1", until=NINE + 2 * MINUTE)
    after = delivery("C1", due=NINE + MINUTE, kind=kinds.REMINDER)
    put(ledger, [after, waited, *(delivery(f"C{number}", due=NINE + MINUTE) for number in range(2, 9))])
    claimed = [*chain.from_iterable(iter(lambda: claim(ledger, now=LATER, limit=1), []))]
    assert len(claimed) == len({each.split()[0] for each in claimed}) == 8
    assert "C1 preview" in claimed


def test_what_may_not_be_tried_again_yet_is_not_waited_for_by_what_is_about_something_else(
    ledger: Ledger,
) -> None:
    lost = replace(delivery("C1"), state=State.UNKNOWN, next_at=LATER, attempts=1)
    rests = waiting("C1", until=NINE, kind=kinds.REMINDER)
    other = Topic(TopicKind.RELEASE, "2026.12")
    goes_on = replace(delivery("C1", due=NINE + MINUTE), key=replace(delivery("C1").key, topic=other))
    put(ledger, [lost, rests, goes_on])
    (claimed,) = ledger.claim(Action.POST, now=NINE + MINUTE, limit=10, busy=NOBODY)
    assert claimed.key.topic == other


def test_many_in_one_channel_keep_no_other_waiting(ledger: Ledger) -> None:
    many = (replace(delivery("C1"), key=Key(TOPIC, PREVIEW_OF[n], "C1")) for n in range(9))
    put(ledger, [*many, delivery("C2", due=NINE + MINUTE)])
    claimed = [*chain.from_iterable(iter(lambda: claim(ledger, now=LATER, limit=2), []))]
    assert claimed == ["C1 preview", "C2 preview"]


@pytest.mark.parametrize("state", [State.SENT, State.UNKNOWN, State.SKIPPED, State.FAILED])
def test_what_is_no_longer_open_is_never_claimed(ledger: Ledger, state: State) -> None:
    put(ledger, [replace(delivery("C1"), state=state)])
    assert claim(ledger) == []
    assert ledger.upcoming(limit=1) == ()


def test_abandoned_are_claims_that_began_before(ledger: Ledger) -> None:
    put(ledger, [delivery("C1"), delivery("C2")])
    (first,) = ledger.claim(Action.POST, now=NINE, limit=1, busy=NOBODY)
    ledger.claim(Action.POST, now=NINE + MINUTE, limit=1, busy=NOBODY)
    assert ledger.abandoned(started_before=NINE, started_after=LATER) == ()
    assert ledger.abandoned(started_before=NINE + MINUTE, started_after=LATER) == (first,)
    ledger.save_deliveries([replace(first, state=State.SENT)])
    assert ledger.abandoned(started_before=NINE + MINUTE, started_after=LATER) == ()


def test_a_claim_that_seems_to_have_begun_in_the_future_is_abandoned_too(ledger: Ledger) -> None:
    put(ledger, [delivery("C1")])
    (claimed,) = ledger.claim(Action.POST, now=LATER, limit=1, busy=NOBODY)
    assert ledger.abandoned(started_before=NINE, started_after=LATER) == ()
    assert ledger.abandoned(started_before=NINE, started_after=LATER - MINUTE) == (claimed,)


def test_what_this_process_still_works_on_is_not_abandoned(ledger: Ledger) -> None:
    put(ledger, [delivery("C1"), delivery("C2")])
    first, second = ledger.claim(Action.POST, now=NINE, limit=2, busy=NOBODY)
    own = frozenset({first.id})
    assert ledger.abandoned(started_before=NINE + MINUTE, started_after=LATER, but=own) == (second,)


def test_a_paused_channel_is_left_out_until_it_is_resumed(ledger: Ledger) -> None:
    put(ledger, [delivery("C1"), delivery("C2")])
    ledger.pause(Pause("C1", "is_archived", NINE, number=1))
    assert claim(ledger) == ["C2 preview"]
    ledger.resume("C1")
    assert claim(ledger) == ["C1 preview"]


def test_while_an_unknown_one_is_looked_for_its_topic_rests_in_its_channel(ledger: Ledger) -> None:
    lost = replace(delivery("C1"), state=State.UNKNOWN, next_at=NINE + MINUTE)
    other_topic = replace(delivery("C1"), key=replace(lost.key, topic=Topic.parse("case:1")))
    put(ledger, [lost, delivery("C1", kind=kinds.REMINDER), delivery("C2", kind=kinds.REMINDER), other_topic])
    first, second = ledger.claim(Action.POST, now=NINE, limit=10, busy=NOBODY)
    assert [each.key for each in (first, second)] == [
        delivery("C2", kind=kinds.REMINDER).key,
        other_topic.key,
    ]
    ledger.save_deliveries([replace(each, state=State.SENT) for each in (first, second)])
    assert claim(ledger) == []
    given_up = ledger.deliveries(TOPIC)[0]
    ledger.save_deliveries([replace(given_up, next_at=None)])
    assert claim(ledger) == ["C1 reminder"]


def test_the_cards_of_what_was_claimed_are_those_of_the_present(ledger: Ledger) -> None:
    cards = [
        replace(delivery(channel), state=State.SENT, finished_at=NINE, message=Message(channel, "1.0"))
        for channel in ("C1", "C2")
    ]
    put(ledger, [*cards, *(delivery(channel, kind=kinds.REMINDER) for channel in ("C1", "C2", "C3"))])
    ledger.claim(Action.POST, now=NINE, limit=10, busy=NOBODY)
    found = [ledger.card(TOPIC, channel) for channel in ("C1", "C2", "C3")]
    assert [card and card.key.channel for card in found] == ["C1", "C2", None]
    assert found[0] is not None
    ledger.save_deliveries([replace(found[0], message=None, reason=Reason.MESSAGE_GONE.value)])
    assert ledger.card(TOPIC, "C1") is None
    assert ledger.card(TOPIC, "C2") == found[1]
