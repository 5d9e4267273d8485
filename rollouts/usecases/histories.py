"""Looking at what became of a release: who changed what, when, and why."""

from dataclasses import dataclass, replace
from datetime import date
from heapq import merge

from rollouts.history import Change, Kept
from rollouts.policy import Policy
from rollouts.ports import Ledger
from rollouts.releases import Release
from rollouts.servers import Server
from rollouts.usecases.releases import Ask, AskPage, find_release


@dataclass(frozen=True, slots=True)
class ReleaseHistory:
    """All changes of a release and of its checks, newest first; `page` is the one to show, from 0."""

    release: Release
    changes: tuple[Change, ...]
    servers: tuple[Server, ...]
    policy: Policy
    today: date
    page: int = 0


def release_history(ledger: Ledger, request: Ask) -> ReleaseHistory:
    """Look up the history of a release.

    Raises:
        Unknown: there is no release of that name.
    """
    release = find_release(ledger=ledger, name=request.name, by_part=True)
    found = (ledger.history(thing, release.name) for thing in (Kept.RELEASE, Kept.CHECK))
    changes = tuple(merge(*found, key=lambda change: change.at, reverse=True))
    today = ledger.policy.day(ledger.now)
    return ReleaseHistory(release, changes, ledger.servers(), ledger.policy, today)


def history_page(ledger: Ledger, request: AskPage) -> ReleaseHistory:
    """Look up another page of it.

    Raises:
        Unknown: there is no release of that name.
    """
    return replace(release_history(ledger, request), page=max(request.page, 0))
