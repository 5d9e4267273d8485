"""Claimed, said, recorded: nothing lost, nothing twice."""

from dataclasses import replace
from datetime import timedelta

import pytest

from rollouts.briefs import CaseBrief, ReleaseBrief
from rollouts.cases import Case, CaseState
from rollouts.deliveries import (
    LEASE,
    LOOK_AFTER,
    Action,
    Announcement,
    Concern,
    Delivery,
    Key,
    Kind,
    Lost,
    Message,
    NotPosted,
    Outcome,
    Reason,
    Refused,
    Sent,
    State,
)
from rollouts.integrations import Role
from rollouts.usecases.claiming import ClaimDue, Job, claim_due
from rollouts.usecases.confirming import Confirm, confirm
from rollouts.usecases.looking import Looked, record_look
from rollouts.usecases.planning import refresh
from rollouts.usecases.recording import UPDATES_TRIED, GiveUp, Result, give_up_abandoned, record
from tests.support.delivering import deliver, delivery_of, posted, take_looks, tell_until
from tests.support.memory_ledger import MemoryLedger
from tests.support.story import (
    ACME,
    ANA,
    CONTROLLED_DAY,
    POLICY,
    PREVIEW_DAY,
    RELEASE,
    REMINDER_DAY,
    STANDARD,
    STANDARD_DAY,
    START,
    at,
    told_in,
)

TOPIC = RELEASE.topic
PREVIEW = Announcement(Kind.PREVIEW, "standard")
REMINDER = Announcement(Kind.REMINDER, "standard")
CONFIRMATION = Announcement(Kind.CONFIRMATION, "standard")
QUESTION = Announcement(Kind.OWNER_QUESTION, "standard")
NOW = at(PREVIEW_DAY)
MINUTE = timedelta(minutes=1)


@pytest.fixture
def ledger() -> MemoryLedger:
    ledger = MemoryLedger(POLICY)
    told_in(ledger)
    return ledger


def row(
    ledger: MemoryLedger, announcement: Announcement, channel: str = "C0ACME", revision: int = 0
) -> Delivery:
    return delivery_of(ledger, TOPIC, announcement, channel, revision)


def in_acme(jobs: tuple[Job, ...]) -> list[Job]:
    return [job for job in jobs if job.delivery.key.channel == "C0ACME"]


def only_in_acme(answer: Outcome, job: Job) -> Outcome:
    return answer if job.delivery.key.channel == "C0ACME" else posted(job)


def deleted(job: Job) -> Outcome:
    """Answer as when every message that is replied to, or updated, was deleted."""
    return posted(job) if job.thread is None and job.replaces is None else Refused("gone", gone=True)


# Claiming


def test_what_is_due_is_claimed_and_counted(ledger: MemoryLedger) -> None:
    (job,) = in_acme(claim_due(ledger, ClaimDue(limit=10), NOW))

    assert (job.delivery.key.announcement, job.delivery.state, job.delivery.attempts) == (
        PREVIEW,
        State.CLAIMED,
        1,
    )


def test_nothing_is_claimed_before_it_is_due(ledger: MemoryLedger) -> None:
    assert claim_due(ledger, ClaimDue(limit=10), NOW - MINUTE) == ()


def test_nothing_is_claimed_twice(ledger: MemoryLedger) -> None:
    claim_due(ledger, ClaimDue(limit=10), NOW)

    assert claim_due(ledger, ClaimDue(limit=10), NOW) == ()


def test_no_more_is_claimed_than_was_asked_for(ledger: MemoryLedger) -> None:
    assert len(claim_due(ledger, ClaimDue(limit=2), NOW)) == 2


def test_nothing_is_claimed_in_a_busy_channel(ledger: MemoryLedger) -> None:
    jobs = claim_due(ledger, ClaimDue(limit=10, busy=frozenset({"C0ACME"})), NOW)

    assert [job.delivery.key.channel for job in jobs] == ["C0GLOBEX", "C0NORTH"]


