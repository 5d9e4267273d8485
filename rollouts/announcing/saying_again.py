"""A moved date is a new day: what was said of the old one is said again of the new one, if it can be."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from itertools import groupby
from typing import TypeAlias

from rollouts.announcing.revisions import next_revision
from rollouts.announcing.schedule import Slot
from rollouts.deliveries import OPEN, SAID, Announcement, Delivery, NewDelivery, Reason, State, finished
from rollouts.kinds import LateRule
from rollouts.policy import Policy
from rollouts.ports import Ledger
from rollouts.releases import Release
from rollouts.statements import AHEAD

Place: TypeAlias = tuple[Announcement, str]
"""What is said once, in which channel."""


def place_of(delivery: Delivery) -> Place:
    """Return what it says, and where."""
    return delivery.key.announcement, delivery.key.channel


def say_again(
    *, ledger: Ledger, release: Release, posts: Iterable[Delivery], wanted: Mapping[Place, Slot]
) -> None:
    """Plan what was said of another date anew, at the time that the date of today calls for.

    What is planned so and no longer called for is skipped: the date was moved back, or has gone.
    """
    in_order = sorted(
        posts, key=lambda post: (str(post.key.announcement), post.key.channel, post.key.revision)
    )
    for place, group in groupby(in_order, key=place_of):
        if place[0].kind.is_said_again:
            _say_again(ledger, release, tuple(group), wanted.get(place))


def is_to_wait(*, tried: Delivery, slot: Slot, release: Release, policy: Policy, now: datetime) -> bool:
    """Say whether what was tried, and was not said, is to be said later: its date was moved meanwhile."""
    is_of_a_date = tried.key.announcement.kind.is_said_again and tried.statement is not None
    return is_of_a_date and slot.due_at > now and _is_of_another_day(tried, slot, release, policy)


def _say_again(ledger: Ledger, release: Release, posts: tuple[Delivery, ...], slot: Slot | None) -> None:
    said = next((post for post in reversed(posts) if post.state in SAID), None)
    waiting = next((post for post in reversed(posts) if _is_said_again(post, ledger.now)), None)
    if said is None:
        # It was not said after all. What waits to be said for the first time says it, if there is that.
        is_first = not any(post.state in OPEN and post.key.revision == 0 for post in posts)
        if waiting:
            _keep_in_line(ledger, waiting, slot if is_first else None)
        return
    is_of_another_day = slot is not None and _is_of_another_day(said, slot, release, ledger.policy)
    if slot and _went_live(said, release, slot):
        # That it is live is heard: an edit of what said that it is not confirmed would notify nobody.
        if not any(post.state in OPEN and post.key.revision > said.key.revision for post in posts):
            _plan(ledger, said, ledger.now)
    elif slot and is_of_another_day and waiting is None and slot.due_at > ledger.now:
        _plan(ledger, said, slot.due_at)
    elif waiting:
        _keep_in_line(ledger, waiting, slot if is_of_another_day else None)


def _keep_in_line(ledger: Ledger, waiting: Delivery, slot: Slot | None) -> None:
    """Let what waits to be said again wait for the time that is called for; for None leave it out."""
    if slot is None:
        gone = finished(waiting, State.SKIPPED, Reason.NO_LONGER_PLANNED.value, ledger.now)
        ledger.save_deliveries([gone])
    elif waiting.due_at != slot.due_at:
        ledger.save_deliveries([replace(waiting, due_at=slot.due_at, next_at=None)])


def _plan(ledger: Ledger, said: Delivery, due_at: datetime) -> None:
    revision = next_revision(ledger=ledger, like=said.key)
    ledger.plan([NewDelivery(replace(said.key, revision=revision), due_at)])


def _went_live(said: Delivery, release: Release, slot: Slot) -> bool:
    """Say whether a confirmation was said while nobody had confirmed it, and somebody has since then.

    Where it is not known when somebody did, an earlier version has recorded it, and said it in its own way.
    """
    server = slot.announcement.server
    stage, told = release.stage(server), said.statement.stage(server) if said.statement else None
    is_confirmation = slot.announcement.kind.late is LateRule.SAID_WITH_DUE_TIME
    return bool(
        is_confirmation and stage and stage.is_live and stage.changed_at and told and told.standing in AHEAD
    )


def _is_said_again(post: Delivery, now: datetime) -> bool:
    """Tell it from a card that is posted anew: that is due at once."""
    return post.key.revision > 0 and post.state in OPEN and post.due_at > now


def _is_of_another_day(said: Delivery, slot: Slot, release: Release, policy: Policy) -> bool:
    server = slot.announcement.server
    told, stage = said.statement.stage(server) if said.statement else None, release.stage(server)
    if told and stage:
        return told.date != stage.date
    return policy.day(said.due_at) < policy.day(slot.due_at)
