"""The verdict wherever it is said, the risk that a manager accepts, and the reminder to test."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from rollouts import kinds
from rollouts.announcing.briefs import ReleaseBrief
from rollouts.checks import SMOKE_TESTS, VISUAL_CHANGES, Check, CheckKind, CheckName, CheckState
from rollouts.deliveries import Announcement
from rollouts.integrations import Integration
from rollouts.kinds import Kind
from rollouts.live import live_on
from rollouts.releases import Status
from rollouts.servers import DEFAULT_SERVERS
from rollouts.usecases.histories import ReleaseHistory
from rollouts.usecases.live import LiveAnswer
from rollouts.usecases.reminding import PutOffUntil
from rollouts.usecases.risks import Judged
from rollouts.usecases.showing import ReleaseStory
from rollouts.verdict import AcceptedRisk, Evidence, Verdict, verdict_of
from tests.golden.cases.posted import posted
from tests.golden.cases.support_cases import CASE
from tests.golden.golden import Golden, one
from tests.golden.views_in_use import live, release_shown, validation
from tests.support.story import (
    ACME,
    ANA,
    CLOSING_DAY,
    CONTROLLED,
    DAY,
    GLOBEX,
    INTEGRATIONS,
    MANAGER,
    NORTHWIND,
    POLICY,
    RELEASE,
    STANDARD,
    STANDARD_DAY,
    at,
)
from tests.views.telling import LIVE_ON_BOTH, LIVE_ON_STANDARD, checked, told, with_stage

NOON = at(CLOSING_DAY, 12)
OFFLINE = CheckName(CheckKind.OPT_IN, RELEASE.opt_ins[0].key)
NORMAL = replace(CASE, urgent=False)
PROBLEM = checked(ACME, "test", VISUAL_CHANGES, CheckState.PROBLEM, case=NORMAL.number)
TESTED = tuple(checked(ACME, "test", name) for name in (SMOKE_TESTS, VISUAL_CHANGES))
NORTH = tuple(checked(NORTHWIND, "production", name, by="U0NORA") for name in (SMOKE_TESTS, VISUAL_CHANGES))
RISK = AcceptedRisk(
    RELEASE.name, CONTROLLED.key, MANAGER.id, at(CLOSING_DAY, 9), "The workaround <is> *known*."
)
MANY = tuple(replace(ACME, name=f"Team & {number:02}") for number in range(40))


def _verdict(
    *checks: Check, evidence: Evidence | None = None, integrations: tuple[Integration, ...] = INTEGRATIONS
) -> Verdict:
    found = verdict_of(
        release=LIVE_ON_STANDARD,
        server=CONTROLLED.key,
        evidence=evidence or Evidence(integrations, checks, (), ()),
        today=CLOSING_DAY,
    )
    assert found
    return found


def _verdicts() -> Mapping[str, Verdict]:
    with_a_case = Evidence(INTEGRATIONS, (TESTED[0], PROBLEM, *NORTH), (NORMAL,), ())
    cases = tuple(replace(CASE, number=number, urgent=number % 2 == 0) for number in range(3, 16))
    return {
        "ready": _verdict(*TESTED, *NORTH),
        "not validated": _verdict(TESTED[0], *NORTH),
        "nobody has tested": _verdict(),
        "a problem": _verdict(evidence=with_a_case),
        "a problem without a case": _verdict(replace(PROBLEM, case=None)),
        "a problem and an accepted risk": _verdict(evidence=replace(with_a_case, risks=(RISK,))),
        "cases that nobody has found by a check": _verdict(
            evidence=Evidence(INTEGRATIONS, TESTED, cases, (RISK,))
        ),
        "nobody is on both": _verdict(*NORTH, integrations=(GLOBEX, NORTHWIND)),
        "nothing had to be tested": _verdict(
            *(replace(check, state=CheckState.NOT_APPLICABLE) for check in TESTED), *NORTH
        ),
        "very many": _verdict(integrations=MANY),
    }


def of_verdicts() -> Iterator[Golden]:
    """Yield the golden files of all that says a verdict, and of the reminder to test."""
    verdicts = _verdicts()
    for channel, here in {"both": (ACME,), "here": (GLOBEX,), "all-roles": INTEGRATIONS}.items():
        brief = told(kinds.WINDOW_CLOSING, CONTROLLED, *here, now=NOON, release=LIVE_ON_STANDARD)
        said = {name: replace(brief, verdict=verdict) for name, verdict in verdicts.items()}
        yield posted(f"verdict-{channel}", said)
    card = told(
        kinds.WINDOW_CLOSING, STANDARD, ACME, GLOBEX, now=NOON, release=LIVE_ON_STANDARD, is_card=True
    )
    card = replace(card, announcement=Announcement(kinds.WINDOW_CLOSING, CONTROLLED.key))
    on_card = {name: replace(card, verdict=verdict) for name, verdict in verdicts.items()}
    yield posted("verdict-first-heard", on_card | {"it has come": card})
    managers = _told(kinds.VERDICT)
    held = with_stage(LIVE_ON_STANDARD, CONTROLLED, status=Status.HELD)
    asked = {name: replace(managers, verdict=verdict) for name, verdict in verdicts.items()}
    asked |= {
        "held": replace(managers, release=held, verdict=verdicts["nobody has tested"]),
        "it has come": replace(managers, release=LIVE_ON_BOTH, verdict=None),
    }
    yield posted("asked", asked)
    yield from _of_reminders()
    yield Golden("answers/live/verdicts", {name: live.answer(_live(each)) for name, each in verdicts.items()})
    yield Golden(
        "answers/release/verdicts",
        {name: release_shown(_story(each)) for name, each in verdicts.items()},
    )
    yield from _of_risks(verdicts)


def _told(kind: Kind) -> ReleaseBrief:
    return told(kind, CONTROLLED, now=NOON, release=LIVE_ON_STANDARD)


def _of_reminders() -> Iterator[Golden]:
    brief = told(
        kinds.TEST_REMINDER,
        STANDARD,
        ACME,
        NORTHWIND,
        now=at(STANDARD_DAY + 2 * DAY),
        release=LIVE_ON_STANDARD,
    )
    opt_ins = (
        checked(ACME, "test", OFFLINE, CheckState.LATER),
        checked(NORTHWIND, "production", OFFLINE, CheckState.LATER),
    )
    briefs = {
        "all is left": brief,
        "some is left": replace(brief, checks=(*TESTED, *NORTH)),
        "nothing is left": replace(brief, checks=(*TESTED, *NORTH, *opt_ins)),
        "it was rolled back": replace(
            brief, release=with_stage(LIVE_ON_STANDARD, STANDARD, status=Status.ROLLED_BACK)
        ),
        "it has come to the next server": replace(brief, release=LIVE_ON_BOTH),
        "the next server was called off": replace(
            brief, release=with_stage(LIVE_ON_STANDARD, CONTROLLED, status=Status.WITHDRAWN)
        ),
    }
    yield posted("standard", briefs)
    until = PutOffUntil(RELEASE, STANDARD, at(STANDARD_DAY + 3 * DAY), POLICY)
    yield one("answers/checks/put-off", validation.put_off(until))
    yield one("forms/checks/not-needed", validation.not_needed_form(7))


def _of_risks(verdicts: Mapping[str, Verdict]) -> Iterator[Golden]:
    judged = {
        name: Judged(RELEASE, CONTROLLED, DEFAULT_SERVERS, verdict, POLICY, CLOSING_DAY)
        for name, verdict in verdicts.items()
    }
    for name, each in judged.items():
        yield one(
            f"forms/accept-risk/{name.replace(' ', '-')}", validation.accept_form(each, channel="C0ACME")
        )
    accepted = judged["a problem and an accepted risk"]
    yield one("answers/checks/risk-accepted", validation.risk_accepted(accepted))


def _live(verdict: Verdict) -> LiveAnswer:
    controlled = live_on(
        server=CONTROLLED,
        servers=DEFAULT_SERVERS,
        releases=(LIVE_ON_STANDARD,),
        integrations=INTEGRATIONS,
        asker=ANA.id,
        today=CLOSING_DAY,
    )
    verdicts = {(RELEASE.name, CONTROLLED.key): verdict}
    return LiveAnswer((controlled,), DEFAULT_SERVERS, POLICY, verdicts)


def _story(verdict: Verdict) -> ReleaseStory:
    last = ReleaseHistory(LIVE_ON_STANDARD, (), DEFAULT_SERVERS, POLICY, CLOSING_DAY)
    return ReleaseStory(
        LIVE_ON_STANDARD, DEFAULT_SERVERS, last, POLICY, CLOSING_DAY, cases=verdict.cases, verdicts=(verdict,)
    )