def test_what_is_too_late_makes_room_for_the_next_in_its_channel(ledger: MemoryLedger) -> None:
    now = at(STANDARD_DAY)

    (job,) = in_acme(claim_due(ledger, ClaimDue(limit=10), now))

    assert (job.delivery.key.announcement, row(ledger, PREVIEW).reason, row(ledger, REMINDER).reason) == (
        CONFIRMATION,
        Reason.REMINDER_ALREADY_DUE,
        Reason.STAGE_DAY_BEGUN,
    )


def test_after_downtime_a_confirmation_says_since_when_it_is_late(ledger: MemoryLedger) -> None:
    (job,) = in_acme(claim_due(ledger, ClaimDue(limit=10), at(STANDARD_DAY, 17)))

    assert isinstance(job.brief, ReleaseBrief)
    assert job.brief.late_since == at(STANDARD_DAY)


def test_the_late_rules_go_by_the_zone_of_the_channel(ledger: MemoryLedger) -> None:
    ledger.save_integration(replace(ACME, timezone="America/New_York"))

    # The reminder is due at nine in New York, which is three in the afternoon in Berlin.
    (job,) = in_acme(claim_due(ledger, ClaimDue(limit=10), at(REMINDER_DAY, 14)))

    assert job.delivery.key.announcement == PREVIEW


def test_a_post_about_a_release_that_is_gone_is_skipped(ledger: MemoryLedger) -> None:
    key = Key("release:gone", PREVIEW, "C0ELSE")
    ledger.plan([Delivery(key, due_at=START)])

    claim_due(ledger, ClaimDue(limit=10), START)

    assert delivery_of(ledger, key.topic, PREVIEW, "C0ELSE").reason == Reason.NO_LONGER_PLANNED


def test_a_post_about_a_case_that_is_gone_is_skipped(ledger: MemoryLedger) -> None:
    opened = Announcement(Kind.CASE_OPENED)
    ledger.plan([Delivery(Key("case:7", opened, "C0ELSE"), due_at=START)])

    claim_due(ledger, ClaimDue(limit=10), START)

    assert delivery_of(ledger, "case:7", opened, "C0ELSE").reason == Reason.NO_LONGER_PLANNED


# The brief


def test_the_first_announcement_in_a_channel_is_its_card(ledger: MemoryLedger) -> None:
    (job,) = in_acme(deliver(ledger, NOW))

    assert isinstance(job.brief, ReleaseBrief)
    assert (job.brief.is_card, job.thread, job.broadcast) == (True, None, False)


def test_the_later_ones_are_replies_in_its_thread_that_also_go_to_the_channel(ledger: MemoryLedger) -> None:
    deliver(ledger, NOW)

    (job,) = in_acme(deliver(ledger, at(REMINDER_DAY)))

    card = row(ledger, PREVIEW).message
    assert card
    assert isinstance(job.brief, ReleaseBrief)
    assert (job.brief.is_card, job.thread, job.broadcast) == (False, card.id, True)


def test_a_message_names_the_channels_integrations_by_role(ledger: MemoryLedger) -> None:
    jobs = deliver(ledger, NOW)

    assert {
        job.delivery.key.channel: [(party.integration.name, party.role) for party in job.brief.parties]
        for job in jobs
        if isinstance(job.brief, ReleaseBrief)
    } == {
        "C0ACME": [("Acme LMS", Role.BOTH)],
        "C0GLOBEX": [("Globex", Role.ELSEWHERE)],
        "C0NORTH": [("Northwind", Role.HERE)],
    }


def test_a_brief_knows_the_announced_stage(ledger: MemoryLedger) -> None:
    (job,) = in_acme(deliver(ledger, NOW))

    assert isinstance(job.brief, ReleaseBrief)
    assert (job.brief.server, job.brief.stage) == (STANDARD, RELEASE.stages[0])


def test_the_owners_question_is_no_reply(ledger: MemoryLedger) -> None:
    ledger.plan([Delivery(Key(TOPIC, PREVIEW, "U0ANA"), due_at=NOW)])
    deliver(ledger, NOW)

    question = next(
        job for job in deliver(ledger, at(STANDARD_DAY)) if job.delivery.key.announcement == QUESTION
    )

    assert question.thread is None


