"""Who was told otherwise is told anew, and nobody else: corrections of what channels believe."""

import datetime as dt
from dataclasses import replace

import pytest

from rollouts.announcing.briefs import CorrectionBrief
from rollouts.announcing.corrections import CORRECT_AFTER, follow_up
from rollouts.deliveries import Action, Delivery, Reason, State
from rollouts.delivery.claiming import ClaimDue, claim_due
from rollouts.delivery.recording import Attempt, record
from rollouts.kinds import CORRECTION, REMINDER
from rollouts.releases import Release, Standing, Status, UiChange
from rollouts.statements import DateDiffers, ImpactDiffers, OptInsDiffer, StandingDiffers, UiChangesDiffer
from rollouts.transitions import Verb
from rollouts.usecases.confirming import Confirm, confirm
from tests.support.changing import changed
from tests.support.delivering import Said, deliver, posted, tell_until
from tests.support.memory_ledger import MemoryLedger
from tests.support.story import (
    ANA,
    CONTROLLED_DAY,
    DAY,
    MINUTE,
    PREVIEW_DAY,
    RELEASE,
    REMINDER_DAY,
    STANDARD_DAY,
    WEEK,
    at,
)

TOLD = at(PREVIEW_DAY, 10)
"""An hour after the preview."""
ALL = ("C0ACME", "C0GLOBEX", "C0NORTH")
THURSDAY = STANDARD_DAY + 3 * DAY


@pytest.fixture
def told(ledger: MemoryLedger) -> MemoryLedger:
    """Return a ledger in which everybody has had the preview."""
    deliver(ledger, at(PREVIEW_DAY))
    return ledger


def release(ledger: MemoryLedger) -> Release:
    found = ledger.release("2026.11")
    assert found
    return found


def described(ledger: MemoryLedger, now: dt.datetime, **changes: object) -> None:
    """Describe the release anew."""
    anew = replace(release(ledger), **changes)  # type: ignore[arg-type] # each test gives its own
    ledger.save_release(anew)
    follow_up(ledger=ledger.at(now), release=anew)


def corrections(ledger: MemoryLedger, *states: State) -> list[Delivery]:
    return [
        post
        for post in ledger.deliveries(RELEASE.topic)
        if post.key.announcement.kind == CORRECTION
        and post.action is Action.POST
        and (not states or post.state in states)
    ]


def briefs(ledger: MemoryLedger, now: dt.datetime) -> dict[str, CorrectionBrief]:
    """Say what is due, and return the corrections by channel."""
    said = deliver(ledger, now)
    return {job.delivery.key.channel: job.brief for job in said if isinstance(job.brief, CorrectionBrief)}


def told_of(ledger: MemoryLedger, now: dt.datetime) -> tuple[str, ...]:
    return tuple(sorted(briefs(ledger, now)))


def heard(said: tuple[Said, ...], announcement: str) -> list[tuple[str, dt.datetime]]:
    return [(each.channel, each.at) for each in said if each.announcement == announcement]


# Who is corrected


def test_whoever_was_told_the_old_date_is_told_the_new_one(told: MemoryLedger) -> None:
    changed(told, Verb.MOVE, TOLD, server="controlled", day=CONTROLLED_DAY + WEEK, why="two more days")

    corrected = briefs(told, TOLD + CORRECT_AFTER)

    assert tuple(sorted(corrected)) == ALL
    assert corrected["C0ACME"].differences == (
        DateDiffers("controlled", CONTROLLED_DAY, CONTROLLED_DAY + WEEK),
    )
    assert {change.why for change in corrected["C0ACME"].changes} == {"two more days"}


def test_nobody_is_corrected_who_was_never_told(ledger: MemoryLedger) -> None:
    changed(ledger, Verb.MOVE, at(PREVIEW_DAY - DAY), day=THURSDAY)

    assert corrections(ledger) == []


def test_a_channel_that_heard_it_right_already_is_left_alone(told: MemoryLedger) -> None:
    changed(told, Verb.MOVE, TOLD, server="standard", day=THURSDAY)
    deliver(told, TOLD + CORRECT_AFTER)

    changed(told, Verb.MOVE, TOLD + DAY, server="standard", day=THURSDAY + DAY, with_later=True)
    (first, *_) = corrections(told, State.PLANNED)
    assert len(corrections(told, State.PLANNED)) == len(ALL)
    assert first.due_at == TOLD + DAY + CORRECT_AFTER


def test_two_changes_within_two_minutes_are_one_correction(told: MemoryLedger) -> None:
    changed(told, Verb.MOVE, TOLD, server="standard", day=THURSDAY)
    changed(told, Verb.MOVE, TOLD + MINUTE, server="standard", day=THURSDAY + DAY)

    corrected = briefs(told, TOLD + CORRECT_AFTER)

    assert corrected["C0ACME"].differences == (DateDiffers("standard", STANDARD_DAY, THURSDAY + DAY),)
    assert told_of(told, TOLD + 2 * CORRECT_AFTER) == ()


