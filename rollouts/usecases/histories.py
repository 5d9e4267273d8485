"""Looking at what became of a release: who changed what, when, and why."""

from dataclasses import dataclass
from datetime import date
from heapq import merge

from rollouts.history import Change, Kept
from rollouts.policy import Policy
from rollouts.ports import Ledger
from rollouts.releases import Release
from rollouts.servers import Server
from rollouts.usecases.releases import Ask, find_release


@dataclass(frozen=True, slots=True)
class ReleaseHistory:
    """All changes of a release and of its checks, newest first."""

    release: Release
    changes: tuple[Change, ...]
    servers: tuple[Server, ...]
    policy: Policy
    today: date


def release_history(ledger: Ledger, request: Ask) -> ReleaseHistory:
    """Look up the history of a release.

    Raises:
        Unknown: there is no release of that name.
    """
    release = find_release(ledger=ledger, name=request.name, by_part=True)
    found = (ledger.history(thing, release.name) for thing in (Kept.RELEASE, Kept.CHECK))
    changes = tuple(merge(*found, key=lambda change: change.at, reverse=True))
    return ReleaseHistory(release, changes, ledger.servers(), ledger.policy, ledger.policy.day(ledger.now))
