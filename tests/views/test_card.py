"""What the card of a release shows: where it stands, what it means for its channel, and what it changes."""

import datetime as dt
from dataclasses import replace

import pytest

from rollouts import kinds
from rollouts.integrations import Integration
from rollouts.kinds import Kind
from rollouts.releases import Release, Status
from tests.support.story import (
    ACME,
    CLOSING_DAY,
    CONTROLLED,
    CONTROLLED_DAY,
    DAY,
    GLOBEX,
    HISTORY,
    NORTHWIND,
    PREVIEW_DAY,
    RELEASE,
    STANDARD,
    STANDARD_DAY,
    at,
)
from tests.views.reading import buttons, in_blocks, in_text
from tests.views.telling import LIVE_ON_BOTH, LIVE_ON_STANDARD, checked, told, with_stage
from views.posts.messages import content_of

EARLY, ON_THE_DAY, LIVE = at(PREVIEW_DAY), at(STANDARD_DAY), at(STANDARD_DAY, 11)
PREVIEW = told(kinds.PREVIEW, STANDARD, ACME, now=EARLY, is_card=True)


def test_it_says_first_which_release_stands_where_and_what_that_means_for_the_channel() -> None:
    assert in_text(content_of(PREVIEW)) == (
        "2026.11 · Course player refresh. Standard: Mon 30 November; Controlled: Mon 14 December.\n"
        "Acme LMS: on Mon 30 November validate on Standard (test); "
        "on Mon 14 December it reaches your production."
    )
    assert in_blocks(content_of(PREVIEW)).startswith(
        "2026.11 · Course player refresh\n"
        "○ Standard: Mon 30 November\n○ Controlled: Mon 14 December\n*Acme LMS*: on Mon 30 "
    )


@pytest.mark.parametrize("kind", [kinds.PREVIEW, kinds.REMINDER, kinds.CONFIRMATION, kinds.WINDOW_CLOSING])
def test_it_is_the_same_whatever_was_said_first(kind: Kind) -> None:
    card = told(kind, STANDARD, ACME, now=EARLY, is_card=True)
    assert in_text(content_of(card)) == in_text(content_of(PREVIEW))


@pytest.mark.parametrize(
    ("changes", "now", "said"),
    [
        ({}, EARLY, "○ Standard: Mon 30 November"),
        ({}, ON_THE_DAY, "◐ Standard: due today, Mon 30 November, not confirmed yet"),
        ({}, ON_THE_DAY + DAY, "◐ Standard: was due Mon 30 November, not confirmed yet"),
        (
            {"status": Status.LIVE, "live_at": LIVE, "confirmed_by": "U0ANA"},
            LIVE,
            "● Standard: live since Mon 30 November, confirmed by <@U0ANA>",
        ),
        (
            {"status": Status.HOTFIXED, "live_at": LIVE, "confirmed_by": "U0ANA"},
            LIVE,
            "● Standard: live since Mon 30 November, confirmed by <@U0ANA>, hotfixed",
        ),
        ({"status": Status.LIVE, "confirmed_by": "U0ANA"}, LIVE, "● Standard: live, confirmed by <@U0ANA>"),
        ({"status": Status.HELD}, LIVE, "○ Standard: held, was Mon 30 November"),
        ({"status": Status.ROLLED_BACK}, LIVE, "○ Standard: rolled back"),
        (
            {"status": Status.ROLLED_BACK, "changed_at": LIVE, "changed_by": "U0MAYA"},
            LIVE,
            "○ Standard: rolled back on Mon 30 November by <@U0MAYA>",
        ),
        ({"status": Status.WITHDRAWN}, LIVE, "○ Standard: withdrawn"),
    ],
)
def test_it_has_a_line_for_each_server_with_a_sign_and_a_word(
    changes: dict[str, object], now: dt.datetime, said: str
) -> None:
    card = replace(PREVIEW, release=with_stage(RELEASE, STANDARD, **changes), now=now)
    assert said in in_blocks(content_of(card)).splitlines()
    assert said[2:] in in_text(content_of(card))


def test_a_release_that_was_entered_as_live_names_nobody() -> None:
    said = in_blocks(content_of(replace(PREVIEW, release=HISTORY)))
    assert "● Standard: live since Mon 12 October\n" in said


