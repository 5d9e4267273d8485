"""What each channel was told of a release, and what it will be told: two lists, and nothing of both.

Both may be long, and a page shows a few of them. So what is not on the page is counted, not gathered.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from rollouts.deliveries import SAID, Delivery
from rollouts.delivery.expecting import Coming, expected
from rollouts.kinds import Placement
from rollouts.policy import Policy
from rollouts.ports import Ledger
from rollouts.releases import Release
from rollouts.said import SaidAlike, Told, minute_of
from rollouts.servers import Server
from rollouts.statements import Statement
from rollouts.topics import Topic
from rollouts.usecases.releases import AskPage, find_release

PAGE = 8
"""How much of both lists stands on a page."""

NAMED = 40
"""Of how many channels that were told the same an answer can name all."""


@dataclass(frozen=True, slots=True)
class Said:
    """What was said at `at` (UTC), in a post or an edit of it, the same in each of those channels.

    `post` is the first of them. `words` are it as it was said, as text; they are empty where they were not
    kept, and `statement` tells what it told. `others` is how many more channels it was told in.
    """

    post: Delivery
    statement: Statement
    at: datetime
    channels: tuple[str, ...]
    words: str = ""
    others: int = 0


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
    is_told = any(alike.state in SAID for alike in posts)
    said = _AllSaid(ledger, release.topic) if is_told else None
    said_in_all = len(said) if said else 0
    has_card = ledger.channels_with_card(release.topic) if is_told else frozenset()
    coming = expected(ledger, release, posts, has_card=has_card)
    page = max(0, min(request.page, _pages(said_in_all + len(coming)) - 1))
    first, last = page * PAGE, (page + 1) * PAGE
    policy = ledger.policy
    return Preview(
        release=release,
        said=tuple(said.gathered(first, last)) if said else (),
        coming=coming.gathered(max(first - said_in_all, 0), max(last - said_in_all, 0)),
        servers=ledger.servers(),
        policy=policy,
        today=policy.day(ledger.now),
        page=page,
        said_in_all=said_in_all,
        coming_in_all=len(coming),
    )


def _pages(entries: int) -> int:
    return max(1, -(-entries // PAGE))


class _AllSaid:
    """All that was said of a topic, by time: what told several channels the same is put together.

    The database does so by the mark of the words. The few messages whose words were not kept are looked at
    one by one: those that are under way, and those of before words were kept.
    """

    def __init__(self, ledger: Ledger, topic: Topic) -> None:
        self._ledger = ledger
        self._topic = topic
        self._of_facts = _together(ledger.told(topic))
        self._count = ledger.count_said_alike(topic) + len(self._of_facts)

    def __len__(self) -> int:
        return self._count

    def gathered(self, start: int, stop: int) -> Iterator[Said]:
        """Gather what stands between those positions; that alone is read whole."""
        if start >= self._count:
            return
        in_words = self._ledger.said_alike(self._topic, limit=stop)
        shown = sorted((*in_words, *self._of_facts), key=lambda each: each.place)[start:stop]
        words = self._ledger.words([each.first for each in shown])
        for each in shown:
            post = self._ledger.delivery(each.first)
            assert post and post.statement and post.started_at  # noqa: S101, PT018 - it was told there
            channels = self._channels(each, post)
            left = each.channels - len(channels)
            yield Said(post, post.statement, post.started_at, channels, words.get(post.id, ""), left)

    def _channels(self, alike: SaidAlike, post: Delivery) -> tuple[str, ...]:
        """Return the first of the channels that were told so."""
        if alike.channels == 1:
            return (post.key.channel,)
        found = self._of_facts.get(alike)
        return found or self._ledger.channels_told(self._topic, alike.wording, limit=NAMED)


def _together(told: Iterable[Told]) -> Mapping[SaidAlike, tuple[str, ...]]:
    """Put together what told several channels the same facts in the same minute, with the first of those."""
    groups: dict[object, list[Told]] = {}
    for each in sorted(told, key=lambda said: said.number):
        if each.announcement.kind.placement is not Placement.ALONE:
            minute = minute_of(each.at)
            groups.setdefault((each.announcement, each.action, each.facts, minute), []).append(each)
    return {
        SaidAlike(minute_of(group[0].at), group[0].number, len(group)): tuple(
            each.channel for each in group[:NAMED]
        )
        for group in groups.values()
    }
