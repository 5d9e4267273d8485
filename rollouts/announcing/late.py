"""What is late is decided here, never by a scheduler's grace time. A kind's row names its rule."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from rollouts.calendar import day_begins, instant, reminder_day
from rollouts.cases import RAISE_AFTER, Case
from rollouts.deliveries import Announcement, Reason
from rollouts.kinds import LateRule
from rollouts.policy import Policy
from rollouts.releases import Release, Stage, Status

LATE_AFTER = timedelta(minutes=15)
"""From when on a confirmation says that it is late; less is not worth a word."""

NO_NEWS_AFTER = timedelta(weeks=1)
"""From when on what looks back is no news; whoever wants it can still ask."""

_SAID_OF = frozenset({Status.PLANNED, Status.LIVE, Status.HOTFIXED})
_SAID_OF_STOPPED = _SAID_OF | {Status.HELD, Status.ROLLED_BACK}


@dataclass(frozen=True, slots=True)
class Go:
    """Post it now. `late_since` is when it was due, if that must be said (UTC)."""

    late_since: datetime | None = None


@dataclass(frozen=True, slots=True)
class Skip:
    """Do not post it any more."""

    reason: Reason


@dataclass(frozen=True, slots=True)
class Announced:
    """An announced stage whose post is due at `due_at`, with the settings as they count in its channel."""

    release: Release
    stage: Stage
    due_at: datetime
    policy: Policy


def decide(
    *,
    announcement: Announcement,
    due_at: datetime,
    now: datetime,
    release: Release,
    policy: Policy,
) -> Go | Skip:
    """Decide about a release's announcement whose time has come, or came while nobody was there.

    `policy` is as it counts in the channel: days begin and end in its zone.
    """
    stage = release.stage(announcement.server)
    said_of = _SAID_OF_STOPPED if announcement.kind.late is LateRule.WHILE_NOT_LIVE else _SAID_OF
    if stage is None or stage.status not in said_of:
        return Skip(Reason.NO_LONGER_PLANNED)
    return OF_STAGES[announcement.kind.late](Announced(release, stage, due_at, policy), now)


def decide_of_case(*, announcement: Announcement, case: Case, now: datetime) -> Go | Skip:
    """Decide about a post of a case whose time has come, or came while nobody was there."""
    return OF_CASES[announcement.kind.late](announcement, case, now)


def _never_late(*_: object) -> Go:
    return Go()


def _said_with_due_time(of: Announced, now: datetime) -> Go:
    return Go(of.due_at if now - of.due_at > LATE_AFTER else None)


def _until_reminder_is_due(of: Announced, now: datetime) -> Go | Skip:
    day = reminder_day(release_date=of.stage.date, days_off=of.policy.days_off)
    if now >= instant(day=day, at=of.policy.post_at, timezone=of.policy.timezone):
        return Skip(Reason.REMINDER_ALREADY_DUE)
    return _until_stage_day(of, now)


def _until_stage_day(of: Announced, now: datetime) -> Go | Skip:
    return _until_day(of.stage, of, now)


def _until_last_stage_day(of: Announced, now: datetime) -> Go | Skip:
    """It is still news while the release is on its way to the last server."""
    return _until_day(of.release.stages[-1], of, now)


def _until_live(of: Announced, _now: datetime) -> Go | Skip:
    return Skip(Reason.STAGE_IS_LIVE) if of.stage.is_live else Go()


def _until_confirmed(of: Announced, now: datetime) -> Go | Skip:
    if of.policy.day(now) < of.stage.date:
        return Skip(Reason.MOVED)
    return Skip(Reason.ANSWERED) if of.stage.is_live else Go()


def _until_tested(of: Announced, now: datetime) -> Go | Skip:
    """There is time to test while it is live here, until the day of the next server begins."""
    if not of.stage.is_live:
        return Skip(Reason.NOT_LIVE_YET)
    position = of.release.stages.index(of.stage)
    following = next(iter(of.release.stages[position + 1 :]), None)
    return _until_day(following, of, now) if following else Go()


def _within_a_week(of: Announced, now: datetime) -> Go | Skip:
    """It looks back: not before the stage is there or its day has come, and not long after."""
    if not of.stage.is_live and of.policy.day(now) < of.stage.date:
        return Skip(Reason.MOVED)
    return Skip(Reason.TOO_OLD) if now - of.due_at > NO_NEWS_AFTER else Go()


def _until_day(stage: Stage, of: Announced, now: datetime) -> Go | Skip:
    if stage.is_live:
        return Skip(Reason.STAGE_IS_LIVE)
    begins = day_begins(day=stage.date, timezone=of.policy.timezone)
    return Go() if now < begins else Skip(Reason.STAGE_DAY_BEGUN)


def _until_case_is_taken_up(announcement: Announcement, case: Case, now: datetime) -> Go | Skip:
    """After downtime one nudge is enough."""
    if not case.is_to_be_raised:
        return Skip(Reason.ANSWERED)
    times = announcement.number or 0
    is_next_due = times < len(RAISE_AFTER) and now >= case.urgent_since + RAISE_AFTER[times]
    return Skip(Reason.NEXT_ONE_DUE) if is_next_due else Go()


OF_STAGES: Mapping[LateRule, Callable[[Announced, datetime], Go | Skip]] = {
    LateRule.NEVER_LATE: _never_late,
    LateRule.SAID_WITH_DUE_TIME: _said_with_due_time,
    LateRule.UNTIL_REMINDER_IS_DUE: _until_reminder_is_due,
    LateRule.UNTIL_STAGE_DAY: _until_stage_day,
    LateRule.UNTIL_LAST_STAGE_DAY: _until_last_stage_day,
    LateRule.UNTIL_LIVE: _until_live,
    LateRule.WHILE_NOT_LIVE: _until_live,
    LateRule.UNTIL_CONFIRMED: _until_confirmed,
    LateRule.UNTIL_TESTED: _until_tested,
    LateRule.WITHIN_A_WEEK: _within_a_week,
}
"""The rules for what announces a stage of a release."""

OF_CASES: Mapping[LateRule, Callable[[Announcement, Case, datetime], Go | Skip]] = {
    LateRule.NEVER_LATE: _never_late,
    LateRule.UNTIL_CASE_IS_TAKEN_UP: _until_case_is_taken_up,
}
"""The rules for posts of cases."""
