"""What each channel was told of a release, and what it will be told: two lists, and nothing of both.

Both may be long, and a page shows a few of them. So what is not on the page is counted, not gathered.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from rollouts.deliveries import SAID, Action, Announcement, Delivery, Told
from rollouts.delivery.expecting import Coming, expected
from rollouts.kinds import Placement
from rollouts.policy import Policy
from rollouts.ports import Ledger
from rollouts.releases import Release
from rollouts.servers import Server
from rollouts.statements import Statement
from rollouts.usecases.releases import AskPage, find_release

PAGE = 8
"""How much of both lists stands on a page."""


@dataclass(frozen=True, slots=True)
class Said:
    """What was said at `at` (UTC), in a post or an edit of it, the same in each of those channels.

    `post` is the first of them. `words` are it as it was said, as text; they are empty where they were not
    kept, and `statement` tells what it told.
    """

    post: Delivery
    statement: Statement
    at: datetime
    channels: tuple[str, ...]
    words: str = ""


@dataclass(frozen=True, slots=True)
class Preview:
    """A page of what was said about a release and of what will be, each by time.

    Attributes:
        release: The release.
        said: What was said, what told several channels the same together.
        coming: What will be said, what reads the same in several channels together.
        servers: Those of the workspace.
        policy: The settings.
        today: The workspace's day.
        page: The page, from 0.
        said_in_all: How much there is of what was said, on all pages.
        coming_in_all: How much there is of what will be said.
    """

    release: Release
    said: tuple[Said, ...]
    coming: tuple[Coming, ...]
    servers: tuple[Server, ...]
    policy: Policy
    today: date
    page: int
    said_in_all: int
    coming_in_all: int

    @property
    def pages(self) -> int:
        """How many pages there are; one where there is nothing to show."""
        return _pages(self.said_in_all + self.coming_in_all)

    @property
    def begins_to_come(self) -> bool:
        """Whether the first of what will be said stands on this page."""
        return bool(self.coming) and self.page * PAGE <= self.said_in_all


def preview(ledger: Ledger, request: AskPage) -> Preview:
    """Gather one page of what was said about a release, and what will be: the last one at most.

    Raises:
        Unknown: there is no release of that name.
    """
    release = find_release(ledger=ledger, name=request.name, by_part=True)
    posts = ledger.alike(release.topic)
    told = ledger.told(release.topic) if any(alike.state in SAID for alike in posts) else ()
    said = _together(_said(told))
    has_card = frozenset(each.channel for each in told if each.is_card)
    coming = expected(ledger, release, posts, has_card=has_card)
    page = max(0, min(request.page, _pages(len(said) + len(coming)) - 1))
    first, last = page * PAGE, (page + 1) * PAGE
    policy = ledger.policy
    return Preview(
        release=release,
        said=_gathered(ledger, said[first:last]),
        coming=coming.gathered(max(first - len(said), 0), max(last - len(said), 0)),
        servers=ledger.servers(),
        policy=policy,
        today=policy.day(ledger.now),
        page=page,
        said_in_all=len(said),
        coming_in_all=len(coming),
    )


def _pages(entries: int) -> int:
    return max(1, -(-entries // PAGE))


def _said(told: Iterable[Told]) -> list[Told]:
    """Return each post that was said, and of its edits the newest: that is how it stands there now."""
    posts: list[Told] = []
    edits: dict[tuple[Announcement, str], Told] = {}
    for each in told:
        if each.at is None or not each.facts or each.announcement.kind.placement is Placement.ALONE:
            continue
        if each.action is Action.POST:
            posts.append(each)
        else:
            edits[each.announcement, each.channel] = each
    return sorted((*posts, *edits.values()), key=lambda said: (said.at, said.number))


def _together(said: Iterable[Told]) -> list[list[Told]]:
    """Put together what told several channels the same, in the same words and minute."""
    groups: dict[object, list[Told]] = {}
    for each in said:
        minute = each.at and each.at.replace(second=0, microsecond=0)
        what = (each.announcement, each.action, each.words or each.facts, minute)
        groups.setdefault(what, []).append(each)
    return list(groups.values())


def _gathered(ledger: Ledger, groups: Iterable[list[Told]]) -> tuple[Said, ...]:
    """Read whole what stands on the page alone."""
    return tuple(
        Said(post, post.statement, at, tuple(each.channel for each in group), group[0].words)
        for group in groups
        if (at := group[0].at) and (post := ledger.delivery(group[0].number)) and post.statement
    )
