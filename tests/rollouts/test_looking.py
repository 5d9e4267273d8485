"""Posts of which nobody knows whether they went out are looked for."""

from dataclasses import replace
from datetime import timedelta

import pytest

from rollouts import kinds
from rollouts.announcing.planning import refresh
from rollouts.cases import Case
from rollouts.deliveries import (
    LEASE,
    SEARCH_AFTER,
    Announcement,
    Concern,
    Key,
    Lost,
    Message,
    Missing,
    NewDelivery,
    NotPosted,
    Reason,
    Refused,
    Sent,
    State,
)
from rollouts.delivery.claiming import ClaimDue, claim_due
from rollouts.delivery.recording import GiveUp, give_up_abandoned
from rollouts.delivery.searching import ClaimSearch, Found, Searched, claim_search, record_search
from rollouts.topics import Topic
from tests.support.delivering import (
    HOLD,
    deliver,
    delivery_of,
    in_acme,
    look,
    look_in_vain,
    lose,
    row,
    take_looks,
)
from tests.support.memory_ledger import MemoryLedger
from tests.support.story import (
    ANA,
    MINUTE,
    PREVIEW_DAY,
    RELEASE,
    REMINDER,
    REMINDER_DAY,
    SECOND,
    START,
    at,
)

NOW = at(PREVIEW_DAY)
FIRST_LOOK, SECOND_LOOK, LAST_LOOK = (NOW + after for after in SEARCH_AFTER)
LIMITED = NotPosted("ratelimited", MINUTE)
THERE = Sent(Message("C0ACME", "m-found"))


# When, where and from when on


def test_it_is_looked_for_after_15_seconds_a_minute_and_five_minutes(lost: MemoryLedger) -> None:
    every_second = (NOW + count * SECOND for count in range(601))

    looked = [now - NOW for now in every_second if look(lost, now, Missing())]

    assert looked == [timedelta(seconds=15), MINUTE, timedelta(minutes=5)]


def test_it_is_looked_for_by_one_alone(lost: MemoryLedger) -> None:
    take_looks(lost, FIRST_LOOK)

    assert take_looks(lost, FIRST_LOOK + HOLD - SECOND) == ()


def test_a_look_that_nobody_came_back_from_is_taken_over(lost: MemoryLedger) -> None:
    take_looks(lost, FIRST_LOOK)

    (second,) = take_looks(lost, FIRST_LOOK + HOLD)

    assert second.delivery.searches == 2


def test_they_are_looked_for_one_at_a_time(ledger: MemoryLedger) -> None:
    deliver(ledger, NOW, lambda _: Lost(Reason.ANSWER_LOST.value))

    first = claim_search(ledger.at(FIRST_LOOK), ClaimSearch(HOLD))

    assert first is not None
    assert len(take_looks(ledger, FIRST_LOOK)) == 2


def test_it_is_looked_for_from_its_attempt_on(ledger: MemoryLedger) -> None:
    late = NOW + timedelta(hours=5)
    deliver(ledger, late, lose)

    (found,) = take_looks(ledger, late + SEARCH_AFTER[0])

    assert found.since == late


def test_one_whose_attempt_is_not_known_is_looked_for_from_its_due_time_on(lost: MemoryLedger) -> None:
    lost.save_deliveries([replace(row(lost), started_at=None, due_at=START)])

    (found,) = take_looks(lost, FIRST_LOOK)

    assert found.since == START


def test_a_card_is_looked_for_in_the_channel(lost: MemoryLedger) -> None:
    (found,) = take_looks(lost, FIRST_LOOK)

    assert found.thread is None


def test_a_reply_is_looked_for_in_the_thread_of_its_card(ledger: MemoryLedger) -> None:
    deliver(ledger, NOW)
    deliver(ledger, at(REMINDER_DAY), lose)

    (found,) = take_looks(ledger, at(REMINDER_DAY) + SEARCH_AFTER[0])

    card = row(ledger).message
    assert card
    assert found.thread == card.id


def test_what_a_stopped_process_left_behind_is_looked_for_at_once(ledger: MemoryLedger) -> None:
    claim_due(ledger.at(NOW), ClaimDue(limit=10))
    after = NOW + LEASE + SECOND
    give_up_abandoned(ledger.at(after), GiveUp())

    assert len(take_looks(ledger, after)) == 3


# Found


def test_one_that_is_found_was_sent_as_that_message(lost: MemoryLedger) -> None:
    look(lost, FIRST_LOOK, THERE)

    found = row(lost)
    assert (found.state, found.message, found.reason, found.next_at, found.finished_at) == (
        State.SENT,
        THERE.message,
        "",
        None,
        FIRST_LOOK,
    )


def test_a_reply_that_is_found_keeps_its_thread(ledger: MemoryLedger) -> None:
    deliver(ledger, NOW)
    card = ledger.card(RELEASE.topic, "C0ACME")
    deliver(ledger, at(REMINDER_DAY), lose)

    look(ledger, at(REMINDER_DAY) + SEARCH_AFTER[0], THERE)

    assert card
    assert card.message
    assert (row(ledger, REMINDER).thread, ledger.card(RELEASE.topic, "C0ACME")) == (card.message.id, card)


