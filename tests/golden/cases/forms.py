"""Every form: empty, filled, and with problems; and the windows without a question."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from rollouts.drafts import Draft, draft_of
from rollouts.integrations import Environment
from rollouts.refusals import Fault, Invalid, Problem
from rollouts.releases import Status
from rollouts.servers import DEFAULT_SERVERS
from rollouts.transitions import Verb
from rollouts.usecases.cases import Report
from rollouts.usecases.changing import WantedChange, want_change
from rollouts.usecases.integrations import IntegrationForm
from rollouts.usecases.releases import NewReleaseForm
from rollouts.usecases.seeing import Doubt, Doubted, NotSeenYet
from tests.golden.cases.integrations import MARKED
from tests.golden.cases.posts import ALPHA
from tests.golden.cases.refusals import DETAILS
from tests.golden.cases.support_cases import CASE
from tests.golden.cases.support_cases import MARKED as MARKED_TEXT
from tests.golden.golden import FieldErrors, Golden, one
from tests.golden.views_in_use import (
    case_answers,
    change_form,
    confirm_form,
    edit_form,
    integration_form,
    refusals,
    release_form,
    troubles,
    windows,
)
from tests.support.memory_ledger import MemoryLedger
from tests.support.story import (
    ACME,
    ANA,
    MANAGER,
    NORTHWIND,
    POLICY,
    PREVIEW_DAY,
    RELEASE,
    STANDARD_DAY,
    START,
    told_in,
)
from views.forms import Form
from views.parts import said

WINDOWS = (
    "New release",
    "Edit release",
    "New integration",
    "Edit integration",
    "Report urgent",
    "Add details",
    "Another channel",
    "Checks",
    "Accept the risk",
    "Not needed",
)
"""What windows are called while they are prepared, and when they cannot be had."""


def _form(draft: Draft) -> NewReleaseForm:
    return NewReleaseForm(DEFAULT_SERVERS, PREVIEW_DAY, draft)


def _of_changes() -> Iterator[Golden]:
    """Yield the forms in which a release is changed on a server."""
    ledger = MemoryLedger(POLICY)
    told_in(ledger.at(START))
    live = replace(RELEASE.stages[0], status=Status.LIVE, live_at=START, confirmed_by=MANAGER.id)
    stages = {Verb.ROLLBACK: live, Verb.HOTFIX: live}
    stages[Verb.RESUME] = replace(RELEASE.stages[0], status=Status.HELD)
    for verb in [verb for verb in Verb if verb is not Verb.CONFIRM]:
        ledger.save_release(RELEASE.with_stage(stages.get(verb, RELEASE.stages[0])))
        asked = want_change(ledger.at(START), WantedChange(MANAGER, verb, "2026.11"))
        yield one(f"forms/change/{verb.value}", change_form(asked, channel="C0ACME"))
    for name, text in {
        "day-and-reason": "2026.11 controlled 2026-12-21 two more days & nights",
        "ambiguous-day": "2026.11 01/12",
        "no-day": "2026.11 soon",
        "no-such-day": "2026.11 2027-02-30",
        "no-server": "2026.11 moon 01/12",
    }.items():
        ledger.save_release(RELEASE)
        asked = want_change(ledger.at(START), WantedChange(MANAGER, Verb.MOVE, text))
        yield one(f"forms/change/move-{name}", change_form(asked, channel="C0ACME"))
    asked = want_change(ledger.at(START), WantedChange(MANAGER, Verb.MOVE, "2026.11"))
    server, today = DEFAULT_SERVERS[0], STANDARD_DAY
    first = NotSeenYet((), (Doubted(Doubt.DAY_OFF, server, STANDARD_DAY, today),), "1", POLICY)
    yield one("forms/change/move-seen-first", change_form(asked, first, channel=None))
    for doubt in (Doubt.EARLY, Doubt.SINCE_WHEN):
        first = NotSeenYet((), (Doubted(doubt, server, STANDARD_DAY, today),), "1", POLICY)
        yield one(f"forms/confirm/{doubt.value.replace('_', '-')}", confirm_form(first, ids={"delivery": 7}))


def _report(report: Report) -> Form:
    form = case_answers.report_form(report)
    assert form
    return form


def of_forms() -> Iterator[Golden]:
    """Yield the golden files of all forms and windows."""
    release = release_form(NewReleaseForm(DEFAULT_SERVERS, STANDARD_DAY), "C0ACME")
    integration = integration_form(IntegrationForm(DEFAULT_SERVERS), "C0ACME")
    details, urgent = case_answers.details_form(CASE), _report(Report(ANA, "C0ACME"))
    move = troubles.move_form("C0ACME")
    yield one("forms/release/empty", release)
    yield one("forms/release/three-servers", release_form(NewReleaseForm(ALPHA, STANDARD_DAY), "C0ACME"))
    yield one("forms/release/one-server", release_form(NewReleaseForm(ALPHA[:1], STANDARD_DAY), "C0ACME"))
    yield one(
        "forms/release/in-a-direct-message", release_form(NewReleaseForm(DEFAULT_SERVERS, STANDARD_DAY), None)
    )
    draft = draft_of(release=RELEASE, servers=DEFAULT_SERVERS, policy=POLICY)
    for name, edited in (
        ("filled", draft),
        ("one-server-left-out", replace(draft, dates={"standard": STANDARD_DAY}, left_out=("controlled",))),
    ):
        yield one(f"forms/edit-release/{name}", edit_form(_form(edited), "C0ACME"))
    yield from _of_changes()
    yield one("forms/integration/empty", integration)
    for name, channel in (("in-a-direct-message", None), ("in-another-direct-message", "D0ANA")):
        yield one(f"forms/integration/{name}", integration_form(IntegrationForm(DEFAULT_SERVERS), channel))
    two = (*ACME.environments, Environment("staging", "standard"))
    for name, known in (
        ("filled", replace(ACME, environments=two, timezone="Asia/Tokyo")),
        ("filled-nobody-owns-it", NORTHWIND),
        ("filled-with-text-from-people", MARKED),
    ):
        yield one(
            f"forms/integration/{name}", integration_form(IntegrationForm(DEFAULT_SERVERS, known), "C0ACME")
        )
    yield one("forms/case-details/empty", details)
    yield one("forms/urgent/empty", urgent)
    yield one("forms/urgent/in-a-direct-message", _report(Report(ANA, None)))
    yield one("forms/urgent/can-wait-filled", _report(Report(ANA, "C0ACME", MARKED_TEXT, 7, urgent=False)))
    yield one("forms/move-channel/empty", move)
    forms = {"release": release, "integration": integration, "case-details": details, "urgent": urgent}
    for name, form in (forms | {"move-channel": move}).items():
        yield Golden(f"forms/{name}/with-problems", _problems(form))
    for title in WINDOWS:
        slug = title.lower().replace(" ", "-")
        yield one(f"forms/windows/loading-{slug}", windows.loading(title))
        yield one(f"forms/windows/failed-{slug}", windows.failed(title, "4f2a91"))
    late = {
        "saving": windows.saving("New integration"),
        "done before": windows.done_before("Enter it"),
        "an answer at Home": windows.answer(said("Case 3 is urgent now.")),
        "saved": windows.saved("New integration", said("Saved.")),
        "saved, nothing to say": windows.saved("New integration", None),
    }
    yield Golden("forms/windows/late", late)


def _problems(form: Form) -> Mapping[str, FieldErrors]:
    """Say each fault at the fields of the form, and all of them together."""
    fields = _fields(form)
    said = {fault.value: _at_fields(DETAILS[fault], fields) for fault in Fault}
    return {**said, "all": _at_fields(tuple(p for problems in DETAILS.values() for p in problems), fields)}


def _fields(form: Form) -> tuple[str, ...]:
    return tuple(field.name for field in form.fields)


def _at_fields(problems: tuple[Problem, ...], fields: tuple[str, ...]) -> FieldErrors:
    return FieldErrors(refusals.field_errors(Invalid(problems), fields))
