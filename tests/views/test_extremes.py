"""Whatever the rules let in stays within Slack's limits, and pings nobody."""

import datetime as dt
from dataclasses import replace

import pytest

from rollouts import kinds
from rollouts.announcing.briefs import CaseBrief, DowntimeBrief, PausedBrief, UnsureBrief
from rollouts.cases import Note, NoteKind
from rollouts.deliveries import Announcement, Delivery, Key, Pause, State
from rollouts.delivery.paused_channels import Moved, Resumed
from rollouts.kinds import Kind
from rollouts.live import Placed, live_on
from rollouts.people import Right
from rollouts.policy import Policy
from rollouts.refusals import Blocked, Fault, Invalid, NotAllowed, Obstacle, Problem, Thing, unknown
from rollouts.releases import Status
from rollouts.usecases.cases import Reported
from rollouts.usecases.checks import ChecksRecorded
from rollouts.usecases.confirming import Confirmed
from rollouts.usecases.integrations import IntegrationForm, IntegrationList, IntegrationShown
from rollouts.usecases.live import LiveAnswer
from rollouts.usecases.releases import NewReleaseForm, ReleaseList, ReleaseShown
from rollouts.usecases.upcoming import DeliveryList, NextUp
from rollouts.validation import (
    LINE_MAX,
    NAME_MAX,
    REPORT_MAX,
)
from tests.support.story import STANDARD_DAY, announcement_of, at
from tests.views.extremes import Extremes
from tests.views.reading import keep_limits, keep_view_limits
from tests.views.telling import told
from views.answers import (
    cases,
    checks,
    deliveries,
    integrations,
    live,
    modals,
    refusals,
    release_actions,
    releases,
    sharing,
)
from views.answers.integration_form import integration_form
from views.answers.release_form import release_form
from views.posts import alerts
from views.posts.messages import content_of

DAY = dt.timedelta(days=1)
FILLS = ["x", "&", "🎉", "*_~`", "<!channel> ", "&lt;!here&gt;", "a\n", "|>", ":tada: "]


@pytest.fixture(params=FILLS)
def most(request: pytest.FixtureRequest) -> Extremes:
    """The longest of everything, once for each fill."""
    return Extremes(request.param)


@pytest.mark.parametrize("status", [Status.PLANNED, Status.LIVE, Status.HELD])
@pytest.mark.parametrize("now", [at(STANDARD_DAY - 5 * DAY), at(STANDARD_DAY + 7 * DAY)])
@pytest.mark.parametrize(
    "kind",
    [
        kinds.PREVIEW,
        kinds.REMINDER,
        kinds.CONFIRMATION,
        kinds.WINDOW_CLOSING,
        kinds.FYI,
        kinds.OWNER_QUESTION,
    ],
)
def test_announcements(most: Extremes, kind: Kind, now: dt.datetime, status: Status) -> None:
    live_at = at(STANDARD_DAY) if status is Status.LIVE else None
    brief = told(
        kind,
        most.servers[1],
        *most.integrations(),
        now=now,
        release=most.release(status=status, live_at=live_at, confirmed_by="U0ANA"),
        servers=most.servers,
        checks=most.checks(),
        policy=most.policy,
        is_card=True,
        late_since=now,
    )
    keep_limits(content_of(brief))


def test_a_look_ahead(most: Extremes) -> None:
    brief = told(
        kinds.PREVIEW,
        most.servers[0],
        *most.integrations(),
        now=at(STANDARD_DAY - 5 * DAY),
        release=most.release(),
        servers=most.servers,
    )
    keep_limits(release_actions.preview((brief,) * 20))


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


def test_what_is_live(most: Extremes) -> None:
    ahead = tuple(most.release(number) for number in range(10))
    ahead = tuple(
        release.with_stage(replace(release.stages[0], status=Status.LIVE, live_at=at(STANDARD_DAY)))
        for release in ahead
    )
    for today in (STANDARD_DAY, STANDARD_DAY + 60 * DAY):
        answer = LiveAnswer(
            tuple(
                live_on(
                    server=server,
                    servers=most.servers,
                    releases=ahead,
                    integrations=most.integrations(),
                    asker="U0ANA",
                    today=today,
                )
                for server in most.servers
            ),
            most.servers,
            most.policy,
        )
        content = keep_limits(live.answer(answer))
        keep_limits(sharing.shared(sharing.private(content, ("/live", most.text(200))), "U0ANA"))


