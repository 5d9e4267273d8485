"""What a correction says: old and new, why, and what it means for each integration of the channel."""

from dataclasses import replace

import pytest

from rollouts.announcing.briefs import CorrectionBrief
from rollouts.announcing.corrections import ANNOUNCEMENT, to_correct
from rollouts.history import Author, Kept, changes, release_facts
from rollouts.integrations import Integration
from rollouts.releases import Release, Status
from rollouts.servers import DEFAULT_SERVERS
from rollouts.statements import statement_of
from tests.support.story import (
    ACME,
    CONTROLLED,
    CONTROLLED_DAY,
    DAY,
    GLOBEX,
    HISTORY,
    MANAGER,
    NORTHWIND,
    POLICY,
    PREVIEW_DAY,
    RELEASE,
    STANDARD,
    STANDARD_DAY,
    at,
)
from tests.views.reading import buttons, in_blocks, in_text
from tests.views.telling import LIVE_ON_BOTH, LIVE_ON_STANDARD, with_stage
from views.posts.messages import content_of

NOW = at(STANDARD_DAY, 14, 10)
BY = {"changed_at": NOW, "changed_by": MANAGER.id}
BY_MAYA = "by <@U0MAYA>, Mon 30 Nov 2026, 14:10 (Europe/Berlin)"
MOVED = with_stage(
    with_stage(RELEASE, STANDARD, date=STANDARD_DAY + 2 * DAY), CONTROLLED, date=CONTROLLED_DAY + 2 * DAY
)
BACK = with_stage(LIVE_ON_STANDARD, STANDARD, status=Status.ROLLED_BACK, **BY)
QUIET = replace(RELEASE, affects_integrations=False)
HELD = with_stage(RELEASE, STANDARD, status=Status.HELD, **BY)


def corrected(before: Release, after: Release, *integrations: Integration, why: str = "") -> CorrectionBrief:
    """Return the facts for a channel that was told how it was before."""
    told = statement_of(release=before, today=PREVIEW_DAY)
    old, new = release_facts(before), release_facts(after)
    return CorrectionBrief(
        delivery=9,
        announcement=ANNOUNCEMENT,
        release=after,
        servers=DEFAULT_SERVERS,
        integrations=integrations,
        told=told,
        differences=to_correct(told=told, true=statement_of(release=after, today=STANDARD_DAY)),
        changes=changes(
            author=Author(MANAGER.id, NOW, why), thing=Kept.RELEASE, name=after.name, old=old, new=new
        ),
        runs_instead={},
        policy=POLICY,
        now=NOW,
    )


def said(before: Release, after: Release, *integrations: Integration) -> list[str]:
    return in_text(content_of(corrected(before, after, *integrations))).splitlines()


@pytest.mark.parametrize("why", ["Two more\ndays are needed.", "Two more\ndays are needed"])
def test_a_move_names_old_and_new_then_why(why: str) -> None:
    content = content_of(corrected(RELEASE, MOVED, ACME, why=why))
    assert in_text(content) == (
        "2026.11 moved: Standard Mon 30 November → Wed 2 December, "
        "Controlled Mon 14 December → Wed 16 December. Two more days are needed.\n"
        "Acme LMS: your window is now Wed 2 December to Wed 16 December."
    )
    assert in_blocks(content).startswith("*2026.11 moved: Standard Mon 30 November → Wed 2 December, ")
    assert list(buttons(content)) == ["Report urgent"]


@pytest.mark.parametrize(
    ("before", "after", "line"),
    [
        (RELEASE, HELD, f"2026.11 is held on Standard {BY_MAYA}; you will hear here when it goes on."),
        (HELD, RELEASE, "2026.11 comes to Standard on Mon 30 November after all."),
        (
            HELD,
            with_stage(RELEASE, STANDARD, date=STANDARD_DAY + 3 * DAY),
            "2026.11 comes to Standard after all, on Thu 3 December instead of Mon 30 November.",
        ),
        (LIVE_ON_STANDARD, BACK, f"2026.11 was rolled back on Standard {BY_MAYA}."),
        (
            BACK,
            with_stage(LIVE_ON_STANDARD, STANDARD, **BY),
            f"2026.11 is live on Standard again, confirmed {BY_MAYA}.",
        ),
        (
            BACK,
            with_stage(BACK, STANDARD, status=Status.HOTFIXED),
            f"2026.11 was hotfixed on Standard {BY_MAYA}, and is live there.",
        ),
        (
            RELEASE,
            with_stage(RELEASE, CONTROLLED, status=Status.WITHDRAWN, **BY),
            f"2026.11 was withdrawn from Controlled {BY_MAYA}, and does not come.",
        ),
        (RELEASE, replace(RELEASE, stages=RELEASE.stages[:1]), "2026.11 will not come to Controlled."),
        (
            replace(RELEASE, stages=RELEASE.stages[:1]),
            RELEASE,
            "2026.11 comes to Controlled on Mon 14 December too.",
        ),
        (
            RELEASE,
            QUIET,
            "2026.11 no longer affects integrations: nothing to do.",
        ),
        (
            QUIET,
            RELEASE,
            "2026.11 does affect integrations after all.",
        ),
        (RELEASE, replace(RELEASE, ui_changes=()), "2026.11 has changed since you were told of it."),
    ],
)
def test_the_first_line_says_what_is_no_longer_so(before: Release, after: Release, line: str) -> None:
    assert said(before, after)[0].removesuffix(" Controlled stays planned for Mon 14 December.") == line


