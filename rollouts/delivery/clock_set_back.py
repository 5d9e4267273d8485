"""After the clock was set back: what waits for a moment waits no longer than it was to; days stay days."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import TypeAlias

from rollouts.announcing.planning import release_of
from rollouts.announcing.schedule import slots_for
from rollouts.deliveries import Action, Announcement, Delivery, State
from rollouts.ports import Ledger
from rollouts.topics import Topic

Days: TypeAlias = frozenset[tuple[Announcement, datetime]]


def follow_clock(ledger: Ledger, request: timedelta) -> int:
    """Let all that waits for a moment wait that much less; return how much it is.

    That is another try, a search, and what is said some time after something happened or at once. What is
    due at post time of a day stays due at post time of that day.
    """
    days: dict[Topic, Days] = {}
    moved: list[Delivery] = []
    for delivery in (*ledger.open_later(than=ledger.now), *ledger.searched_for()):
        topic = delivery.key.topic
        if topic not in days:
            days[topic] = _days_of(ledger, topic)
        if delivery.next_at is not None and delivery.next_at > ledger.now:
            moved.append(replace(delivery, next_at=delivery.next_at - request))
        elif delivery.next_at is None and not _is_of_a_day(delivery, days[topic]):
            moved.append(replace(delivery, due_at=delivery.due_at - request))
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


def try_again_at_start(ledger: Ledger) -> None:
    """Try again what seems to have been tried in the future: the clock was set back since then."""
    ledger.save_deliveries(
        replace(delivery, next_at=ledger.now)
        for delivery in ledger.open_later(than=ledger.now)
        if delivery.state is State.WAITING and delivery.started_at and delivery.started_at > ledger.now
    )
