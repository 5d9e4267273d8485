"""Every form: empty, filled, and with problems; and the windows without a question."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from rollouts.integrations import Environment
from rollouts.refusals import Fault, Invalid, Problem
from rollouts.servers import DEFAULT_SERVERS
from rollouts.usecases.integrations import IntegrationForm
from rollouts.usecases.releases import NewReleaseForm
from tests.golden.cases.integrations import MARKED
from tests.golden.cases.posts import ALPHA
from tests.golden.cases.refusals import DETAILS
from tests.golden.cases.support_cases import CASE
from tests.golden.golden import FieldErrors, Golden, one
from tests.golden.views_in_use import (
    case_answers,
    integration_form,
    refusals,
    release_form,
    troubles,
    windows,
)
from tests.support.story import ACME, NORTHWIND, STANDARD_DAY
from views.forms import Form
from views.parts import said

WINDOWS = (
    "New release",
    "New integration",
    "Edit integration",
    "Report urgent",
    "Add details",
    "Another channel",
)
"""What windows are called while they are prepared, and when they cannot be had."""


def of_forms() -> Iterator[Golden]:
    """Yield the golden files of all forms and windows."""
    release = release_form(NewReleaseForm(DEFAULT_SERVERS, STANDARD_DAY), "C0ACME")
    integration = integration_form(IntegrationForm(DEFAULT_SERVERS), "C0ACME")
    details, urgent = case_answers.details_form(CASE), case_answers.urgent_form("C0ACME")
    move = troubles.move_form("C0ACME")
    yield one("forms/release/empty", release)
    yield one("forms/release/three-servers", release_form(NewReleaseForm(ALPHA, STANDARD_DAY), "C0ACME"))
    yield one("forms/release/one-server", release_form(NewReleaseForm(ALPHA[:1], STANDARD_DAY), "C0ACME"))
    yield one(
        "forms/release/in-a-direct-message", release_form(NewReleaseForm(DEFAULT_SERVERS, STANDARD_DAY), None)
    )
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
    yield one("forms/urgent/in-a-direct-message", case_answers.urgent_form(None))
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
