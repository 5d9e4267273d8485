"""The longest answer that the rules let in stays within Slack's limits, and pings nobody."""

import datetime as dt
from dataclasses import replace

import pytest

from rollouts import kinds
from rollouts.announcing.briefs import CaseBrief
from rollouts.cases import Note, NoteKind
from rollouts.deliveries import Announcement, Delivery, Key, State
from rollouts.deliveries import Message as Place
from rollouts.delivery.expecting import Coming
from rollouts.history import Change, Kept
from rollouts.live import Placed, live_on
from rollouts.releases import Status
from rollouts.statements import statement_of
from rollouts.usecases.case_list import CLOSED_SHOWN, OPEN_SHOWN, CaseList, CaseShown
from rollouts.usecases.checks import ChecksSet, Undone
from rollouts.usecases.confirming import Confirmed
from rollouts.usecases.histories import ReleaseHistory
from rollouts.usecases.integrations import IntegrationList, IntegrationShown
from rollouts.usecases.live import LiveAnswer
from rollouts.usecases.previewing import PAGE, Preview, Said
from rollouts.usecases.questions import AskInWords, answer_question
from rollouts.usecases.releases import ReleaseList, ReleaseShown
from rollouts.usecases.showing import ReleaseStory
from rollouts.usecases.upcoming import DeliveryList, NextUp
from tests.support.memory_ledger import MemoryLedger
from tests.support.story import ANA, STANDARD_DAY, at
from tests.views.extremes import Extremes
from tests.views.reading import keep_limits
from tests.views.telling import told
from views.answers import (
    case_list,
    checks,
    deliveries,
    integrations,
    live,
    questions,
    release_actions,
    release_shown,
    releases,
    sharing,
)
from views.answers.preview import preview
from views.kept import write_words
from views.posts.messages import content_of

pytestmark = [pytest.mark.no_cover, pytest.mark.exhaustive(quick=3)]

DAY = dt.timedelta(days=1)


def test_a_look_ahead(most: Extremes) -> None:
    brief = told(
        kinds.PREVIEW,
        most.servers[0],
        *most.integrations(),
        now=at(STANDARD_DAY - 5 * DAY),
        release=most.release(),
        servers=most.servers,
    )
    coming = tuple(
        Coming((f"C{number}",), at(STANDARD_DAY, number), brief, is_loud=True, waits=False)
        for number in range(PAGE)
    )
    statement = statement_of(release=most.release(), today=STANDARD_DAY)
    key = Key(most.release().topic, brief.announcement, "C0ACME")
    post = Delivery(1, key, at(STANDARD_DAY), message=Place("C", "1"), statement=statement)
    words = write_words(content_of(brief).text)
    said = tuple(
        Said(post, statement, at(STANDARD_DAY, number), ("C0ACME",), words) for number in range(PAGE)
    )
    for page, shown in enumerate(((said, ()), ((), coming))):  # what was said, what will be
        answer = Preview(most.release(), *shown, most.servers, most.policy, STANDARD_DAY, page, PAGE, PAGE)
        keep_limits(preview(answer, {Place("C", "1"): "https://acme.example/" + "x" * 200}))


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
    changes = (
        Change(at(STANDARD_DAY), "U0ANA", Kept.RELEASE, release.name, "summary", most.text(3000), None),
    )
    history = ReleaseHistory(release, changes * 9, most.servers, policy, STANDARD_DAY)
    story = ReleaseStory(
        release,
        most.servers,
        history,
        policy,
        STANDARD_DAY,
        posts,
        9,
        9,
        (most.case(),) * 99,
        may_change=True,
    )
    for content in (
        release_shown.shown(story),
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
            Confirmed(release, most.servers[0], release.stages[0], policy, STANDARD_DAY, again=False)
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
    release, found = most.release(), most.checks()
    answer = ChecksSet(release, found, (), at(STANDARD_DAY), most.servers, most.policy, found, found, 10)
    for content in (
        listed,
        integrations.shown(shown),
        integrations.saved(shown),
        integrations.removed(every[0]),
        checks.checks_set(replace(answer, cases=(most.case(),) * 10)),
        checks.undone(Undone(release, found, most.servers)),
    ):
        keep_limits(content)


def test_deliveries(most: Extremes) -> None:
    every = most.trouble(State.FAILED, 200)
    for release in (None, most.release()):
        content = keep_limits(deliveries.deliveries(DeliveryList(release, every, most.servers, most.policy)))
        keep_limits(sharing.private(content, ("/release", "deliveries")))


def test_cases(most: Extremes) -> None:
    cases = (most.case(),) * OPEN_SHOWN
    brief = CaseBrief(
        7,
        Announcement(kinds.CASE_OPENED),
        most.case(),
        most.release(),
        most.servers[0],
        most.policy,
        at(STANDARD_DAY),
    )
    details = Note(NoteKind.DETAILS, "U0ANA", at(STANDARD_DAY), most.text(10_000))
    told = replace(brief, case=replace(most.case(), summary=most.text(10_000), notes=(details,) * 200))
    page = {Place("C", "1"): "https://acme.example/" + "x" * 200}
    for content in (
        case_list.listed(
            CaseList(cases, 1000, cases[:CLOSED_SHOWN], 1000, most.servers, most.policy, "U0ANA")
        ),
        case_list.shown(CaseShown(told, Place("C", "1"), may_work=True), page),
    ):
        keep_limits(content)
        keep_limits(sharing.private(content, ("/case", "show 123456")))


def test_questions(most: Extremes) -> None:
    ledger = MemoryLedger(most.policy)
    ledger.save_servers(most.servers)
    for number in range(6):
        release = most.release(number)
        stages = (
            replace(release.stages[0], status=Status.LIVE, live_at=at(STANDARD_DAY)),
            *release.stages[1:],
        )
        ledger.save_release(replace(release, stages=stages))
    for integration in most.integrations():
        ledger.save_integration(integration)
    for _ in range(30):
        ledger.save_case(replace(most.case(), number=0))
    now = at(STANDARD_DAY + DAY, 12)
    for typed in (*QUESTIONS, most.text(280)):
        answered = answer_question(ledger.at(now), AskInWords(ANA, typed, "C0ACME"))
        keep_limits(sharing.private(questions.answer(answered), ("/live", answered.again)))


QUESTIONS = (
    "are we ready?",
    "what changed since Monday?",
    "is anything broken for us?",
    "is it live?",
    "who has not tested it?",
    "what's for lunch",
)
