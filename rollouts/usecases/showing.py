"""One release at a glance: where it stands, what changed last, what comes next, and what is open."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from itertools import takewhile

from rollouts.announcing.briefing import verdict_in
from rollouts.announcing.vendors_words import vendors_words
from rollouts.cases import Case
from rollouts.deliveries import Delivery, State
from rollouts.delivery.forecast import Foreseen, still_to_be_said
from rollouts.history import Change
from rollouts.kinds import Placement
from rollouts.news_drafts import ReadEntry
from rollouts.people import is_manager
from rollouts.policy import Policy
from rollouts.ports import Ledger
from rollouts.releases import Release
from rollouts.servers import Server
from rollouts.usecases.histories import ReleaseHistory, release_history
from rollouts.usecases.releases import Ask, AskPage, find_release, once_called
from rollouts.verdict import Verdict

NAMED = 40
"""To how many channels the next post goes of which an answer can name all."""


@dataclass(frozen=True, slots=True)
class ReleaseStory:
    """A release as it stands.

    Attributes:
        release: With its stages: since when, by whom and why each stands as it does.
        servers: Those of the workspace.
        last: What was changed last, at once and by the same hand.
        next: The next post to channels, once for each of the first that get it then.
        posted: How many messages its channels have got.
        planned: How many they will get, as things stand.
        cases: The open ones that are about it.
        policy: The settings.
        today: The workspace's day.
        may_change: Whether the asker may change it.
        verdicts: What its window has shown, for each server that it is on its way to.
        not_these: The releases that were called so before.
        next_others: How many more get the next post than those in `next`.
        words: The vendor's that it is live on a server (by key), which nobody here has confirmed.
    """

    release: Release
    servers: tuple[Server, ...]
    last: ReleaseHistory
    policy: Policy
    today: date
    next: tuple[Delivery, ...] = ()
    posted: int = 0
    planned: int = 0
    cases: tuple[Case, ...] = ()
    may_change: bool = False
    verdicts: tuple[Verdict, ...] = ()
    not_these: tuple[str, ...] = ()
    next_others: int = 0
    words: Mapping[str, ReadEntry] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ReleaseChanges:
    """A release, all of whose UI changes and opt-in features are shown, from that page on."""

    release: Release
    page: int


def show_changes(ledger: Ledger, request: AskPage) -> ReleaseChanges:
    """Show all that a release brings.

    Raises:
        Unknown: there is no release of that name.
    """
    return ReleaseChanges(find_release(ledger=ledger, name=request.name), max(request.page, 0))


def show_release(ledger: Ledger, request: Ask) -> ReleaseStory:
    """Show one release.

    Raises:
        Unknown: there is no release of that name.
    """
    release = find_release(ledger=ledger, name=request.name, by_part=True)
    posts = tuple(
        alike
        for alike in ledger.alike(release.topic)
        if alike.announcement.kind.placement is not Placement.ALONE
    )
    coming = still_to_be_said(ledger, posts)
    next_ones = tuple(each for each in coming if _goes_out_with(each, coming[0]))
    named = _first_of(ledger, next_ones)
    asker, policy = request.asker, ledger.policy
    return ReleaseStory(
        release=release,
        servers=ledger.servers(),
        policy=policy,
        today=policy.day(ledger.now),
        last=_last_change(ledger, request),
        next=named,
        next_others=sum(each.count for each in next_ones) - len(named),
        posted=sum(alike.count for alike in posts if alike.state is State.SENT),
        planned=sum(each.count for each in coming),
        cases=tuple(case for case in ledger.cases(open_only=True) if case.release == release.name),
        may_change=asker is not None and is_manager(person=asker, managers=policy.managers),
        words=vendors_words(ledger, release),
        verdicts=tuple(
            verdict
            for stage in release.stages
            if (verdict := verdict_in(ledger=ledger, release=release, server=stage.server))
        ),
        not_these=once_called(ledger, release),
    )


def _last_change(ledger: Ledger, request: Ask) -> ReleaseHistory:
    history = release_history(ledger, request)
    at_once = takewhile(lambda each: _made(each) == _made(history.changes[0]), history.changes)
    return replace(history, changes=tuple(at_once))


def _made(change: Change) -> tuple[datetime, str]:
    return change.at, change.by


def _first_of(ledger: Ledger, together: tuple[Foreseen, ...]) -> tuple[Delivery, ...]:
    """Return the first of the posts that go out together, once for each channel."""
    posts = (
        each.alike.in_channel(channel, post)
        for each in together
        for post, channel in each.channels(ledger, limit=NAMED)
    )
    return tuple(sorted(posts, key=lambda post: post.id)[:NAMED])


def _goes_out_with(each: Foreseen, first: Foreseen) -> bool:
    return (each.alike.announcement, each.alike.due_at) == (first.alike.announcement, first.alike.due_at)