def test_one_that_is_found_is_the_card_of_what_follows(lost: MemoryLedger) -> None:
    look(lost, FIRST_LOOK, THERE)

    (reply,) = in_acme(deliver(lost, at(REMINDER_DAY)))

    assert reply.thread == THERE.message.id


def test_one_that_is_found_is_not_looked_for_any_more(lost: MemoryLedger) -> None:
    look(lost, FIRST_LOOK, THERE)

    assert take_looks(lost, LAST_LOOK) == ()


def test_what_changed_meanwhile_is_brought_up_to_date_once_it_is_found(lost: MemoryLedger) -> None:
    refresh(ledger=lost.at(NOW), topic=RELEASE.topic)
    before = in_acme(deliver(lost, NOW))
    look(lost, FIRST_LOOK, THERE)

    (update,) = in_acme(deliver(lost, FIRST_LOOK))

    assert (before, update.replaces) == ([], THERE.message)


# Looks that could not be made


def test_a_look_that_could_not_be_made_does_not_count(lost: MemoryLedger) -> None:
    look(lost, FIRST_LOOK, LIMITED)

    waits = row(lost)
    assert (waits.state, waits.searches, waits.next_at) == (State.UNKNOWN, 0, FIRST_LOOK + MINUTE)


def test_a_look_that_could_not_be_made_is_made_later(lost: MemoryLedger) -> None:
    look(lost, FIRST_LOOK, LIMITED)

    look(lost, FIRST_LOOK + MINUTE, THERE)

    assert row(lost).state is State.SENT


@pytest.mark.parametrize(
    "answer", [Missing(), Lost("internal_error"), Refused("missing_scope", concern=Concern.WORKSPACE)]
)
def test_a_look_that_was_answered_otherwise_found_nothing(lost: MemoryLedger, answer: Found) -> None:
    look(lost, FIRST_LOOK, answer)

    waits = row(lost)
    assert (waits.state, waits.searches, waits.next_at) == (State.UNKNOWN, 1, SECOND_LOOK)


def test_a_slow_look_undoes_nothing_that_a_later_one_found(lost: MemoryLedger) -> None:
    (slow,) = take_looks(lost, FIRST_LOOK)
    look(lost, FIRST_LOOK + HOLD, THERE)

    record_search(lost.at(FIRST_LOOK + HOLD), Searched(slow, Missing()))

    assert row(lost).state is State.SENT


# Not found


def test_not_found_after_the_last_look_it_rests_and_says_why(lost: MemoryLedger) -> None:
    look_in_vain(lost, since=NOW)

    rests = row(lost)
    assert (rests.state, rests.reason, rests.next_at, rests.finished_at) == (
        State.UNKNOWN,
        Reason.NOT_FOUND,
        None,
        LAST_LOOK,
    )


def test_it_is_never_posted_again_by_itself(unsure: MemoryLedger) -> None:
    assert in_acme(deliver(unsure, at(REMINDER_DAY) - SECOND)) == []


def test_while_it_is_looked_for_its_release_rests_in_its_channel(lost: MemoryLedger) -> None:
    lost.plan([NewDelivery(Key(RELEASE.topic, REMINDER, "C0ACME", 5), due_at=NOW)])
    look(lost, FIRST_LOOK, Missing())

    assert in_acme(deliver(lost, SECOND_LOOK)) == []


def test_when_it_is_no_longer_looked_for_its_release_goes_on(unsure: MemoryLedger) -> None:
    (reminder,) = in_acme(deliver(unsure, at(REMINDER_DAY)))

    assert (reminder.delivery.key.announcement, reminder.thread) == (REMINDER, None)


@pytest.mark.parametrize(
    "key",
    [
        Key(Topic.parse("case:1"), Announcement(kinds.CASE_OPENED), "C0ACME"),
        Key(Topic.parse("case:1"), Announcement(kinds.CASE_RAISED, number=3), "C0ACME"),
        Key(Topic.parse("downtime"), Announcement(kinds.DOWNTIME, number=1, posts=(1,)), "C0ACME"),
    ],
)
def test_of_a_case_or_of_trouble_what_cannot_be_found_is_posted_again(ledger: MemoryLedger, key: Key) -> None:
    ledger.save_case(Case(ANA.id, START, "C0ACME", "C0SUPPORT"))
    ledger.plan([NewDelivery(key, due_at=START)])
    deliver(ledger, START, lose)
    last_look = look_in_vain(ledger, since=START)

    (again,) = in_acme(deliver(ledger, last_look))

    assert (again.delivery.key, again.delivery.attempts, again.delivery.reason) == (key, 2, Reason.NOT_FOUND)


def test_what_is_posted_again_and_lost_again_is_looked_for_anew(ledger: MemoryLedger) -> None:
    case = ledger.save_case(Case(ANA.id, START, "C0ACME", "C0ACME"))
    opened = Announcement(kinds.CASE_OPENED)
    ledger.plan([NewDelivery(Key(case.topic, opened, "C0ACME"), due_at=START)])
    deliver(ledger, START, lose)
    last_look = look_in_vain(ledger, since=START)
    deliver(ledger, last_look, lose)

    look_in_vain(ledger, since=last_look)

    assert delivery_of(ledger, case.topic, opened, "C0ACME").state is State.WAITING
