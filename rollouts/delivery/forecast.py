"""Which posts will be said when their time comes, as things stand: worked out once for all that are alike."""

from collections.abc import Callable
from dataclasses import replace

from rollouts.announcing.late import Skip
from rollouts.deliveries import OPEN, Alike
from rollouts.delivery.claiming import brief_when_due
from rollouts.integrations import zones
from rollouts.kinds import LateRule, Placement
from rollouts.ports import Ledger


def still_to_be_said(ledger: Ledger, found: tuple[Alike, ...]) -> tuple[Alike, ...]:
    """Return what of the open posts will be said, in the channels in which it will be."""
    said = (_said(ledger, alike) for alike in found if alike.state in OPEN)
    return tuple(alike for alike in said if alike.posts)


def _said(ledger: Ledger, alike: Alike) -> Alike:
    shape = _shape(ledger, alike)
    decided: dict[str, bool] = {}

    def is_said(post: int, channel: str) -> bool:
        key = shape(channel)
        if key not in decided:
            brief = brief_when_due(ledger, alike.in_channel(post, channel))
            decided[key] = not isinstance(brief, Skip)
        return decided[key]

    return replace(alike, posts=tuple(each for each in alike.posts if is_said(*each)))


def _shape(ledger: Ledger, alike: Alike) -> Callable[[str], str]:
    """Return by what of its channel it is decided whether a post is said.

    That is the zone, in which days begin and end. What was said before, what a channel was told of what is no
    longer so, and what is asked of somebody alone is known of each channel by itself.
    """
    kind = alike.announcement.kind
    is_of_channel = kind.placement is Placement.ALONE or kind.late is LateRule.UNTIL_TRUE_AGAIN
    if alike.revision or is_of_channel:
        return lambda channel: channel
    default = ledger.policy.timezone
    known = ledger.following(zones, default)
    return lambda channel: known.get(channel, default)
