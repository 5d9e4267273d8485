"""The releases at a glance: as a calendar to be taken along, and as a picture."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from rollouts.history import Kept
from rollouts.policy import Policy
from rollouts.ports import Ledger
from rollouts.releases import Release
from rollouts.servers import Server
from rollouts.usecases.releases import Ask, find_release

CALENDAR_BACK = timedelta(days=365)
"""How long ago the last stage of a release may be that still stands in the calendar."""
PICTURE_BACK, PICTURE_AHEAD = timedelta(days=45), timedelta(days=120)
"""How far the picture looks."""
PICTURE_MOST = 8
"""How many releases it shows: those whose stages are nearest to today."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A release of the calendar.

    `revision` counts its changes since it was entered, and `changed_at` is when the last of them was made
    (None where no history is).
    """

    release: Release
    revision: int
    changed_at: datetime | None


@dataclass(frozen=True, slots=True)
class Calendar:
    """The calendar of one release, or of all; `now` is when it was asked for."""

    entries: tuple[Entry, ...]
    servers: tuple[Server, ...]
    policy: Policy
    now: datetime
    today: date
    only: Release | None = None


@dataclass(frozen=True, slots=True)
class Timeline:
    """What the picture shows, by first date; `left_out` are the coming releases that it has no room for."""

    releases: tuple[Release, ...]
    servers: tuple[Server, ...]
    policy: Policy
    today: date
    left_out: int = 0


def calendar(ledger: Ledger, request: Ask) -> Calendar:
    """Gather what stands in the calendar: the release of that name, or all of the last year and to come.

    Raises:
        Unknown: there is no release of that name.
    """
    today = ledger.policy.day(ledger.now)
    only = find_release(ledger=ledger, name=request.name, by_part=True) if request.name else None
    releases = (
        (only,) if only else tuple(each for each in ledger.releases() if _last(each) >= today - CALENDAR_BACK)
    )
    entries = tuple(_entry(ledger, release) for release in releases)
    return Calendar(entries, ledger.servers(), ledger.policy, ledger.now, today, only)


def _entry(ledger: Ledger, release: Release) -> Entry:
    history = ledger.history(Kept.RELEASE, release.name)
    if not history:
        return Entry(release, 0, None)
    times = {change.at for change in history}
    return Entry(release, len(times) - 1, max(times))


def timeline(ledger: Ledger) -> Timeline:
    """Gather what the picture of all servers shows."""
    today = ledger.policy.day(ledger.now)
    near = [
        release
        for release in ledger.releases()
        if any(today - PICTURE_BACK <= stage.date <= today + PICTURE_AHEAD for stage in release.stages)
    ]
    near.sort(key=lambda release: min(abs(stage.date - today) for stage in release.stages))
    shown = sorted(near[:PICTURE_MOST], key=lambda release: (release.stages[0].date, release.name))
    return Timeline(tuple(shown), ledger.servers(), ledger.policy, today, len(near) - len(shown))


def _last(release: Release) -> date:
    return max(stage.date for stage in release.stages)
