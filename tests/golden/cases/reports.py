"""The report on a release: while its window is open, in time, too late, and with very much in it."""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import replace

from rollouts import kinds
from rollouts.announcing.briefs import ReportBrief
from rollouts.cases import Case, CaseState, Note, NoteKind
from rollouts.checks import SMOKE_TESTS, VISUAL_CHANGES, Check, CheckKind, CheckName, CheckState
from rollouts.deliveries import Announcement
from rollouts.history import BY_IMPORT, Change, Kept
from rollouts.integrations import Integration
from rollouts.releases import Release, Stage, Status
from rollouts.report import Report, changed_in, opt_ins_of, windows_of
from rollouts.servers import DEFAULT_SERVERS
from rollouts.verdict import AcceptedRisk, Evidence
from tests.golden.cases.posted import posted
from tests.golden.golden import Golden
from tests.golden.views_in_use import report
from tests.support.story import (
    ACME,
    ANA,
    CLOSING_DAY,
    CONTROLLED,
    CONTROLLED_DAY,
    DAY,
    GLOBEX,
    HISTORY,
    MANAGER,
    MINUTE,
    NORTHWIND,
    POLICY,
    RELEASE,
    STANDARD,
    STANDARD_DAY,
    at,
)
from tests.views.telling import LIVE_ON_BOTH, LIVE_ON_STANDARD, checked, told, with_stage

AFTER = at(CONTROLLED_DAY + DAY)
INITECH = replace(ACME, name="Initech & <Co>", owners=("U0ZOE",))
TEAMS = (ACME, INITECH, GLOBEX, NORTHWIND)
OFFLINE = CheckName(CheckKind.OPT_IN, RELEASE.opt_ins[0].key)
TESTED = tuple(checked(ACME, "test", name) for name in (SMOKE_TESTS, VISUAL_CHANGES))
IN_TIME = (*TESTED, *(replace(check, integration=INITECH.name, by="U0ZOE") for check in TESTED))
TOO_LATE = tuple(replace(check, integration=INITECH.name, at=at(CONTROLLED_DAY, 12)) for check in TESTED)
OPT_INS = (
    checked(ACME, "test", OFFLINE, CheckState.ENABLED),
    checked(ACME, "production", OFFLINE, CheckState.ENABLED),
    checked(NORTHWIND, "production", OFFLINE, CheckState.ENABLED, by="U0NORA"),
    checked(GLOBEX, "production", OFFLINE, CheckState.DECLINED, by="U0BEN"),
    checked(INITECH, "test", OFFLINE, CheckState.LATER, by="U0ZOE"),
)
RISK = AcceptedRisk(
    RELEASE.name, CONTROLLED.key, MANAGER.id, at(CLOSING_DAY, 9), "Initech <has> the *summer* off."
)


def _case(number: int, *notes: tuple[NoteKind, dt.timedelta], **more: object) -> Case:
    opened_at = at(STANDARD_DAY, 11)
    ends = {NoteKind.RESOLVED: CaseState.RESOLVED, NoteKind.FALSE_ALARM: CaseState.FALSE_ALARM}
    state = next((ends[kind] for kind, _ in notes if kind in ends), CaseState.OPEN)
    case = Case(
        ANA.id,
        opened_at,
        "C0ACME",
        "C0SUPPORT",
        number=number,
        state=state,
        release=RELEASE.name,
        server=STANDARD.key,
        integrations=(ACME.name,),
        notes=tuple(Note(kind, MANAGER.id, opened_at + after) for kind, after in notes),
    )
    return replace(case, **more)  # type: ignore[arg-type] # a case names the fields itself


CASES = (
    _case(1, (NoteKind.ACKNOWLEDGED, 12 * MINUTE), (NoteKind.RESOLVED, 130 * MINUTE)),
    _case(2, (NoteKind.DETAILS, 40 * MINUTE), (NoteKind.FALSE_ALARM, 50 * MINUTE), urgent=False),
    _case(3, server=CONTROLLED.key, integrations=(GLOBEX.name,)),
    _case(4, server=None, integrations=()),
)
CHANGES = tuple(
    Change(at(STANDARD_DAY + DAY), by, Kept.INTEGRATION, name, field, old, new)
    for by, name, field, old, new in (
        ("U0ZOE", "Umbrella <x>", "name", "Umbrella <x>", None),
        (BY_IMPORT, ACME.name, "environments.stage", STANDARD.key, CONTROLLED.key),
        (ANA.id, ACME.name, "environments.old", STANDARD.key, None),
        (ANA.id, ACME.name, "environments.new", None, STANDARD.key),
        (ANA.id, ACME.name, "timezone", None, "Europe/Berlin"),
    )
)


