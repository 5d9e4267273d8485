"""What each channel was told of a release, and what it will be told: two lists, and nothing of both."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from rollouts.announcing.briefs import CorrectionBrief, ReleaseBrief, is_loud
from rollouts.announcing.saying_again import SAID
from rollouts.deliveries import OPEN, Action, Delivery, Message
from rollouts.delivery.claiming import brief_when_due
from rollouts.kinds import Placement
from rollouts.policy import Policy
from rollouts.ports import Ledger
from rollouts.releases import Release
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


@dataclass(frozen=True, slots=True)
class Coming:
    """What will be said in a channel as things stand, from `due_at` (UTC) on; `waits` while it is closed."""

    channel: str
    due_at: datetime
    brief: ReleaseBrief | CorrectionBrief
    is_loud: bool
    waits: bool


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
    posts = [
        delivery
        for delivery in ledger.deliveries(release.topic)
        if delivery.key.announcement.kind.placement is not Placement.ALONE
    ]
    said = sorted(_said(posts), key=lambda each: (each.at, each.post.id))
    policy = ledger.policy
    return Preview(
        release,
        tuple(said),
        tuple(_coming(ledger, posts)),
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


def _coming(ledger: Ledger, posts: list[Delivery]) -> Iterator[Coming]:
    paused = {pause.channel for pause in ledger.pauses()}
    has_card: set[str] = set()
    for post in posts:
        channel = post.key.channel
        if post.action is not Action.POST or post.state not in OPEN:
            continue
        is_card = channel not in has_card and ledger.card(post.key.topic, channel) is None
        brief = brief_when_due(ledger, post, is_card=is_card)
        if isinstance(brief, ReleaseBrief | CorrectionBrief):
            has_card.add(channel)
            yield Coming(channel, post.due_at, brief, is_card or is_loud(brief), channel in paused)
