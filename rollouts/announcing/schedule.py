"""Which announcements a release calls for: what, in which channel, and when. One rule for each kind."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cache
from itertools import pairwise
from operator import itemgetter
from typing import NamedTuple, TypeAlias

from rollouts.calendar import (
    instant,
    preview_day,
    reminder_day,
    window_closing_day,
    window_day,
    working_day_after,
)
from rollouts.deliveries import Announcement
from rollouts.integrations import Integration, channel_timezone
from rollouts.kinds import (
    CONFIRMATION,
    DUE,
    FYI,
    NOT_CONFIRMED,
    OWNER_QUESTION,
    PREVIEW,
    REMINDER,
    TEST_REMINDER,
    VERDICT,
    WINDOW_CLOSING,
    WINDOW_REPORT,
    Kind,
)
from rollouts.policy import Confirmation, Policy
from rollouts.references import ids_of
from rollouts.releases import Release, Stage, Status

WAITED_FOR_A_WORD = timedelta(hours=4)
"""How long after post time of a stage's day channels on its server wait to hear that it is live."""

REMINDED_ON = 3
"""On which working day of a window those are reminded who have something left to test."""


class Slot(NamedTuple):
    """One announcement to one channel, with the instant (UTC) at which it is due, and the channel's zone.

    A tuple, as there are tens of thousands of them: a frozen class takes three times as long to make.
    """

    announcement: Announcement
    channel: str
    due_at: datetime
    timezone: str


@dataclass(frozen=True, slots=True)
class Listener:
    """A channel with integrations: the zone in which its posts are timed, and the servers they are on."""

    channel: str
    timezone: str
    servers: frozenset[str]


@dataclass(frozen=True, slots=True)
class Rollout:
    """What a rule looks at: a release, the channels that may hear of it, and the workspace's settings.

    `owners` are the people who own something on a server, by its key.
    """

    release: Release
    listeners: tuple[Listener, ...]
    policy: Policy
    owners: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def first(self) -> Stage | None:
        """The first stage, if anything is said of it."""
        first = self.release.stages[0]
        return first if is_announced(first) else None

    def to_all(self, stage: Stage, day: date) -> Iterator["Due"]:
        """Yield a post about the stage for every channel, at post time of that day in its zone."""
        for listener in self.listeners:
            yield self.to(listener, stage, day)

    def to(self, listener: Listener, stage: Stage, day: date) -> "Due":
        """Return a post about the stage for that channel, at post time of that day in its zone."""
        at = instant(day=day, at=self.policy.post_at, timezone=listener.timezone)
        return stage.server, listener.channel, at


Due: TypeAlias = tuple[str, str, datetime]
"""What a rule calls for: the server spoken of, the channel, and when it is due (UTC)."""

Rule: TypeAlias = Callable[[Rollout], Iterator[Due]]


def is_announced(stage: Stage) -> bool:
    """Say whether anything is said of a stage; one that was entered as already live is history."""
    return stage.status in {Status.PLANNED, Status.LIVE, Status.HOTFIXED} and not stage.is_history


def _owner_questions(rollout: Rollout) -> Iterator[Due]:
    """On the day of each stage its owner is asked privately, at post time in the workspace's zone.

    A release that was imported without an owner is asked about where managers are told of trouble; where
    nobody is named at all, in the first of the channels that hear of it, at post time there.
    """
    release, policy = rollout.release, rollout.policy
    channels = sorted(listener.channel for listener in rollout.listeners)
    if asked := next(iter((*ids_of([release.owner]), *policy.alerts_to, *channels)), None):
        own = (listener.timezone for listener in rollout.listeners if listener.channel == asked)
        place = Listener(asked, next(own, policy.timezone), frozenset())
        for stage in filter(is_announced, release.stages):
            yield rollout.to(place, stage, stage.date)


def _fyis(rollout: Rollout) -> Iterator[Due]:
    """Vendor: "For releases with no integration impact, you'll get a short FYI so nothing is a surprise"."""
    if (first := rollout.first) and not rollout.release.affects_integrations:
        yield from rollout.to_all(first, _reminder_day(first, rollout.policy))