def test_the_card_speaks_of_where_the_release_has_come_to(ledger: MemoryLedger) -> None:
    tell_until(ledger, at(CONTROLLED_DAY))
    refresh(ledger=ledger, topic=TOPIC, now=at(CONTROLLED_DAY), channel="C0ACME")

    assert {
        job.delivery.key.announcement: job.brief.server.key
        for job in deliver(ledger, at(CONTROLLED_DAY))
        if isinstance(job.brief, ReleaseBrief)
    } == {
        PREVIEW: "controlled",
        CONFIRMATION: "standard",
        Announcement(Kind.CONFIRMATION, "controlled"): "controlled",
    }


def test_a_confirmation_that_is_the_card_still_speaks_of_the_server_it_confirms() -> None:
    ledger = MemoryLedger(POLICY)
    told_in(ledger, now=at(STANDARD_DAY))
    tell_until(ledger, at(CONTROLLED_DAY), start=at(STANDARD_DAY))
    refresh(ledger=ledger, topic=TOPIC, now=at(CONTROLLED_DAY), channel="C0ACME")

    cards = [
        (brief.announcement, brief.server)
        for job in in_acme(deliver(ledger, at(CONTROLLED_DAY)))
        if isinstance(brief := job.brief, ReleaseBrief) and brief.is_card
    ]

    assert cards == [(CONFIRMATION, STANDARD)]


# Recording


def test_what_was_posted_is_sent_with_its_message(ledger: MemoryLedger) -> None:
    deliver(ledger, NOW, lambda job: Sent(Message(job.delivery.key.channel, "1.1")))

    sent = row(ledger, PREVIEW)
    assert (sent.state, sent.message, sent.finished_at) == (State.SENT, Message("C0ACME", "1.1"), NOW)


def test_what_was_certainly_not_posted_waits_as_long_as_told(ledger: MemoryLedger) -> None:
    deliver(ledger, NOW, lambda job: only_in_acme(NotPosted("ratelimited", MINUTE), job))

    waiting = row(ledger, PREVIEW)
    assert (waiting.state, waiting.reason, waiting.next_at) == (State.WAITING, "ratelimited", NOW + MINUTE)


def test_what_waits_is_posted_at_the_next_try(ledger: MemoryLedger) -> None:
    deliver(ledger, NOW, lambda job: only_in_acme(NotPosted("ratelimited", MINUTE), job))

    deliver(ledger, NOW + MINUTE)

    sent = row(ledger, PREVIEW)
    assert (sent.state, sent.reason, sent.attempts, sent.next_at) == (State.SENT, "", 2, None)


def test_a_channel_that_waits_holds_up_no_other(ledger: MemoryLedger) -> None:
    deliver(ledger, NOW, lambda job: only_in_acme(NotPosted("ratelimited", MINUTE), job))

    assert row(ledger, PREVIEW, "C0NORTH").state is State.SENT


def test_in_a_channel_that_waits_nothing_overtakes(ledger: MemoryLedger) -> None:
    deliver(ledger, NOW, lambda job: only_in_acme(NotPosted("ratelimited", MINUTE), job))
    ledger.plan([Delivery(Key(TOPIC, REMINDER, "C0ACME", 5), due_at=NOW)])

    assert deliver(ledger, NOW) == ()


def test_a_reminder_that_waited_into_the_stages_day_is_skipped(ledger: MemoryLedger) -> None:
    deliver(ledger, NOW)
    hours = timedelta(hours=63)
    deliver(ledger, at(REMINDER_DAY), lambda _: NotPosted("ratelimited", hours))

    deliver(ledger, at(REMINDER_DAY) + hours)

    assert row(ledger, REMINDER).reason == Reason.STAGE_DAY_BEGUN


def test_a_lost_answer_leaves_it_unknown_and_it_is_never_posted_again_blindly(ledger: MemoryLedger) -> None:
    deliver(ledger, NOW, lambda _: Lost(Reason.ANSWER_LOST.value))

    unknown = row(ledger, PREVIEW)
    assert (unknown.state, unknown.reason, deliver(ledger, NOW + LEASE)) == (
        State.UNKNOWN,
        Reason.ANSWER_LOST,
        (),
    )


def test_a_refused_post_has_failed_with_the_chat_systems_reason(ledger: MemoryLedger) -> None:
    deliver(ledger, NOW, lambda _: Refused("is_archived"))

    failed = row(ledger, PREVIEW)
    assert (failed.state, failed.reason, deliver(ledger, NOW + LEASE)) == (State.FAILED, "is_archived", ())