def _report(
    *checks: Check,
    release: Release = LIVE_ON_BOTH,
    now: dt.datetime = AFTER,
    cases: tuple[Case, ...] = (),
    risks: tuple[AcceptedRisk, ...] = (),
    changes: tuple[Change, ...] = (),
    teams: tuple[Integration, ...] = TEAMS,
) -> Report:
    evidence = Evidence(teams, checks, cases, risks)
    windows = windows_of(release=release, evidence=evidence, policy=POLICY, now=now)
    return Report(
        release=release,
        servers=DEFAULT_SERVERS,
        windows=windows,
        opt_ins=opt_ins_of(release=release, evidence=evidence, today=POLICY.day(now)),
        cases=cases,
        changed=changed_in(windows=windows, release=release, changes=changes),
        others=((HISTORY, (_case(9, (NoteKind.RESOLVED, 90 * MINUTE)),)),) if cases else (),
        policy=POLICY,
        now=now,
    )


def _reports() -> Mapping[str, Report]:
    waiting = replace(LIVE_ON_STANDARD, opt_ins=(), ui_changes=())
    now = at(CLOSING_DAY, 12)
    many = tuple(replace(ACME, name=f"Team & {number:03}") for number in range(300))
    return {
        "in time": _report(*IN_TIME),
        "too late": _report(*TESTED, *TOO_LATE),
        "all of it": _report(*TESTED, *TOO_LATE, *OPT_INS, cases=CASES, risks=(RISK,), changes=CHANGES),
        "a problem was open": _report(*TESTED, cases=(replace(CASES[0], state=CaseState.OPEN, notes=()),)),
        "the window is open": _report(*TESTED, release=waiting, now=now),
        "its day has passed": _report(*IN_TIME, release=LIVE_ON_STANDARD),
        "no window has begun": _report(release=RELEASE, now=at(STANDARD_DAY - DAY)),
        "held": _report(*TESTED, release=with_stage(waiting, CONTROLLED, status=Status.HELD), now=now),
        "withdrawn": _report(release=with_stage(waiting, CONTROLLED, status=Status.WITHDRAWN), now=now),
        "rolled back": _report(
            *IN_TIME, release=with_stage(LIVE_ON_BOTH, CONTROLLED, status=Status.ROLLED_BACK)
        ),
        "entered as live": _report(release=with_stage(LIVE_ON_BOTH, CONTROLLED, confirmed_by=None)),
        "nobody is on both": _report(teams=(GLOBEX, NORTHWIND)),
        "it affects nobody": _report(release=HISTORY),
        "on one server alone": _report(release=replace(RELEASE, stages=(Stage(STANDARD.key, STANDARD_DAY),))),
        "300 integrations": _report(
            *(replace(check, integration=team.name) for team in many[:9] for check in TESTED),
            *(checked(team, "test", OFFLINE, CheckState.ENABLED) for team in many),
            teams=many,
            cases=tuple(_case(number, (NoteKind.ACKNOWLEDGED, number * MINUTE)) for number in range(1, 90)),
        ),
    }


def _of_cards() -> Iterator[Golden]:
    """Yield the cards of a release with open cases that no check has found, and of one without impact."""
    cases = (CASES[3], _case(5, urgent=False))
    card = told(kinds.DUE, STANDARD, ACME, now=at(STANDARD_DAY, 12), release=LIVE_ON_STANDARD, is_card=True)
    yield posted("card-with-open-cases", replace(card, cases=cases))
    fyi = told(kinds.FYI, STANDARD, ACME, now=at(STANDARD_DAY, 12), release=HISTORY)
    yield posted("with-open-cases", replace(fyi, cases=cases[:1]))


def of_reports() -> Iterator[Golden]:
    """Yield the golden files of the report, as its owner is sent it and as anybody is answered."""
    reports = _reports()
    announcement = Announcement(kinds.WINDOW_REPORT, CONTROLLED.key)
    yield posted("after-the-window", ReportBrief(7, announcement, reports["all of it"]))
    yield from _of_cards()
    yield Golden("answers/release/report", {name: report(each) for name, each in reports.items()})
