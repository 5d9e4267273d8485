"""The longest post that the rules let in stays within Slack's limits, and pings nobody."""

import datetime as dt
from dataclasses import replace

import pytest

from rollouts import kinds
from rollouts.announcing.briefs import CaseBrief, DowntimeBrief, PausedBrief, ReportBrief, UnsureBrief
from rollouts.cases import Note, NoteKind
from rollouts.deliveries import Announcement, Pause, State
from rollouts.delivery.paused_channels import Moved, Resumed
from rollouts.kinds import Kind
from rollouts.policy import Policy
from rollouts.releases import Status
from rollouts.report import Report, opt_ins_of, windows_of
from rollouts.usecases.cases import Reported
from rollouts.validation import (
    REPORT_MAX,
)
from rollouts.verdict import Evidence, Readiness
from tests.support.story import STANDARD_DAY, announcement_of, at
from tests.views.extremes import MANY, Extremes
from tests.views.reading import keep_limits, keep_view_limits
from tests.views.telling import told
from views.answers import (
    cases,
)
from views.posts import alerts
from views.posts.messages import content_of

pytestmark = [pytest.mark.no_cover, pytest.mark.exhaustive(quick=5)]

DAY = dt.timedelta(days=1)


@pytest.mark.parametrize("status", [Status.PLANNED, Status.LIVE, Status.HELD])
@pytest.mark.parametrize("now", [at(STANDARD_DAY - 5 * DAY), at(STANDARD_DAY + 7 * DAY)])
@pytest.mark.parametrize(
    "kind",
    [
        kinds.PREVIEW,
        kinds.REMINDER,
        kinds.CONFIRMATION,
        kinds.WINDOW_CLOSING,
        kinds.TEST_REMINDER,
        kinds.VERDICT,
        kinds.FYI,
        kinds.OWNER_QUESTION,
    ],
)
def test_announcements(most: Extremes, kind: Kind, now: dt.datetime, status: Status) -> None:
    live_at = at(STANDARD_DAY) if status is Status.LIVE else None
    release = most.release(status=status, live_at=live_at, confirmed_by="U0ANA")
    brief = told(
        kind,
        most.servers[1],
        *most.integrations(),
        now=now,
        release=release,
        servers=most.servers,
        checks=most.checks(),
        policy=most.policy,
        is_card=True,
        late_since=now,
    )
    said = replace(brief, cases=most.cases(), verdict=most.verdict(release) if kind.has_verdict else None)
    keep_limits(content_of(said))


@pytest.mark.parametrize("readiness", list(Readiness))
@pytest.mark.parametrize("kind", [kinds.WINDOW_CLOSING, kinds.VERDICT])
def test_verdicts(most: Extremes, kind: Kind, readiness: Readiness) -> None:
    release = most.release()
    now = at(STANDARD_DAY + DAY)
    brief = told(
        kind,
        most.servers[2],
        *most.integrations(),
        now=now,
        release=release,
        servers=most.servers,
        checks=most.checks(),
        policy=most.policy,
    )
    verdict = most.verdict(release)
    found = {
        Readiness.PROBLEM_OPEN: verdict,
        Readiness.NOT_VALIDATED: replace(verdict, cases=(), teams=verdict.teams[1::2], others=()),
        Readiness.READY: replace(verdict, cases=(), teams=verdict.teams[::2], others=()),
    }[readiness]
    assert found.readiness is readiness
    keep_limits(content_of(replace(brief, verdict=found)))


@pytest.mark.parametrize("live_at", [None, at(STANDARD_DAY)])
def test_reports(most: Extremes, live_at: dt.datetime | None) -> None:
    status = Status.LIVE if live_at else Status.PLANNED
    release = most.release(status=status, live_at=live_at, confirmed_by="U0ANA")
    now = at(STANDARD_DAY + 60 * DAY)
    evidence = Evidence(most.integrations(MANY), most.checks(), most.cases(), most.risks(release))
    windows = windows_of(release=release, evidence=evidence, policy=most.policy, now=now)
    report = Report(
        release=release,
        servers=most.servers,
        windows=windows,
        opt_ins=opt_ins_of(release=release, evidence=evidence, today=most.policy.day(now)),
        cases=most.cases(),
        changed=most.changes(),
        others=tuple((most.release(number), most.cases()) for number in range(5)),
        policy=most.policy,
        now=now,
    )
    announcement = Announcement(kinds.WINDOW_REPORT, most.servers[1].key)
    keep_limits(content_of(ReportBrief(1, announcement, report)))


@pytest.mark.parametrize("kind", [kinds.CASE_OPENED, kinds.CASE_RAISED])
def test_cases(most: Extremes, kind: Kind) -> None:
    case, now = most.case(), at(STANDARD_DAY + DAY)
    for one in (case, replace(case, notes=(), urgent=True)):
        brief = CaseBrief(
            1, announcement_of(kind, number=3), one, most.release(), most.servers[0], most.policy, now, None
        )
        keep_limits(content_of(brief))
        keep_limits(
            content_of(replace(brief, note=Note(NoteKind.DETAILS, "U0ANA", now, most.text(REPORT_MAX))))
        )
    keep_limits(cases.reported(Reported(case, joined=False)))
    keep_view_limits(cases.details_form(case))


def test_troubles(most: Extremes) -> None:
    names = tuple(integration.name for integration in most.integrations(100))
    (about,) = most.trouble(State.UNKNOWN, 1)
    posts = tuple(
        post for state in (State.SENT, State.SKIPPED, State.FAILED) for post in most.trouble(state, 200)
    )
    pause = Pause(most.text(80), most.text(200), at(STANDARD_DAY), 1)
    now, policy = at(STANDARD_DAY), most.policy
    for brief in (
        UnsureBrief(1, about, most.servers, False, policy, now),  # noqa: FBT003 - a fact of the brief
        UnsureBrief(1, about, most.servers, True, policy, now),  # noqa: FBT003 - as above
        PausedBrief(1, pause.channel, pause, names, policy, now),
        PausedBrief(1, pause.channel, None, names, policy, now),
        DowntimeBrief(1, posts, most.servers, policy, now),
    ):
        keep_limits(content_of(brief))
    keep_limits(alerts.moved(Moved(names, most.text(80))))
    keep_limits(alerts.resumed(Resumed(most.text(80), again=False)))
    keep_view_limits(alerts.move_form("C0ACME"))


def test_no_content_can_be_made_to_mention_by_a_made_up_id(most: Extremes) -> None:
    policy: Policy = replace(most.policy, support_group=f"S1> {most.fill}<!channel")
    case = replace(most.case(), notes=(), opened_by="U1> <!here", channel="<!everyone>")
    brief = CaseBrief(1, Announcement(kinds.CASE_OPENED), case, None, None, policy, at(STANDARD_DAY))
    keep_limits(content_of(brief))