def test_a_revoked_token_keeps_everything(ledger: MemoryLedger) -> None:
    revoked = Refused("token_revoked", concern=Concern.WORKSPACE)
    jobs = claim_due(ledger, ClaimDue(limit=10), NOW)

    record(ledger, tuple(Result(job, revoked) for job in jobs), NOW)

    kept = [row(ledger, PREVIEW, job.delivery.key.channel) for job in jobs]
    assert {(each.state, each.reason) for each in kept} == {(State.WAITING, "token_revoked")}
    assert ledger.pauses() == ()


def test_with_a_new_token_everything_goes_out(ledger: MemoryLedger) -> None:
    revoked = Refused("token_revoked", concern=Concern.WORKSPACE)
    jobs = claim_due(ledger, ClaimDue(limit=10), NOW)
    record(ledger, tuple(Result(job, revoked) for job in jobs), NOW)

    deliver(ledger, NOW + MINUTE)

    assert {row(ledger, PREVIEW, job.delivery.key.channel).state for job in jobs} == {State.SENT}


def test_a_post_of_its_own_whose_message_is_said_to_be_gone_has_failed(ledger: MemoryLedger) -> None:
    deliver(ledger, NOW, lambda _: Refused("message_not_found", gone=True))

    assert (row(ledger, PREVIEW).state, row(ledger, PREVIEW).reason) == (State.FAILED, "message_not_found")


def test_many_outcomes_are_recorded_in_one_transaction(ledger: MemoryLedger) -> None:
    jobs = claim_due(ledger, ClaimDue(limit=10), NOW)

    record(ledger, tuple(Result(job, posted(job)) for job in jobs), NOW)

    assert {row(ledger, PREVIEW, job.delivery.key.channel).state for job in jobs} == {State.SENT}


# Abandoned


def test_a_claim_that_nobody_works_on_any_more_is_unknown(ledger: MemoryLedger) -> None:
    claim_due(ledger, ClaimDue(limit=10), NOW)

    found = give_up_abandoned(ledger, GiveUp(), NOW + LEASE + MINUTE)

    assert {(each.state, each.reason) for each in found} == {(State.UNKNOWN, Reason.PROCESS_STOPPED)}
    assert row(ledger, PREVIEW).state is State.UNKNOWN


def test_a_claim_that_is_still_worked_on_is_left_alone(ledger: MemoryLedger) -> None:
    claim_due(ledger, ClaimDue(limit=10), NOW)

    assert give_up_abandoned(ledger, GiveUp(), NOW + LEASE) == ()


def test_a_claim_that_this_process_works_on_is_left_alone_whatever_the_clock_says(
    ledger: MemoryLedger,
) -> None:
    jobs = claim_due(ledger, ClaimDue(limit=10), NOW)
    under_way = frozenset(job.delivery.id for job in jobs if job.delivery.id)

    assert give_up_abandoned(ledger, GiveUp(under_way), NOW + 10 * LEASE) == ()


def test_an_abandoned_update_is_made_again_for_said_twice_it_is_the_same_message(
    ledger: MemoryLedger,
) -> None:
    deliver(ledger, NOW)
    refresh(ledger=ledger, topic=TOPIC, now=NOW)
    claim_due(ledger, ClaimDue(limit=10), NOW)

    found = give_up_abandoned(ledger, GiveUp(), NOW + LEASE + MINUTE)

    assert {(each.action, each.state, each.next_at) for each in found} == {
        (Action.UPDATE, State.WAITING, NOW + LEASE + MINUTE)
    }


def test_after_a_start_alone_the_claims_of_the_earlier_life_are_given_up_at_once(
    ledger: MemoryLedger,
) -> None:
    claim_due(ledger, ClaimDue(limit=10), NOW)

    found = give_up_abandoned(ledger, GiveUp(lease=timedelta(0)), NOW + timedelta(seconds=1))

    assert len(found) == 3


def given_up(ledger: MemoryLedger) -> Job:
    """Claim the preview in #acme, and let it look as if nobody worked on it any more."""
    (job,) = in_acme(claim_due(ledger, ClaimDue(limit=10), NOW))
    give_up_abandoned(ledger, GiveUp(), NOW + LEASE + MINUTE)
    return job


