"""Looking at what comes next: dates, posts as they will read, and what became of each."""

from collections.abc import Container
from dataclasses import dataclass
from datetime import date, datetime

from rollouts.announcing.briefing import release_brief
from rollouts.announcing.briefs import ReleaseBrief
from rollouts.deliveries import OPEN, Action, Delivery, Reason
from rollouts.delivery.resolving import needs_decision
from rollouts.live import Placed
from rollouts.policy import Policy
from rollouts.ports import Ledger
from rollouts.releases import Release, Status
from rollouts.servers import Server
from rollouts.usecases.releases import Ask, find_release

LATEST = 200
"""How many deliveries are listed when no release is named."""


@dataclass(frozen=True, slots=True)
class DeliveryList:
    """Deliveries with what became of each; `release` is None for the latest of all.

    `stuck` are those of them with which nothing more happens until somebody helps: says what to do, or opens
    the channel.
    """

    release: Release | None
    deliveries: tuple[Delivery, ...]
    servers: tuple[Server, ...]
    policy: Policy
    stuck: tuple[Delivery, ...] = ()


def list_deliveries(ledger: Ledger, request: Ask) -> DeliveryList:
    """List the deliveries of a release, or without a name the latest of all that were due by now.

    Raises:
        Unknown: there is no release of that name.
    """
    release = find_release(ledger=ledger, name=request.name, by_part=True) if request.name else None
    found = ledger.deliveries(release.topic) if release else ledger.recent(limit=LATEST, until=ledger.now)
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
    """The next dates by time, those that are due and unconfirmed first, and the next posts."""

    dates: tuple[tuple[Server, Placed], ...]
    posts: tuple[Delivery, ...]
    policy: Policy
    today: date


def next_up(ledger: Ledger) -> NextUp:
    """Say what comes next."""
    today = ledger.policy.day(ledger.now)
    dates = [
        (server, Placed(release, stage, (stage.date - today).days))
        for release in ledger.releases()
        for server in ledger.servers()
        if (stage := release.stage(server.key)) and stage.status is Status.PLANNED
    ]
    dates.sort(key=lambda item: (item[1].stage.date, item[1].release.name))
    return NextUp(tuple(dates), ledger.upcoming(limit=5), ledger.policy, today)


def preview_posts(
    ledger: Ledger,
    request: Ask,
) -> tuple[ReleaseBrief, ...]:
    """Gather what would be posted about a release, as it reads today: one brief for each announcement.

    They are those of the asker's channel when it has integrations, else of the first channel that has.

    Raises:
        Unknown: there is no release of that name.
    """
    release = find_release(ledger=ledger, name=request.name, by_part=True)
    concerned = {integration.channel for integration in ledger.integrations()}
    posts = [
        delivery
        for delivery in ledger.deliveries(release.topic)
        if delivery.action is Action.POST
        # One that was posted anew reads like the first one.
        and delivery.key.revision == 0
        and delivery.key.channel in concerned
        and delivery.reason != Reason.NO_LONGER_PLANNED
    ]
    channels = [delivery.key.channel for delivery in posts]
    shown = request.channel if request.channel in channels else next(iter(channels), None)
    return tuple(
        release_brief(ledger=ledger, delivery=delivery, release=release, now=delivery.due_at, is_card=False)
        for delivery in posts
        if delivery.key.channel == shown
    )
