"""What is changed while a post is under way that says otherwise is asked about, and then corrected."""

import pytest

from rollouts.delivery.claiming import ClaimDue, Job, claim_due
from rollouts.delivery.recording import Attempt, record
from rollouts.transitions import Verb
from rollouts.usecases.changing import StageChange, change_stage
from rollouts.usecases.seeing import NotSeenYet
from tests.support.delivering import deliver, lose, posted
from tests.support.memory_ledger import MemoryLedger
from tests.support.story import DAY, MANAGER, MINUTE, PREVIEW_DAY, STANDARD_DAY, at

CHANNELS = ("C0ACME", "C0GLOBEX", "C0NORTH")
NOW = at(PREVIEW_DAY)
MOVE = StageChange(MANAGER, "2026.11", Verb.MOVE, "standard", STANDARD_DAY + DAY)


def shown(ledger: MemoryLedger, request: StageChange = MOVE) -> NotSeenYet:
    with pytest.raises(NotSeenYet) as first, ledger.transaction(NOW + MINUTE) as transaction:
        change_stage(transaction, request)
    return first.value


@pytest.fixture
def jobs(ledger: MemoryLedger) -> tuple[Job, ...]:
    """The previews, claimed and on their way."""
    return claim_due(ledger.at(NOW), ClaimDue(posts=100, updates=100))


def test_the_channels_that_are_just_told_otherwise_are_named(
    ledger: MemoryLedger, jobs: tuple[Job, ...]
) -> None:
    assert jobs
    first = shown(ledger)

    assert (first.under_way, first.outgoing) == (CHANNELS, ())


def test_once_they_are_there_their_corrections_are_shown(ledger: MemoryLedger, jobs: tuple[Job, ...]) -> None:
    seen = shown(ledger).seen
    record(ledger.at(NOW), tuple(Attempt(job, posted(job)) for job in jobs))

    anew = shown(
        ledger, StageChange(MANAGER, "2026.11", Verb.MOVE, "standard", STANDARD_DAY + DAY, seen=seen)
    )

    assert anew.under_way == ()
    assert {each.channel for each in anew.outgoing} == set(CHANNELS)


def test_a_post_whose_answer_was_lost_may_have_told_it(ledger: MemoryLedger) -> None:
    deliver(ledger, NOW, lose)

    first = shown(ledger)

    assert first.under_way == ("C0ACME",)
    assert {each.channel for each in first.outgoing} == {"C0GLOBEX", "C0NORTH"}


def test_what_is_not_said_otherwise_is_not_asked_about(ledger: MemoryLedger, jobs: tuple[Job, ...]) -> None:
    assert jobs
    with ledger.transaction(NOW + MINUTE) as transaction:
        change_stage(transaction, StageChange(MANAGER, "2026.11", Verb.MOVE, "standard", STANDARD_DAY))