def test_one_that_was_given_up_too_early_is_sent_once_its_answer_comes(ledger: MemoryLedger) -> None:
    job = given_up(ledger)

    record(ledger, (Result(job, posted(job)),), NOW + LEASE + 2 * MINUTE)

    assert row(ledger, PREVIEW).state is State.SENT


def test_one_that_was_given_up_too_early_goes_on_being_looked_for_when_its_answer_is_lost(
    ledger: MemoryLedger,
) -> None:
    job = given_up(ledger)
    before = row(ledger, PREVIEW)

    record(ledger, (Result(job, Lost("timeout")),), NOW + LEASE + 2 * MINUTE)

    assert row(ledger, PREVIEW) == before


def test_an_answer_that_comes_after_it_was_found_changes_nothing(ledger: MemoryLedger) -> None:
    job = given_up(ledger)
    (look,) = (
        each for each in take_looks(ledger, NOW + LEASE + MINUTE) if each.delivery.id == job.delivery.id
    )
    record_look(ledger, Looked(look, Sent(Message("C0ACME", "1.1"))), NOW + LEASE + MINUTE)

    record(ledger, (Result(job, NotPosted("ratelimited", MINUTE)),), NOW + LEASE + 2 * MINUTE)

    assert row(ledger, PREVIEW).message == Message("C0ACME", "1.1")


def test_an_answer_that_comes_while_somebody_else_posts_it_changes_nothing(ledger: MemoryLedger) -> None:
    job = given_up(ledger)
    ledger.save_deliveries([replace(row(ledger, PREVIEW), state=State.WAITING, next_at=None)])
    (theirs,) = in_acme(claim_due(ledger, ClaimDue(limit=10), NOW + LEASE + 2 * MINUTE))

    record(ledger, (Result(job, NotPosted("ratelimited", MINUTE)),), NOW + LEASE + 2 * MINUTE)

    assert row(ledger, PREVIEW) == theirs.delivery


def test_an_outcome_of_what_is_no_longer_in_the_ledger_changes_nothing(ledger: MemoryLedger) -> None:
    (job,) = in_acme(claim_due(ledger, ClaimDue(limit=10), NOW))
    elsewhere = MemoryLedger(POLICY)

    record(elsewhere, (Result(job, posted(job)),), NOW)

    assert elsewhere.recent(limit=1) == ()


def looked_for_in_vain(ledger: MemoryLedger) -> None:
    unknown = row(ledger, PREVIEW)
    assert unknown.state is State.UNKNOWN
    ledger.save_deliveries([replace(unknown, next_at=None)])


def test_a_release_goes_on_in_a_channel_after_an_abandoned_claim_was_looked_for(ledger: MemoryLedger) -> None:
    claim_due(ledger, ClaimDue(limit=10), NOW)
    give_up_abandoned(ledger, GiveUp(), NOW + LEASE + MINUTE)
    before = in_acme(deliver(ledger, at(REMINDER_DAY)))

    looked_for_in_vain(ledger)

    after = [
        (job.delivery.key.announcement, job.thread) for job in in_acme(deliver(ledger, at(REMINDER_DAY)))
    ]
    assert (before, after) == ([], [(REMINDER, None)])


# Updates


def test_a_confirmation_is_brought_up_to_date_in_place_when_somebody_confirms(ledger: MemoryLedger) -> None:
    tell_until(ledger, at(STANDARD_DAY))
    said = row(ledger, CONFIRMATION).message
    confirm(ledger, Confirm(ANA, "2026.11"), at(STANDARD_DAY, 10))

    updates = [
        job
        for job in in_acme(deliver(ledger, at(STANDARD_DAY, 10)))
        if job.delivery.key.announcement == CONFIRMATION
    ]

    assert [(job.replaces, job.thread, job.broadcast) for job in updates] == [(said, None, False)]


