"""The longest form and refusal that the rules let in stay within Slack's limits, and ping nobody."""

from rollouts.drafts import draft_of
from rollouts.people import Right
from rollouts.refusals import Blocked, Fault, Invalid, NotAllowed, Obstacle, Problem, Thing, unknown
from rollouts.usecases.integrations import IntegrationForm
from rollouts.usecases.releases import NewReleaseForm
from rollouts.validation import (
    LINE_MAX,
    NAME_MAX,
)
from tests.support.story import STANDARD_DAY
from tests.views.extremes import Extremes
from tests.views.reading import keep_limits, keep_view_limits
from views.answers import (
    modals,
    refusals,
)
from views.answers.integration_form import integration_form
from views.answers.release_form import edit_form, release_form


def test_forms(most: Extremes) -> None:
    keep_view_limits(release_form(NewReleaseForm(most.servers, STANDARD_DAY), "C0ACME"))
    draft = draft_of(release=most.release(), servers=most.servers, policy=most.policy)
    keep_view_limits(edit_form(NewReleaseForm(most.servers, STANDARD_DAY, draft), "C0ACME"))
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
