"""The facts behind questions about the work that a release brings: for whom, what is to do, is it late."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from rollouts.announcing.reporting import evidence_on
from rollouts.history import Kept
from rollouts.integrations import Integration
from rollouts.ports import Ledger
from rollouts.releases import Release
from rollouts.usecases.home import Own, tested
from rollouts.usecases.question_facts import CHANGES_MOST, Common, Whereabouts, whereabouts
from rollouts.usecases.upcoming import NextUp
from rollouts.verdict import AcceptedRisk, judged


@dataclass(frozen=True, slots=True)
class Affected:
    """Whom a release affects: `reached` are those of the integrations in question that it comes to.

    `on` are the keys of the servers that were asked for, `names` the integrations.
    """

    common: Common
    release: Release
    on: tuple[str, ...]
    names: tuple[str, ...]
    reached: tuple[Integration, ...]


@dataclass(frozen=True, slots=True)
class ToDo:
    """What there is to test for these integrations now, and what comes to their servers next."""

    common: Common
    own: tuple[Own, ...]
    next: NextUp


@dataclass(frozen=True, slots=True)
class Delays:
    """Where a release is, and for which day each stage was planned at first, by the server's key."""

    where: Whereabouts
    first: Mapping[str, date]


@dataclass(frozen=True, slots=True)
class Standings:
    """Where each release is, for a question about any of them."""

    common: Common
    each: tuple[Delays, ...]


@dataclass(frozen=True, slots=True)
class Risks:
    """The risks of a release that somebody accepted, each with whether that has not fallen since."""

    common: Common
    release: Release
    accepted: tuple[tuple[AcceptedRisk, bool], ...]


@dataclass(frozen=True, slots=True)
class Windows:
    """Where a release is: its windows lie before each server in question but the first."""

    where: Whereabouts


def affected(
    common: Common,
    release: Release,
    servers: tuple[str, ...],
    integrations: tuple[Integration, ...],
    names: tuple[str, ...],
) -> Affected:
    """Say which of the integrations have something on the servers that the release comes to."""
    comes_to = [stage.server for stage in release.stages if not servers or stage.server in servers]
    reached = tuple(each for each in integrations if any(map(each.on, comes_to)))
    return Affected(common, release, servers, names, reached)


def to_do(ledger: Ledger, common: Common, own: tuple[Integration, ...], coming: NextUp) -> ToDo:
    """Say what is left to test of what has come to the servers of these integrations."""
    left = (
        replace(each, testing=tuple(one for one in each.testing if any(item.is_left for item in one.items)))
        for each in tested(ledger, own)
    )
    return ToDo(common, tuple(left), coming)


def delays(ledger: Ledger, common: Common, release: Release, servers: tuple[str, ...]) -> Delays:
    """Look up for which days the release was planned at first."""
    first = {stage.server: stage.date for stage in release.stages}
    for change in ledger.history(Kept.RELEASE, release.name, limit=CHANGES_MOST):
        field, _, server = change.field.partition(".")
        if field == "date" and server in first and (day := change.old or change.new):
            first[server] = date.fromisoformat(day)
    return Delays(whereabouts(common, release, servers), first)


def risks(ledger: Ledger, common: Common, release: Release, servers: tuple[str, ...]) -> Risks:
    """Look up which risks of the release were accepted; one falls with a problem that is told of later."""
    evidence = evidence_on(ledger=ledger, release=release)
    there = [risk for risk in evidence.risks if release.stage(risk.server)]
    asked = [risk for risk in there if not servers or risk.server in servers]
    return Risks(
        common,
        release,
        tuple(
            (risk, judged(release=release, server=risk.server, evidence=evidence).accepted == risk)
            for risk in asked
        ),
    )
