"""What each channel was told of a release, and what it will be told: two lists, and nothing of both."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import Enum, auto

from rollouts.announcing.briefing import release_brief
from rollouts.announcing.briefs import CorrectionBrief, ReleaseBrief, is_loud
from rollouts.announcing.saying_again import SAID
from rollouts.announcing.schedule import SCHEDULE, slots_for
from rollouts.calendar import instant
from rollouts.deliveries import OPEN, Action, Delivery, Key, Message
from rollouts.delivery.claiming import brief_when_due
from rollouts.kinds import CONFIRMATION, Placement
from rollouts.policy import Policy
from rollouts.ports import Ledger
from rollouts.releases import Release, Status
from rollouts.servers import Server
from rollouts.statements import Statement
from rollouts.usecases.releases import AskPage, find_release


@dataclass(frozen=True, slots=True)
class Said:
    """What was said in a channel, as its statement keeps it: `at` (UTC), in a post or an edit of it.

    `message` is where it can be read, as far as that is known.
    """

    post: Delivery
    at: datetime
    statement: Statement
    message: Message | None


class Condition(Enum):
    """On what it depends whether something is said."""

    NONE = auto()
    UNLESS_CONFIRMED = auto()
    ONCE_CONFIRMED = auto()


@dataclass(frozen=True, slots=True)
class Coming:
    """What will be said in a channel as things stand, from `due_at` (UTC) on; `waits` while it is closed.

    What is said once a stage is confirmed is expected at post time of its day.
    """

    channel: str
    due_at: datetime
    brief: ReleaseBrief | CorrectionBrief
    is_loud: bool
    waits: bool
    condition: Condition = Condition.NONE


@dataclass(frozen=True, slots=True)
class Preview:
    """What was said about a release and what will be, each by time. `page` counts from 0."""

    release: Release
    said: tuple[Said, ...]
    coming: tuple[Coming, ...]
    servers: tuple[Server, ...]
    policy: Policy
    today: date
    page: int = 0


def preview(ledger: Ledger, request: AskPage) -> Preview:
    """Gather what was said about a release, and what will be.

    Raises:
        Unknown: there is no release of that name.
    """
    release = find_release(ledger=ledger, name=request.name, by_part=True)
    deliveries = ledger.deliveries(release.topic)
    posts = [
        delivery for delivery in deliveries if delivery.key.announcement.kind.placement is not Placement.ALONE
    ]
    said = sorted(_said(posts), key=lambda each: (each.at, each.post.id))
    policy = ledger.policy
    return Preview(
        release,
        tuple(said),
        tuple(sorted(_coming(ledger, release, posts, _cards(deliveries)), key=lambda each: each.due_at)),
        ledger.servers(),
        policy,
        policy.day(ledger.now),
        request.page,
    )


def _said(posts: list[Delivery]) -> Iterator[Said]:
    """Yield each post that was said, and of its edits the newest: that is how it stands there now."""
    edits: dict[tuple[str, str], Said] = {}
    for post in posts:
        if post.statement is None or post.started_at is None or post.state not in SAID:
            continue
        told = Said(post, post.started_at, post.statement, post.message)
        if post.action is Action.POST:
            yield told
        else:
            edits[str(post.key.announcement), post.key.channel] = told
    yield from edits.values()


def _cards(deliveries: Iterable[Delivery]) -> set[str]:
    """Return the channels in which there is a card: all of them count, so none is looked up by itself."""
    return {each.key.channel for each in deliveries if each.is_card}


def _coming(ledger: Ledger, release: Release, posts: list[Delivery], has_card: set[str]) -> Iterator[Coming]:
    paused = {pause.channel for pause in ledger.pauses()}
    for post in posts:
        channel, kind = post.key.channel, post.key.announcement.kind
        if post.action is not Action.POST or post.state not in OPEN:
            continue
        is_first = channel not in has_card
        brief = brief_when_due(ledger, post, is_card=is_first)
        if kind.is_shown_on_card and not is_first:
            continue
        if isinstance(brief, ReleaseBrief | CorrectionBrief):
            has_card.add(channel)
            condition = Condition.UNLESS_CONFIRMED if kind.is_for_who_heard_nothing else Condition.NONE
            is_heard = is_first or is_loud(brief)
            yield Coming(channel, post.due_at, brief, is_heard, channel in paused, condition)
    yield from _once_confirmed(ledger, release, paused)


def _once_confirmed(ledger: Ledger, release: Release, paused: set[str]) -> Iterator[Coming]:
    """Yield the confirmations as they will read: they are planned when somebody confirms, not before."""
    policy, confirmations = ledger.policy, {CONFIRMATION: SCHEDULE[CONFIRMATION]}
    for stage in release.stages:
        if stage.status is not Status.PLANNED:
            continue
        day = max(stage.date, policy.day(ledger.now))
        at = instant(day=day, at=policy.post_at, timezone=policy.timezone)
        confirmed = replace(
            stage, status=Status.LIVE, live_at=at, confirmed_by=release.owner or "", changed_at=at
        )
        release = release.with_stage(confirmed)
        slots = slots_for(
            release=release, integrations=ledger.integrations(), policy=policy, schedule=confirmations
        )
        for slot in slots:
            if slot.announcement.server == stage.server:
                post = Delivery(0, Key(release.topic, slot.announcement, slot.channel), at)
                brief = release_brief(ledger=ledger, delivery=post, release=release, now=at, is_card=False)
                is_heard, waits = is_loud(brief), slot.channel in paused
                yield Coming(slot.channel, at, brief, is_heard, waits, Condition.ONCE_CONFIRMED)