def test_an_update_of_the_card_is_told_that_it_is_the_card(ledger: MemoryLedger) -> None:
    tell_until(ledger, at(STANDARD_DAY))
    refresh(ledger=ledger, topic=TOPIC, now=at(STANDARD_DAY))

    assert {
        job.delivery.key.announcement: job.brief.is_card
        for job in in_acme(deliver(ledger, at(STANDARD_DAY)))
        if isinstance(job.brief, ReleaseBrief)
    } == {PREVIEW: True, CONFIRMATION: False}


def test_an_update_is_never_late(ledger: MemoryLedger) -> None:
    deliver(ledger, NOW)
    refresh(ledger=ledger, topic=TOPIC, now=NOW)

    (job,) = [job for job in in_acme(deliver(ledger, at(STANDARD_DAY))) if job.replaces]

    assert job.delivery.action is Action.UPDATE


def test_an_update_of_a_message_that_was_never_said_is_skipped(ledger: MemoryLedger) -> None:
    deliver(ledger, NOW, lambda _: Lost("timeout"))
    refresh(ledger=ledger, topic=TOPIC, now=NOW)
    looked_for_in_vain(ledger)

    deliver(ledger, NOW)

    assert row(ledger, PREVIEW, revision=1).reason == Reason.NOTHING_TO_SAY


def test_an_update_whose_answer_was_lost_is_made_again_after_a_while(ledger: MemoryLedger) -> None:
    deliver(ledger, NOW)
    refresh(ledger=ledger, topic=TOPIC, now=NOW)
    deliver(ledger, NOW, lambda _: Lost("internal_error"))

    waits = row(ledger, PREVIEW, revision=1)
    assert (waits.state, waits.reason, waits.next_at) == (
        State.WAITING,
        "internal_error",
        NOW + LOOK_AFTER[0],
    )


def test_an_update_whose_answer_is_lost_time_and_again_has_failed(ledger: MemoryLedger) -> None:
    deliver(ledger, NOW)
    refresh(ledger=ledger, topic=TOPIC, now=NOW)
    for tries in range(UPDATES_TRIED):
        deliver(ledger, NOW + tries * LOOK_AFTER[-1], lambda _: Lost("internal_error"))

    failed = row(ledger, PREVIEW, revision=1)
    assert (failed.state, failed.reason, failed.attempts) == (State.FAILED, "internal_error", UPDATES_TRIED)


# Deleted messages


def test_a_card_that_was_deleted_before_a_reply_makes_the_reply_the_new_card(ledger: MemoryLedger) -> None:
    deliver(ledger, NOW)

    job = in_acme(deliver(ledger, at(REMINDER_DAY), deleted))[-1]

    card = ledger.card(TOPIC, "C0ACME")
    assert card
    assert isinstance(job.brief, ReleaseBrief)
    assert (card.key.announcement, job.thread, job.brief.is_card) == (REMINDER, None, True)


def test_a_card_that_was_deleted_before_an_update_is_posted_anew(ledger: MemoryLedger) -> None:
    deliver(ledger, NOW)
    refresh(ledger=ledger, topic=TOPIC, now=NOW)

    said = in_acme(deliver(ledger, NOW, deleted))

    card = ledger.card(TOPIC, "C0ACME")
    assert card
    assert (said[-1].replaces, card.key.announcement, card.key.revision) == (None, PREVIEW, 2)


def test_a_card_that_is_posted_anew_is_not_late(ledger: MemoryLedger) -> None:
    tell_until(ledger, at(STANDARD_DAY))
    refresh(ledger=ledger, topic=TOPIC, now=at(STANDARD_DAY, 20))

    deliver(ledger, at(STANDARD_DAY, 20), deleted)

    card = ledger.card(TOPIC, "C0ACME")
    assert card
    assert (card.key.announcement, card.state) == (PREVIEW, State.SENT)


def test_a_card_that_was_posted_anew_is_kept_current_from_then_on(ledger: MemoryLedger) -> None:
    deliver(ledger, NOW)
    refresh(ledger=ledger, topic=TOPIC, now=NOW)
    deliver(ledger, NOW, deleted)
    refresh(ledger=ledger, topic=TOPIC, now=NOW)

    (job,) = in_acme(deliver(ledger, NOW))

    assert job.replaces == row(ledger, PREVIEW, revision=2).message


