"""The verdict: what the checks and cases of a window say of the next server.

Vendor: "use the two-week gap to validate the release on your Standard Release environment before it reaches
your Controlled Release environment". So it counts the environments on the servers before, of integrations
that are on both. A problem that anybody found there speaks against it; an opt-in feature never does.
"""

from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from rollouts.case_times import as_of
from rollouts.cases import Case
from rollouts.checks import Check, CheckState, Item, items_of
from rollouts.integrations import Integration
from rollouts.releases import Release, Standing

BEGUN = frozenset({Standing.DUE, Standing.LIVE, Standing.HOTFIXED, Standing.ROLLED_BACK})
"""A stage has come to its server, whatever became of it there."""


class Readiness(StrEnum):
    """What it comes to."""

    READY = "ready"
    NOT_VALIDATED = "not_validated"
    PROBLEM_OPEN = "problem_open"


@dataclass(frozen=True, slots=True)
class AcceptedRisk:
    """A manager lets a release go on to a server though it is not ready, and says why."""

    release: str
    server: str
    by: str
    at: datetime
    why: str


@dataclass(frozen=True, slots=True)
class Team:
    """What an integration has found on the servers before: tests that are `done`, `left`, and open problems.

    A problem whose case is closed is to be tested again: it is left.
    """

    integration: str
    done: tuple[Check, ...]
    left: int
    problems: tuple[Check, ...]

    @property
    def is_validated(self) -> bool:
        """Whether it has nothing left to say."""
        return not (self.left or self.problems)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is so of a release before it comes to `server`.

    Attributes:
        server: The next server's key.
        teams: What those found who are on both, whose word counts.
        others: What those found who are on the servers before alone.
        cases: The open ones of the servers before.
        accepted: The risk that a manager accepted, as long as no problem came after it.
    """

    server: str
    teams: tuple[Team, ...]
    others: tuple[Team, ...]
    cases: tuple[Case, ...]
    accepted: AcceptedRisk | None

    @property
    def readiness(self) -> Readiness:
        """Return the verdict itself."""
        if self.cases or any(team.problems for team in (*self.teams, *self.others)):
            return Readiness.PROBLEM_OPEN
        is_validated = all(team.is_validated for team in self.teams)
        return Readiness.READY if is_validated else Readiness.NOT_VALIDATED

    @property
    def is_of_nobody(self) -> bool:
        """Whether nobody is on both, and nobody else has said anything either."""
        return not (self.teams or self.cases or any(team.done or team.problems for team in self.others))


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a verdict on a release rests on: `cases` are all of it, closed ones too."""

    integrations: tuple[Integration, ...]
    checks: tuple[Check, ...]
    cases: tuple[Case, ...]
    risks: tuple[AcceptedRisk, ...]

    def as_of(self, instant: datetime) -> "Evidence":
        """Return what was known at that instant."""
        checks = (check.as_of(instant) for check in self.checks)
        cases = (as_of(case, instant) for case in self.cases)
        return replace(
            self,
            checks=tuple(check for check in checks if check),
            cases=tuple(case for case in cases if case),
            risks=tuple(risk for risk in self.risks if risk.at <= instant),
        )


def verdict_of(*, release: Release, server: str, evidence: Evidence, today: date) -> Verdict | None:
    """Give the verdict on a release for the next server; None where it is in no window before it."""
    stage = release.stage(server)
    if stage is None or not stage.is_coming or not release.affects_integrations:
        return None
    before = release.stages[: release.stages.index(stage)]
    if not any(each.standing(today) in BEGUN for each in before):
        return None
    return judged(release=release, server=server, evidence=evidence)


def judged(*, release: Release, server: str, evidence: Evidence) -> Verdict:
    """Say what the evidence comes to before that server, which the release reaches, whatever is so there.

    An accepted risk falls with each case that was told of after it, and stays fallen when that is closed.
    """
    keys = [stage.server for stage in release.stages]
    there = frozenset(keys[: keys.index(server)])
    cases = tuple(
        case for case in evidence.cases if case.release == release.name and case.server in {*there, None}
    )
    is_open = {case.number for case in cases if not case.is_closed}
    checks: dict[str, list[Check]] = {}
    for check in evidence.checks:
        checks.setdefault(check.integration, []).append(check)
    teams = [
        (
            integration,
            team_of(
                release=release,
                integration=integration,
                checks=checks.get(integration.name, ()),
                servers=there,
                open_cases=is_open,
            ),
        )
        for integration in evidence.integrations
        if any(integration.on(each) for each in there)
    ]
    risks = (risk for risk in evidence.risks if risk.server == server and _holds(risk, cases))
    return Verdict(
        server,
        teams=tuple(team for integration, team in teams if integration.on(server)),
        others=tuple(team for integration, team in teams if not integration.on(server)),
        cases=tuple(case for case in cases if not case.is_closed),
        accepted=next(risks, None),
    )


def team_of(
    *,
    release: Release,
    integration: Integration,
    checks: Iterable[Check],
    servers: AbstractSet[str],
    open_cases: AbstractSet[int],
) -> Team:
    """Return what an integration has found of the release on those servers."""
    items = [
        item
        for item in items_of(release=release, integrations=[integration], checks=checks, tests_only=True)
        if item.environment.server in servers
    ]
    problems = tuple(item.found for item in items if item.found and _is_open_problem(item, open_cases))
    done = tuple(
        item.found
        for item in items
        if item.found and not item.is_left and item.state is not CheckState.PROBLEM
    )
    return Team(integration.name, done, len(items) - len(done) - len(problems), problems)


def _is_open_problem(item: Item, open_cases: AbstractSet[int]) -> bool:
    is_known = item.found is not None and (item.found.case is None or item.found.case in open_cases)
    return item.state is CheckState.PROBLEM and is_known


def _holds(risk: AcceptedRisk, cases: tuple[Case, ...]) -> bool:
    return all(case.told_at <= risk.at for case in cases)
