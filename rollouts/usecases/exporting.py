"""Rows to take along: every check of every release, and every case."""

from collections.abc import Iterator
from dataclasses import dataclass

from rollouts.cases import Case
from rollouts.checks import Check, CheckName, CheckState, items_of
from rollouts.ports import Ledger
from rollouts.releases import Release
from rollouts.verdict import BEGUN


@dataclass(frozen=True, slots=True)
class CheckRow:
    """One check of an environment for a release.

    `found` is what was set of it, None while nobody has. `counts` is false for what was found where the
    environment no longer is, or of a check that the release no longer has.
    """

    release: Release
    integration: str
    environment: str
    server: str
    name: CheckName
    state: CheckState
    found: Check | None
    counts: bool = True


def check_rows(ledger: Ledger) -> tuple[CheckRow, ...]:
    """Return the checks of all releases: of the servers that each has come to, and all that was ever set."""
    return tuple(row for release in ledger.releases() for row in _of_release(ledger, release))


def _of_release(ledger: Ledger, release: Release) -> Iterator[CheckRow]:
    today, checks = ledger.policy.day(ledger.now), ledger.checks(release.name)
    reached = {stage.server for stage in release.stages if stage.standing(today) in BEGUN}
    items = items_of(release=release, integrations=ledger.integrations(), checks=checks)
    for item in items:
        integration, place = item.integration.name, item.environment
        if item.found or place.server in reached:
            yield CheckRow(release, integration, place.name, place.server, item.name, item.state, item.found)
    known = {item.found for item in items}
    for check in checks:
        if check not in known:
            where = check.integration, check.environment, check.server
            yield CheckRow(release, *where, check.name, check.state, check, counts=False)


def case_rows(ledger: Ledger) -> tuple[Case, ...]:
    """Return all cases, by number."""
    return ledger.cases()