@pytest.mark.parametrize(
    ("stage", "said"),
    [
        ({"status": Status.ROLLED_BACK}, "was rolled back on Standard {by}: patched."),
        ({"status": Status.HOTFIXED}, "was hotfixed on Standard {by}, and is live there: patched."),
        ({"status": Status.WITHDRAWN}, "was withdrawn from Standard {by}, and does not come: patched."),
    ],
)
def test_who_did_it_stands_before_why(stage: dict[str, Status], said: str) -> None:
    after = with_stage(LIVE_ON_STANDARD, STANDARD, **stage, **BY, why="patched")

    assert in_text(content_of(corrected(LIVE_ON_STANDARD, after))).startswith(
        f"2026.11 {said.format(by=BY_MAYA)}"
    )


def test_servers_on_which_it_stands_alike_are_named_together() -> None:
    gone = {"status": Status.WITHDRAWN, **BY}
    after = with_stage(with_stage(RELEASE, STANDARD, **gone), CONTROLLED, **gone)
    assert said(RELEASE, after)[0].startswith("2026.11 was withdrawn from Standard and Controlled by <@")


def test_who_changed_it_is_left_out_where_it_is_not_recorded() -> None:
    back = with_stage(LIVE_ON_STANDARD, STANDARD, status=Status.ROLLED_BACK)
    assert said(LIVE_ON_STANDARD, back)[0].startswith("2026.11 was rolled back on Standard. ")


def test_of_one_that_is_off_the_next_server_is_said_to_stay_planned() -> None:
    assert said(LIVE_ON_STANDARD, BACK)[0].endswith("Controlled stays planned for Mon 14 December.")
    without = with_stage(BACK, CONTROLLED, status=Status.HELD)
    assert not said(with_stage(LIVE_ON_STANDARD, CONTROLLED, status=Status.HELD), without)[0].endswith("ber.")


@pytest.mark.parametrize(
    ("before", "after", "integration", "means"),
    [
        (RELEASE, MOVED, NORTHWIND, "your date is now Wed 2 December"),
        (RELEASE, MOVED, GLOBEX, "your date is now Wed 16 December"),
        (RELEASE, HELD, NORTHWIND, "wait with your tests on Standard (production), you will hear here"),
        (RELEASE, HELD, GLOBEX, "nothing changes for you"),
        (BACK, LIVE_ON_STANDARD, ACME, "validate on Standard (test) before Mon 14 December"),
        (
            BACK,
            LIVE_ON_STANDARD,
            NORTHWIND,
            "run your usual smoke tests on Standard (production) again",
        ),
        (
            with_stage(LIVE_ON_BOTH, CONTROLLED, status=Status.ROLLED_BACK),
            LIVE_ON_BOTH,
            ACME,
            "run your usual smoke tests on Controlled (production) again",
        ),
        (QUIET, RELEASE, ACME, "your window is Mon 30 November to Mon 14 December"),
        (QUIET, RELEASE, NORTHWIND, "your date is Mon 30 November"),
        (
            replace(LIVE_ON_STANDARD, affects_integrations=False),
            LIVE_ON_STANDARD,
            NORTHWIND,
            "run your usual smoke tests on Standard (production)",
        ),
        (RELEASE, replace(RELEASE, stages=RELEASE.stages[:1]), GLOBEX, "nothing to do"),
        (RELEASE, replace(RELEASE, stages=RELEASE.stages[:1]), ACME, "Standard (test) stays as it is"),
    ],
)
def test_the_second_line_says_what_it_means_there(
    before: Release, after: Release, integration: Integration, means: str
) -> None:
    assert said(before, after, integration)[1:] == [f"{integration.name}: {means}."]


def test_what_is_new_in_it_and_what_has_gone_is_listed() -> None:
    after = replace(RELEASE, opt_ins=(replace(RELEASE.opt_ins[0], name="Dark mode", key="dark"),))
    content = content_of(corrected(RELEASE, after, ACME))
    assert in_text(content).splitlines()[1] == (
        "New opt-in: Dark mode. No longer an opt-in of it: Offline mode."
    )
    shown = in_blocks(content)
    assert "*New opt-in*\n• Dark mode" in shown
    assert "*No longer an opt-in of it*\n• Offline mode" in shown


def test_where_it_was_rolled_back_it_is_said_what_is_live_there_again() -> None:
    brief = replace(corrected(LIVE_ON_STANDARD, BACK, NORTHWIND), runs_instead={"standard": HISTORY})

    assert "2026.10 is live on Standard again. Controlled stays planned" in in_text(content_of(brief))
