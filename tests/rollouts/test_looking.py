"""Deliveries of which nobody knows whether they were posted: looked for, and settled by a manager."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from rollouts.briefs import UnsureBrief
from rollouts.cases import Case
from rollouts.deliveries import (
    LEASE,
    LOOK_AFTER,
    Announcement,
    Concern,
    Delivery,
    Key,
    Kind,
    Lost,
    Message,
    Missing,
    NotPosted,
    Outcome,
    Reason,
    Refused,
    Sent,
    State,
)
from rollouts.people import Person
from rollouts.refusals import NotAllowed, Thing, Unknown
from rollouts.usecases.claiming import ClaimDue, Job, claim_due
from rollouts.usecases.looking import Found, Looked, TakeLook, record_look, take_look
from rollouts.usecases.planning import refresh
from rollouts.usecases.recording import GiveUp, give_up_abandoned
from rollouts.usecases.settling import Settle, Settled
from rollouts.usecases.settling import settle as settle_it
from tests.support.delivering import HOLD, deliver, delivery_of, look, posted, take_looks
from tests.support.memory_ledger import MemoryLedger
from tests.support.story import (
    ACME,
    ANA,
    MANAGER,
    OUTSIDER,
    POLICY,
    PREVIEW_DAY,
    RELEASE,
    REMINDER_DAY,
    STANDARD_DAY,
    START,
    ZOE,
    at,
    told_in,
)

TOPIC = RELEASE.topic
PREVIEW = Announcement(Kind.PREVIEW, "standard")
REMINDER = Announcement(Kind.REMINDER, "standard")
UNSURE = Announcement(Kind.UNSURE)
NOW = at(PREVIEW_DAY)
SECOND = timedelta(seconds=1)
FIRST_LOOK, SECOND_LOOK, LAST_LOOK = (NOW + after for after in LOOK_AFTER)
LOST = Lost(Reason.ANSWER_LOST.value)
THERE = Sent(Message("C0ACME", "m-found"))


@pytest.fixture
def ledger() -> MemoryLedger:
    ledger = MemoryLedger(replace(POLICY, alerts_to=(MANAGER.id, "U0ADAM")))
    told_in(ledger)
    return ledger


@pytest.fixture
def lost(ledger: MemoryLedger) -> MemoryLedger:
    """Return a ledger in which the answer to the preview in #acme was lost, and nothing else went wrong."""
    deliver(ledger, NOW, lose)
    return ledger


@pytest.fixture
def unsure(lost: MemoryLedger) -> MemoryLedger:
    """Return a ledger in which that preview was looked for in vain, and the manager was asked."""
    look_in_vain(lost)
    deliver(lost, LAST_LOOK)
    return lost


def lose(job: Job) -> Outcome:
    """Answer as when the answers to all posts in #acme are lost."""
    return LOST if job.delivery.key.channel == "C0ACME" else posted(job)


def look_in_vain(ledger: MemoryLedger, *, since: datetime = NOW) -> None:
    for after in LOOK_AFTER:
        assert look(ledger, since + after, Missing())


def row(ledger: MemoryLedger, announcement: Announcement = PREVIEW, revision: int = 0) -> Delivery:
    return delivery_of(ledger, TOPIC, announcement, "C0ACME", revision)


def number(ledger: MemoryLedger) -> int:
    return row(ledger).id or 0


def question(ledger: MemoryLedger, revision: int = 0) -> Delivery:
    return delivery_of(ledger, f"delivery:{number(ledger)}", UNSURE, MANAGER.id, revision)


def settle(
    ledger: MemoryLedger, *, was_posted: bool, by: Person = MANAGER, now: datetime = LAST_LOOK
) -> Settled:
    return settle_it(ledger, Settle(by, number(ledger), was_posted), now)


def in_acme(jobs: tuple[Job, ...]) -> list[Job]:
    return [job for job in jobs if job.delivery.key.channel == "C0ACME"]


# When it is looked for


def test_it_is_looked_for_after_15_seconds_a_minute_and_five_minutes(lost: MemoryLedger) -> None:
    every_second = (NOW + count * SECOND for count in range(601))

    looked = [now - NOW for now in every_second if look(lost, now, Missing())]

    assert looked == [timedelta(seconds=15), timedelta(seconds=60), timedelta(minutes=5)]


def test_it_is_looked_for_by_one_alone(lost: MemoryLedger) -> None:
    take_looks(lost, FIRST_LOOK)

    assert take_looks(lost, FIRST_LOOK + HOLD - SECOND) == ()


