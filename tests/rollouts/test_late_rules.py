"""What is late, and whether it is still said."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from rollouts import kinds
from rollouts.announcing.late import LATE_AFTER, Go, Skip, decide, decide_of_case
from rollouts.cases import RAISE_AFTER, Case, CaseState
from rollouts.deliveries import Announcement, Reason
from rollouts.policy import Policy
from rollouts.releases import Release, Status
from tests.support.story import (
    CLOSING_DAY,
    CONFIRMATION,
    CONTROLLED_DAY,
    DAY,
    POLICY,
    PREVIEW,
    PREVIEW_DAY,
    QUESTION,
    RELEASE,
    REMINDER,
    REMINDER_DAY,
    SECOND,
    STANDARD_DAY,
    at,
)

FYI = Announcement(kinds.FYI, "standard")
CLOSING = Announcement(kinds.WINDOW_CLOSING, "controlled")
PREVIEW_DUE = at(PREVIEW_DAY)
MIDNIGHT = at(STANDARD_DAY, 0)


def live(release: Release, *servers: str) -> Release:
    for server in servers:
        stage = release.stage(server)
        assert stage
        done = replace(stage, status=Status.LIVE, live_at=at(stage.date, 10), confirmed_by="U0ANA")
        release = release.with_stage(done)
    return release


def decided(
    announcement: Announcement, now: datetime, *, due: datetime = PREVIEW_DUE, release: Release = RELEASE
) -> Go | Skip:
    return decide(announcement=announcement, due_at=due, now=now, release=release, policy=POLICY)


def test_a_report_that_would_come_before_its_stage_has_moved_with_it() -> None:
    report = Announcement(kinds.WINDOW_REPORT, "controlled")
    assert decided(report, at(CONTROLLED_DAY) - DAY, due=at(CONTROLLED_DAY) - DAY) == Skip(Reason.MOVED)


def test_a_late_preview_goes_out_at_once_while_its_reminder_is_not_due() -> None:
    assert decided(PREVIEW, at(REMINDER_DAY) - SECOND) == Go()


def test_a_preview_whose_reminder_is_already_due_is_skipped() -> None:
    assert decided(PREVIEW, at(REMINDER_DAY)) == Skip(Reason.REMINDER_ALREADY_DUE)


def test_the_reminder_is_due_by_the_clock_of_the_channel() -> None:
    def in_new_york(now: datetime) -> Go | Skip:
        zone = "America/New_York"
        return decide(
            announcement=PREVIEW,
            due_at=at(PREVIEW_DAY, zone=zone),
            now=now,
            release=RELEASE,
            policy=POLICY.in_zone(zone),
        )

    nine = at(REMINDER_DAY, zone="America/New_York")
    assert (in_new_york(nine - SECOND), in_new_york(nine)) == (Go(), Skip(Reason.REMINDER_ALREADY_DUE))


@pytest.mark.parametrize("announcement", [REMINDER, PREVIEW])
def test_what_announces_a_release_is_skipped_once_the_stage_is_live(announcement: Announcement) -> None:
    release = live(RELEASE, "standard")

    assert decided(announcement, at(PREVIEW_DAY), release=release) == Skip(Reason.STAGE_IS_LIVE)


def test_a_late_reminder_is_posted_until_the_stages_day_begins() -> None:
    assert decided(REMINDER, MIDNIGHT - SECOND, due=at(REMINDER_DAY)) == Go()


def test_a_reminder_is_skipped_when_the_stages_day_has_begun() -> None:
    assert decided(REMINDER, MIDNIGHT, due=at(REMINDER_DAY)) == Skip(Reason.STAGE_DAY_BEGUN)


def test_the_stages_day_is_a_day_of_the_channel() -> None:
    def in_new_york(now: datetime) -> Go | Skip:
        zone = "America/New_York"
        due = at(REMINDER_DAY, zone=zone)
        policy = POLICY.in_zone(zone)
        return decide(announcement=REMINDER, due_at=due, now=now, release=RELEASE, policy=policy)

    midnight = at(STANDARD_DAY, 0, zone="America/New_York")
    assert (in_new_york(midnight - SECOND), in_new_york(midnight)) == (Go(), Skip(Reason.STAGE_DAY_BEGUN))


@pytest.mark.parametrize(("minutes_to_midnight", "verdict"), [(1, Go()), (0, Skip(Reason.STAGE_DAY_BEGUN))])
def test_a_reminder_at_nine_in_los_angeles_is_not_too_late_for_a_workspace_in_tokyo(
    minutes_to_midnight: int, verdict: Go | Skip
) -> None:
    los_angeles, tuesday = "America/Los_Angeles", date(2026, 12, 1)
    stage = replace(RELEASE.stages[0], date=tuesday)
    # Monday 09:00 in Los Angeles is Tuesday 02:00 in Tokyo: the workspace's day has begun already.
    due = at(STANDARD_DAY, zone=los_angeles)
    midnight = at(tuesday, 0, zone=los_angeles)

    assert (
        decide(
            announcement=REMINDER,
            due_at=due,
            now=midnight - timedelta(minutes=minutes_to_midnight),
            release=RELEASE.with_stage(stage),
            policy=Policy(timezone="Asia/Tokyo").in_zone(los_angeles),
        )
        == verdict
    )


@pytest.mark.parametrize("days", [0, 1, 40])
def test_a_confirmation_is_always_posted_however_late(days: int) -> None:
    now = at(STANDARD_DAY, 20) + timedelta(days=days)

    assert decided(CONFIRMATION, now, due=at(STANDARD_DAY)) == Go(late_since=at(STANDARD_DAY))


def test_a_late_confirmation_is_posted_when_the_stage_is_live_too() -> None:
    release = live(RELEASE, "standard")

    assert decided(CONFIRMATION, at(STANDARD_DAY, 12), due=at(STANDARD_DAY), release=release) == Go(
        at(STANDARD_DAY)
    )


def test_a_confirmation_that_is_hardly_late_says_nothing_of_it() -> None:
    assert decided(CONFIRMATION, at(STANDARD_DAY) + LATE_AFTER, due=at(STANDARD_DAY)) == Go()


@pytest.mark.parametrize("now", [at(CLOSING_DAY, 23), at(CONTROLLED_DAY, 8), at(CONTROLLED_DAY, 12)])
def test_a_late_window_closing_is_posted_while_the_stage_is_not_live(now: datetime) -> None:
    assert decided(CLOSING, now, due=at(CLOSING_DAY)) == Go()


def test_a_window_closing_is_skipped_once_the_stage_is_live() -> None:
    release = live(RELEASE, "standard", "controlled")

    assert decided(CLOSING, at(CONTROLLED_DAY, 12), due=at(CLOSING_DAY), release=release) == Skip(
        Reason.STAGE_IS_LIVE
    )


def test_an_fyi_is_still_news_while_the_release_is_on_its_way_to_the_last_server() -> None:
    release = live(RELEASE, "standard")

    assert decided(FYI, at(CONTROLLED_DAY, 0) - SECOND, release=release) == Go()


def test_an_fyi_is_skipped_from_the_last_servers_day_on() -> None:
    assert decided(FYI, at(CONTROLLED_DAY, 0)) == Skip(Reason.STAGE_DAY_BEGUN)


def test_an_fyi_is_skipped_when_the_release_is_live_everywhere() -> None:
    release = live(RELEASE, "standard", "controlled")

    assert decided(FYI, at(PREVIEW_DAY), release=release) == Skip(Reason.STAGE_IS_LIVE)


def test_the_owner_is_asked_however_late() -> None:
    assert decided(QUESTION, at(CONTROLLED_DAY, 23), due=at(STANDARD_DAY)) == Go()


def test_the_owner_is_not_asked_before_the_day_to_which_it_was_moved() -> None:
    assert decided(QUESTION, at(REMINDER_DAY)) == Skip(Reason.MOVED)


def test_the_owner_is_not_asked_what_has_been_answered() -> None:
    release = live(RELEASE, "standard")

    assert decided(QUESTION, at(STANDARD_DAY, 9), release=release) == Skip(Reason.ANSWERED)


@pytest.mark.parametrize("status", [Status.HELD, Status.WITHDRAWN, Status.ROLLED_BACK])
def test_nothing_is_announced_of_a_stage_that_is_neither_planned_nor_live(status: Status) -> None:
    release = RELEASE.with_stage(replace(RELEASE.stages[0], status=status))

    assert decided(CONFIRMATION, at(STANDARD_DAY), release=release) == Skip(Reason.NO_LONGER_PLANNED)


def test_nothing_is_announced_of_a_stage_that_the_release_does_not_have() -> None:
    announcement = Announcement(kinds.CONFIRMATION, "beta")

    assert decided(announcement, datetime(2026, 12, 1, tzinfo=UTC)) == Skip(Reason.NO_LONGER_PLANNED)


OPENED = at(STANDARD_DAY)
CASE = Case("U0ANA", OPENED, "C0ACME", "C0SUPPORT", number=1)


@pytest.mark.parametrize("case", [replace(CASE, state=CaseState.ACKNOWLEDGED), replace(CASE, urgent=False)])
def test_a_case_that_was_taken_up_or_is_not_urgent_is_not_raised_again(case: Case) -> None:
    raised = Announcement(kinds.CASE_RAISED, number=1)

    assert decide_of_case(announcement=raised, case=case, now=OPENED + RAISE_AFTER[0]) == Skip(
        Reason.ANSWERED
    )


def test_after_downtime_a_case_is_raised_by_the_newest_nudge_alone() -> None:
    late = OPENED + RAISE_AFTER[-1]

    decisions = [
        decide_of_case(announcement=Announcement(kinds.CASE_RAISED, number=time), case=CASE, now=late)
        for time in range(1, len(RAISE_AFTER) + 1)
    ]

    assert decisions == [*[Skip(Reason.NEXT_ONE_DUE)] * (len(RAISE_AFTER) - 1), Go()]
