"""What is late is decided here, never by a scheduler's grace time."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from rollouts.calendar import day_begins, instant, reminder_day
from rollouts.deliveries import Announcement, Kind, Reason
from rollouts.policy import Policy
from rollouts.releases import Release, Stage, Status

LATE_AFTER = timedelta(minutes=15)
"""From when on a confirmation says that it is late; less is not worth a word."""


@dataclass(frozen=True, slots=True)
class Go:
    """Post it now. `late_since` is when it was due, if that must be said (UTC)."""

    late_since: datetime | None = None


@dataclass(frozen=True, slots=True)
class Skip:
    """Do not post it any more."""

    reason: Reason


def decide(
    *,
    announcement: Announcement,
    due_at: datetime,
    now: datetime,
    release: Release,
    timezone: str,
    policy: Policy,
) -> Go | Skip:
    """Decide about a release's announcement whose time has come, or came while nobody was there.

    `timezone` is the channel's, in which its posts are timed.
    """
    stage = release.stage(announcement.part)
    if stage is None or stage.status not in {Status.PLANNED, Status.LIVE}:
        return Skip(Reason.NO_LONGER_PLANNED)
    match announcement.kind:
        case Kind.CONFIRMATION:
            return Go(due_at if now - due_at > LATE_AFTER else None)
        case Kind.OWNER_QUESTION:
            return Skip(Reason.ANSWERED) if stage.is_live else Go()
        case Kind.PREVIEW if now >= _reminder_due(stage, timezone, policy):
            return Skip(Reason.REMINDER_ALREADY_DUE)
        case Kind.WINDOW_CLOSING:
            return Skip(Reason.STAGE_IS_LIVE) if stage.is_live else Go()
        case _:
            # An FYI is still news while the release is on its way to the last server.
            until = release.stages[-1] if announcement.kind is Kind.FYI else stage
            return _until(_day_begins(until, due_at, timezone, policy), until, now)


def _reminder_due(stage: Stage, timezone: str, policy: Policy) -> datetime:
    day = reminder_day(release_date=stage.date, holidays=policy.holidays)
    return instant(day=day, at=policy.post_at, timezone=timezone)


def _day_begins(stage: Stage, due_at: datetime, timezone: str, policy: Policy) -> datetime:
    """Return when the stage's day begins for the workspace.

    Where the zones lie so far apart that this is before the post's own time, the channel's day counts:
    otherwise a reminder at nine in Los Angeles could never be posted by a workspace in Tokyo.
    """
    begins = day_begins(day=stage.date, timezone=policy.timezone)
    return begins if due_at < begins else day_begins(day=stage.date, timezone=timezone)


def _until(day: datetime, stage: Stage, now: datetime) -> Go | Skip:
    if stage.is_live:
        return Skip(Reason.STAGE_IS_LIVE)
    return Go() if now < day else Skip(Reason.STAGE_DAY_BEGUN)