def test_a_look_that_nobody_came_back_from_is_taken_over(lost: MemoryLedger) -> None:
    take_looks(lost, FIRST_LOOK)

    (second,) = take_looks(lost, FIRST_LOOK + HOLD)

    assert second.delivery.looks == 2


def test_they_are_looked_for_one_at_a_time(ledger: MemoryLedger) -> None:
    deliver(ledger, NOW, lambda _: LOST)

    first = take_look(ledger, TakeLook(HOLD), FIRST_LOOK)

    assert first is not None
    assert len(take_looks(ledger, FIRST_LOOK)) == 2


def test_it_is_looked_for_from_its_attempt_on(ledger: MemoryLedger) -> None:
    late = NOW + timedelta(hours=5)
    deliver(ledger, late, lose)

    (found,) = take_looks(ledger, late + LOOK_AFTER[0])

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

    (found,) = take_looks(ledger, at(REMINDER_DAY) + LOOK_AFTER[0])

    card = row(ledger).message
    assert card
    assert found.thread == card.id


def test_what_a_stopped_process_left_behind_is_looked_for_at_once(ledger: MemoryLedger) -> None:
    claim_due(ledger, ClaimDue(limit=10), NOW)
    after = NOW + LEASE + SECOND
    give_up_abandoned(ledger, GiveUp(), after)

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
    card = ledger.card(TOPIC, "C0ACME")
    deliver(ledger, at(REMINDER_DAY), lose)

    look(ledger, at(REMINDER_DAY) + LOOK_AFTER[0], THERE)

    assert card
    assert card.message
    assert (row(ledger, REMINDER).thread, ledger.card(TOPIC, "C0ACME")) == (card.message.id, card)


def test_one_that_is_found_is_the_card_of_what_follows(lost: MemoryLedger) -> None:
    look(lost, FIRST_LOOK, THERE)

    (reply,) = in_acme(deliver(lost, at(REMINDER_DAY)))

    assert reply.thread == THERE.message.id


def test_one_that_is_found_is_not_looked_for_any_more(lost: MemoryLedger) -> None:
    look(lost, FIRST_LOOK, THERE)

    assert take_looks(lost, LAST_LOOK) == ()


def test_what_changed_meanwhile_is_brought_up_to_date_once_it_is_found(lost: MemoryLedger) -> None:
    refresh(ledger=lost, topic=TOPIC, now=NOW)
    before = in_acme(deliver(lost, NOW))
    look(lost, FIRST_LOOK, THERE)

    (update,) = in_acme(deliver(lost, FIRST_LOOK))

    assert (before, update.replaces) == ([], THERE.message)


# Looks that could not be made


def test_a_look_that_could_not_be_made_does_not_count(lost: MemoryLedger) -> None:
    look(lost, FIRST_LOOK, NotPosted("ratelimited", timedelta(minutes=1)))

    waits = row(lost)
    assert (waits.state, waits.looks, waits.next_at) == (
        State.UNKNOWN,
        0,
        FIRST_LOOK + timedelta(minutes=1),
    )


def test_a_look_that_could_not_be_made_is_made_later(lost: MemoryLedger) -> None:
    look(lost, FIRST_LOOK, NotPosted("ratelimited", timedelta(minutes=1)))

    look(lost, FIRST_LOOK + timedelta(minutes=1), THERE)

    assert row(lost).state is State.SENT


@pytest.mark.parametrize(
    "answer", [Missing(), Lost("internal_error"), Refused("missing_scope", concern=Concern.WORKSPACE)]
)
def test_a_look_that_was_answered_otherwise_found_nothing(lost: MemoryLedger, answer: Found) -> None:
    look(lost, FIRST_LOOK, answer)

    waits = row(lost)
    assert (waits.state, waits.looks, waits.next_at) == (State.UNKNOWN, 1, SECOND_LOOK)


def test_a_slow_look_undoes_nothing_that_a_later_one_found(lost: MemoryLedger) -> None:
    (slow,) = take_looks(lost, FIRST_LOOK)
    look(lost, FIRST_LOOK + HOLD, THERE)

    record_look(lost, Looked(slow, Missing()), FIRST_LOOK + HOLD)

    assert row(lost).state is State.SENT


# Not found


def test_not_found_after_the_last_look_it_rests_and_says_why(lost: MemoryLedger) -> None:
    look_in_vain(lost)

    rests = row(lost)
    assert (rests.state, rests.reason, rests.next_at, rests.finished_at) == (
        State.UNKNOWN,
        Reason.NOT_FOUND,
        None,
        LAST_LOOK,
    )


