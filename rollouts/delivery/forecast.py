"""Which posts will be said when their time comes, as things stand: worked out once for all that are alike."""

from collections.abc import Mapping
from dataclasses import dataclass

from rollouts.announcing.late import Skip
from rollouts.deliveries import OPEN, Alike, Delivery
from rollouts.delivery.claiming import brief_when_due
from rollouts.integrations import Integration, zones
from rollouts.kinds import LateRule, Placement
from rollouts.ports import Ledger


@dataclass(frozen=True, slots=True)
class Foreseen:
    """Posts alike that will be said, `count` of them; `posts` are those, where it is not all alike."""

    alike: Alike
    count: int
    posts: tuple[tuple[int, str], ...] | None = None

    def channels(self, ledger: Ledger, *, limit: int | None = None) -> tuple[tuple[int, str], ...]:
        """Return the ids of those posts, each with its channel, by id; the first ones with `limit`."""
        return ledger.channels_of(self.alike, limit=limit) if self.posts is None else self.posts[:limit]


def still_to_be_said(ledger: Ledger, found: tuple[Alike, ...]) -> tuple[Foreseen, ...]:
    """Return what of the open posts will be said."""
    foreseen = (_foreseen(ledger, alike) for alike in found if alike.state in OPEN)
    return tuple(each for each in foreseen if each.count)


def _foreseen(ledger: Ledger, alike: Alike) -> Foreseen:
    if _is_of_channel(alike):
        return _one_by_one(ledger, alike)
    # A channel that no integration has goes by the workspace's zone.
    somewhere = {ledger.policy.timezone: "", **ledger.following(channel_by_zone, ledger.policy.timezone)}
    decided = {zone: _is_said(ledger, alike.in_channel(channel)) for zone, channel in somewhere.items()}
    if len({*decided.values()}) > 1:
        return _one_by_one(ledger, alike, decided)
    return Foreseen(alike, alike.count if all(decided.values()) else 0)


def _one_by_one(ledger: Ledger, alike: Alike, decided: Mapping[str, bool] | None = None) -> Foreseen:
    """Look at each post: what was decided in its zone, or else at what is known of its channel."""
    known = ledger.following(zones, ledger.policy.timezone)
    said = tuple(
        (post, channel)
        for post, channel in ledger.channels_of(alike)
        if (
            decided[known.get(channel, ledger.policy.timezone)]
            if decided
            else _is_said(ledger, alike.in_channel(channel, post))
        )
    )
    return Foreseen(alike, len(said), said)


def _is_said(ledger: Ledger, post: Delivery) -> bool:
    return not isinstance(brief_when_due(ledger, post), Skip)


def _is_of_channel(alike: Alike) -> bool:
    """Say whether it is decided for each channel by itself, and not by its zone, in which days begin and end.

    What was said before, what a channel was told of what is no longer so, and what is asked of somebody alone
    is known of each channel by itself.
    """
    kind = alike.announcement.kind
    return bool(alike.revision or kind.placement is Placement.ALONE or kind.late is LateRule.UNTIL_TRUE_AGAIN)


def channel_by_zone(
    servers: object, releases: object, integrations: tuple[Integration, ...], default: str
) -> Mapping[str, str]:
    """Return a channel of each zone that channels of integrations have."""
    return {zone: channel for channel, zone in zones(servers, releases, integrations, default).items()}