def _previews(rollout: Rollout) -> Iterator[Due]:
    """Vendor: "A preview email, 2 to 4 weeks before release"."""
    if (first := rollout.first) and rollout.release.affects_integrations:
        day = preview_day(release_date=first.date, preview_days=rollout.policy.preview_days)
        yield from rollout.to_all(first, day)


def _reminders(rollout: Rollout) -> Iterator[Due]:
    """Vendor: "A reminder email, 1 to 2 days before the Standard Release"; on the last working day."""
    if (first := rollout.first) and rollout.release.affects_integrations:
        yield from rollout.to_all(first, _reminder_day(first, rollout.policy))


def _window_closings(rollout: Rollout) -> Iterator[Due]:
    """Two working days before a later server's date, for those with something on it."""
    for stage, day in _closing_windows(rollout):
        for listener in _on(stage.server, rollout):
            yield rollout.to(listener, stage, day)


def _closing_windows(rollout: Rollout) -> Iterator[tuple[Stage, date]]:
    """Yield each stage that a window is before, with the day on which that is said to close."""
    for previous, stage in pairwise(rollout.release.stages):
        day = window_closing_day(next_date=stage.date, days_off=rollout.policy.days_off)
        if rollout.release.affects_integrations and is_announced(stage) and day > previous.date:
            yield stage, day


def _test_reminders(rollout: Rollout) -> Iterator[Due]:
    """On the third working day of a window, privately, to those who own something where it is live."""
    release, policy = rollout.release, rollout.policy
    if not release.affects_integrations:
        return
    for stage, following in pairwise(release.stages):
        begins = policy.day(stage.live_at) if stage.live_at else stage.date
        day = window_day(begins=begins, count=REMINDED_ON, days_off=policy.days_off)
        if is_announced(stage) and following.is_coming and day < following.date:
            for owner in rollout.owners.get(stage.server, ()):
                yield rollout.to(Listener(owner, policy.timezone, frozenset()), stage, day)


def _verdicts(rollout: Rollout) -> Iterator[Due]:
    """When a window closes managers hear what it has shown; where none is named, the release's owner does."""
    places = rollout.policy.alerts_to or ids_of([rollout.release.owner])
    for stage, day in _closing_windows(rollout) if rollout.listeners else ():
        for place in places:
            yield rollout.to(Listener(place, rollout.policy.timezone, frozenset()), stage, day)


def _window_reports(rollout: Rollout) -> Iterator[Due]:
    """On the working day after a window ended its release's owner reads what came of it.

    It ends as the release goes live on the next server, and at the latest with its day there, whether or not
    anybody confirms it: then it says so. Not at once, for that day belongs to the confirmation, and what
    the first hours on the new server bring is to be in it. Where nobody owns it the first manager gets it.
    """
    release, policy = rollout.release, rollout.policy
    reader = next(iter((*ids_of([release.owner]), *policy.alerts_to)), None)
    if reader is None or not release.affects_integrations or not rollout.listeners:
        return
    for stage in filter(is_announced, release.stages[1:]):
        ended = min(stage.date, policy.day(stage.live_at)) if stage.live_at else stage.date
        day = working_day_after(day=ended, days_off=policy.days_off)
        yield rollout.to(Listener(reader, policy.timezone, frozenset()), stage, day)


def _days(rollout: Rollout) -> Iterator[Due]:
    """On the day of a stage the card says that it is due and that nobody has confirmed it."""
    for stage, listener in _concerned(rollout):
        if stage.status is Status.PLANNED:
            yield rollout.to(listener, stage, stage.date)


def _not_confirmed(rollout: Rollout) -> Iterator[Due]:
    """Channels on the server that wait with their tests hear that they wait in vain, four hours later.

    Those with something on a later server where it is live already wait for nothing: it has reached them.
    """
    if rollout.policy.confirmation is Confirmation.ON_SCHEDULE:
        for stage, listener in _concerned(rollout):
            waits = stage.server in listener.servers and not listener.servers & _reached(rollout, stage)
            if stage.status is Status.PLANNED and waits:
                server, channel, at = rollout.to(listener, stage, stage.date)
                yield server, channel, at + WAITED_FOR_A_WORD


