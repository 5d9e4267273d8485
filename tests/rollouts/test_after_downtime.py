"""After downtime one manager gets one summary: what went out late, what was left out, and why."""

from dataclasses import replace

import pytest

from rollouts import kinds
from rollouts.announcing.briefs import DowntimeBrief
from rollouts.announcing.late import LATE_AFTER
from rollouts.deliveries import Action, Delivery, Key, NewDelivery, NotPosted, Pause, Reason, State
from rollouts.delivery.catching_up import NAMED_MOST, SUMMARY_AFTER, Backlog, plan_downtime_summary
from tests.support.delivering import deliver, only_in_acme
from tests.support.memory_ledger import MemoryLedger
from tests.support.story import (
    CONFIRMATION,
    MANAGER,
    POLICY,
    PREVIEW,
    PREVIEW_DAY,
    RELEASE,
    REMINDER_DAY,
    SECOND,
    STANDARD_DAY,
    START,
    at,
)

NOW = at(PREVIEW_DAY)


@pytest.fixture(autouse=True)
def has_worked_before(ledger: MemoryLedger) -> None:
    ledger.plan([NewDelivery(Key(RELEASE.topic, PREVIEW, "C0BEFORE"), due_at=START)])
    deliver(ledger, START)


def summaries(ledger: MemoryLedger) -> list[Delivery]:
    return [each for each in ledger.recent(limit=100) if each.key.announcement.kind == kinds.DOWNTIME]


def summary(ledger: MemoryLedger) -> DowntimeBrief:
    """Start, let what is overdue meet its fate, and return the facts of the summary."""
    start = at(STANDARD_DAY)
    plan_downtime_summary(ledger.at(start))
    deliver(ledger, start)
    (job,) = deliver(ledger, start + SUMMARY_AFTER)
    assert isinstance(job.brief, DowntimeBrief)
    return job.brief


def test_when_nothing_was_overdue_there_is_none(ledger: MemoryLedger) -> None:
    assert (plan_downtime_summary(ledger.at(NOW)), summaries(ledger)) == (Backlog(0), [])


def test_a_few_minutes_are_not_worth_a_word(ledger: MemoryLedger) -> None:
    assert plan_downtime_summary(ledger.at(NOW + LATE_AFTER)) == Backlog(0)


def test_what_is_overdue_is_counted(ledger: MemoryLedger) -> None:
    assert plan_downtime_summary(ledger.at(NOW + LATE_AFTER + SECOND)) == Backlog(3)


def test_one_manager_gets_one_summary_two_minutes_later(ledger: MemoryLedger) -> None:
    start = at(REMINDER_DAY)
    plan_downtime_summary(ledger.at(start))

    (planned,) = summaries(ledger)
    assert (planned.key.channel, planned.due_at) == (MANAGER.id, start + SUMMARY_AFTER)


def test_without_anybody_to_tell_it_is_counted_all_the_same(ledger: MemoryLedger) -> None:
    ledger.policy = replace(POLICY, support_channel=None)
    for integration in ledger.integrations():
        ledger.remove_integration(integration.name)

    assert (plan_downtime_summary(ledger.at(at(REMINDER_DAY))), summaries(ledger)) == (Backlog(3), [])


def test_it_says_what_was_left_out_and_why(ledger: MemoryLedger) -> None:
    told = summary(ledger)

    assert {(post.key.announcement.kind, post.state, post.reason) for post in told.posts} == {
        (kinds.PREVIEW, State.SKIPPED, Reason.REMINDER_ALREADY_DUE),
        (kinds.REMINDER, State.SKIPPED, Reason.STAGE_DAY_BEGUN),
    }


def test_it_says_what_went_out_late(ledger: MemoryLedger) -> None:
    late = replace(RELEASE, name="2026.12", owner=None)
    ledger.save_release(late)
    ledger.plan([NewDelivery(Key(late.topic, CONFIRMATION, "C0ELSE"), due_at=START)])

    posted = [post for post in summary(ledger).posts if post.state is State.SENT]

    assert [post.key.topic for post in posted] == [late.topic]


