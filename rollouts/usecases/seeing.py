"""Nothing is posted unseen: what goes out because of a change is shown first, and done once it was seen.

A change is made in the ledger, what follows from it is looked at there, and unless just that was shown
before, all of it is undone again: so what is shown is what would be said, whatever the change was.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from hashlib import blake2s

from rollouts.announcing.briefing import as_it_was
from rollouts.announcing.briefs import CorrectionBrief, ReleaseBrief
from rollouts.announcing.corrections import CORRECT_AFTER, to_correct
from rollouts.announcing.planning import release_of
from rollouts.announcing.told import Told, told_in
from rollouts.deliveries import SAID, Action, Delivery, Key, State
from rollouts.delivery.claiming import Job, job_of
from rollouts.history import Change, Kept
from rollouts.kinds import CORRECTION, Placement
from rollouts.policy import Policy
from rollouts.ports import Ledger
from rollouts.refusals import Refusal
from rollouts.releases import Release
from rollouts.servers import Server
from rollouts.statements import statement_of
from rollouts.topics import Topic
from rollouts.usecases.replanned import Moved, Shift, moved_in, plan_of

SOON = CORRECT_AFTER + timedelta(seconds=1)
"""What is due within that time goes out because of what is done now."""

_UNDER_WAY = SAID - {State.SENT}

LOOK = "look"
"""Stands for the fingerprint of nothing: with it nothing is done, and what would go out is told."""


class Doubt(StrEnum):
    """Why it is asked whether somebody really means it."""

    DAY_OFF = "day_off"
    EARLY = "early"
    SINCE_WHEN = "since_when"
    BEFORE_OTHER_SERVER = "before_other_server"


@dataclass(frozen=True, slots=True)
class Doubted:
    """What is asked about: the server and its date; `said_on` is the day on which it is asked."""

    doubt: Doubt
    server: Server
    day: date
    said_on: date


@dataclass(frozen=True, slots=True)
class Outgoing:
    """One message that would go out: to which channel, when (UTC), and what that was told before."""

    channel: str
    due_at: datetime
    brief: ReleaseBrief | CorrectionBrief
    is_loud: bool
    told: Told | None


@dataclass(frozen=True, slots=True)
class Meanwhile:
    """What others changed of a release while what goes out stood before somebody; the newest first."""

    release: Release
    changes: tuple[Change, ...]
    servers: tuple[Server, ...]
    today: date


@dataclass(eq=False)
class NotSeenYet(Refusal):
    """Something would go out, or is to be asked about, that was not shown yet: so nothing was done.

    `shifts` are the later posts that would be moved, where the change is one of settings; `moved` those of a
    release whose dates change, once for all channels.
    `fingerprint` stands for all of it: whoever sends it back has seen it, and best `seen`, which says when,
    too. `is_anew` says that something else was shown before: the form says something else now, or somebody
    was faster, which `meanwhile` tells. `under_way` are channels that are just being told otherwise, or may
    have been: once that is known, they are corrected.
    """

    outgoing: tuple[Outgoing, ...]
    doubts: tuple[Doubted, ...]
    fingerprint: str
    policy: Policy
    is_anew: bool = False
    shifts: tuple[Shift, ...] = ()
    moved: tuple[Moved, ...] = ()
    shown_at: datetime | None = None
    meanwhile: Meanwhile | None = None
    under_way: tuple[str, ...] = ()

    @property
    def seen(self) -> str:
        """What whoever has seen it sends back."""
        return f"{self.fingerprint}{_AT}{self.shown_at.isoformat()}" if self.shown_at else self.fingerprint

    def is_what(self, seen: str) -> bool:
        """Say whether that is what was shown before."""
        return seen.partition(_AT)[0] == self.fingerprint


_AT = "@"
"""Stands between a fingerprint and when it was shown."""

RECENT_MOST = 50
"""How many fields that changed last are looked through for what others did."""


@dataclass(frozen=True, slots=True)
class Sight:
    """What was about to go out already, before anything was changed.

    `corrected` are the releases about which a correction waited, as they were; `release` is the one whose
    dates may change, and `recent` what was changed of it last.
    """

    due: frozenset[tuple[Key, datetime]]
    plan: Mapping[Key, datetime]
    corrected: Mapping[Topic, Release]
    release: Release | None = None
    recent: tuple[Change, ...] = ()

    @classmethod
    def of(cls, ledger: Ledger, moving: Release | None = None) -> "Sight":
        """Look before anything is changed: also at what is planned about a release whose dates may change."""
        posts = tuple(ledger.overdue(before=ledger.now + SOON))
        due = frozenset((post.key, post.due_at) for post in posts)
        about = {post.key.topic for post in posts if post.key.announcement.kind == CORRECTION}
        found = (release_of(ledger=ledger, topic=topic) for topic in about)
        corrected = {release.topic: release for release in found if release}
        if moving is None:
            return cls(due, {}, corrected)
        recent = ledger.history(Kept.RELEASE, moving.name, limit=RECENT_MOST)
        return cls(due, plan_of(ledger, [moving.topic]), corrected, moving, recent)

    def since(self, seen: str, ledger: Ledger) -> Meanwhile | None:
        """Return what was changed since that was shown; None where nothing was, or nobody knows when."""
        when = _shown_at(seen)
        changes = tuple(change for change in self.recent if when and change.at > when)
        if self.release is None or not changes:
            return None
        return Meanwhile(self.release, changes, ledger.servers(), ledger.policy.day(ledger.now))


def _shown_at(seen: str) -> datetime | None:
    """Return when that was shown, in UTC; None where it does not say so."""
    try:
        when = datetime.fromisoformat(seen.partition(_AT)[2])
    except ValueError:
        return None
    return when if when.tzinfo else None


def require_seen(
    *,
    ledger: Ledger,
    sight: Sight,
    seen: str,
    about: Collection[Topic],
    doubts: tuple[Doubted, ...] = (),
    shifts: tuple[Shift, ...] = (),
) -> None:
    """Let a change of those topics pass whose consequences were shown.

    `seen` is the fingerprint of what was shown, empty for nothing; `LOOK` lets nothing pass.

    Raises:
        NotSeenYet: they were not, or have changed since then.
    """
    outgoing = tuple(_outgoing(ledger, sight, about))
    under_way = tuple(sorted(_under_way(ledger, sight.release))) if sight.release else ()
    if not outgoing and not doubts and not shifts and not under_way and seen != LOOK:
        return
    moved = tuple(moved_in(ledger, sight.plan, plan_of(ledger, about))) if sight.plan else ()
    fingerprint = _fingerprint(outgoing, doubts, (*shifts, *moved), under_way)
    if fingerprint != seen.partition(_AT)[0]:
        raise NotSeenYet(
            outgoing,
            doubts,
            fingerprint,
            ledger.policy,
            is_anew=seen not in {"", LOOK},
            shifts=shifts,
            moved=moved,
            shown_at=ledger.now,
            meanwhile=sight.since(seen, ledger),
            under_way=under_way,
        )


def _under_way(ledger: Ledger, before: Release) -> Iterator[str]:
    """Yield the channels to which a post is under way, or may have gone, that is no longer true."""
    release = release_of(ledger=ledger, topic=before.topic) or before
    true = statement_of(release=release, today=ledger.policy.day(ledger.now))
    # What would follow on such a post in its channel waits for it, so it is the newest there.
    for post in ledger.not_merely_planned(before.topic):
        is_under_way = post.state in _UNDER_WAY and post.action is Action.POST
        if is_under_way and post.statement and to_correct(told=post.statement, true=true):
            yield post.key.channel


def _outgoing(ledger: Ledger, sight: Sight, about: Collection[Topic]) -> Iterator[Outgoing]:
    posts = [
        post for post in ledger.overdue(before=ledger.now + SOON) if _is_because_of_this(post, sight, about)
    ]
    told = {topic: told_in(ledger.deliveries(topic)) for topic in {post.key.topic for post in posts}}
    for post in posts:
        job = job_of(ledger, post)
        if (
            isinstance(job, Job)
            and isinstance(job.brief, ReleaseBrief | CorrectionBrief)
            and not _said_as_much(post, job.brief, sight)
        ):
            before = told[post.key.topic].get(post.key.channel, ())
            newest = next((each for each in before if each.action is Action.POST), None)
            is_loud = job.thread is None or job.broadcast
            yield Outgoing(post.key.channel, post.due_at, job.brief, is_loud, newest)


def _is_because_of_this(post: Delivery, sight: Sight, about: Collection[Topic]) -> bool:
    kind = post.key.announcement.kind
    # A correction that waits already may say more than it would have.
    is_new = (post.key, post.due_at) not in sight.due or (kind == CORRECTION and post.key.topic in about)
    return is_new and kind.placement is not Placement.ALONE


def _said_as_much(post: Delivery, brief: ReleaseBrief | CorrectionBrief, sight: Sight) -> bool:
    """Say whether it is a correction that waited already, and would have said the same at that time."""
    if not isinstance(brief, CorrectionBrief) or (post.key, post.due_at) not in sight.due:
        return False
    return brief.says == as_it_was(brief, sight.corrected[post.key.topic]).says


def _fingerprint(
    outgoing: tuple[Outgoing, ...],
    doubts: tuple[Doubted, ...],
    moved: tuple[Shift | Moved, ...],
    under_way: tuple[str, ...],
) -> str:
    """Return what stands for what is shown; the same as long as it is the same, whenever it is looked at."""
    shown = [
        (
            each.channel,
            str(each.brief.announcement),
            _timeless(each.brief.release, each.brief.now),
            each.told,
            each.brief.reasons if isinstance(each.brief, CorrectionBrief) else (),
        )
        for each in outgoing
    ]
    # Since when it is live is answered by what is shown.
    asked = [each for each in doubts if each.doubt is not Doubt.SINCE_WHEN]
    return blake2s(repr((shown, asked, moved, under_way)).encode(), digest_size=8).hexdigest()


def _timeless(release: Release, now: datetime) -> Release:
    """Leave out when somebody did it, and that it is live since then: that is now, and now goes on."""
    stages = (
        replace(stage, changed_at=None, live_at=None if stage.live_at == now else stage.live_at)
        for stage in release.stages
    )
    return replace(release, stages=tuple(stages))
