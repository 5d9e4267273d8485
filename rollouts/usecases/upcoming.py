"""Looking at what comes next, and at what became of each post."""

from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice

from rollouts.announcing.late import Skip
from rollouts.announcing.planning import as_called
from rollouts.deliveries import OPEN, Action, Delivery
from rollouts.delivery.claiming import brief_when_due
from rollouts.delivery.resolving import needs_decision
from rollouts.live import Placed
from rollouts.policy import Policy
from rollouts.ports import Ledger
from rollouts.refusals import Thing, unknown
from rollouts.releases import Release, Status
from rollouts.servers import Server
from rollouts.typed_change import read_change
from rollouts.usecases.releases import Ask, find_release

LATEST = 200
"""How many deliveries are listed when no release is named."""

SHOWN = 64
"""Of how many deliveries of a release one message shows as many as fit, beside those that need help."""

NEXT_POSTS, LOOKED_AT = 5, 50
"""How many of the next posts are named, and among how many they are looked for."""


@dataclass(frozen=True, slots=True)
class DeliveryList:
    """Deliveries with what became of each; `release` is None for the latest of all.

    `stuck` are those of them with which nothing more happens until somebody helps: says what to do, or opens
    the channel. `others` is how many more there are.
    """

    release: Release | None
    deliveries: tuple[Delivery, ...]
    servers: tuple[Server, ...]
    policy: Policy
    stuck: tuple[Delivery, ...] = ()
    others: int = 0


def list_deliveries(ledger: Ledger, request: Ask) -> DeliveryList:
    """List what one message can show of the deliveries of a release, all that need help among them.

    Without a name, the latest of all that were due by now.

    Raises:
        Unknown: there is no release of that name.
    """
    if not request.name:
        return list_all_deliveries(ledger, request)
    release = find_release(ledger=ledger, name=request.name, by_part=True)
    paused = {pause.channel for pause in ledger.pauses()}
    stuck = tuple(each for each in ledger.troubled(release.topic) if _is_stuck(each, paused, ledger.now))
    first = ledger.first_deliveries(release.topic, limit=SHOWN + len(stuck))
    known = {each.id: each for each in (*first, *stuck)}
    found = tuple(sorted(known.values(), key=lambda each: (each.due_at, each.id)))
    others = ledger.count_about(release.topic) - len(found)
    return DeliveryList(release, found, ledger.servers(), ledger.policy, stuck, others)


def list_all_deliveries(ledger: Ledger, request: Ask) -> DeliveryList:
    """List all deliveries of a release, or without a name the latest of all that were due by now.

    Raises:
        Unknown: there is no release of that name.
    """
    release = find_release(ledger=ledger, name=request.name, by_part=True) if request.name else None
    about = ledger.deliveries(release.topic) if release else ledger.recent(limit=LATEST, until=ledger.now)
    found = tuple(as_called(ledger=ledger, delivery=each) for each in about)
    paused = {pause.channel for pause in ledger.pauses()}
    stuck = tuple(each for each in found if _is_stuck(each, paused, ledger.now))
    return DeliveryList(release, found, ledger.servers(), ledger.policy, stuck)


def _is_stuck(delivery: Delivery, paused: Container[str], now: datetime) -> bool:
    if delivery.action is Action.UPDATE:
        return False
    is_waiting = delivery.state in OPEN and delivery.due_at <= now and delivery.key.channel in paused
    return is_waiting or needs_decision(delivery)


@dataclass(frozen=True, slots=True)
class NextUp:
    """The next dates by time, those that are due and unconfirmed first, and the next posts.

    Those of one `release` or `server` alone, or of both, where that was asked for.
    """

    dates: tuple[tuple[Server, Placed], ...]
    posts: tuple[Delivery, ...]
    policy: Policy
    today: date
    release: Release | None = None
    server: Server | None = None


def next_up(ledger: Ledger) -> NextUp:
    """Say what comes next."""
    posts = tuple(islice(_said_some_day(ledger, ledger.upcoming(limit=LOOKED_AT)), NEXT_POSTS))
    return NextUp(next_dates(ledger), posts, ledger.policy, ledger.policy.day(ledger.now))


def next_of(ledger: Ledger, request: Ask) -> NextUp:
    """Say what comes next of the release or server that is named, or of both: "2026.11 standard".

    Raises:
        Unknown: there is no release of that name, and no server; it names the nearest releases.
    """
    today, servers = ledger.policy.day(ledger.now), ledger.servers()
    releases = ledger.releases()
    names = (name for release in releases for name in release.all_names)
    typed = read_change(request.name, names=names, servers=servers)
    if typed.rest:
        raise unknown(Thing.RELEASE, request.name, tuple(release.name for release in reversed(releases)))
    release = find_release(ledger=ledger, name=typed.release, by_part=True) if typed.release else None
    dates = tuple(
        (server, placed)
        for server, placed in next_dates(ledger)
        if release in {None, placed.release} and typed.server in {None, server}
    )
    about = [release] if release else list(dict.fromkeys(placed.release for _, placed in dates))
    posts = tuple(islice(_said_some_day(ledger, _open_posts(ledger, about, typed.server)), NEXT_POSTS))
    return NextUp(dates, posts, ledger.policy, today, release, typed.server)


def next_dates(ledger: Ledger) -> tuple[tuple[Server, Placed], ...]:
    """Return the planned stages with their servers, by date: those that are due come first."""
    return ledger.following(_dates, ledger.policy.day(ledger.now))


def _dates(
    servers: tuple[Server, ...], releases: tuple[Release, ...], _integrations: object, today: date
) -> tuple[tuple[Server, Placed], ...]:
    dates = [
        (server, Placed(release, stage, (stage.date - today).days))
        for release in releases
        for server in servers
        if (stage := release.stage(server.key)) and stage.status is Status.PLANNED
    ]
    return tuple(sorted(dates, key=lambda item: (item[1].stage.date, item[1].release.name)))


def _open_posts(ledger: Ledger, releases: Iterable[Release], server: Server | None) -> list[Delivery]:
    """Return what is still to be posted about those releases, of that server alone if one is named."""
    found = (
        post
        for release in releases
        for post in ledger.deliveries(release.topic)
        if post.state in OPEN and post.action is Action.POST
        if server is None or post.key.announcement.server == server.key
    )
    return sorted(found, key=lambda post: (post.next_at or post.due_at, post.id))


def _said_some_day(ledger: Ledger, posts: Iterable[Delivery]) -> Iterator[Delivery]:
    """Yield those that will be said as things stand: not what is answered, or has nowhere to go."""
    paused = {pause.channel for pause in ledger.pauses()}
    for post in posts:
        if post.key.channel not in paused and not isinstance(brief_when_due(ledger, post), Skip):
            yield as_called(ledger=ledger, delivery=post)
