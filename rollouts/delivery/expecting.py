"""What will be said of a release, as things stand: counted for all channels, gathered for a few of them.

A post names the integrations of its channel, so it reads like another one only where there are none. How
much is expected is therefore known without a word of it: one of each post for each channel with integrations.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import Enum, auto
from functools import partial
from itertools import groupby
from typing import TypeAlias

from rollouts.announcing.briefing import release_brief
from rollouts.announcing.briefs import CorrectionBrief, ReleaseBrief, is_loud
from rollouts.announcing.schedule import SCHEDULE, Slot, slots_for
from rollouts.calendar import instant
from rollouts.deliveries import Alike, Announcement, Delivery, Key
from rollouts.delivery.claiming import brief_when_due
from rollouts.delivery.forecast import Foreseen, still_to_be_said
from rollouts.integrations import Integration, zones
from rollouts.kinds import CONFIRMATION, LateRule, Placement
from rollouts.policy import Policy
from rollouts.ports import Ledger
from rollouts.releases import Release, Stage, Status


class Condition(Enum):
    """On what it depends whether something is said."""

    NONE = auto()
    UNLESS_CONFIRMED = auto()
    ONCE_CONFIRMED = auto()


@dataclass(frozen=True, slots=True)
class Coming:
    """What will be said in channels as things stand, from `due_at` (UTC) on; `waits` while they are closed.

    What is said once a stage is confirmed is expected at post time of its day.
    """

    channels: tuple[str, ...]
    due_at: datetime
    brief: ReleaseBrief | CorrectionBrief
    is_loud: bool
    waits: bool
    condition: Condition = Condition.NONE


Gather: TypeAlias = Callable[[int, int], Iterable[Coming]]
"""Gathers what stands between two positions of a run."""


@dataclass(frozen=True, slots=True)
class _Run:
    """What is said at one time, one thing for each channel, or for several that read the same."""

    due_at: datetime
    count: int
    gather: Gather


@dataclass(frozen=True, slots=True)
class Expected:
    """What is expected of a release, by time; its length is how much that is."""

    runs: tuple[_Run, ...]

    def __len__(self) -> int:
        return sum(run.count for run in self.runs)

    def gathered(self, start: int, stop: int) -> tuple[Coming, ...]:
        """Gather what stands between those positions."""
        found: list[Coming] = []
        for run in self.runs:
            first, last = max(start, 0), min(stop, run.count)
            if first < last:
                found += run.gather(first, last)
            start, stop = start - run.count, stop - run.count
        return tuple(found)


def expected(
    ledger: Ledger, release: Release, found: tuple[Alike, ...], *, has_card: frozenset[str]
) -> Expected:
    """Work out what is expected of its posts and beyond; `has_card` are the channels with a card."""
    posts = _Posts(ledger, release, found, has_card)
    runs = (*posts.runs(), *_once_confirmed(ledger, release, posts.paused))
    return Expected(tuple(sorted(runs, key=lambda run: run.due_at)))


class _Posts:
    """The posts of a release that will be said."""

    def __init__(
        self, ledger: Ledger, release: Release, found: tuple[Alike, ...], has_card: frozenset[str]
    ) -> None:
        self._ledger = ledger
        self._has_card = has_card
        to_channels = tuple(
            alike for alike in found if alike.announcement.kind.placement is not Placement.ALONE
        )
        self._foreseen = still_to_be_said(ledger, to_channels)
        kinds = frozenset(alike.announcement.kind for alike in to_channels)
        self._hearing = ledger.channels_about(release.topic, kinds=kinds)
        self._known = ledger.following(zones, ledger.policy.timezone).keys()
        self._are_known = self._hearing <= self._known
        self.paused = frozenset(pause.channel for pause in ledger.pauses())

    def runs(self) -> Iterator[_Run]:
        """Yield what goes out at each time."""
        before: tuple[Foreseen, ...] = ()
        for due_at, group in groupby(self._foreseen, key=lambda each: each.alike.due_at):
            together = tuple(
                each
                for each in group
                if not (each.alike.announcement.kind.is_shown_on_card and self._is_heard_by_all(before))
            )
            if together:
                yield self._run(due_at, together, before)
                before += together

    def _is_heard_by_all(self, before: tuple[Foreseen, ...]) -> bool:
        """Say whether all channels have a card by then, without a look at them: one of a kind is for each."""
        heard: Counter[tuple[Announcement, int]] = Counter()
        for each in before:
            heard[each.alike.announcement, each.alike.revision] += each.count
        return self._hearing <= self._has_card or len(self._hearing) in heard.values()

    def _run(self, due_at: datetime, together: tuple[Foreseen, ...], before: tuple[Foreseen, ...]) -> _Run:
        first, *others = together
        kind = first.alike.announcement.kind
        is_one_each = self._are_known and kind.late is not LateRule.UNTIL_TRUE_AGAIN
        if not others and is_one_each and not kind.is_shown_on_card:
            return _Run(due_at, first.count, partial(self._gather, first, before))
        found = self._looked_at(together, before)
        return _Run(due_at, len(found), lambda start, stop: found[start:stop])

    def _gather(
        self, foreseen: Foreseen, before: tuple[Foreseen, ...], start: int, stop: int
    ) -> Iterator[Coming]:
        rows = foreseen.channels(self._ledger, limit=stop)[start:]
        first_there = self._unheard({channel for _, channel in rows}, before)
        for post, channel in rows:
            yield self._coming(foreseen.alike.in_channel(channel, post), is_first=channel in first_there)

    def _looked_at(self, together: tuple[Foreseen, ...], before: tuple[Foreseen, ...]) -> list[Coming]:
        """Look at each post that goes out then, and put together what reads the same."""
        posts = [
            each.alike.in_channel(channel, post)
            for each in together
            for post, channel in each.channels(self._ledger)
        ]
        unheard = self._unheard({post.key.channel for post in posts}, before)
        groups: dict[object, list[Coming]] = {}
        for post in sorted(posts, key=lambda post: post.id):
            is_first = post.key.channel in unheard
            if post.key.announcement.kind.is_shown_on_card and not is_first:
                continue
            unheard.discard(post.key.channel)
            coming = self._coming(post, is_first=is_first)
            same = coming.is_loud, coming.waits, coming.condition, _reads(coming.brief)
            groups.setdefault(same, []).append(coming)
        return [
            replace(group[0], channels=tuple(each.channels[0] for each in group)) for group in groups.values()
        ]

    def _unheard(self, channels: set[str], before: tuple[Foreseen, ...]) -> set[str]:
        """Return those channels that have no card by then."""
        left = set() if self._is_heard_by_all(before) else channels - self._has_card
        for each in before:
            left = left and left - {channel for _, channel in each.channels(self._ledger)}
        return left

    def _coming(self, post: Delivery, *, is_first: bool) -> Coming:
        channel, kind = post.key.channel, post.key.announcement.kind
        brief = brief_when_due(self._ledger, post, is_card=is_first)
        assert isinstance(brief, ReleaseBrief | CorrectionBrief)  # noqa: S101 - what is skipped is not foreseen
        condition = Condition.UNLESS_CONFIRMED if kind.is_for_who_heard_nothing else Condition.NONE
        is_heard = is_first or is_loud(brief)
        return Coming((channel,), post.due_at, brief, is_heard, channel in self.paused, condition)


def _reads(brief: ReleaseBrief | CorrectionBrief) -> object:
    """Return what the words of two posts rest on that may differ; where it does not, they read the same."""
    said = brief.announcement, brief.today
    if isinstance(brief, CorrectionBrief):
        return *said, brief.differences, brief.changes, brief.concerned
    teams = tuple(party.integration for party in brief.parties)
    return *said, teams, brief.is_card, brief.cases, brief.formerly


def _once_confirmed(ledger: Ledger, release: Release, paused: frozenset[str]) -> Iterator[_Run]:
    """Yield the confirmations as they will read: they are planned when somebody confirms, not before."""
    policy = ledger.policy
    for stage in release.stages:
        if stage.status is Status.PLANNED:
            day = max(stage.date, policy.day(ledger.now))
            at = instant(day=day, at=policy.post_at, timezone=policy.timezone)
            confirmed = replace(
                stage, status=Status.LIVE, live_at=at, confirmed_by=release.owner or "", changed_at=at
            )
            release = release.with_stage(confirmed)
            slots = ledger.following(_confirmations, release, confirmed, policy)
            yield _Run(at, len(slots), _gathering(ledger, release, slots, at, paused))


def _confirmations(
    _servers: object,
    _releases: object,
    integrations: tuple[Integration, ...],
    release: Release,
    stage: Stage,
    policy: Policy,
) -> tuple[Slot, ...]:
    """Return the confirmations of a stage that the release calls for once it is confirmed."""
    schedule = {CONFIRMATION: SCHEDULE[CONFIRMATION]}
    slots = slots_for(release=release, integrations=integrations, policy=policy, schedule=schedule)
    return tuple(slot for slot in slots if slot.announcement.server == stage.server)


def _gathering(
    ledger: Ledger, release: Release, slots: Sequence[Slot], at: datetime, paused: frozenset[str]
) -> Gather:
    def gather(start: int, stop: int) -> Iterator[Coming]:
        for slot in slots[start:stop]:
            post = Delivery(0, Key(release.topic, slot.announcement, slot.channel), at)
            brief = release_brief(ledger=ledger, delivery=post, release=release, now=at, is_card=False)
            waits = slot.channel in paused
            yield Coming((slot.channel,), at, brief, is_loud(brief), waits, Condition.ONCE_CONFIRMED)

    return gather