def test_what_is_moved_back_in_time_is_never_spoken_of(told: MemoryLedger) -> None:
    changed(told, Verb.MOVE, TOLD, server="standard", day=THURSDAY)
    changed(told, Verb.MOVE, TOLD + MINUTE, server="standard", day=STANDARD_DAY)

    assert told_of(told, TOLD + WEEK) == ()
    assert {post.reason for post in corrections(told)} == {Reason.TAKEN_BACK}


def test_a_correction_whose_reason_has_gone_when_it_is_due_is_skipped(told: MemoryLedger) -> None:
    changed(told, Verb.MOVE, TOLD, server="standard", day=THURSDAY)
    told.save_release(RELEASE)

    assert told_of(told, TOLD + CORRECT_AFTER) == ()
    assert {post.reason for post in corrections(told)} == {Reason.TAKEN_BACK}


def test_an_edit_of_a_card_corrects_nobody(told: MemoryLedger) -> None:
    changed(told, Verb.MOVE, TOLD, server="standard", day=THURSDAY)
    deliver(told, TOLD)

    assert told_of(told, TOLD + CORRECT_AFTER) == ALL


def test_who_was_being_told_while_it_changed_is_corrected_afterwards(ledger: MemoryLedger) -> None:
    now = at(PREVIEW_DAY)
    jobs = claim_due(ledger.at(now), ClaimDue(100, 100))
    changed(ledger, Verb.MOVE, now, server="standard", day=THURSDAY)
    assert corrections(ledger) == []

    record(ledger.at(now + MINUTE), tuple(Attempt(job, posted(job)) for job in jobs))

    assert told_of(ledger, now + MINUTE + CORRECT_AFTER) == ALL


# What is a correction, and what is not


@pytest.mark.parametrize(("verb", "true"), [(Verb.HOLD, Standing.HELD), (Verb.WITHDRAW, Standing.WITHDRAWN)])
def test_what_does_not_come_is_a_correction(told: MemoryLedger, verb: Verb, true: Standing) -> None:
    changed(told, verb, TOLD, server="standard")

    assert briefs(told, TOLD + CORRECT_AFTER)["C0NORTH"].differences == (
        StandingDiffers("standard", Standing.PLANNED, true),
    )


def test_what_comes_after_all_is_a_correction_too(told: MemoryLedger) -> None:
    changed(told, Verb.HOLD, TOLD, server="standard")
    deliver(told, TOLD + CORRECT_AFTER)
    changed(told, Verb.RESUME, TOLD + DAY, server="standard")

    assert told_of(told, TOLD + DAY + CORRECT_AFTER) == ALL


def test_that_it_went_live_is_said_by_the_confirmation_alone(told: MemoryLedger) -> None:
    tell_until(told, at(STANDARD_DAY))
    confirm(told.at(at(STANDARD_DAY, 10)), Confirm(ANA, "2026.11"))

    assert told_of(told, at(STANDARD_DAY, 11)) == ()


def test_a_rollback_is_told_at_once_to_whoever_was_told_that_it_is_live(told: MemoryLedger) -> None:
    now = at(STANDARD_DAY, 14)
    tell_until(told, at(STANDARD_DAY))
    confirm(told.at(at(STANDARD_DAY, 10)), Confirm(ANA, "2026.11"))
    deliver(told, at(STANDARD_DAY, 10))

    changed(told, Verb.ROLLBACK, now, server="standard", why="blank on Safari")

    assert told_of(told, now) == ALL


def test_who_was_being_told_that_it_is_live_while_it_was_rolled_back_hears_so_at_once(
    told: MemoryLedger,
) -> None:
    now = at(STANDARD_DAY, 10)
    tell_until(told, at(STANDARD_DAY))
    confirm(told.at(now), Confirm(ANA, "2026.11"))
    jobs = claim_due(told.at(now), ClaimDue(100, 100))
    changed(told, Verb.ROLLBACK, now, server="standard", why="blank on Safari")
    assert corrections(told) == []

    record(told.at(now + MINUTE), tuple(Attempt(job, posted(job)) for job in jobs))

    assert told_of(told, now + MINUTE) == ALL


def test_that_it_was_rolled_back_where_nobody_was_told_it_is_live_is_no_correction(
    told: MemoryLedger,
) -> None:
    back = replace(RELEASE.stages[0], status=Status.ROLLED_BACK)
    described(told, TOLD, stages=(back, RELEASE.stages[1]))

    assert corrections(told) == []


