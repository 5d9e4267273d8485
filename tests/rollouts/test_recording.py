"""What became of a post is recorded: nothing lost, nothing twice."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta

import pytest

from rollouts import kinds
from rollouts.announcing.planning import refresh, replan
from rollouts.cases import Case
from rollouts.deliveries import (
    LEASE,
    Action,
    Announcement,
    Concern,
    Copy,
    Delivery,
    Found,
    Key,
    Lost,
    Message,
    NewDelivery,
    NotPosted,
    Outcome,
    Reason,
    Refused,
    Sent,
    State,
)
from rollouts.delivery.claiming import ClaimDue, Job, claim_due
from rollouts.delivery.recording import Attempt, GiveUp, give_up_abandoned, record
from rollouts.delivery.searching import Searched, record_search
from rollouts.usecases.integrations import AskIntegration, remove_integration
from tests.support.delivering import (
    deliver,
    delivery_of,
    in_acme,
    only_in_acme,
    posted,
    row,
    take_looks,
)
from tests.support.memory_ledger import MemoryLedger
from tests.support.story import (
    ANA,
    MANAGER,
    MINUTE,
    POLICY,
    PREVIEW,
    PREVIEW_DAY,
    RELEASE,
    REMINDER,
    REMINDER_DAY,
    SECOND,
    STANDARD_DAY,
    START,
    WEEK,
    at,
    told_in,
)

NOW = at(PREVIEW_DAY)
LATER = NOW + LEASE + MINUTE
"""When nobody can be at work any more on what was claimed at NOW."""
LIMITED = NotPosted("ratelimited", MINUTE)
REVOKED = Refused("token_revoked", concern=Concern.WORKSPACE)


class CountingLedger(MemoryLedger):
    """Counts how often deliveries are written."""

    statements = 0

    def save_deliveries(self, deliveries: Iterable[Delivery]) -> None:
        """Save them in one statement more."""
        self.statements += 1
        super().save_deliveries(deliveries)


def claimed(ledger: MemoryLedger) -> tuple[Job, ...]:
    """Claim the previews, which are due in three channels."""
    return claim_due(ledger.at(NOW), ClaimDue(10, 10))


def record_all(ledger: MemoryLedger, jobs: tuple[Job, ...], outcome: Outcome) -> None:
    record(ledger.at(NOW), tuple(Attempt(job, outcome) for job in jobs))


def test_what_was_posted_is_sent_with_its_message(ledger: MemoryLedger) -> None:
    deliver(ledger, NOW, lambda job: Sent(Message(job.delivery.key.channel, "1.1")))

    sent = row(ledger)
    assert (sent.state, sent.message, sent.finished_at) == (State.SENT, Message("C0ACME", "1.1"), NOW)


@pytest.mark.parametrize(
    ("outcome", "kept"),
    [
        (Sent(Message("C0ACME", "1.1")), "Standard is next."),
        (Lost("answer_lost"), "Standard is next."),
        (LIMITED, None),
        (REVOKED, None),
    ],
)
def test_what_was_said_or_may_have_been_is_kept_word_for_word(
    ledger: MemoryLedger, outcome: Outcome, kept: str | None
) -> None:
    attempts = [Attempt(job, outcome, "Standard is next.") for job in claimed(ledger)]

    record(ledger.at(NOW), tuple(attempts))

    found = ledger.words([attempt.job.delivery.id for attempt in attempts])
    assert [found.get(attempt.job.delivery.id) for attempt in attempts] == [kept] * 3


def test_what_was_certainly_not_posted_waits_as_long_as_told(ledger: MemoryLedger) -> None:
    deliver(ledger, NOW, only_in_acme(LIMITED))

    waiting = row(ledger)
    assert (waiting.state, waiting.reason, waiting.next_at) == (State.WAITING, "ratelimited", NOW + MINUTE)


def test_what_waits_is_posted_at_the_next_try(ledger: MemoryLedger) -> None:
    deliver(ledger, NOW, only_in_acme(LIMITED))

    deliver(ledger, NOW + MINUTE)

    sent = row(ledger)
    assert (sent.state, sent.reason, sent.attempts, sent.next_at) == (State.SENT, "", 2, None)


def test_a_channel_that_waits_holds_up_no_other(ledger: MemoryLedger) -> None:
    deliver(ledger, NOW, only_in_acme(LIMITED))

    assert row(ledger, PREVIEW, "C0NORTH").state is State.SENT


def test_in_a_channel_that_waits_nothing_overtakes(ledger: MemoryLedger) -> None:
    deliver(ledger, NOW, only_in_acme(LIMITED))
    ledger.plan([NewDelivery(Key(RELEASE.topic, REMINDER, "C0ACME", 5), due_at=NOW)])

    assert deliver(ledger, NOW) == ()


def test_a_reminder_that_waited_into_the_stages_day_is_skipped(ledger: MemoryLedger) -> None:
    deliver(ledger, NOW)
    midnight = at(STANDARD_DAY, 0)
    deliver(ledger, at(REMINDER_DAY), lambda _: NotPosted("ratelimited", midnight - at(REMINDER_DAY)))

    deliver(ledger, midnight)

    assert row(ledger, REMINDER).reason == Reason.STAGE_DAY_BEGUN


def test_a_lost_answer_leaves_it_unknown_and_it_is_never_posted_again_blindly(ledger: MemoryLedger) -> None:
    deliver(ledger, NOW, lambda _: Lost(Reason.ANSWER_LOST.value))

    unknown = row(ledger)
    assert (unknown.state, unknown.reason, deliver(ledger, NOW + LEASE)) == (
        State.UNKNOWN,
        Reason.ANSWER_LOST,
        (),
    )


def test_a_refused_post_has_failed_with_the_chat_systems_reason(ledger: MemoryLedger) -> None:
    deliver(ledger, NOW, lambda _: Refused("is_archived"))

    failed = row(ledger)
    assert (failed.state, failed.reason, deliver(ledger, NOW + LEASE)) == (State.FAILED, "is_archived", ())


def test_a_revoked_token_keeps_everything(ledger: MemoryLedger) -> None:
    jobs = claimed(ledger)

    record_all(ledger, jobs, REVOKED)

    kept = [row(ledger, PREVIEW, job.delivery.key.channel) for job in jobs]
    assert {(each.state, each.reason) for each in kept} == {(State.WAITING, "token_revoked")}
    assert ledger.pauses() == ()


def test_with_a_new_token_everything_goes_out(ledger: MemoryLedger) -> None:
    jobs = claimed(ledger)
    record_all(ledger, jobs, REVOKED)

    deliver(ledger, NOW + MINUTE)

    assert {row(ledger, PREVIEW, job.delivery.key.channel).state for job in jobs} == {State.SENT}


def test_a_post_of_its_own_whose_message_is_said_to_be_gone_has_failed(ledger: MemoryLedger) -> None:
    deliver(ledger, NOW, lambda _: Refused("message_not_found", gone=True))

    assert (row(ledger).state, row(ledger).reason) == (State.FAILED, "message_not_found")


def test_many_outcomes_are_recorded_in_one_statement() -> None:
    ledger = CountingLedger(POLICY)
    told_in(ledger.at(START))
    jobs = claimed(ledger)
    transaction = ledger.at(NOW)
    before = transaction.statements

    record(transaction, tuple(Attempt(job, posted(job)) for job in jobs))

    assert (len(jobs), transaction.statements - before) == (3, 1)


# Changed while it was under way


def test_a_preview_waits_for_its_new_time_when_the_release_was_moved(ledger: MemoryLedger) -> None:
    jobs = claimed(ledger)
    moved = replace(RELEASE, stages=tuple(replace(stage, date=stage.date + WEEK) for stage in RELEASE.stages))
    ledger.save_release(moved)
    replan(ledger=ledger.at(NOW), release=moved)

    record_all(ledger, jobs, LIMITED)

    assert deliver(ledger, NOW + WEEK - SECOND) == ()
    assert (row(ledger).state, row(ledger).due_at) == (State.PLANNED, NOW + WEEK)


def test_nothing_is_posted_for_an_integration_that_was_removed(ledger: MemoryLedger) -> None:
    jobs = claimed(ledger)
    remove_integration(ledger.at(NOW), AskIntegration(MANAGER, "Acme LMS"))

    record_all(ledger, jobs, LIMITED)

    assert (row(ledger).state, row(ledger).reason) == (State.SKIPPED, Reason.NO_LONGER_PLANNED)


def test_a_post_of_a_case_waits_whatever_becomes_of_releases(ledger: MemoryLedger) -> None:
    case, opened = ledger.save_case(Case(ANA.id, NOW, "C0ACME", "C0SUPPORT")), Announcement(kinds.CASE_OPENED)
    ledger.plan([NewDelivery(Key(case.topic, opened, "C0SUPPORT"), due_at=NOW)])

    record_all(ledger, claimed(ledger), LIMITED)

    assert delivery_of(ledger, case.topic, opened, "C0SUPPORT").state is State.WAITING


# Given up


def test_a_claim_that_nobody_works_on_any_more_is_unknown(ledger: MemoryLedger) -> None:
    claimed(ledger)

    found = give_up_abandoned(ledger.at(LATER), GiveUp())

    assert {(each.state, each.reason) for each in found} == {(State.UNKNOWN, Reason.PROCESS_STOPPED)}
    assert row(ledger).state is State.UNKNOWN


def test_a_claim_that_is_still_worked_on_is_left_alone(ledger: MemoryLedger) -> None:
    claimed(ledger)

    assert give_up_abandoned(ledger.at(NOW + LEASE), GiveUp()) == ()


def test_a_claim_that_this_process_works_on_is_left_alone_whatever_the_clock_says(
    ledger: MemoryLedger,
) -> None:
    jobs = claimed(ledger)
    under_way = frozenset(job.delivery.id for job in jobs if job.delivery.id)

    assert give_up_abandoned(ledger.at(NOW + 10 * LEASE), GiveUp(under_way)) == ()


def test_an_abandoned_update_is_made_again_for_said_twice_it_is_the_same_message(
    ledger: MemoryLedger,
) -> None:
    deliver(ledger, NOW)
    refresh(ledger=ledger.at(NOW), topic=RELEASE.topic)
    claimed(ledger)

    found = give_up_abandoned(ledger.at(LATER), GiveUp())

    assert {(each.action, each.state, each.next_at) for each in found} == {
        (Action.UPDATE, State.WAITING, LATER)
    }


def test_after_a_start_alone_the_claims_of_the_earlier_life_are_given_up_at_once(
    ledger: MemoryLedger,
) -> None:
    claimed(ledger)

    found = give_up_abandoned(ledger.at(NOW + SECOND), GiveUp(lease=timedelta(0)))

    assert len(found) == 3


# Recorded too late


def given_up(ledger: MemoryLedger) -> Job:
    """Claim the preview in #acme, and let it look as if nobody worked on it any more."""
    (job,) = in_acme(claimed(ledger))
    give_up_abandoned(ledger.at(LATER), GiveUp())
    return job