def test_not_found_after_the_last_look_one_manager_is_asked_about_it(unsure: MemoryLedger) -> None:
    (asked,) = unsure.deliveries(f"delivery:{number(unsure)}")

    assert (asked.key.channel, asked.state) == (MANAGER.id, State.SENT)


def test_before_the_last_look_nobody_is_asked(lost: MemoryLedger) -> None:
    look(lost, FIRST_LOOK, Missing())
    look(lost, SECOND_LOOK, Missing())

    assert lost.deliveries(f"delivery:{number(lost)}") == ()


def test_without_managers_in_the_settings_the_releases_owner_is_asked(lost: MemoryLedger) -> None:
    lost.policy = POLICY
    look_in_vain(lost)

    (asked,) = lost.deliveries(f"delivery:{number(lost)}")
    assert asked.key.channel == RELEASE.owner


def test_without_a_release_the_channels_owner_is_asked(ledger: MemoryLedger) -> None:
    ledger.policy = POLICY
    case = ledger.save_case(Case("U0ZOE", START, "C0ACME", "C0ACME"))
    ledger.plan([Delivery(Key(case.topic, Announcement(Kind.CASE_OPENED), "C0ACME"), due_at=START)])

    deliver(ledger, START, lambda _: Refused("msg_too_long"))

    (opened,) = ledger.deliveries(case.topic)
    (asked,) = ledger.deliveries(f"delivery:{opened.id}")
    assert asked.key.channel == ANA.id


def test_without_anybody_to_ask_it_can_still_be_read(lost: MemoryLedger) -> None:
    lost.policy = POLICY
    lost.save_release(replace(RELEASE, owner=None))
    lost.save_integration(replace(ACME, owners=()))
    look_in_vain(lost)

    assert (row(lost).reason, lost.deliveries(f"delivery:{number(lost)}")) == (Reason.NOT_FOUND, ())


def test_the_question_knows_what_it_is_about(lost: MemoryLedger) -> None:
    look_in_vain(lost)

    (asked,) = deliver(lost, LAST_LOOK)

    assert isinstance(asked.brief, UnsureBrief)
    assert (asked.brief.about, asked.brief.is_settled) == (row(lost), False)


def test_it_is_never_posted_again_by_itself(unsure: MemoryLedger) -> None:
    assert in_acme(deliver(unsure, at(REMINDER_DAY) - SECOND)) == []


def test_while_it_is_looked_for_its_release_rests_in_its_channel(lost: MemoryLedger) -> None:
    lost.plan([Delivery(Key(TOPIC, REMINDER, "C0ACME", 5), due_at=NOW)])
    look(lost, FIRST_LOOK, Missing())

    assert in_acme(deliver(lost, SECOND_LOOK)) == []


def test_when_it_is_no_longer_looked_for_its_release_goes_on(unsure: MemoryLedger) -> None:
    (reminder,) = in_acme(deliver(unsure, at(REMINDER_DAY)))

    assert (reminder.delivery.key.announcement, reminder.thread) == (REMINDER, None)


@pytest.mark.parametrize(
    "key",
    [
        Key("case:1", Announcement(Kind.CASE_OPENED), "C0ACME"),
        Key("case:1", Announcement(Kind.CASE_RAISED, "3"), "C0ACME"),
        Key("downtime:1", Announcement(Kind.DOWNTIME, "1"), "C0ACME"),
    ],
)
def test_of_a_case_or_of_trouble_what_cannot_be_found_is_posted_again(ledger: MemoryLedger, key: Key) -> None:
    ledger.save_case(Case("U0ANA", START, "C0ACME", "C0SUPPORT"))
    ledger.plan([Delivery(key, due_at=START)])
    deliver(ledger, START, lose)
    look_in_vain(ledger, since=START)

    (again,) = in_acme(deliver(ledger, START + LOOK_AFTER[-1]))

    assert (again.delivery.key, again.delivery.attempts, again.delivery.reason) == (key, 2, Reason.NOT_FOUND)


def test_what_is_posted_again_and_lost_again_is_looked_for_anew(ledger: MemoryLedger) -> None:
    case = ledger.save_case(Case("U0ANA", START, "C0ACME", "C0ACME"))
    opened = Announcement(Kind.CASE_OPENED)
    ledger.plan([Delivery(Key(case.topic, opened, "C0ACME"), due_at=START)])
    deliver(ledger, START, lose)
    look_in_vain(ledger, since=START)
    deliver(ledger, START + LOOK_AFTER[-1], lose)

    look_in_vain(ledger, since=START + LOOK_AFTER[-1])

    assert delivery_of(ledger, case.topic, opened, "C0ACME").state is State.WAITING


# Refused


