"""Posts of which nobody knows whether they went out are looked for."""

from dataclasses import replace
from datetime import datetime

import pytest

from rollouts import kinds
from rollouts.announcing.planning import refresh
from rollouts.cases import Case
from rollouts.deliveries import (
    LEASE,
    SEARCH_AFTER,
    SEARCH_FOR_COPIES_AFTER,
    Announcement,
    Copy,
    Delivery,
    Found,
    Key,
    Lost,
    Message,
    Missing,
    NewDelivery,
    NotPosted,
    NotReadable,
    Reason,
    Refused,
    SearchOutcome,
    State,
)
from rollouts.delivery.claiming import ClaimDue, claim_due
from rollouts.delivery.copies import Copies, SortedOut, record_sorted_out
from rollouts.delivery.recording import GiveUp, give_up_abandoned
from rollouts.delivery.searching import Searched, record_search, search_at_start
from rollouts.topics import Topic
from tests.support.delivering import (
    HOLD,
    deliver,
    in_acme,
    look,
    look_in_vain,
    lose,
    posted,
    row,
    take_looks,
    take_readings,
)
from tests.support.memory_ledger import MemoryLedger
from tests.support.stored import put
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
FOUND = Message("C0ACME", "m-found")
THERE = Found((Copy(FOUND),))
UNREADABLE = NotReadable("not_in_channel")


# When, where and from when on


def test_it_is_looked_for_after_10_30_and_90_seconds(lost: MemoryLedger) -> None:
    every_second = (NOW + count * SECOND for count in range(601))

    looked = [now - NOW for now in every_second if look(lost, now, Missing())]

    assert looked == [10 * SECOND, 30 * SECOND, 90 * SECOND]


def test_it_is_looked_for_by_one_alone(lost: MemoryLedger) -> None:
    take_looks(lost, FIRST_LOOK)

    assert take_looks(lost, FIRST_LOOK + HOLD - SECOND) == ()


def test_a_look_that_nobody_came_back_from_is_taken_over(lost: MemoryLedger) -> None:
    take_looks(lost, FIRST_LOOK)

    (second,) = take_looks(lost, FIRST_LOOK + HOLD)

    assert second.delivery.searches == 2


def test_they_are_looked_for_one_channel_at_a_time(ledger: MemoryLedger) -> None:
    deliver(ledger, NOW, lambda _: Lost(Reason.ANSWER_LOST.value))

    readings = take_readings(ledger, FIRST_LOOK)

    assert sorted(reading.channel for reading in readings) == ["C0ACME", "C0GLOBEX", "C0NORTH"]


def test_what_is_looked_for_in_one_channel_shares_a_reading(lost: MemoryLedger) -> None:
    case = lost.save_case(Case(ANA.id, START, "C0ACME", "C0ACME"))
    opened = Key(case.topic, Announcement(kinds.CASE_OPENED), "C0ACME")
    put(lost, [Delivery(0, opened, START, state=State.UNKNOWN, started_at=START, next_at=FIRST_LOOK)])

    (reading,) = take_readings(lost, FIRST_LOOK)

    assert {search.delivery.key for search in reading.searches} == {opened, row(lost).key}
    assert (reading.channel, reading.thread, reading.since) == ("C0ACME", None, START)


def test_each_thread_is_a_reading_of_its_own(ledger: MemoryLedger) -> None:
    deliver(ledger, NOW)
    deliver(ledger, at(REMINDER_DAY), lose)
    first_look = at(REMINDER_DAY) + SEARCH_AFTER[0]
    case = ledger.save_case(Case(ANA.id, START, "C0ACME", "C0ACME"))
    opened = Key(case.topic, Announcement(kinds.CASE_OPENED), "C0ACME")
    put(ledger, [Delivery(0, opened, START, state=State.UNKNOWN, next_at=first_look)])

    threads = [reading.thread for reading in take_readings(ledger, first_look)]

    card = row(ledger).message
    assert card
    assert threads == [None, card.id]