def test_one_that_was_given_up_too_early_is_sent_once_its_answer_comes(ledger: MemoryLedger) -> None:
    job = given_up(ledger)

    record(ledger.at(LATER + MINUTE), (Attempt(job, posted(job)),))

    assert row(ledger).state is State.SENT


def test_one_that_was_given_up_too_early_goes_on_being_looked_for_when_its_answer_is_lost(
    ledger: MemoryLedger,
) -> None:
    job = given_up(ledger)
    before = row(ledger)

    record(ledger.at(LATER + MINUTE), (Attempt(job, Lost("timeout")),))

    assert row(ledger) == before


def test_an_answer_that_comes_after_it_was_found_changes_nothing(ledger: MemoryLedger) -> None:
    job = given_up(ledger)
    (look,) = (each for each in take_looks(ledger, LATER) if each.delivery.id == job.delivery.id)
    record_search(ledger.at(LATER), Searched(look, Found((Copy(Message("C0ACME", "1.1")),))))

    record(ledger.at(LATER + MINUTE), (Attempt(job, LIMITED),))

    assert row(ledger).message == Message("C0ACME", "1.1")


def test_what_was_posted_after_all_is_sent_though_it_was_left_out_meanwhile(ledger: MemoryLedger) -> None:
    job = given_up(ledger)
    ledger.save_deliveries([replace(row(ledger), state=State.WAITING, next_at=None)])
    remove_integration(ledger.at(LATER), AskIntegration(MANAGER, "Acme LMS"))
    assert row(ledger).state is State.SKIPPED

    record(ledger.at(LATER + MINUTE), (Attempt(job, posted(job)),))

    assert (row(ledger).state, row(ledger).reason) == (State.SENT, "")


