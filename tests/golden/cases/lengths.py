"""What is as long as the rules let it be: where it is cut, and what is counted instead of said."""

from collections.abc import Iterator
from dataclasses import replace

from rollouts import kinds
from rollouts.announcing.briefs import CaseBrief
from rollouts.cases import Note, NoteKind
from rollouts.deliveries import Announcement
from rollouts.delivery.expecting import Coming
from rollouts.history import Change, Kept
from rollouts.refusals import Fault, Invalid, Problem
from rollouts.usecases.histories import ReleaseHistory
from rollouts.usecases.integrations import IntegrationForm, IntegrationList, IntegrationShown
from rollouts.usecases.previewing import Preview
from rollouts.usecases.releases import NewReleaseForm
from rollouts.usecases.showing import ReleaseStory
from tests.golden.golden import Golden, one
from tests.golden.views_in_use import (
    content_of,
    integration_form,
    integrations,
    previews,
    refusals,
    release_form,
    release_shown,
)
from tests.support.story import DAY, STANDARD_DAY, at
from tests.views.extremes import Extremes
from tests.views.telling import told

FILLS = {"signs": "&", "emoji": "🎉", "links": "https://x.example/a "}


def of_lengths() -> Iterator[Golden]:
    """Yield the golden files of the longest of everything, of some fills."""
    for name, fill in FILLS.items():
        yield from _of_fill(f"lengths/{name}", Extremes(fill))


def _of_fill(folder: str, most: Extremes) -> Iterator[Golden]:
    early, release = at(STANDARD_DAY - 5 * DAY), most.release()
    everyone = most.integrations(12)
    preview = told(
        kinds.PREVIEW,
        most.servers[1],
        *everyone,
        now=early,
        release=release,
        servers=most.servers,
        checks=most.checks(),
        policy=most.policy,
        is_card=True,
    )
    for kind in (kinds.PREVIEW, kinds.CONFIRMATION, kinds.FYI):
        announcement = Announcement(kind, preview.announcement.server)
        yield one(f"{folder}/{kind.key}", content_of(replace(preview, announcement=announcement)))
    coming = (Coming(("C0ACME",), early, preview, is_loud=True, waits=False),)
    looked = Preview(release, (), coming, most.servers, most.policy, STANDARD_DAY, 0, 0, 1)
    yield one(f"{folder}/look-ahead", previews.preview(looked, {}))
    yield from _of_case(folder, most)
    changes = tuple(
        Change(early, "U0MAYA", Kept.RELEASE, release.name, f"ui_changes.{n}", most.text(500), most.text(500))
        for n in range(9)
    )
    history = ReleaseHistory(release, changes, most.servers, most.policy, STANDARD_DAY)
    shown = ReleaseStory(release, most.servers, history, most.policy, STANDARD_DAY, cases=(most.case(),) * 20)
    yield one(f"{folder}/release-shown", release_shown(shown))
    listed = IntegrationList(everyone, most.servers, frozenset({everyone[0].name}))
    yield one(f"{folder}/integrations-listed", integrations.listed(listed))
    one_shown = IntegrationShown(everyone[2], most.servers, (release,), most.policy, may_change=True)
    yield one(f"{folder}/integration-shown", integrations.shown(one_shown))
    yield one(
        f"{folder}/integration-form", integration_form(IntegrationForm(most.servers, everyone[2]), "C0ACME")
    )
    yield one(f"{folder}/release-form", release_form(NewReleaseForm(most.servers, STANDARD_DAY), "C0ACME"))
    problems = Invalid(
        tuple(Problem("docs", Fault.NOT_A_LINK, most.text(300), most.text(200)) for _ in range(30))
    )
    yield one(f"{folder}/refusal", refusals.content(problems))


def _of_case(folder: str, most: Extremes) -> Iterator[Golden]:
    now = at(STANDARD_DAY + DAY)
    case = replace(most.case(), notes=(), urgent=True)
    server = most.servers[0]
    brief = CaseBrief(
        1, Announcement(kinds.CASE_OPENED), case, most.release(), server, most.policy, now, None
    )
    details = Note(NoteKind.DETAILS, "U0MAYA", now, most.text(2000))
    yield one(f"{folder}/case-opened", content_of(brief))
    yield one(
        f"{folder}/case-note",
        content_of(replace(brief, announcement=Announcement(kinds.CASE_NOTE, number=0), note=details)),
    )