def test_a_new_ui_change_is_told_as_new_and_one_that_went_as_gone(told: MemoryLedger) -> None:
    described(told, TOLD, ui_changes=(UiChange("Buttons are green", "green"),), opt_ins=())

    differences = briefs(told, TOLD + CORRECT_AFTER)["C0ACME"].differences

    assert [type(each) for each in differences] == [UiChangesDiffer, OptInsDiffer]


def test_other_words_for_the_same_bring_the_card_up_to_date_quietly(told: MemoryLedger) -> None:
    described(told, TOLD, title="Player refresh", docs=(), summary="")

    assert corrections(told) == []
    assert {job.delivery.action for job in deliver(told, TOLD)} == {Action.UPDATE}


def test_that_it_does_not_affect_integrations_after_all_is_told_and_nothing_more(told: MemoryLedger) -> None:
    described(told, TOLD, affects_integrations=False)

    assert briefs(told, TOLD + CORRECT_AFTER)["C0ACME"].differences == (ImpactDiffers(told=True, true=False),)
    assert heard(tell_until(told, at(CONTROLLED_DAY, 23)), "reminder:standard") == []


def test_a_server_that_is_left_out_is_told(told: MemoryLedger) -> None:
    described(told, TOLD, stages=RELEASE.stages[:1])

    assert briefs(told, TOLD + CORRECT_AFTER)["C0GLOBEX"].differences == (
        StandingDiffers("controlled", Standing.PLANNED, None),
    )


# Said again for the new date


def test_a_reminder_that_was_said_of_the_old_date_is_said_again_of_the_new_one(told: MemoryLedger) -> None:
    tell_until(told, at(REMINDER_DAY))
    changed(told, Verb.MOVE, at(REMINDER_DAY, 11), server="standard", day=STANDARD_DAY + WEEK)

    said = tell_until(told, at(STANDARD_DAY + WEEK))

    again = at(REMINDER_DAY + WEEK)
    assert heard(said, "reminder:standard") == [(channel, again) for channel in ALL]


def test_moved_back_before_it_was_said_again_it_stays_with_the_first(told: MemoryLedger) -> None:
    tell_until(told, at(REMINDER_DAY))
    changed(told, Verb.MOVE, at(REMINDER_DAY, 11), server="standard", day=STANDARD_DAY + WEEK)
    changed(told, Verb.MOVE, at(REMINDER_DAY, 12), server="standard", day=STANDARD_DAY)

    said = tell_until(told, at(STANDARD_DAY))

    assert heard(said, "reminder:standard") == []


def test_moved_once_more_it_is_said_again_on_the_last_of_the_days(told: MemoryLedger) -> None:
    tell_until(told, at(REMINDER_DAY))
    for weeks in (1, 2):
        day = STANDARD_DAY + weeks * WEEK - DAY * 3
        changed(told, Verb.MOVE, at(REMINDER_DAY, 11), server="standard", day=day, with_later=True)

    said = tell_until(told, at(STANDARD_DAY + 3 * WEEK))

    assert heard(said, "reminder:standard") == [(channel, at(STANDARD_DAY + 10 * DAY)) for channel in ALL]


def test_a_reminder_that_could_only_be_late_is_not_said_again(told: MemoryLedger) -> None:
    tell_until(told, at(REMINDER_DAY))
    changed(told, Verb.MOVE, at(REMINDER_DAY, 11), server="standard", day=REMINDER_DAY + DAY)

    assert [
        p for p in told.deliveries(RELEASE.topic) if p.key.announcement.kind == REMINDER and p.key.revision
    ] == []


def test_the_owner_is_asked_again_on_the_new_day(told: MemoryLedger) -> None:
    tell_until(told, at(STANDARD_DAY))
    changed(told, Verb.MOVE, at(STANDARD_DAY, 11), server="standard", day=THURSDAY)

    said = tell_until(told, at(THURSDAY))

    assert heard(said, "owner_question:standard") == [(ANA.id, at(THURSDAY))]


# Loud and quiet


def test_a_correction_is_heard_where_it_is_of_a_server_that_the_channel_is_on(told: MemoryLedger) -> None:
    changed(told, Verb.MOVE, TOLD, server="standard", day=THURSDAY)

    jobs = {job.delivery.key.channel: job for job in deliver(told, TOLD + CORRECT_AFTER) if job.thread}

    assert {channel: job.broadcast for channel, job in jobs.items()} == {
        "C0ACME": True,
        "C0NORTH": True,
        "C0GLOBEX": False,
    }


def test_what_it_brings_is_heard_everywhere(told: MemoryLedger) -> None:
    described(told, TOLD, affects_integrations=False)

    jobs = [job for job in deliver(told, TOLD + CORRECT_AFTER) if job.thread]

    assert [job.broadcast for job in jobs] == [True] * 3