def test_an_answer_that_comes_while_somebody_else_posts_it_changes_nothing(ledger: MemoryLedger) -> None:
    job = given_up(ledger)
    ledger.save_deliveries([replace(row(ledger), state=State.WAITING, next_at=None)])
    (theirs,) = in_acme(claim_due(ledger.at(LATER + MINUTE), ClaimDue(10, 10)))

    record(ledger.at(LATER + MINUTE), (Attempt(job, LIMITED),))

    assert row(ledger) == theirs.delivery


@pytest.mark.parametrize("first", [Sent(Message("C0ACME", "1.1")), Refused("invalid_blocks")])
def test_an_answer_that_comes_after_it_was_settled_changes_nothing(
    ledger: MemoryLedger, first: Outcome
) -> None:
    (job,) = in_acme(claimed(ledger))
    record(ledger.at(NOW), (Attempt(job, first),))
    settled = row(ledger)

    record(ledger.at(NOW + MINUTE), (Attempt(job, LIMITED),))

    assert row(ledger) == settled


def test_an_outcome_of_what_is_no_longer_in_the_ledger_changes_nothing(ledger: MemoryLedger) -> None:
    (job,) = in_acme(claimed(ledger))
    elsewhere = MemoryLedger(POLICY)

    record(elsewhere.at(NOW), (Attempt(job, posted(job)),))

    assert elsewhere.recent(limit=1) == ()
