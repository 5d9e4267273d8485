"""What is live where: the question this product exists for."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from rollouts.integrations import Environment, Integration
from rollouts.releases import Release, Stage, Standing, Status
from rollouts.servers import Server


@dataclass(frozen=True, slots=True)
class Placed:
    """A release on the server in question; `days` from today to its date (negative: overdue)."""

    release: Release
    stage: Stage
    days: int


@dataclass(frozen=True, slots=True)
class Mine:
    """One of the asker's integrations, with its environments on the server in question."""

    integration: Integration
    environments: tuple[Environment, ...]


@dataclass(frozen=True, slots=True)
class Live:
    """The answer for one server.

    `ahead` are releases live on an earlier server and not yet here (their stages here);
    `due` are those whose day has come here and that nobody confirmed, `held` those that wait for somebody.
    """

    server: Server
    today: date
    live: Placed | None
    due: tuple[Placed, ...]
    held: tuple[Placed, ...]
    next: Placed | None
    ahead: tuple[Placed, ...]
    rolled_back: tuple[Placed, ...]
    mine: tuple[Mine, ...]


def newest_live(*, server: str, releases: Iterable[Release]) -> Release | None:
    """Return the release with the newest date of those that run on the server now."""
    live = (
        (stage.date, release) for release in releases if (stage := release.stage(server)) and stage.is_live
    )
    return max(live, key=lambda each: each[0], default=(None, None))[1]


def live_on(
    *,
    server: Server,
    servers: tuple[Server, ...],
    releases: tuple[Release, ...],
    integrations: tuple[Integration, ...],
    asker: str,
    today: date,
) -> Live:
    """Answer what is live on the server, what comes next there, and what is on its way.

    Vendor: "there's always a window where a release is live on one server but not yet on the other".
    """
    here = [
        Placed(release, stage, (stage.date - today).days)
        for release in releases
        if (stage := release.stage(server.key)) is not None
    ]
    live = [placed for placed in here if placed.stage.is_live]
    coming = sorted((placed for placed in here if placed.stage.is_coming), key=_by_date)
    due = (placed for placed in coming if placed.stage.standing(today) is Standing.DUE)
    planned = (placed for placed in coming if placed.stage.standing(today) is Standing.PLANNED)
    before = servers[: servers.index(server)]
    return Live(
        server=server,
        today=today,
        live=max(live, key=_by_date, default=None),
        due=tuple(due),
        held=tuple(placed for placed in coming if placed.stage.status is Status.HELD),
        next=next(planned, None),
        ahead=tuple(placed for placed in coming if _is_live_on_any(placed.release, before)),
        rolled_back=tuple(placed for placed in here if placed.stage.status is Status.ROLLED_BACK),
        mine=mine_on(server, (each for each in integrations if asker in each.owners)),
    )


def mine_on(server: Server, integrations: Iterable[Integration]) -> tuple[Mine, ...]:
    """Return those integrations that are on the server, with their environments there."""
    placed = ((integration, integration.on(server.key)) for integration in integrations)
    return tuple(Mine(integration, there) for integration, there in placed if there)


def live_everywhere(
    servers: tuple[Server, ...], releases: tuple[Release, ...], _integrations: object, today: date
) -> tuple[Live, ...]:
    """Answer it for each server, as it is for everyone."""
    return tuple(
        live_on(server=server, servers=servers, releases=releases, integrations=(), asker="", today=today)
        for server in servers
    )


def _by_date(placed: Placed) -> tuple[date, str]:
    return placed.stage.date, placed.release.name


def _is_live_on_any(release: Release, servers: tuple[Server, ...]) -> bool:
    return any((stage := release.stage(server.key)) is not None and stage.is_live for server in servers)