def test_it_speaks_of_what_was_overdue_at_the_start_alone(ledger: MemoryLedger) -> None:
    told = summary(ledger)

    # The day itself came at the very start.
    assert kinds.DUE not in {post.key.announcement.kind for post in told.posts}


def test_updates_are_not_worth_a_word(ledger: MemoryLedger) -> None:
    ledger.plan([NewDelivery(Key(RELEASE.topic, PREVIEW, "C0ACME", 1), due_at=START, action=Action.UPDATE)])

    assert plan_downtime_summary(ledger.at(NOW)) == Backlog(0)


def test_of_very_many_posts_the_first_are_named(ledger: MemoryLedger) -> None:
    ledger.plan(
        NewDelivery(Key(RELEASE.topic, PREVIEW, f"C{number}"), due_at=START)
        for number in range(NAMED_MOST + 50)
    )

    backlog = plan_downtime_summary(ledger.at(NOW))

    (planned,) = summaries(ledger)
    assert (backlog.overdue, len(planned.key.announcement.posts)) == (NAMED_MOST + 50, NAMED_MOST)


def test_what_waits_for_a_closed_channel_is_not_late_because_of_us(ledger: MemoryLedger) -> None:
    for channel in ("C0ACME", "C0NORTH"):
        ledger.pause(Pause(channel, "is_archived", NOW, number=1))

    assert plan_downtime_summary(ledger.at(at(REMINDER_DAY))) == Backlog(1)


def test_a_summary_that_was_not_told_yet_is_not_worth_another_one(ledger: MemoryLedger) -> None:
    plan_downtime_summary(ledger.at(at(REMINDER_DAY)))
    deliver(ledger, at(REMINDER_DAY))

    again = plan_downtime_summary(ledger.at(at(REMINDER_DAY) + SUMMARY_AFTER + LATE_AFTER + SECOND))

    assert (again, len(summaries(ledger))) == (Backlog(0), 1)


def test_a_process_that_starts_again_and_again_tells_each_post_once(ledger: MemoryLedger) -> None:
    start = at(REMINDER_DAY)
    for again in range(3):
        plan_downtime_summary(ledger.at(start + again * SECOND))

    assert len(summaries(ledger)) == 1


def test_what_a_later_start_finds_besides_gets_a_summary_of_its_own(ledger: MemoryLedger) -> None:
    plan_downtime_summary(ledger.at(NOW + LATE_AFTER + SECOND))

    backlog = plan_downtime_summary(ledger.at(at(STANDARD_DAY)))

    previews, reminders = sorted(summaries(ledger), key=lambda each: each.due_at)
    assert backlog == Backlog(3)
    assert set(previews.key.announcement.posts).isdisjoint(reminders.key.announcement.posts)


def test_what_was_due_before_the_first_start_ever_is_not_late_because_of_us() -> None:
    ledger = MemoryLedger(POLICY)
    ledger.save_release(RELEASE)
    ledger.plan([NewDelivery(Key(RELEASE.topic, PREVIEW, "C0ACME"), due_at=START)])

    assert plan_downtime_summary(ledger.at(NOW)) == Backlog(0)


def test_what_was_entered_after_its_time_while_we_stood_still_is_not_either(ledger: MemoryLedger) -> None:
    deliver(ledger, NOW)
    ledger.plan([NewDelivery(Key(RELEASE.topic, PREVIEW, "C0LATE"), due_at=START)])

    assert plan_downtime_summary(ledger.at(NOW + LATE_AFTER)) == Backlog(0)


def test_what_was_tried_in_vain_before_we_stood_still_is(ledger: MemoryLedger) -> None:
    deliver(ledger, NOW, only_in_acme(NotPosted("ratelimited", SECOND)))

    assert plan_downtime_summary(ledger.at(at(REMINDER_DAY))) == Backlog(1)
