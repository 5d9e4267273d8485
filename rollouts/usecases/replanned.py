"""Which later posts go out at another time because of a change."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from rollouts.deliveries import OPEN, Action, Announcement, Key
from rollouts.kinds import Placement
from rollouts.ports import Ledger
from rollouts.servers import Server
from rollouts.topics import Topic


@dataclass(frozen=True, slots=True)
class Shift:
    """A planned post that would go out at another time (UTC); None where it was, or would be, none."""

    key: Key
    before: datetime | None
    after: datetime | None


@dataclass(frozen=True, slots=True)
class Moved:
    """A later post of a release, about that server, that is to go out on another day of the workspace."""

    announcement: Announcement
    server: Server
    before: date
    after: date


def plan_of(ledger: Ledger, about: Collection[Topic] | None = None) -> Mapping[Key, datetime]:
    """Return when each post about those topics, or any release, that waits is to go out to a channel."""
    topics = [release.topic for release in ledger.releases()] if about is None else about
    return {
        post.key: post.due_at
        for topic in topics
        for post in ledger.deliveries(topic)
        if post.action is Action.POST
        and post.state in OPEN
        and post.key.announcement.kind.placement is not Placement.ALONE
    }


def shifts(
    *, before: Mapping[Key, datetime], after: Mapping[Key, datetime], soon: datetime
) -> tuple[Shift, ...]:
    """Return what differs between two plans, the earliest first; what goes out by `soon` is shown in full."""
    found = [
        Shift(key, before.get(key), after.get(key))
        for key in dict.fromkeys((*before, *after))
        if before.get(key) != after.get(key)
    ]
    later = [each for each in found if each.after is None or each.after > soon]
    return tuple(sorted(later, key=lambda each: (each.after or each.before or soon, str(each.key))))


def moved_in(
    ledger: Ledger, before: Mapping[Key, datetime], after: Mapping[Key, datetime]
) -> Iterator[Moved]:
    """Yield which posts come on another day; that those of a stage's own day do goes without saying."""
    day_of, servers = ledger.policy.day, {server.key: server for server in ledger.servers()}
    found = {
        (key.announcement, day_of(before[key]), day_of(due_at)): None
        for key, due_at in sorted(after.items(), key=lambda each: each[1])
        if key in before and key.announcement.server and not key.announcement.kind.is_of_its_day
    }
    for announcement, old, new in found:
        if old != new and announcement.server in servers:
            yield Moved(announcement, servers[announcement.server], old, new)
