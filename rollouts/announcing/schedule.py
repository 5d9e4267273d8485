"""Which announcements a release calls for: what, in which channel, and when."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from rollouts.calendar import instant, preview_day, reminder_day, window_closing_day
from rollouts.deliveries import Announcement, Kind
from rollouts.integrations import Integration, channel_timezone
from rollouts.policy import Confirmation, Policy
from rollouts.releases import Release, Stage, Status


@dataclass(frozen=True, slots=True)
class Slot:
    """One announcement to one channel, with the instant (UTC) at which it is due."""

    announcement: Announcement
    channel: str
    due_at: datetime


def slots_for(*, release: Release, integrations: tuple[Integration, ...], policy: Policy) -> tuple[Slot, ...]:
    """Return everything that is to be said about the release, by time.

    A stage that was entered as already live is history: nothing is said for it.
    """
    found = [*_to_owner(release, policy), *_to_channels(release, integrations, policy)]
    return tuple(sorted(found, key=lambda slot: (slot.due_at, slot.channel, str(slot.announcement))))


def _is_announced(stage: Stage) -> bool:
    return stage.status in {Status.PLANNED, Status.LIVE} and not stage.is_history


def _to_owner(release: Release, policy: Policy) -> Iterator[Slot]:
    """On the day of each stage its owner is asked privately, at post time in the workspace's zone.

    A release that was imported without an owner is asked about where managers are told of trouble.
    """
    asked = release.owner or next(iter(policy.alerts_to), None)
    for stage in release.stages:
        if asked and _is_announced(stage):
            due = instant(day=stage.date, at=policy.post_at, timezone=policy.timezone)
            yield Slot(Announcement(Kind.OWNER_QUESTION, stage.server), asked, due)


def _to_channels(release: Release, integrations: tuple[Integration, ...], policy: Policy) -> Iterator[Slot]:
    for channel in sorted({integration.channel for integration in integrations if integration.is_reachable}):
        zone = channel_timezone(channel=channel, integrations=integrations, default=policy.timezone)
        here = {
            environment.server
            for integration in integrations
            if integration.channel == channel
            for environment in integration.environments
        }
        for announcement, day in _days(release, here, policy):
            yield Slot(announcement, channel, instant(day=day, at=policy.post_at, timezone=zone))
        if policy.confirmation is Confirmation.AFTER_CONFIRM and release.affects_integrations:
            for stage in _confirmed_to(release, here):
                if stage.live_at:
                    yield Slot(Announcement(Kind.CONFIRMATION, stage.server), channel, stage.live_at)


def _confirmed_to(release: Release, here: set[str]) -> Iterator[Stage]:
    """Every channel hears of the first server; of a later one those with something on it.

    Vendor: "If your integration is on the Controlled Release server: no action is needed when the
    Standard Release ships [...] watch for the Controlled Release confirmation".
    """
    for position, stage in enumerate(release.stages):
        if _is_announced(stage) and (position == 0 or stage.server in here):
            yield stage


def _days(release: Release, here: set[str], policy: Policy) -> Iterator[tuple[Announcement, date]]:
    first = release.stages[0]
    reminder = reminder_day(release_date=first.date, holidays=policy.holidays)
    if not release.affects_integrations:
        # The vendor's sentence for it: "you'll get a short FYI so nothing is a surprise."
        if _is_announced(first):
            yield Announcement(Kind.FYI, first.server), reminder
        return
    if _is_announced(first):
        preview = preview_day(release_date=first.date, preview_days=policy.preview_days)
        yield Announcement(Kind.PREVIEW, first.server), preview
        yield Announcement(Kind.REMINDER, first.server), reminder
    for stage, previous in zip(release.stages[1:], release.stages, strict=False):
        closing = window_closing_day(next_date=stage.date, holidays=policy.holidays)
        if _is_announced(stage) and stage.server in here and closing > previous.date:
            yield Announcement(Kind.WINDOW_CLOSING, stage.server), closing
    if policy.confirmation is Confirmation.ON_SCHEDULE:
        for stage in _confirmed_to(release, here):
            yield Announcement(Kind.CONFIRMATION, stage.server), stage.date