@pytest.fixture
def refused(ledger: MemoryLedger) -> MemoryLedger:
    """Return a ledger in which the preview in #acme was refused for good, and the manager was asked."""
    deliver(ledger, NOW, refuse)
    return ledger


def refuse(job: Job) -> Outcome:
    """Answer as when Slack does not take what is said in #acme."""
    return Refused("invalid_blocks") if job.delivery.key.channel == "C0ACME" else posted(job)


def test_of_a_refused_post_a_manager_is_told_with_the_reason(refused: MemoryLedger) -> None:
    (asked,) = refused.deliveries(f"delivery:{number(refused)}")

    assert (asked.key.channel, asked.state) == (MANAGER.id, State.SENT)
    assert (row(refused).state, row(refused).reason) == (State.FAILED, "invalid_blocks")


def test_tried_again_a_refused_post_goes_out(refused: MemoryLedger) -> None:
    settle(refused, was_posted=False, now=NOW)

    (job,) = in_acme(deliver(refused, NOW))

    assert (job.delivery.key, job.delivery.attempts) == (row(refused).key, 2)
    assert row(refused).state is State.SENT


def test_refused_again_the_manager_is_told_again(refused: MemoryLedger) -> None:
    settle(refused, was_posted=False, now=NOW)
    deliver(refused, NOW + SECOND, refuse)

    # The first revision asked, the second brought that question up to date.
    assert question(refused, revision=2).state is State.SENT


def test_of_an_update_that_was_refused_nobody_is_asked(ledger: MemoryLedger) -> None:
    deliver(ledger, NOW)
    refresh(ledger=ledger, topic=TOPIC, now=NOW)
    deliver(ledger, NOW, refuse)

    update = row(ledger, revision=1)
    assert (update.state, ledger.deliveries(f"delivery:{update.id}")) == (State.FAILED, ())


def test_of_a_question_that_was_refused_nobody_is_asked(lost: MemoryLedger) -> None:
    look_in_vain(lost)
    deliver(lost, LAST_LOOK, lambda _: Refused("invalid_blocks"))

    asked = question(lost)
    assert (asked.state, lost.deliveries(f"delivery:{asked.id}")) == (State.FAILED, ())


# Settled


def test_a_manager_says_that_it_was_posted(unsure: MemoryLedger) -> None:
    answer = settle(unsure, was_posted=True)

    settled = row(unsure)
    assert answer == Settled(settled, was_posted=True, again=False)
    assert (settled.state, settled.reason, settled.finished_at) == (
        State.SENT,
        Reason.SOMEBODY_SAW_IT,
        LAST_LOOK,
    )


def test_a_manager_lets_it_be_posted_now(unsure: MemoryLedger) -> None:
    answer = settle(unsure, was_posted=False)

    (job,) = in_acme(deliver(unsure, LAST_LOOK))
    assert (answer.was_posted, answer.again, job.delivery.key) == (False, False, row(unsure).key)
    assert row(unsure).state is State.SENT


def test_what_is_too_late_by_then_is_left_out_all_the_same(unsure: MemoryLedger) -> None:
    settle(unsure, was_posted=False, now=at(STANDARD_DAY))

    deliver(unsure, at(STANDARD_DAY))

    assert row(unsure).reason == Reason.REMINDER_ALREADY_DUE


def test_posted_now_and_lost_again_the_manager_is_asked_again(unsure: MemoryLedger) -> None:
    settle(unsure, was_posted=False)
    deliver(unsure, LAST_LOOK, lose)
    look_in_vain(unsure, since=LAST_LOOK)

    deliver(unsure, LAST_LOOK + LOOK_AFTER[-1])

    # The first revision asked, the second brought that question up to date.
    assert question(unsure, revision=2).state is State.SENT


@pytest.mark.parametrize("was_posted", [True, False])
def test_the_question_is_brought_up_to_date_in_place(
    unsure: MemoryLedger,
    was_posted: bool,  # noqa: FBT001 - a parameter of the table above
) -> None:
    settle(unsure, was_posted=was_posted)

    (update,) = [job for job in deliver(unsure, LAST_LOOK) if job.replaces]

    assert isinstance(update.brief, UnsureBrief)
    assert (update.replaces, update.brief.is_settled) == (question(unsure).message, True)