def test_after_a_crash_it_is_looked_for_at_once_whoever_was_looking(lost: MemoryLedger) -> None:
    take_looks(lost, FIRST_LOOK)

    search_at_start(lost.at(FIRST_LOOK + SECOND))

    assert take_looks(lost, FIRST_LOOK + SECOND)


def test_it_is_looked_for_from_its_attempt_on(ledger: MemoryLedger) -> None:
    late = NOW + 300 * MINUTE
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
    claim_due(ledger.at(NOW), ClaimDue(10, 10))
    after = NOW + LEASE + SECOND
    give_up_abandoned(ledger.at(after), GiveUp())

    assert len(take_looks(ledger, after)) == 3


# A card that comes or goes between the attempt and the search


def a_card_comes(ledger: MemoryLedger) -> Message:
    """Let the reminder become the card of #acme, as when the preview is not known to be there."""
    card = Message("C0ACME", "m-card")
    reminder = row(ledger, REMINDER)
    ledger.save_deliveries(
        [replace(reminder, state=State.SENT, message=card, finished_at=ledger.now, thread=None)]
    )
    return card


def test_what_went_by_itself_is_looked_for_there_though_a_card_came_since(lost: MemoryLedger) -> None:
    a_card_comes(lost.at(NOW + SECOND))

    (found,) = take_looks(lost, FIRST_LOOK)

    assert found.thread is None


def test_what_went_by_itself_goes_out_again_by_itself_so_that_both_copies_are_found(
    lost: MemoryLedger,
) -> None:
    a_card_comes(lost.at(NOW + SECOND))

    (job,) = in_acme(deliver(lost, look_in_vain(lost, since=NOW)))
    assert job.thread is None

    (search,) = take_looks(lost, LAST_LOOK + SEARCH_FOR_COPIES_AFTER)
    assert search.thread is None


def test_a_reply_goes_out_again_under_the_card_under_which_it_may_turn_up(ledger: MemoryLedger) -> None:
    deliver(ledger, NOW)
    first = row(ledger).message
    deliver(ledger, at(REMINDER_DAY), lose)
    newer = replace(row(ledger), message=Message("C0ACME", "m-newer"))
    ledger.save_deliveries([newer])

    (job,) = in_acme(deliver(ledger, look_in_vain(ledger, since=at(REMINDER_DAY))))

    assert first
    assert job.thread == first.id


def test_a_reply_whose_card_was_deleted_meanwhile_goes_out_by_itself(ledger: MemoryLedger) -> None:
    deliver(ledger, NOW)
    deliver(ledger, at(REMINDER_DAY), lose)
    gone = Refused("thread_not_found", gone=True)

    jobs = deliver(
        ledger,
        look_in_vain(ledger, since=at(REMINDER_DAY)),
        lambda job: gone if job.thread else posted(job),
    )

    again = [job.thread for job in in_acme(jobs) if job.delivery.key.announcement == REMINDER]
    assert len(again) == 2
    assert again[-1] is None


def test_where_an_attempt_went_that_was_not_kept_is_where_it_would_go_now(ledger: MemoryLedger) -> None:
    deliver(ledger, NOW)
    deliver(ledger, at(REMINDER_DAY), lose)
    ledger.save_deliveries([replace(row(ledger, REMINDER), thread=None)])

    (found,) = take_looks(ledger, at(REMINDER_DAY) + SEARCH_AFTER[0])

    card = row(ledger).message
    assert card
    assert found.thread == card.id


# Found


