"""Corrections: each thing that may differ from what was told, for each role."""

from collections.abc import Iterator
from dataclasses import replace

from rollouts.announcing.briefs import CorrectionBrief
from rollouts.announcing.corrections import ANNOUNCEMENT, to_correct
from rollouts.history import Author, Change, Kept, changes, release_facts
from rollouts.integrations import Integration
from rollouts.releases import OptIn, Release, Stage, Status, UiChange
from rollouts.servers import DEFAULT_SERVERS
from rollouts.statements import statement_of
from tests.golden.cases.posted import posted
from tests.golden.golden import Golden
from tests.support.story import (
    ACME,
    CONTROLLED_DAY,
    DAY,
    GLOBEX,
    HISTORY,
    INTEGRATIONS,
    MANAGER,
    NORTHWIND,
    POLICY,
    PREVIEW_DAY,
    RELEASE,
    STANDARD_DAY,
    at,
)
from tests.views.telling import LIVE_ON_STANDARD

WHY = "The vendor needs <two> more days & nights."
ROLES = {"on both": (ACME,), "on Standard": (NORTHWIND,), "on Controlled": (GLOBEX,), "all": INTEGRATIONS}


def of_corrections() -> Iterator[Golden]:
    """Yield the golden files of corrections."""
    standard, controlled = RELEASE.stages
    live = LIVE_ON_STANDARD.stages[0]
    yield _for_roles("moved", RELEASE, _moved(3, 3))
    yield _for_roles("moved-on-controlled", RELEASE, _moved(0, 7))
    yield _for_roles("held", RELEASE, RELEASE.with_stage(_by(standard, Status.HELD)))
    held = RELEASE.with_stage(_by(standard, Status.HELD))
    both = held.with_stage(replace(held.stages[0], date=STANDARD_DAY + 3 * DAY, why="The cause is unknown"))
    yield _for_roles("held-and-moved", RELEASE, both)
    yield _for_roles("resumed", held, RELEASE.with_stage(_by(standard, Status.PLANNED)))
    yield _for_roles("rolled-back", LIVE_ON_STANDARD, RELEASE.with_stage(_by(live, Status.ROLLED_BACK)))
    back = RELEASE.with_stage(_by(live, Status.ROLLED_BACK))
    yield _for_roles("hotfixed", LIVE_ON_STANDARD, RELEASE.with_stage(_by(live, Status.HOTFIXED)))
    everywhere = LIVE_ON_STANDARD.with_stage(replace(controlled, status=Status.LIVE, live_at=NOW))
    hotfixed = everywhere.with_stage(_by(live, Status.HOTFIXED))
    yield _for_roles("hotfixed-where-it-is-live-everywhere", everywhere, hotfixed)
    off = everywhere.with_stage(_by(live, Status.ROLLED_BACK))
    planned = everywhere.with_stage(replace(_by(standard, Status.PLANNED), date=STANDARD_DAY + 2 * DAY))
    yield _for_roles("moved-after-a-rollback-where-it-is-live-elsewhere", off, planned)
    yield _for_roles("live-again", back, RELEASE.with_stage(_by(live, Status.LIVE)))
    gone = RELEASE.with_stage(_by(standard, Status.WITHDRAWN)).with_stage(_by(controlled, Status.WITHDRAWN))
    yield _for_roles("withdrawn", RELEASE, gone)
    yield _for_roles("left-out", RELEASE, replace(RELEASE, stages=(standard,)))
    yield _for_roles("added", replace(RELEASE, stages=(standard,)), RELEASE)
    yield posted("of-what-it-brings", dict(_contents()))


def _contents() -> Iterator[tuple[str, CorrectionBrief]]:
    quiet = replace(RELEASE, affects_integrations=False)
    yield "does not affect integrations", _brief(RELEASE, quiet, INTEGRATIONS)
    yield "does affect integrations", _brief(quiet, RELEASE, INTEGRATIONS)
    new = (*RELEASE.ui_changes, UiChange("Buttons are <green> & *bold*", "green"))
    yield "a new UI change", _brief(RELEASE, replace(RELEASE, ui_changes=new), INTEGRATIONS)
    yield "a UI change that went", _brief(RELEASE, replace(RELEASE, ui_changes=()), INTEGRATIONS)
    opt_ins = (OptIn("Dark & light mode", key="dark"),)
    yield "another opt-in", _brief(RELEASE, replace(RELEASE, opt_ins=opt_ins), INTEGRATIONS)
    many = tuple(UiChange(f"Change {number} of many", str(number)) for number in range(60))
    yield "sixty UI changes", _brief(RELEASE, replace(RELEASE, ui_changes=many), INTEGRATIONS)
    everything = replace(_moved(3, 3), ui_changes=new, affects_integrations=False)
    yield "everything at once", _brief(RELEASE, everything, INTEGRATIONS)


def _moved(standard: int, controlled: int) -> Release:
    dates = (STANDARD_DAY + standard * DAY, CONTROLLED_DAY + controlled * DAY)
    stages = (replace(stage, date=date) for stage, date in zip(RELEASE.stages, dates, strict=True))
    return replace(RELEASE, stages=tuple(stages))


def _by(stage: Stage, status: Status) -> Stage:
    return replace(stage, status=status, changed_at=NOW, changed_by=MANAGER.id, why=WHY)


NOW = at(STANDARD_DAY, 14, 10)


def _for_roles(name: str, before: Release, after: Release) -> Golden:
    return posted(
        name,
        {role: _brief(before, after, integrations) for role, integrations in ROLES.items()},
    )


def _brief(before: Release, after: Release, integrations: tuple[Integration, ...]) -> CorrectionBrief:
    told = statement_of(release=before, today=PREVIEW_DAY)
    true = statement_of(release=after, today=POLICY.day(NOW))
    return CorrectionBrief(
        delivery=9,
        announcement=ANNOUNCEMENT,
        release=after,
        servers=DEFAULT_SERVERS,
        integrations=integrations,
        told=told,
        differences=to_correct(told=told, true=true),
        changes=_changes(before, after),
        runs_instead={"standard": HISTORY} if after.stages[0].status is Status.ROLLED_BACK else {},
        policy=POLICY,
        now=NOW,
    )


def _changes(before: Release, after: Release) -> tuple[Change, ...]:
    author = Author(MANAGER.id, NOW, WHY)
    old, new = release_facts(before), release_facts(after)
    return changes(author=author, thing=Kept.RELEASE, name=after.name, old=old, new=new)