def test_releases(most: Extremes) -> None:
    many = tuple(most.release(number) for number in range(40))
    release, policy = many[0], most.policy
    keep_limits(releases.listed(ReleaseList(many, many, most.servers, policy, STANDARD_DAY)))
    posts = tuple(
        Delivery(
            1,
            Key(release.topic, Announcement(kinds.PREVIEW, most.servers[0].key), "C0ACME"),
            at(STANDARD_DAY),
            state=State.FAILED,
            reason="invalid_blocks",
        )
        for _ in range(200)
    )
    shown = ReleaseShown(release, most.servers, posts, policy, STANDARD_DAY)
    for content in (
        releases.shown(shown),
        releases.created(shown),
        releases.next_up(
            NextUp(
                tuple((most.servers[0], Placed(one, one.stages[0], 3)) for one in many),
                posts[:5],
                policy,
                STANDARD_DAY,
            )
        ),
        release_actions.confirmed(
            Confirmed(release, most.servers[0], release.stages[0], policy, again=False)
        ),
    ):
        keep_limits(content)
        keep_limits(sharing.private(content, ("/release", "show")))


def test_integrations(most: Extremes) -> None:
    every = most.integrations(100)
    mine = frozenset(integration.name for integration in every[:50])
    listed = integrations.listed(IntegrationList(every, most.servers, mine))
    shown = IntegrationShown(
        every[2],
        most.servers,
        tuple(most.release(number) for number in range(30)),
        most.policy,
        may_change=True,
    )
    names = tuple(integration.name for integration in every)
    recorded = ChecksRecorded(most.release(), most.servers[0], names, most.policy, again=False)
    for content in (
        listed,
        integrations.shown(shown),
        integrations.saved(shown),
        integrations.removed(every[0]),
        checks.recorded(recorded),
    ):
        keep_limits(content)


def test_forms(most: Extremes) -> None:
    keep_view_limits(release_form(NewReleaseForm(most.servers, STANDARD_DAY), "C0ACME"))
    for known in (None, *most.integrations(5)):
        keep_view_limits(integration_form(IntegrationForm(most.servers, known), "C0ACME"))


def test_refusals(most: Extremes) -> None:
    known = tuple(integration.name for integration in most.integrations(100))
    choices = tuple(f"{number}{most.text(80)}" for number in range(50))
    holders = tuple(f"U0{number:09}" for number in range(300))
    problems = tuple(
        Problem(field, fault, most.text(LINE_MAX), most.text(200))
        for field in ("name", "docs")
        for fault in (Fault.MISSING, Fault.NOT_A_LINK, Fault.UNKNOWN_SERVER)
        for _ in range(20)
    )
    for refusal in (
        unknown(Thing.INTEGRATION, most.text(3000), known),
        NotAllowed(Right.CONFIRM_RELEASE, holders),
        Invalid(problems),
        Invalid(problems[:1]),
        Blocked(Obstacle.SEVERAL_TO_CONFIRM, "", choices),
        Blocked(Obstacle.NOTHING_RUNS_HERE, most.text(NAME_MAX), (most.text(NAME_MAX),)),
    ):
        keep_limits(refusals.content(refusal))
        keep_view_limits(modals.refused("New release", refusal))
    errors = refusals.field_errors(Invalid(problems), ("name", "docs"))
    assert set(errors) == {"name", "docs"}


def trouble(most: Extremes, state: State, count: int) -> tuple[Delivery, ...]:
    """Return that many deliveries of that state, as long as they come."""
    return tuple(
        Delivery(
            number,
            Key(
                most.release(number % 100).topic,
                Announcement(kinds.CONFIRMATION, most.servers[0].key),
                "C0ACME",
            ),
            at(STANDARD_DAY),
            state=state,
            reason=most.text(200),
            attempts=12,
        )
        for number in range(count)
    )


def test_troubles(most: Extremes) -> None:
    names = tuple(integration.name for integration in most.integrations(100))
    (about,) = trouble(most, State.UNKNOWN, 1)
    posts = tuple(
        post for state in (State.SENT, State.SKIPPED, State.FAILED) for post in trouble(most, state, 200)
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


def test_deliveries(most: Extremes) -> None:
    every = trouble(most, State.FAILED, 200)
    for release in (None, most.release()):
        content = keep_limits(deliveries.deliveries(DeliveryList(release, every, most.servers, most.policy)))
        keep_limits(sharing.private(content, ("/release", "deliveries")))


def test_no_content_can_be_made_to_mention_by_a_made_up_id(most: Extremes) -> None:
    policy: Policy = replace(most.policy, support_group=f"S1> {most.fill}<!channel")
    case = replace(most.case(), notes=(), opened_by="U1> <!here", channel="<!everyone>")
    brief = CaseBrief(1, Announcement(kinds.CASE_OPENED), case, None, None, policy, at(STANDARD_DAY))
    keep_limits(content_of(brief))