def test_one_that_is_found_was_sent_as_that_message(lost: MemoryLedger) -> None:
    look(lost, FIRST_LOOK, THERE)

    found = row(lost)
    assert (found.state, found.message, found.reason, found.next_at, found.finished_at) == (
        State.SENT,
        FOUND,
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

    assert reply.thread == FOUND.id


def test_one_that_is_found_is_not_looked_for_any_more(lost: MemoryLedger) -> None:
    look(lost, FIRST_LOOK, THERE)

    assert take_looks(lost, LAST_LOOK) == ()


def test_what_changed_meanwhile_is_brought_up_to_date_once_it_is_found(lost: MemoryLedger) -> None:
    refresh(ledger=lost.at(NOW), topic=RELEASE.topic)
    before = in_acme(deliver(lost, NOW))
    look(lost, FIRST_LOOK, THERE)

    (update,) = in_acme(deliver(lost, FIRST_LOOK))

    assert (before, update.replaces) == ([], FOUND)


# Looks that could not be made


def test_a_look_that_could_not_be_made_does_not_count(lost: MemoryLedger) -> None:
    look(lost, FIRST_LOOK, LIMITED)

    waits = row(lost)
    assert (waits.state, waits.searches, waits.next_at) == (State.UNKNOWN, 0, FIRST_LOOK + MINUTE)


def test_a_look_that_could_not_be_made_is_made_later(lost: MemoryLedger) -> None:
    look(lost, FIRST_LOOK, LIMITED)

    look(lost, FIRST_LOOK + MINUTE, THERE)

    assert row(lost).state is State.SENT


def test_a_look_in_vain_is_followed_by_the_next_one(lost: MemoryLedger) -> None:
    look(lost, FIRST_LOOK, Missing())

    waits = row(lost)
    assert (waits.state, waits.searches, waits.next_at) == (State.UNKNOWN, 1, SECOND_LOOK)


def test_a_slow_look_undoes_nothing_that_a_later_one_found(lost: MemoryLedger) -> None:
    (slow,) = take_looks(lost, FIRST_LOOK)
    look(lost, FIRST_LOOK + HOLD, THERE)

    record_search(lost.at(FIRST_LOOK + HOLD), Searched(slow, Missing()))

    assert row(lost).state is State.SENT


# Not found


def test_what_is_not_there_after_the_last_look_goes_out_again_under_the_same_key(lost: MemoryLedger) -> None:
    (again,) = in_acme(deliver(lost, look_in_vain(lost, since=NOW)))

    assert (again.delivery.key, again.delivery.attempts) == (row(lost).key, 2)
    assert (again.delivery.reason, again.delivery.lost_at) == (Reason.NOT_FOUND, NOW)


def test_a_look_that_could_not_be_made_is_none_of_the_three(lost: MemoryLedger) -> None:
    look(lost, FIRST_LOOK, Missing())
    look(lost, SECOND_LOOK, LIMITED)
    look(lost, SECOND_LOOK + MINUTE, Missing())

    assert row(lost).state is State.UNKNOWN


@pytest.mark.parametrize("looks_in_vain", [0, 1, 2])
def test_where_nothing_can_be_read_it_rests_and_says_why(lost: MemoryLedger, looks_in_vain: int) -> None:
    for after in SEARCH_AFTER[:looks_in_vain]:
        look(lost, NOW + after, Missing())
    now = NOW + SEARCH_AFTER[looks_in_vain]

    look(lost, now, UNREADABLE)

    rests = row(lost)
    assert (rests.state, rests.reason, rests.next_at, rests.finished_at) == (
        State.UNKNOWN,
        Reason.NOT_READABLE,
        None,
        now,
    )


def test_where_nothing_can_be_read_it_is_never_posted_again_by_itself(unsure: MemoryLedger) -> None:
    assert in_acme(deliver(unsure, at(REMINDER_DAY) - SECOND)) == []


def test_while_it_is_looked_for_its_release_rests_in_its_channel(lost: MemoryLedger) -> None:
    lost.plan([NewDelivery(Key(RELEASE.topic, REMINDER, "C0ACME", 5), due_at=NOW)])
    look(lost, FIRST_LOOK, Missing())

    assert in_acme(deliver(lost, SECOND_LOOK)) == []


def test_when_it_is_no_longer_looked_for_its_release_goes_on(unsure: MemoryLedger) -> None:
    (reminder,) = in_acme(deliver(unsure, at(REMINDER_DAY)))

    assert (reminder.delivery.key.announcement, reminder.thread) == (REMINDER, None)


URGENT = [
    Key(Topic.parse("case:1"), Announcement(kinds.CASE_OPENED), "C0ACME"),
    Key(Topic.parse("case:1"), Announcement(kinds.CASE_RAISED, number=3), "C0ACME"),
]
ALERT = Key(Topic.parse("downtime"), Announcement(kinds.DOWNTIME, number=1, posts=(1,)), "C0ACME")


def lost_one(ledger: MemoryLedger, key: Key) -> MemoryLedger:
    ledger.save_case(Case(ANA.id, START, "C0ACME", "C0SUPPORT"))
    ledger.plan([NewDelivery(key, due_at=START)])
    deliver(ledger, START, lose)
    return ledger


@pytest.mark.parametrize("found", [Missing(), UNREADABLE])
@pytest.mark.parametrize("key", URGENT)
def test_what_is_urgent_goes_out_again_after_the_first_look_in_vain(
    ledger: MemoryLedger, key: Key, found: SearchOutcome
) -> None:
    first_look = START + SEARCH_AFTER[0]
    look(lost_one(ledger, key), first_look, found)

    (again,) = in_acme(deliver(ledger, first_look))

    assert (again.delivery.key, again.delivery.attempts) == (key, 2)


def test_an_alert_waits_for_three_looks_and_nobody_is_asked_about_it(ledger: MemoryLedger) -> None:
    last_look = look_in_vain(lost_one(ledger, ALERT), since=START)

    (again,) = in_acme(deliver(ledger, last_look))

    assert again.delivery.key == ALERT


def test_an_alert_that_cannot_be_looked_for_goes_out_again(ledger: MemoryLedger) -> None:
    first_look = START + SEARCH_AFTER[0]
    look(lost_one(ledger, ALERT), first_look, UNREADABLE)

    assert [job.delivery.key for job in in_acme(deliver(ledger, first_look))] == [ALERT]


def test_what_is_posted_again_and_lost_again_is_looked_for_anew_from_the_first_attempt_on(
    lost: MemoryLedger,
) -> None:
    last_look = look_in_vain(lost, since=NOW)
    deliver(lost, last_look, lose)

    (first, *_) = take_looks(lost, last_look + SEARCH_AFTER[0])

    assert (first.delivery.searches, first.since) == (1, NOW)


# Posted again, and there twice after all

AGAIN = NOW + SEARCH_AFTER[-1]
LATER = AGAIN + SEARCH_FOR_COPIES_AFTER
LATE, OTHER = Copy(Message("C0ACME", "m-late")), Copy(Message("C0ACME", "m-other"))


@pytest.fixture
def again(lost: MemoryLedger) -> MemoryLedger:
    """Return a ledger in which the lost preview was looked for in vain and posted again."""
    deliver(lost, look_in_vain(lost, since=NOW))
    return lost


def own(ledger: MemoryLedger, *, is_used: bool = False) -> Copy:
    message = row(ledger).message
    assert message
    return Copy(message, is_used)


def sorted_out(ledger: MemoryLedger, found: SearchOutcome) -> Copies | None:
    (search,) = take_looks(ledger, LATER)
    return record_search(ledger.at(LATER), Searched(search, found)).copies


def test_five_minutes_after_it_went_out_again_it_is_looked_for_once_more(again: MemoryLedger) -> None:
    assert take_looks(again, LATER - SECOND) == ()
    (search,) = take_looks(again, LATER)
    assert (search.delivery.key, search.since) == (row(again).key, NOW)


def test_what_never_was_lost_is_not_looked_for_again(ledger: MemoryLedger) -> None:
    deliver(ledger, NOW)

    assert take_looks(ledger, LATER) == ()


def test_meanwhile_its_thread_goes_on(again: MemoryLedger) -> None:
    refresh(ledger=again.at(AGAIN), topic=RELEASE.topic)

    assert in_acme(deliver(again, AGAIN))


@pytest.mark.parametrize("found", [Missing(), UNREADABLE])
def test_when_there_is_no_other_copy_that_is_that(again: MemoryLedger, found: SearchOutcome) -> None:
    assert sorted_out(again, found) is None
    settled = row(again)
    assert (settled.state, settled.next_at, settled.lost_at) == (State.SENT, None, None)


def test_a_look_for_copies_that_could_not_be_made_is_made_later(again: MemoryLedger) -> None:
    assert sorted_out(again, LIMITED) is None
    assert row(again).next_at == LATER + MINUTE


def test_of_two_on_which_nothing_hangs_the_one_that_turned_up_is_deleted(again: MemoryLedger) -> None:
    mine = own(again)

    copies = sorted_out(again, Found((mine, LATE)))

    assert copies
    assert (copies.kept, copies.to_delete, copies.to_link) == (mine.message, (LATE.message,), ())


def test_one_on_which_something_hangs_is_kept_and_the_row_keeps_it(again: MemoryLedger) -> None:
    mine, used = own(again), replace(LATE, is_used=True)

    copies = sorted_out(again, Found((mine, used)))

    assert copies
    assert (copies.kept, copies.to_delete) == (used.message, (mine.message,))
    assert row(again).message == used.message


def test_where_something_hangs_on_both_both_stay_and_the_other_leads_to_the_kept(
    again: MemoryLedger,
) -> None:
    mine, used = own(again, is_used=True), replace(LATE, is_used=True)

    copies = sorted_out(again, Found((used, mine, OTHER)))

    assert copies
    assert (copies.kept, copies.to_delete, copies.to_link) == (
        mine.message,
        (OTHER.message,),
        (used.message,),
    )


def test_what_turned_up_takes_the_place_of_one_that_somebody_deleted(again: MemoryLedger) -> None:
    assert sorted_out(again, Found((LATE,))) is None
    assert row(again).message == LATE.message


@pytest.fixture
def gone(again: MemoryLedger) -> MemoryLedger:
    """Return that ledger after somebody deleted the message of the row, and an edit was refused for it."""
    again.save_deliveries([replace(row(again), message=None, reason=Reason.MESSAGE_GONE.value)])
    return again


def test_of_several_that_turn_up_for_one_that_was_deleted_one_stays(gone: MemoryLedger) -> None:
    copies = sorted_out(gone, Found((LATE, OTHER)))

    assert copies
    assert (copies.kept, copies.to_delete, copies.to_link) == (LATE.message, (OTHER.message,), ())
    assert gone.card(RELEASE.topic, "C0ACME") == row(gone)


def test_where_another_card_stands_in_place_of_the_deleted_none_that_turns_up_stays_beside_it(
    gone: MemoryLedger,
) -> None:
    card = a_card_comes(gone.at(LATER))
    used = replace(OTHER, is_used=True)

    copies = sorted_out(gone, Found((LATE, used)))

    assert copies
    assert (copies.kept, copies.to_delete, copies.to_link) == (card, (LATE.message,), (used.message,))

    record_sorted_out(gone.at(LATER), SortedOut(copies, is_done=True))
    assert (row(gone).message, row(gone).next_at) == (None, None)


@pytest.mark.parametrize(("is_done", "next_at"), [(True, None), (False, LATER + MINUTE)])
def test_what_could_not_be_deleted_is_tried_again(
    again: MemoryLedger, *, is_done: bool, next_at: datetime | None
) -> None:
    copies = sorted_out(again, Found((own(again), LATE)))
    assert copies

    record_sorted_out(again.at(LATER), SortedOut(copies, is_done))

    assert row(again).next_at == next_at


def test_copies_that_somebody_else_sorted_out_meanwhile_are_left_to_them(again: MemoryLedger) -> None:
    copies = sorted_out(again, Found((own(again), LATE)))
    assert copies
    record_sorted_out(again.at(LATER), SortedOut(copies, is_done=True))

    record_sorted_out(again.at(LATER), SortedOut(copies, is_done=False))

    assert row(again).next_at is None
