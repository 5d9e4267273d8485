"""What channels were told is remembered as it was said, whatever became of the call and whoever found out."""

import datetime as dt
from dataclasses import replace

from rollouts.announcing.planning import refresh
from rollouts.announcing.told import Told, told_in
from rollouts.deliveries import (
    LEASE,
    Action,
    Copy,
    Found,
    Lost,
    Message,
    Missing,
    NotPosted,
    State,
)
from rollouts.delivery.claiming import ClaimDue, claim_due
from rollouts.delivery.recording import Attempt, GiveUp, give_up_abandoned, record
from rollouts.delivery.resolving import Resolve, resolve
from rollouts.releases import Release, Standing
from rollouts.statements import Statement, statement_of
from rollouts.usecases.cases import Report, take_report
from tests.support.delivering import deliver, look, look_in_vain, lose, only_in_acme, posted, row
from tests.support.memory_ledger import MemoryLedger
from tests.support.story import ANA, MANAGER, MINUTE, PREVIEW_DAY, QUESTION, RELEASE, STANDARD_DAY, at

NOW = at(PREVIEW_DAY)
FOUND = Found((Copy(Message("C0ACME", "found")),))
LATER = NOW + 10 * MINUTE
STANDARD, CONTROLLED = RELEASE.stages
MOVED = RELEASE.with_stage(replace(CONTROLLED, date=CONTROLLED.date + dt.timedelta(days=7)))


def told(release: Release, day: dt.date = PREVIEW_DAY) -> Statement:
    return statement_of(release=release, today=day)


def told_acme(ledger: MemoryLedger) -> tuple[Told, ...]:
    """Return what #acme was told of the release, the newest first."""
    return told_in(ledger.deliveries(RELEASE.topic)).get("C0ACME", ())


def test_a_post_is_remembered_with_what_it_said_and_when(ledger: MemoryLedger) -> None:
    deliver(ledger, NOW)

    assert told_acme(ledger) == (Told(told(RELEASE), Action.POST, NOW),)


def test_what_changes_between_the_post_and_its_record_was_not_told(ledger: MemoryLedger) -> None:
    jobs = claim_due(ledger.at(NOW), ClaimDue(100, 100))
    ledger.save_release(MOVED)

    record(ledger.at(LATER), tuple(Attempt(job, posted(job)) for job in jobs))

    assert told_acme(ledger) == (Told(told(RELEASE), Action.POST, NOW),)


def test_a_stage_was_told_as_it_stood_that_day(ledger: MemoryLedger) -> None:
    deliver(ledger, at(STANDARD_DAY))

    newest, *_ = told_acme(ledger)

    stage = newest.statement.stage("standard")
    assert stage
    assert stage.standing is Standing.DUE


def test_an_edit_is_remembered_as_one_beside_the_post(ledger: MemoryLedger) -> None:
    deliver(ledger, NOW)
    ledger.save_release(MOVED)
    refresh(ledger=ledger.at(LATER), topic=RELEASE.topic)

    deliver(ledger, LATER)

    assert told_acme(ledger) == (
        Told(told(MOVED), Action.UPDATE, LATER),
        Told(told(RELEASE), Action.POST, NOW),
    )


def test_nothing_was_told_as_long_as_it_is_not_known_to_be_there(lost: MemoryLedger) -> None:
    assert told_acme(lost) == ()


def test_a_lost_post_that_is_found_later_told_what_it_said_when_it_was_tried(lost: MemoryLedger) -> None:
    lost.save_release(MOVED)

    look(lost, NOW + 15 * MINUTE, FOUND)

    assert told_acme(lost) == (Told(told(RELEASE), Action.POST, NOW),)


def test_what_a_process_said_before_it_stopped_is_remembered_when_it_is_found(ledger: MemoryLedger) -> None:
    claim_due(ledger.at(NOW), ClaimDue(100, 100))
    ledger.save_release(MOVED)
    stopped = NOW + LEASE + MINUTE
    give_up_abandoned(ledger.at(stopped), GiveUp())

    look(ledger, stopped, FOUND)

    assert told_acme(ledger) == (Told(told(RELEASE), Action.POST, NOW),)


def test_what_a_manager_saw_told_what_it_said_when_it_was_tried(unsure: MemoryLedger) -> None:
    unsure.save_release(MOVED)

    resolve(unsure.at(LATER), Resolve(MANAGER, row(unsure).id, was_posted=True))

    assert told_acme(unsure) == (Told(told(RELEASE), Action.POST, NOW),)


def test_what_is_tried_again_tells_what_is_true_by_then(ledger: MemoryLedger) -> None:
    deliver(ledger, NOW, only_in_acme(NotPosted("ratelimited", MINUTE)))
    ledger.save_release(MOVED)

    deliver(ledger, LATER)

    assert told_acme(ledger) == (Told(told(MOVED), Action.POST, LATER),)


def test_a_post_that_a_manager_lets_go_out_tells_what_is_true_by_then(ledger: MemoryLedger) -> None:
    deliver(ledger, NOW, lose)
    last = look_in_vain(ledger, since=NOW)
    ledger.save_release(MOVED)
    resolve(ledger.at(last), Resolve(MANAGER, row(ledger).id, was_posted=False))

    deliver(ledger, last + MINUTE)

    assert told_acme(ledger) == (Told(told(MOVED), Action.POST, last + MINUTE),)


def test_an_edit_whose_answer_was_lost_counts_once_it_is_done(ledger: MemoryLedger) -> None:
    deliver(ledger, NOW)
    refresh(ledger=ledger.at(LATER), topic=RELEASE.topic)
    deliver(ledger, LATER, only_in_acme(Lost("timeout")))
    assert [each.action for each in told_acme(ledger)] == [Action.POST]
    ledger.save_release(MOVED)

    deliver(ledger, LATER + MINUTE)

    assert told_acme(ledger)[0] == Told(told(MOVED), Action.UPDATE, LATER + MINUTE)


def test_a_question_to_the_owner_a_case_and_an_alert_tell_nothing_of_a_release(unsure: MemoryLedger) -> None:
    take_report(unsure.at(LATER), Report(ANA, "C0ACME", delivery=row(unsure).id))
    deliver(unsure, at(STANDARD_DAY))

    rows = unsure.recent(limit=1000)

    assert row(unsure, QUESTION, ANA.id).state is State.SENT
    assert {each.key.announcement.kind.key for each in rows if each.statement} == {"preview", "due"}
    assert {"owner_question", "case_opened", "unsure"} <= {
        each.key.announcement.kind.key for each in rows if each.state is State.SENT
    }


def test_a_post_that_is_not_there_told_nothing(ledger: MemoryLedger) -> None:
    deliver(ledger, NOW, lose)
    look(ledger, NOW + 15 * MINUTE, Missing())

    assert told_acme(ledger) == ()
