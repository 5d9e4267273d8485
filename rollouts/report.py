"""The report on a release: what came of its windows, of its opt-in features, and of its cases."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from rollouts.calendar import instant
from rollouts.cases import Case
from rollouts.checks import CheckKind, Item, items_of
from rollouts.history import Change
from rollouts.policy import Policy
from rollouts.releases import Release, Stage, Status
from rollouts.servers import Server
from rollouts.verdict import BEGUN, Evidence, Verdict, judged


@dataclass(frozen=True, slots=True)
class Window:
    """A window of a release: the days before it came, or comes, to the server of `stage`.

    Attributes:
        stage: The stage that ends it.
        closed_at: When it ended: as it went live there, or at post time of its day; None while it is open.
        verdict: What it had shown by its end, or by now while it is open; None where there was none to show.
        since: What is so now.
    """

    stage: Stage
    closed_at: datetime | None
    verdict: Verdict | None
    since: Verdict | None

    @property
    def finished_later(self) -> tuple[str, ...]:
        """Return the integrations that were not done by its end, and are now."""
        then, now = (each.teams if each else () for each in (self.verdict, self.since))
        late = {team.integration for team in then if not team.is_validated}
        return tuple(team.integration for team in now if team.is_validated and team.integration in late)


@dataclass(frozen=True, slots=True)
class Report:
    """What came of a release by `now`.

    Attributes:
        release: The release.
        servers: Those of the workspace.
        windows: Its windows, in the servers' order.
        opt_ins: The opt-in features in each environment that it has reached.
        cases: All that are about it, closed ones too.
        changed: What was changed of integrations while it was in a window, the oldest first.
        others: Other releases that have cases, the newest first, with these.
        policy: The settings.
        now: The time of it.
    """

    release: Release
    servers: tuple[Server, ...]
    windows: tuple[Window, ...]
    opt_ins: tuple[Item, ...]
    cases: tuple[Case, ...]
    changed: tuple[Change, ...]
    others: tuple[tuple[Release, tuple[Case, ...]], ...]
    policy: Policy
    now: datetime

    @property
    def today(self) -> date:
        """The workspace's day."""
        return self.policy.day(self.now)

    @property
    def is_empty(self) -> bool:
        """Whether nobody had anything to validate, and nobody has said anything either."""
        verdicts = (window.verdict for window in self.windows if window.verdict)
        has_found = any(item.found for item in self.opt_ins)
        return not self.cases and not has_found and all(verdict.is_of_nobody for verdict in verdicts)


def windows_of(*, release: Release, evidence: Evidence, policy: Policy, now: datetime) -> tuple[Window, ...]:
    """Return the windows of a release; one without impact has none."""
    if not release.affects_integrations:
        return ()
    return tuple(_windows(release, evidence, policy, now))


def _windows(release: Release, evidence: Evidence, policy: Policy, now: datetime) -> Iterator[Window]:
    for position, stage in enumerate(release.stages[1:], start=1):
        closed_at = _end(stage, policy, now)
        before = release.stages[:position]
        has_begun = any(each.standing(policy.day(now)) in BEGUN for each in before)
        if stage.status is Status.WITHDRAWN or stage.is_history or not has_begun:
            yield Window(stage, closed_at, None, None)
            continue
        since = judged(release=release, server=stage.server, evidence=evidence)
        then = (
            judged(release=release, server=stage.server, evidence=evidence.as_of(closed_at))
            if closed_at
            else since
        )
        yield Window(stage, closed_at, then, since)


def _end(stage: Stage, policy: Policy, now: datetime) -> datetime | None:
    """Return when the stage ended its window; a stage that is held, or was called off, ends none."""
    if stage.live_at:
        return stage.live_at
    at = instant(day=stage.date, at=policy.post_at, timezone=policy.timezone)
    return at if stage.status is Status.PLANNED and at <= now else None


def has_no_window(release: Release, *, policy: Policy, now: datetime) -> bool:
    """Say whether no window of the release is open, or is to come."""
    after_the_first = release.stages[1:]
    return all(_end(stage, policy, now) or stage.status is Status.WITHDRAWN for stage in after_the_first)


def opt_ins_of(*, release: Release, evidence: Evidence, today: date) -> tuple[Item, ...]:
    """Return what became of the opt-in features where the release has come to."""
    reached = {stage.server for stage in release.stages if stage.standing(today) in BEGUN}
    items = items_of(release=release, integrations=evidence.integrations, checks=evidence.checks)
    return tuple(
        item for item in items if item.name.kind is CheckKind.OPT_IN and item.environment.server in reached
    )


def changed_in(
    *,
    windows: Iterable[Window],
    release: Release,
    changes: Iterable[Change],
    entered_at: datetime | None = None,
) -> tuple[Change, ...]:
    """Return which of these changes of integrations were made in a window, and matter to it.

    That is one that was removed, and an environment that came, went, or was moved to another server. What was
    there when the release was entered, if that is known, was no change.
    """
    seen = [window for window in windows if window.verdict]
    begins = next((stage.live_at for stage in release.stages if stage.live_at), None)
    if not seen or begins is None:
        return ()
    ends = [window.closed_at for window in seen]
    end = None if None in ends else max(at for at in ends if at)
    return tuple(
        change
        for change in changes
        if _matters(change)
        and change.at >= begins
        and (entered_at is None or change.at > entered_at)
        and (end is None or change.at <= end)
    )


def _matters(change: Change) -> bool:
    field, _, _ = change.field.partition(".")
    return field == "environments" or (field == "name" and change.new is None)