def _reached(rollout: Rollout, before: Stage) -> frozenset[str]:
    """Return the servers behind that of a stage on which the release is live already."""
    stages = rollout.release.stages
    return frozenset(stage.server for stage in stages[stages.index(before) + 1 :] if stage.live_at)


def _confirmations(rollout: Rollout) -> Iterator[Due]:
    """It is heard as soon as somebody confirmed it.

    Vendor: "A Standard Release confirmation on release day", "A Controlled Release confirmation about two
    weeks later".
    """
    for stage, listener in _concerned(rollout):
        if stage.live_at:
            yield stage.server, listener.channel, stage.changed_at or stage.live_at


def _concerned(rollout: Rollout) -> Iterator[tuple[Stage, Listener]]:
    """Yield who hears of which stage: every channel of the first; of a later one those with something on it.

    Vendor: "If your integration is on the Controlled Release server: no action is needed when the
    Standard Release ships [...] watch for the Controlled Release confirmation".
    """
    if not rollout.release.affects_integrations:
        return
    for position, stage in enumerate(rollout.release.stages):
        if is_announced(stage):
            for listener in rollout.listeners if position == 0 else _on(stage.server, rollout):
                yield stage, listener


def _reminder_day(stage: Stage, policy: Policy) -> date:
    return reminder_day(release_date=stage.date, days_off=policy.days_off)


def _on(server: str, rollout: Rollout) -> Iterator[Listener]:
    return (listener for listener in rollout.listeners if server in listener.servers)


SCHEDULE: Mapping[Kind, Rule] = {
    OWNER_QUESTION: _owner_questions,
    FYI: _fyis,
    PREVIEW: _previews,
    REMINDER: _reminders,
    TEST_REMINDER: _test_reminders,
    WINDOW_CLOSING: _window_closings,
    VERDICT: _verdicts,
    WINDOW_REPORT: _window_reports,
    DUE: _days,
    NOT_CONFIRMED: _not_confirmed,
    CONFIRMATION: _confirmations,
}
"""When each kind is due. One that is not here is planned by a use case."""


def slots_for(
    *,
    release: Release,
    integrations: tuple[Integration, ...],
    policy: Policy,
    schedule: Mapping[Kind, Rule] = SCHEDULE,
) -> tuple[Slot, ...]:
    """Return everything that the schedule's rules call for about the release, by time."""
    listeners = tuple(_listeners(integrations, policy))
    rollout = Rollout(release, listeners, policy, _owners(integrations))
    zones = {listener.channel: listener.timezone for listener in rollout.listeners}
    # One announcement for all channels that hear it, as there may be thousands.
    marked = cache(lambda kind, server: (str(made := Announcement(kind, server)), made))
    found = [
        (due_at, channel, *marked(kind, server))
        for kind, rule in schedule.items()
        for server, channel, due_at in rule(rollout)
    ]
    found.sort(key=itemgetter(0, 1, 2))
    return tuple(
        Slot(announcement, channel, due_at, zones.get(channel, policy.timezone))
        for due_at, channel, _, announcement in found
    )


def _listeners(integrations: tuple[Integration, ...], policy: Policy) -> Iterator[Listener]:
    by_channel: dict[str, list[Integration]] = {}
    for integration in filter(lambda each: each.is_reachable, integrations):
        by_channel.setdefault(integration.channel, []).append(integration)
    for channel, here in sorted(by_channel.items()):
        servers = frozenset(placed.server for integration in here for placed in integration.environments)
        zone = channel_timezone(channel=channel, integrations=here, default=policy.timezone)
        yield Listener(channel, zone, servers)


def _owners(integrations: tuple[Integration, ...]) -> Mapping[str, tuple[str, ...]]:
    """Return by server who owns something on it, by id."""
    found: dict[str, set[str]] = {}
    for integration in integrations:
        for environment in integration.environments:
            found.setdefault(environment.server, set()).update(ids_of(integration.owners))
    return {server: tuple(sorted(owners)) for server, owners in found.items()}
