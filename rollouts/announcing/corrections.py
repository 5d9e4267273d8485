"""Corrections: a channel whose newest statement is no longer true hears so, and nobody else does."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import cache

from rollouts.announcing.planning import refresh, release_of, replan
from rollouts.announcing.questions import keep_asking
from rollouts.announcing.revisions import next_revision
from rollouts.announcing.told import Told, told_in
from rollouts.deliveries import (
    OPEN,
    Action,
    Announcement,
    Delivery,
    Key,
    NewDelivery,
    Reason,
    State,
    finished,
)
from rollouts.kinds import CORRECTION
from rollouts.ports import Ledger
from rollouts.releases import Release, Standing
from rollouts.statements import (
    AHEAD,
    DateDiffers,
    Difference,
    StandingDiffers,
    Statement,
    differences,
    statement_of,
)
from rollouts.topics import Topic

CORRECT_AFTER = timedelta(minutes=2)
"""Several changes within two minutes make one correction; a rollback does not wait for more."""

ANNOUNCEMENT = Announcement(CORRECTION)

RUNS = frozenset({Standing.LIVE, Standing.HOTFIXED})


def to_correct(*, told: Statement, true: Statement) -> tuple[Difference, ...]:
    """Return what a channel has to be told that differs from what it was told.

    That a stage went live is no correction: a confirmation says it. Nor is what became of one that the
    channel was never told to be live, or the date of one that is.
    """
    return tuple(found for found in differences(told=told, true=true) if _is_correction(found, true))


def _is_correction(difference: Difference, true: Statement) -> bool:
    match difference:
        case StandingDiffers(_, before, now):
            went_live = before in AHEAD and now in {*RUNS, Standing.ROLLED_BACK}
            return not went_live
        case DateDiffers(server, _, _):
            stage = true.stage(server)
            return stage is not None and stage.standing in AHEAD
        case _:
            return True


@dataclass(frozen=True, slots=True)
class Believed:
    """What a channel was told last by a post, and what of it is to be corrected."""

    told: Told
    differences: tuple[Difference, ...]


def believed(*, deliveries: Iterable[Delivery], true: Statement) -> dict[str, Believed]:
    """Return for each channel that was told of a release what it believes, by channel."""
    newest = {
        channel: next((each for each in told if each.action is Action.POST), None)
        for channel, told in told_in(deliveries).items()
    }
    return {
        channel: Believed(told, to_correct(told=told.statement, true=true))
        for channel, told in newest.items()
        if told is not None
    }


def correct(*, ledger: Ledger, release: Release, at_once: bool = False) -> None:
    """Plan a correction for each channel that was told otherwise, and take back those that are not needed.

    One that waits already says all that differs once it is said; `at_once` it waits no longer.
    """
    true = statement_of(release=release, today=ledger.policy.day(ledger.now))
    wrong = {
        channel
        for channel, belief in believed(
            deliveries=ledger.not_merely_planned(release.topic), true=true
        ).items()
        if belief.differences
    }
    waiting = {
        delivery.key.channel: delivery
        for delivery in ledger.deliveries(release.topic, of=ANNOUNCEMENT)
        if delivery.action is Action.POST and delivery.state in OPEN
    }
    due_at = ledger.now if at_once else ledger.now + CORRECT_AFTER
    ledger.plan(
        NewDelivery(_next_key(ledger, release, channel), due_at) for channel in sorted(wrong - waiting.keys())
    )
    ledger.save_deliveries(
        replace(delivery, due_at=due_at, next_at=None)
        if channel in wrong
        else finished(delivery, State.SKIPPED, Reason.TAKEN_BACK.value, ledger.now)
        for channel, delivery in waiting.items()
        if channel not in wrong or due_at < delivery.due_at
    )


def correct_what_was_said(*, ledger: Ledger, said: Iterable[Delivery]) -> None:
    """Plan corrections of posts that turn out to have been said: something may have changed meanwhile.

    That it was rolled back while a channel was being told that it is live does not wait, here neither.
    """
    today = ledger.policy.day(ledger.now)
    wrong: dict[Topic, Release] = {}
    rolled_back: set[Topic] = set()

    @cache
    def truth(topic: Topic) -> tuple[Release, Statement] | None:
        release = release_of(ledger=ledger, topic=topic)
        return (release, statement_of(release=release, today=today)) if release else None

    for post in said:
        if post.action is Action.POST and post.statement and (known := truth(post.key.topic)):
            release, true = known
            found = to_correct(told=post.statement, true=true)
            if found:
                wrong[release.topic] = release
            if any(isinstance(each, StandingDiffers) and each.true is Standing.ROLLED_BACK for each in found):
                rolled_back.add(release.topic)
    for topic, release in wrong.items():
        correct(ledger=ledger, release=release, at_once=topic in rolled_back)


def follow_up(*, ledger: Ledger, release: Release, at_once: bool = False) -> None:
    """Bring everything in line with a release that changed: what is planned, what was told, what is shown."""
    # What was said is brought up to date before something is said anew: it is of what was said until now.
    refresh(ledger=ledger, topic=release.topic)
    replan(ledger=ledger, release=release)
    correct(ledger=ledger, release=release, at_once=at_once)
    keep_asking(ledger=ledger, release=release)


def _next_key(ledger: Ledger, release: Release, channel: str) -> Key:
    key = Key(release.topic, ANNOUNCEMENT, channel)
    return replace(key, revision=next_revision(ledger=ledger, like=key))