@pytest.mark.parametrize(
    ("integration", "release", "now", "said"),
    [
        (NORTHWIND, RELEASE, EARLY, "on Mon 30 November run your usual smoke tests on Standard (production)"),
        (
            NORTHWIND,
            RELEASE,
            ON_THE_DAY,
            "run your usual smoke tests on Standard (production) once it is live there",
        ),
        (
            NORTHWIND,
            LIVE_ON_STANDARD,
            LIVE,
            "run your usual smoke tests on Standard (production), tell us if anything looks off",
        ),
        (
            GLOBEX,
            RELEASE,
            EARLY,
            "it reaches Controlled (production) on Mon 14 December, use the window to prepare",
        ),
        (
            GLOBEX,
            LIVE_ON_BOTH,
            at(CONTROLLED_DAY, 11),
            "run your usual smoke tests on Controlled (production), tell us if anything looks off",
        ),
        (
            ACME,
            RELEASE,
            ON_THE_DAY,
            (
                "validate on Standard (test) once it is live there; "
                "on Mon 14 December it reaches your production"
            ),
        ),
        (
            ACME,
            LIVE_ON_STANDARD,
            LIVE,
            "validate on Standard (test); on Mon 14 December it reaches your production",
        ),
        (
            ACME,
            LIVE_ON_STANDARD,
            at(CONTROLLED_DAY),
            "run your usual smoke tests on Controlled (production) once it is live there",
        ),
        (
            ACME,
            with_stage(LIVE_ON_STANDARD, CONTROLLED, status=Status.HELD),
            LIVE,
            "run your usual smoke tests on Standard (test), tell us if anything looks off",
        ),
        (
            NORTHWIND,
            with_stage(RELEASE, STANDARD, status=Status.HELD),
            LIVE,
            "wait with your tests on Standard (production), you will hear here",
        ),
        (
            ACME,
            with_stage(RELEASE, STANDARD, status=Status.HELD),
            LIVE,
            (
                "wait with your tests on Standard (test), you will hear here; "
                "on Mon 14 December it reaches your production"
            ),
        ),
        (
            GLOBEX,
            with_stage(RELEASE, CONTROLLED, status=Status.WITHDRAWN),
            EARLY,
            "nothing to do for now",
        ),
        (
            ACME,
            replace(RELEASE, affects_integrations=False),
            EARLY,
            "nothing to do, it does not affect integrations",
        ),
        (
            GLOBEX,
            replace(RELEASE, stages=RELEASE.stages[:1]),
            EARLY,
            "nothing to do, it comes to no server of yours",
        ),
    ],
)
def test_it_says_what_is_asked_of_whom_and_by_when(
    integration: Integration, release: Release, now: dt.datetime, said: str
) -> None:
    card = told(kinds.PREVIEW, STANDARD, integration, now=now, release=release, is_card=True)
    assert in_text(content_of(card)).endswith(f"\n{integration.name}: {said}.")


def test_it_says_the_same_whichever_server_it_speaks_of() -> None:
    moved_on = told(
        kinds.PREVIEW, CONTROLLED, ACME, now=at(CLOSING_DAY), release=LIVE_ON_STANDARD, is_card=True
    )
    assert in_text(content_of(moved_on)).endswith(
        "Acme LMS: validate on Standard (test); on Mon 14 December it reaches your production."
    )


def test_it_says_how_far_the_checks_are() -> None:
    card = told(
        kinds.PREVIEW,
        STANDARD,
        ACME,
        NORTHWIND,
        now=LIVE,
        release=LIVE_ON_STANDARD,
        checks=(checked(ACME, "test"),),
        is_card=True,
    )
    said = in_text(content_of(card))
    assert "Acme LMS: validating on Standard (test), 1 of 3 checks; on Mon 14 December it reaches" in said
    assert "Northwind: run your usual smoke tests on Standard" in said


def test_it_has_the_summary_and_all_that_changes() -> None:
    said = in_blocks(content_of(PREVIEW))
    assert "The embedded course player gets a new navigation bar." in said
    assert "*What you will see*\n• Navigation bar moves to the left" in said
    assert "*Opt-in*\n• Offline mode, off by default (Settings &gt; Player &gt; Offline)" in said
    assert "*Read more*\n• <https://vendor.example/releases/2026.11|Release notes>" in said


def test_a_release_that_changes_nothing_to_see_says_so() -> None:
    bare = replace(RELEASE, summary="", ui_changes=(), opt_ins=(), docs=())
    assert "No UI changes and no opt-in features announced." in in_blocks(
        content_of(replace(PREVIEW, release=bare))
    )


@pytest.mark.parametrize(
    ("default", "how", "said"),
    [
        (False, "", "Offline mode, off by default"),
        (True, "", "Offline mode, on by default"),
        (True, "Settings", "Offline mode, on by default (Settings)"),
    ],
)
def test_an_opt_in_feature_says_its_default_and_where_it_is_set(default: bool, how: str, said: str) -> None:  # noqa: FBT001 - a parameter of the table above
    opt_in = replace(RELEASE.opt_ins[0], how_to_enable=how, enabled_by_default=default)
    release = replace(RELEASE, opt_ins=(opt_in,))
    assert f"• {said}\n" in in_blocks(content_of(replace(PREVIEW, release=release)))


def test_former_names_of_servers_stand_once_in_the_small_print() -> None:
    said = in_blocks(content_of(PREVIEW))
    assert said.endswith(
        "Standard Release server (formerly Production), Controlled Release server (formerly Enterprise)"
    )
    assert said.count("Enterprise") == 1


def test_servers_that_were_never_called_otherwise_have_no_small_print() -> None:
    servers = tuple(replace(server, former_name=None) for server in PREVIEW.servers)
    assert "formerly" not in in_blocks(content_of(replace(PREVIEW, servers=servers)))


def test_a_card_offers_to_report_a_problem_alone() -> None:
    assert list(buttons(content_of(PREVIEW))) == ["Report urgent"]
