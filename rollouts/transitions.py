"""What may become of a release on one server, by whose verb, and from which state: one table.

A date moves, a release is held before it comes, or withdrawn for good; once it is live, it may be rolled back
or hotfixed. Vendor, of urgent issues on Standard: "a rollback or hotfix" may be the answer.
"""

from collections.abc import Mapping
from enum import StrEnum

from rollouts.releases import Status


class Verb(StrEnum):
    """What a person does with a release on one server, as it is typed behind `/release`."""

    CONFIRM = "confirm"
    MOVE = "move"
    HOLD = "hold"
    RESUME = "resume"
    ROLLBACK = "rollback"
    HOTFIX = "hotfix"
    WITHDRAW = "withdraw"


OF_OWNERS = frozenset({Verb.HOLD, Verb.RESUME})
"""These are for the release's owner too: on its day, and after a rollback, it is the owner who is asked."""

TRANSITIONS: Mapping[Status, Mapping[Verb, Status]] = {
    Status.PLANNED: {
        Verb.CONFIRM: Status.LIVE,
        Verb.MOVE: Status.PLANNED,
        Verb.HOLD: Status.HELD,
        Verb.WITHDRAW: Status.WITHDRAWN,
    },
    Status.HELD: {
        Verb.CONFIRM: Status.LIVE,
        Verb.MOVE: Status.HELD,
        Verb.RESUME: Status.PLANNED,
        Verb.WITHDRAW: Status.WITHDRAWN,
    },
    Status.LIVE: {Verb.ROLLBACK: Status.ROLLED_BACK, Verb.HOTFIX: Status.HOTFIXED},
    Status.HOTFIXED: {Verb.ROLLBACK: Status.ROLLED_BACK, Verb.HOTFIX: Status.HOTFIXED},
    Status.ROLLED_BACK: {
        Verb.CONFIRM: Status.LIVE,
        Verb.MOVE: Status.PLANNED,
        Verb.HOTFIX: Status.HOTFIXED,
        Verb.WITHDRAW: Status.WITHDRAWN,
    },
    Status.WITHDRAWN: {Verb.RESUME: Status.PLANNED},
}
"""The status that a verb leads to; a verb that is missing is refused, with those that are there."""


def after(status: Status, verb: Verb) -> Status | None:
    """Return the status that the verb leads to; None when it is not possible from there."""
    return TRANSITIONS[status].get(verb)


def remedies(status: Status) -> tuple[Verb, ...]:
    """Return which of the vendor's remedies is possible from there: "a rollback or hotfix"."""
    return tuple(verb for verb in (Verb.ROLLBACK, Verb.HOTFIX) if after(status, verb))


def possible(status: Status) -> tuple[Verb, ...]:
    """Return what can be done from that status."""
    return tuple(TRANSITIONS[status])
