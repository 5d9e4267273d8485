"""What changes while a post is under way counts as soon as it is certain that it was not posted."""

from dataclasses import replace
from datetime import timedelta

import pytest

from rollouts.deliveries import Announcement, Delivery, Kind, NotPosted, Reason, State
from rollouts.usecases.claiming import ClaimDue, Job, claim_due
from rollouts.usecases.integrations import remove_integration
from rollouts.usecases.planning import replan
from rollouts.usecases.recording import Result, record
from rollouts.usecases.releases import Ask
from tests.support.delivering import deliver, delivery_of
from tests.support.memory_ledger import MemoryLedger
from tests.support.story import MANAGER, POLICY, PREVIEW_DAY, RELEASE, at, told_in

NOW = at(PREVIEW_DAY)
WEEK = timedelta(weeks=1)
LIMITED = NotPosted("ratelimited", timedelta(seconds=30))


@pytest.fixture
def ledger() -> MemoryLedger:
    ledger = MemoryLedger(POLICY)
    told_in(ledger)
    return ledger


def claimed(ledger: MemoryLedger) -> tuple[Job, ...]:
    return claim_due(ledger, ClaimDue(limit=10), NOW)


def was_not_posted(ledger: MemoryLedger, jobs: tuple[Job, ...]) -> None:
    record(ledger, tuple(Result(job, LIMITED) for job in jobs), NOW)


def preview(ledger: MemoryLedger) -> Delivery:
    return delivery_of(ledger, RELEASE.topic, Announcement(Kind.PREVIEW, "standard"), "C0ACME")


def test_a_preview_waits_for_its_new_time_when_the_release_was_moved(ledger: MemoryLedger) -> None:
    jobs = claimed(ledger)
    moved = replace(RELEASE, stages=tuple(replace(stage, date=stage.date + WEEK) for stage in RELEASE.stages))
    ledger.save_release(moved)
    replan(ledger=ledger, release=moved, now=NOW)

    was_not_posted(ledger, jobs)

    assert deliver(ledger, NOW + WEEK - timedelta(seconds=1)) == ()
    assert (preview(ledger).state, preview(ledger).due_at) == (State.PLANNED, NOW + WEEK)


def test_nothing_is_posted_for_an_integration_that_was_removed(ledger: MemoryLedger) -> None:
    jobs = claimed(ledger)
    remove_integration(ledger, Ask(MANAGER, "Acme LMS"), NOW)

    was_not_posted(ledger, jobs)

    assert (preview(ledger).state, preview(ledger).reason) == (State.SKIPPED, Reason.NO_LONGER_PLANNED)


def test_what_did_not_change_goes_out_when_it_may(ledger: MemoryLedger) -> None:
    was_not_posted(ledger, claimed(ledger))

    deliver(ledger, NOW + LIMITED.after)

    assert preview(ledger).state is State.SENT
