"""Asking whether a stage is live, until somebody answers: one open question at a time for each who is asked.

The release's owner is asked at post time of the day (`schedule.py`), again after 2 hours, after 4 with the
managers, and then all of them once each working morning. The next question is planned when one was asked.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from rollouts.announcing.revisions import next_revision
from rollouts.calendar import instant, working_day_after
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
from rollouts.kinds import HOLD_QUESTION, OWNER_QUESTION
from rollouts.policy import Policy
from rollouts.ports import Ledger
from rollouts.references import ids_of
from rollouts.releases import Release, Stage, Status

AGAIN_AFTER = timedelta(hours=2)
MANAGERS_AFTER = timedelta(hours=4)

ON_ITS_WAY = frozenset({State.CLAIMED, State.UNKNOWN})


@dataclass(frozen=True, slots=True)
class Questions:
    """What was asked about a stage, and is to be.

    Attributes:
        release: The release.
        stage: Its stage.
        begins: Post time of the stage's day (UTC): what was asked before is of another date.
        posts: All questions about it, of other dates too.
    """

    release: Release
    stage: Stage
    begins: datetime
    posts: tuple[Delivery, ...]

    @property
    def announcement(self) -> Announcement:
        """What is asked."""
        return Announcement(OWNER_QUESTION, self.stage.server)

    @property
    def asked_at(self) -> tuple[datetime, ...]:
        """When somebody was asked of this date (UTC)."""
        said = (post.started_at for post in self.posts if post.state is State.SENT)
        return tuple(at for at in said if at and at >= self.begins)

    @property
    def waiting(self) -> tuple[Delivery, ...]:
        """Return those that are still to be asked."""
        return tuple(post for post in self.posts if post.state in OPEN)


def questions_about(*, ledger: Ledger, release: Release, stage: Stage) -> Questions:
    """Gather what was asked about a stage, and is to be."""
    policy, announcement = ledger.policy, Announcement(OWNER_QUESTION, stage.server)
    found = ledger.deliveries(release.topic, of=announcement)
    posts = tuple(post for post in found if post.action is Action.POST)
    begins = instant(day=stage.date, at=policy.post_at, timezone=policy.timezone)
    return Questions(release, stage, begins, posts)


def keep_asking(*, ledger: Ledger, release: Release) -> None:
    """Bring the questions about each stage in line with it: the next one planned, none that is answered.

    The first of all is planned by the date, and by nothing else (`schedule.py`).
    """
    for stage in release.stages:
        questions = _take_back(ledger, questions_about(ledger=ledger, release=release, stage=stage))
        states = {post.state for post in questions.posts}
        if stage.status is Status.PLANNED and State.SENT in states and not states & ON_ITS_WAY:
            _plan_the_next(ledger, questions)


def ask_at(*, ledger: Ledger, questions: Questions, people: Iterable[str], at: datetime) -> None:
    """Plan the question once more for each of these people and places."""
    for channel in people:
        key = Key(questions.release.topic, questions.announcement, channel)
        revision = next_revision(ledger=ledger, like=key)
        # The revision between is for the edit of the one before (`answer_the_one_before`).
        ledger.plan([NewDelivery(replace(key, revision=revision + 1), at)])


def answer_the_one_before(*, ledger: Ledger, asked: Delivery) -> None:
    """Plan the edit of the question before one that was asked once more, so that one alone is open."""
    before = replace(asked.key, revision=asked.key.revision - 1)
    if before.revision > 0 and ledger.said_before(before):
        ledger.plan([NewDelivery(before, ledger.now, Action.UPDATE)])


def ask_to_hold(*, ledger: Ledger, release: Release, rolled_back: str, actor: str) -> None:
    """Ask the owner whether the next server shall wait, after it was rolled back on one before.

    Where nobody is named as owner the first manager is asked, else the actor, who rolled it back.
    """
    position = [stage.server for stage in release.stages].index(rolled_back)
    behind = (stage for stage in release.stages[position + 1 :] if stage.status is Status.PLANNED)
    if stage := next(behind, None):
        asked = next(iter((*ids_of([release.owner]), *ledger.policy.managers_told, actor)))
        key = Key(release.topic, Announcement(HOLD_QUESTION, stage.server), asked)
        ledger.plan([NewDelivery(replace(key, revision=next_revision(ledger=ledger, like=key)), ledger.now)])


def _take_back(ledger: Ledger, questions: Questions) -> Questions:
    """Leave out what was planned for a date that was moved, or for a stage that somebody decided about."""
    stage = questions.stage
    reason = Reason.ANSWERED if stage.is_live else Reason.NO_LONGER_PLANNED
    taken = {
        post.id: finished(post, State.SKIPPED, reason.value, ledger.now)
        for post in questions.waiting
        if stage.status is not Status.PLANNED or (post.key.revision and post.due_at < questions.begins)
    }
    ledger.save_deliveries(taken.values())
    return replace(questions, posts=tuple(taken.get(post.id, post) for post in questions.posts))


def _plan_the_next(ledger: Ledger, questions: Questions) -> None:
    """Plan the next question after those that were asked; if they were of another date, the first of this."""
    policy, begun = ledger.policy, min(questions.asked_at, default=None)
    due_at = _next(max(questions.asked_at), begun, policy) if begun else questions.begins
    due_at = max(ledger.now, due_at)
    with_managers = begun is not None and due_at >= begun + MANAGERS_AFTER
    waiting = {post.key.channel: post for post in questions.waiting}
    people = [each for each in _asked(questions, policy, with_managers=with_managers) if each not in waiting]
    ask_at(ledger=ledger, questions=questions, people=people, at=due_at)
    # What somebody put off comes within two hours; what waits for longer was meant for another date.
    latest = max(due_at, ledger.now + AGAIN_AFTER)
    ledger.save_deliveries(
        replace(post, due_at=due_at, next_at=None) for post in waiting.values() if post.due_at > latest
    )


def _next(last: datetime, begun: datetime, policy: Policy) -> datetime:
    """Return when it is asked again: after 2 hours, after 4, then on the next working morning."""
    for after in (AGAIN_AFTER, MANAGERS_AFTER):
        if last < begun + after:
            return begun + after
    day = working_day_after(day=policy.day(last), days_off=policy.days_off)
    return instant(day=day, at=policy.post_at, timezone=policy.timezone)


def _asked(questions: Questions, policy: Policy, *, with_managers: bool) -> tuple[str, ...]:
    """Return who is asked: the release's owner, else who was before; the managers where it takes too long."""
    in_vain = {post.key.channel for post in questions.posts if post.state is State.FAILED}
    owner = [each for each in ids_of([questions.release.owner]) if each not in in_vain]
    before = [post.key.channel for post in questions.posts if post.state is State.SENT]
    managers = [each for each in policy.managers_told if each not in in_vain] if with_managers else []
    return tuple(dict.fromkeys((*(owner or before), *managers)))