def test_a_question_stays_answered_when_what_was_posted_because_of_it_is_lost_again(
    unsure: MemoryLedger,
) -> None:
    settle(unsure, was_posted=False)
    asked = question(unsure).message
    claim_due(unsure, ClaimDue(limit=10, busy=frozenset({MANAGER.id})), LAST_LOOK)
    give_up_abandoned(unsure, GiveUp(lease=timedelta(0)), LAST_LOOK + SECOND)

    (update,) = [job for job in deliver(unsure, LAST_LOOK + SECOND) if job.replaces]

    assert isinstance(update.brief, UnsureBrief)
    assert (update.replaces, update.brief.is_settled) == (asked, True)


def test_an_answer_to_the_first_question_leaves_the_second_one_open(unsure: MemoryLedger) -> None:
    settle(unsure, was_posted=False)
    first = question(unsure).message
    again = Key(f"delivery:{number(unsure)}", UNSURE, MANAGER.id, 2)
    unsure.plan([Delivery(again, due_at=LAST_LOOK - SECOND)])
    unsure.save_deliveries([replace(row(unsure), state=State.UNKNOWN, next_at=None)])

    (update,) = [job for job in deliver(unsure, LAST_LOOK) if job.replaces]

    assert question(unsure, revision=2).state is State.SENT
    assert update.replaces == first


@pytest.mark.parametrize("second", [True, False])
def test_settled_twice_the_first_word_counts(
    unsure: MemoryLedger,
    second: bool,  # noqa: FBT001 - a parameter of the table above
) -> None:
    first = settle(unsure, was_posted=True)

    answer = settle(unsure, was_posted=second)

    assert answer == Settled(first.delivery, was_posted=True, again=True)


def test_one_that_is_still_looked_for_cannot_be_settled(lost: MemoryLedger) -> None:
    answer = settle(lost, was_posted=False, now=NOW)

    assert (answer.again, row(lost).state) == (True, State.UNKNOWN)


@pytest.mark.parametrize("person", [ANA, ZOE, OUTSIDER])
def test_nobody_but_a_manager_settles_it(unsure: MemoryLedger, person: Person) -> None:
    with pytest.raises(NotAllowed):
        settle(unsure, was_posted=True, by=person)

    assert row(unsure).state is State.UNKNOWN


def test_one_who_was_asked_settles_it_without_being_a_manager(lost: MemoryLedger) -> None:
    lost.policy = replace(POLICY, managers=frozenset())
    look_in_vain(lost)

    settle(lost, was_posted=True, by=ANA)

    assert row(lost).state is State.SENT


def test_a_message_that_is_none_of_ours_cannot_be_settled(unsure: MemoryLedger) -> None:
    with pytest.raises(Unknown) as refusal:
        settle_it(unsure, Settle(MANAGER, 999, was_posted=True), NOW)

    assert refusal.value.thing is Thing.MESSAGE


def test_a_question_that_was_not_asked_before_it_was_settled_is_left_out(lost: MemoryLedger) -> None:
    look_in_vain(lost)
    settle(lost, was_posted=True)

    deliver(lost, LAST_LOOK)

    assert question(lost).reason == Reason.ANSWERED


def test_a_question_about_what_is_gone_is_left_out(ledger: MemoryLedger) -> None:
    ledger.plan([Delivery(Key("delivery:999", UNSURE, MANAGER.id), due_at=NOW)])

    deliver(ledger, NOW)

    assert delivery_of(ledger, "delivery:999", UNSURE, MANAGER.id).reason == Reason.ANSWERED


def test_a_card_that_somebody_saw_has_no_thread_to_reply_in_and_the_next_post_is_the_card(
    unsure: MemoryLedger,
) -> None:
    settle(unsure, was_posted=True)
    (reminder,) = in_acme(deliver(unsure, at(REMINDER_DAY)))

    (confirmation,) = in_acme(deliver(unsure, at(STANDARD_DAY)))

    assert (reminder.thread, confirmation.thread) == (None, f"m{reminder.delivery.id}")


def test_the_post_after_a_card_that_somebody_saw_is_told_that_it_is_the_card(unsure: MemoryLedger) -> None:
    settle(unsure, was_posted=True)

    (reminder,) = in_acme(deliver(unsure, at(REMINDER_DAY)))

    assert getattr(reminder.brief, "is_card", None) is True


def test_a_reply_that_somebody_saw_stays_a_reply(ledger: MemoryLedger) -> None:
    deliver(ledger, NOW)
    deliver(ledger, at(REMINDER_DAY), lose)
    look_in_vain(ledger, since=at(REMINDER_DAY))
    request = Settle(MANAGER, row(ledger, REMINDER).id or 0, was_posted=True)
    settle_it(ledger, request, at(REMINDER_DAY, 10))

    (confirmation,) = in_acme(deliver(ledger, at(STANDARD_DAY)))

    assert confirmation.thread == f"m{number(ledger)}"
