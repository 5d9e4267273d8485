"""After the clock was set back: what waits for a moment waits no longer than it was to; days stay days."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TypeAlias

from rollouts.announcing.planning import release_of
from rollouts.announcing.schedule import slots_for
from rollouts.deliveries import Action, Announcement, Delivery
from rollouts.history import Kept
from rollouts.ports import Ledger
from rollouts.topics import Topic

SET_BACK = timedelta(seconds=1)
"""By less no delivery waits longer than until the beat after its own."""

AS_GOOD_AS_LAST = timedelta(minutes=1)
"""What was due that short before the last thing that a process did may not have been tried by it."""

Days: TypeAlias = frozenset[tuple[Announcement, datetime]]


def follow_clock(ledger: Ledger, request: timedelta) -> int:
    """Let all that waits for a moment wait that much less; return how much it is.

    That is another try, a search, and what is said some time after something happened or at once. What is
    due at post time of a day stays due at post time of that day.
    """
    return _follow(ledger, request, lambda _: True)


def _follow(ledger: Ledger, step: timedelta, is_moved: Callable[[Delivery], bool]) -> int:
    days: dict[Topic, Days] = {}
    moved: list[Delivery] = []
    for delivery in filter(is_moved, (*ledger.open_later(than=ledger.now), *ledger.searched_for())):
        topic = delivery.key.topic
        if topic not in days:
            days[topic] = _days_of(ledger, topic)
        if delivery.next_at is not None and delivery.next_at > ledger.now:
            moved.append(replace(delivery, next_at=delivery.next_at - step))
        elif delivery.next_at is None and not _is_of_a_day(delivery, days[topic]):
            moved.append(replace(delivery, due_at=delivery.due_at - step))
    ledger.save_deliveries(moved)
    return len(moved)


def _is_of_a_day(delivery: Delivery, days: Days) -> bool:
    return delivery.action is Action.POST and (delivery.key.announcement, delivery.due_at) in days


def _days_of(ledger: Ledger, topic: Topic) -> Days:
    """Return what is to be said of the topic at post time of which day."""
    release = release_of(ledger=ledger, topic=topic)
    if release is None:
        return frozenset()
    slots = slots_for(release=release, integrations=ledger.integrations(), policy=ledger.policy)
    moments = {moment for stage in release.stages for moment in (stage.live_at, stage.changed_at)}
    return frozenset((slot.announcement, slot.due_at) for slot in slots if slot.due_at not in moments)


def follow_clock_at_start(ledger: Ledger) -> int:
    """Follow a clock that was set back since the last life; return how much was moved.

    Nothing tells by how much but what that life left behind: it was at least until then that its clock ran.
    What is due before that is left alone, since it may have been planned after the clock was mended.
    """
    ran_until = max(_left_behind(ledger), default=ledger.now)
    step = ran_until - ledger.now
    if step <= SET_BACK:
        return 0

    def is_of_that_clock(delivery: Delivery) -> bool:
        began = delivery.started_at
        return delivery.due_at >= ran_until - AS_GOOD_AS_LAST or (began is not None and began > ledger.now)

    return _follow(ledger, step, is_of_that_clock)


def _left_behind(ledger: Ledger) -> Iterator[datetime]:
    """Yield when a delivery was last tried, when somebody last did something, and what was changed last."""
    yield from filter(None, (ledger.last_attempt(), ledger.last_act()))
    for thing in Kept:
        yield from (change.at for change in ledger.history(thing, limit=1))
