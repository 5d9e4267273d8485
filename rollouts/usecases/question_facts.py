"""The facts behind the answers to questions in plain words, where no other use case has them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from rollouts.announcing.briefing import verdict_in
from rollouts.cases import Case
from rollouts.checks import can_be_set
from rollouts.history import Change, Kept
from rollouts.integrations import Integration
from rollouts.news_drafts import ReadEntry
from rollouts.policy import Policy
from rollouts.ports import Ledger
from rollouts.questions.asked import Period, Question
from rollouts.releases import Release, Stage
from rollouts.servers import Server
from rollouts.usecases.histories import ReleaseHistory
from rollouts.verdict import Team, Verdict, team_of

LATELY = timedelta(days=7)
"""How far "what changed?" looks back when it does not say since when."""
CHANGES_MOST = 500
"""How many of the newest changes are looked through."""
STEPS_MOST = 5


@dataclass(frozen=True, slots=True)
class Common:
    """What every answer needs: the servers in order, the settings, the workspace's day."""

    servers: tuple[Server, ...]
    policy: Policy
    today: date


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """Where a release is: `asked` are the keys of the servers in question that it comes to, in their order.

    `left_out` are those that it leaves out; `words` the vendor's that it is live there (by server key), which
    nobody here has confirmed.
    """

    common: Common
    release: Release
    asked: tuple[str, ...]
    left_out: tuple[str, ...]
    words: Mapping[str, ReadEntry] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Step:
    """A release that is on its way to a server, and what its window has shown so far."""

    release: Release
    stage: Stage
    verdict: Verdict | None
    cases: tuple[Case, ...]


@dataclass(frozen=True, slots=True)
class Readiness:
    """How ready the next steps are; `own` are the names of the integrations that were asked about."""

    common: Common
    steps: tuple[Step, ...]
    own: frozenset[str]


@dataclass(frozen=True, slots=True)
class Changes:
    """What changed in a period: stages that went live, and what was noted of releases, the newest first.

    `is_cut` when there is more than was looked through.
    """

    common: Common
    period: Period
    live: tuple[tuple[Release, Stage, datetime], ...]
    noted: tuple[ReleaseHistory, ...]
    is_cut: bool


@dataclass(frozen=True, slots=True)
class Tests:
    """How far the tests of a release are, on the servers where it can be tested by now."""

    common: Common
    release: Release
    on: tuple[str, ...]
    teams: tuple[Team, ...]
    asked: tuple[str, ...]


def whereabouts(common: Common, release: Release, asked: tuple[str, ...]) -> Whereabouts:
    """Say where the release is, on the servers that were asked for, or on all."""
    on = tuple(stage.server for stage in release.stages)
    wanted = asked or on
    return Whereabouts(
        common,
        release,
        tuple(key for key in on if key in wanted),
        tuple(key for key in wanted if key not in on),
    )


def readiness(
    ledger: Ledger, common: Common, question: Question, release: Release | None, own: frozenset[str]
) -> Readiness:
    """Look at what comes next: of the release, to the servers, in the days that were named, or of all."""
    steps = [
        (each, stage)
        for each in ledger.releases()
        if release is None or each.name == release.name
        for stage in each.stages
        if stage.is_coming
        and (not question.servers or stage.server in question.servers)
        and (question.period is None or stage.date in question.period)
    ]
    steps.sort(key=lambda step: step[1].date)
    if question.period is None:
        # The next one for each server that was named, or the very next one.
        next_to = {stage.server: (each, stage) for each, stage in reversed(steps)}
        steps = sorted(next_to.values(), key=lambda step: step[1].date)
        steps = steps if question.servers else steps[:1]
    cases = ledger.cases(open_only=True)
    return Readiness(
        common,
        tuple(
            Step(
                each,
                stage,
                verdict_in(ledger=ledger, release=each, server=stage.server),
                tuple(case for case in cases if case.release == each.name),
            )
            for each, stage in steps[:STEPS_MOST]
        ),
        own,
    )


def changes(ledger: Ledger, common: Common, question: Question) -> Changes:
    """Gather what changed; with servers only what is of them."""
    period = question.period or Period(common.today - LATELY, common.today)
    policy, servers = common.policy, question.servers
    releases = {
        each.name: each for each in ledger.releases() if not question.release or each.name == question.release
    }
    found = ledger.history(Kept.RELEASE, question.release or None, limit=CHANGES_MOST)
    by_name: dict[str, list[Change]] = {}
    for change in found:
        is_of_server = not servers or change.field.partition(".")[2] in servers
        if is_of_server and policy.day(change.at) in period and change.name in releases:
            by_name.setdefault(change.name, []).append(change)
    noted = [
        ReleaseHistory(releases[name], tuple(theirs), common.servers, policy, common.today)
        for name, theirs in by_name.items()
    ]
    live = [
        (each, stage, stage.live_at)
        for each in releases.values()
        for stage in each.stages
        if stage.live_at and policy.day(stage.live_at) in period and (not servers or stage.server in servers)
    ]
    live.sort(key=lambda each: each[2], reverse=True)
    oldest = policy.day(found[-1].at) if len(found) == CHANGES_MOST else None
    return Changes(
        common,
        period,
        tuple(live),
        tuple(noted),
        is_cut=bool(oldest and oldest >= period.first),
    )


def tests(
    ledger: Ledger,
    common: Common,
    release: Release,
    servers: tuple[str, ...],
    integrations: tuple[Integration, ...],
) -> Tests:
    """Say how far the integrations are with the tests; on the servers that were asked for, or on all."""
    on = tuple(
        stage.server
        for stage in release.stages
        if can_be_set(stage=stage, today=common.today) and (not servers or stage.server in servers)
    )
    checks = ledger.checks(release.name)
    open_cases = {case.number for case in ledger.cases(open_only=True)}
    teams = tuple(
        team_of(
            release=release, integration=each, checks=checks, servers=frozenset(on), open_cases=open_cases
        )
        for each in integrations
        if any(each.on(server) for server in on)
    )
    return Tests(common, release, on, teams if release.affects_integrations else (), servers)