def test_a_deleted_card_is_posted_anew_even_if_its_next_update_is_planned_already(
    ledger: MemoryLedger,
) -> None:
    deliver(ledger, NOW)
    refresh(ledger=ledger, topic=TOPIC, now=NOW)
    (update,) = in_acme(claim_due(ledger, ClaimDue(limit=10), NOW))
    refresh(ledger=ledger, topic=TOPIC, now=NOW)
    record(ledger, (Result(update, deleted(update)),), NOW)

    deliver(ledger, NOW)

    assert ledger.card(TOPIC, "C0ACME")


def test_a_reply_that_was_deleted_stays_deleted(ledger: MemoryLedger) -> None:
    tell_until(ledger, at(STANDARD_DAY))
    before = ledger.card(TOPIC, "C0ACME")
    refresh(ledger=ledger, topic=TOPIC, now=at(STANDARD_DAY))

    deliver(
        ledger,
        at(STANDARD_DAY),
        lambda job: deleted(job) if job.delivery.key.announcement == CONFIRMATION else posted(job),
    )

    assert (row(ledger, CONFIRMATION, revision=1).reason, ledger.card(TOPIC, "C0ACME")) == (
        Reason.MESSAGE_GONE,
        before,
    )


def test_a_question_that_was_deleted_is_asked_anew_unless_it_was_answered(ledger: MemoryLedger) -> None:
    tell_until(ledger, at(STANDARD_DAY))
    confirm(ledger, Confirm(ANA, "2026.11"), at(STANDARD_DAY, 10))

    deliver(ledger, at(STANDARD_DAY, 10), deleted)

    assert row(ledger, QUESTION, "U0ANA", 2).reason == Reason.ANSWERED


# Cases


def case_job(ledger: MemoryLedger, case: Case, announcement: Announcement) -> tuple[Job, ...]:
    saved = ledger.save_case(case)
    ledger.plan([Delivery(Key(saved.topic, announcement, saved.thread_channel), due_at=START)])
    return claim_due(ledger, ClaimDue(limit=10), START)


def test_a_case_brief_knows_the_release_and_the_server_it_is_about(ledger: MemoryLedger) -> None:
    case = Case("U0ANA", START, "C0ACME", "C0SUPPORT", release="2026.11", server="standard")

    (job,) = case_job(ledger, case, Announcement(Kind.CASE_OPENED))

    assert isinstance(job.brief, CaseBrief)
    assert (job.brief.release, job.brief.server, job.brief.note) == (RELEASE, STANDARD, None)


def test_a_brief_knows_its_delivery_so_that_a_press_on_the_message_can_name_it(ledger: MemoryLedger) -> None:
    (of_release,) = in_acme(deliver(ledger, NOW))
    (of_case,) = case_job(ledger, Case("U0ANA", START, "C0ACME", "C0SUPPORT"), Announcement(Kind.CASE_OPENED))

    assert (of_release.brief.delivery, of_case.brief.delivery) == (
        of_release.delivery.id,
        of_case.delivery.id,
    )


def test_a_case_may_be_about_no_release(ledger: MemoryLedger) -> None:
    (job,) = case_job(ledger, Case("U0ANA", START, "C0ACME", "C0SUPPORT"), Announcement(Kind.CASE_OPENED))

    assert isinstance(job.brief, CaseBrief)
    assert (job.brief.release, job.brief.server) == (None, None)


@pytest.mark.parametrize(
    "case",
    [
        Case("U0ANA", START, "C0ACME", "C0SUPPORT", state=CaseState.ACKNOWLEDGED),
        Case("U0ANA", START, "C0ACME", "C0SUPPORT", state=CaseState.RESOLVED),
        Case("U0ANA", START, "C0ACME", "C0SUPPORT", state=CaseState.FALSE_ALARM),
        Case("U0ANA", START, "C0ACME", "C0SUPPORT", urgent=False),
    ],
)
def test_a_case_that_somebody_took_or_that_is_not_urgent_is_not_raised_again(
    ledger: MemoryLedger, case: Case
) -> None:
    raised = Announcement(Kind.CASE_RAISED, "1")

    jobs = case_job(ledger, case, raised)

    assert (jobs, delivery_of(ledger, "case:1", raised, "C0SUPPORT").reason) == ((), Reason.ANSWERED)
