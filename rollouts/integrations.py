"""Integrations: which team uses the vendor's product on which servers, and what a stage means to them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from rollouts.references import is_id
from rollouts.texts import name_key


@dataclass(frozen=True, slots=True)
class Environment:
    """One placement of an integration: `production` on `controlled`."""

    name: str
    server: str


@dataclass(frozen=True, slots=True)
class Integration:
    """A team's use of the vendor's product. `timezone` is None for the workspace's own.

    Channel and owners may be names that were not looked up yet (`references.py`).
    """

    name: str
    channel: str
    owners: tuple[str, ...] = ()
    environments: tuple[Environment, ...] = ()
    timezone: str | None = None

    @property
    def is_reachable(self) -> bool:
        """Whether its channel is known by id, so that something can be posted there."""
        return is_id(self.channel)

    def on(self, server: str) -> tuple[Environment, ...]:
        """Return its environments on the server with that key."""
        return tuple(environment for environment in self.environments if environment.server == server)


class Role(StrEnum):
    """What a stage means to an integration."""

    HERE = "here"
    ELSEWHERE = "elsewhere"
    BOTH = "both"


def role_of(*, integration: Integration, server: str) -> Role:
    """Derive the role of a stage on that server from the integration's environments.

    Vendor, "What to do on release day": on the server, on another one, or on both.
    """
    servers = {environment.server for environment in integration.environments}
    if server not in servers:
        return Role.ELSEWHERE
    return Role.HERE if servers == {server} else Role.BOTH


def in_channel(*, channel: str, integrations: tuple[Integration, ...]) -> tuple[Integration, ...]:
    """Return the integrations whose channel it is, by name."""
    return tuple(sorted((i for i in integrations if i.channel == channel), key=lambda i: name_key(i.name)))


def by_owner(
    _servers: object, _releases: object, integrations: tuple[Integration, ...]
) -> Mapping[str, tuple[Integration, ...]]:
    """Return the integrations of each owner, by name; of the whole calendar nothing else is asked."""
    found: dict[str, list[Integration]] = {}
    for integration in integrations:
        for owner in dict.fromkeys(integration.owners):
            found.setdefault(owner, []).append(integration)
    return {owner: tuple(theirs) for owner, theirs in found.items()}


def channel_timezone(*, channel: str, integrations: Iterable[Integration], default: str) -> str:
    """Return the zone of a channel: that of its integrations where all of them agree, else `default`.

    `default` is the workspace's, which counts for each integration that has none of its own.
    """
    zones = {
        integration.timezone or default for integration in integrations if integration.channel == channel
    }
    return zones.pop() if len(zones) == 1 else default


def zones(
    _servers: object, _releases: object, integrations: tuple[Integration, ...], default: str
) -> Mapping[str, str]:
    """Return the zone of each channel that an integration has, as `channel_timezone` tells it of one."""
    there: dict[str, list[Integration]] = {}
    for integration in integrations:
        there.setdefault(integration.channel, []).append(integration)
    return {
        channel: channel_timezone(channel=channel, integrations=theirs, default=default)
        for channel, theirs in there.items()
    }


def renamed_environments(before: Integration, after: Integration) -> dict[str, str]:
    """Return the new name by the old one of environments that were renamed.

    They have no other mark than their name: the only one that went from a server, and the only one that came
    there in the same change, are taken for the same.
    """
    found: dict[str, str] = {}
    kept = {environment.name for environment in before.environments} & {
        environment.name for environment in after.environments
    }
    for server in {environment.server for environment in before.environments}:
        gone = [environment.name for environment in before.on(server) if environment.name not in kept]
        new = [environment.name for environment in after.on(server) if environment.name not in kept]
        if len(gone) == len(new) == 1:
            found[gone[0]] = new[0]
    return found
