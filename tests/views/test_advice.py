"""What each integration of a channel is asked to do, by its role."""

from dataclasses import replace

import pytest

from rollouts import kinds
from rollouts.announcing.briefs import ReleaseBrief
from rollouts.drafts import Draft, release_from
from rollouts.integrations import Environment, Integration
from rollouts.kinds import Kind
from rollouts.releases import Status
from rollouts.servers import Server
from tests.support.story import (
    ACME,
    CLOSING_DAY,
    CONTROLLED,
    CONTROLLED_DAY,
    GLOBEX,
    NORTHWIND,
    POLICY,
    PREVIEW_DAY,
    RELEASE,
    STANDARD,
    STANDARD_DAY,
    at,
)
from tests.views.reading import in_blocks, in_text
from tests.views.telling import LIVE_ON_BOTH, LIVE_ON_STANDARD, told, with_stage
from views.posts.messages import content_of

ALL = (ACME, GLOBEX, NORTHWIND)
PREVIEW = told(kinds.PREVIEW, STANDARD, *ALL, now=at(PREVIEW_DAY))
DUE = told(kinds.CONFIRMATION, STANDARD, *ALL, now=at(STANDARD_DAY))
CONFIRMED = replace(DUE, release=LIVE_ON_STANDARD, now=at(STANDARD_DAY, 11))
CLOSING = told(kinds.WINDOW_CLOSING, CONTROLLED, *ALL, now=at(CLOSING_DAY), release=LIVE_ON_STANDARD)
CONTROLLED_DUE = told(kinds.CONFIRMATION, CONTROLLED, *ALL, now=at(CONTROLLED_DAY), release=LIVE_ON_STANDARD)
CONTROLLED_LIVE = replace(CONTROLLED_DUE, release=LIVE_ON_BOTH, now=at(CONTROLLED_DAY, 10))

VALIDATE = (
    "Acme LMS: validate on your Standard environment (test) before Mon 14 December, "
    "when it reaches Controlled (production)."
)


@pytest.mark.parametrize(
    ("brief", "said"),
    [
        (
            PREVIEW,
            (
                "Northwind (production): on Mon 30 November run your usual smoke tests, "
                "tell us if anything looks off."
            ),
        ),
        (
            DUE,
            (
                "Northwind (production): once it is live, run your usual smoke tests, "
                "tell us if anything looks off."
            ),
        ),
        (CONFIRMED, "Northwind (production): run your usual smoke tests, tell us if anything looks off."),
        (
            CLOSING,
            (
                "Globex (production): finish preparing; on Mon 14 December run your usual smoke tests, "
                "tell us if anything looks off."
            ),
        ),
    ],
)
def test_who_is_on_the_server_runs_smoke_tests(brief: ReleaseBrief, said: str) -> None:
    assert said in in_text(content_of(brief))


@pytest.mark.parametrize(
    ("brief", "said"),
    [
        (
            PREVIEW,
            (
                "Globex (production on Controlled): no action needed on Mon 30 November; "
                "your server's date is Mon 14 December, use the window to prepare."
            ),
        ),
        (
            DUE,
            (
                "Globex (production on Controlled): no action needed today; "
                "your server's date is Mon 14 December, use the window to prepare."
            ),
        ),
        (
            replace(CONFIRMED, now=at(CLOSING_DAY)),
            (
                "Globex (production on Controlled): no action needed now; "
                "your server's date is Mon 14 December, use the window to prepare."
            ),
        ),
        (CLOSING, "Northwind (production on Standard): no action needed, you have nothing on Controlled."),
    ],
)
def test_who_is_elsewhere_has_nothing_to_do_but_prepare(brief: ReleaseBrief, said: str) -> None:
    assert said in in_text(content_of(brief))


@pytest.mark.parametrize(
    ("brief", "said"),
    [
        (PREVIEW, VALIDATE),
        (DUE, VALIDATE),
        (CONFIRMED, VALIDATE),
        (
            CLOSING,
            (
                "Acme LMS: finish validating on your Standard environment (test) before Mon 14 December, "
                "when it reaches Controlled (production)."
            ),
        ),
        (
            CONTROLLED_LIVE,
            "Acme LMS (production): run your usual smoke tests, tell us if anything looks off.",
        ),
    ],
)
def test_who_is_on_both_validates_where_it_arrives_first(brief: ReleaseBrief, said: str) -> None:
    assert said in in_text(content_of(brief))


def test_the_roles_stand_apart_in_one_message() -> None:
    said = in_blocks(content_of(DUE))
    assert (
        said.index("*On Standard only*")
        < said.index("Northwind")
        < said.index("*On Standard and elsewhere*")
        < said.index("Acme LMS")
        < said.index("*Not on Standard*")
        < said.index("Globex")
    )


def test_who_is_to_do_the_same_is_told_in_one_line() -> None:
    also = replace(NORTHWIND, name="Contoso")
    brief = told(kinds.CONFIRMATION, STANDARD, NORTHWIND, also, now=at(STANDARD_DAY))
    assert "Contoso and Northwind (production): once it is live" in in_text(content_of(brief))


def test_a_later_server_that_is_held_is_nothing_to_prepare_for() -> None:
    held = with_stage(RELEASE, CONTROLLED, status=Status.HELD)
    said = in_text(content_of(told(kinds.CONFIRMATION, STANDARD, *ALL, now=at(STANDARD_DAY), release=held)))
    assert "14 Dec" not in said
    assert "Acme LMS (test): once it is live, run your usual smoke tests" in said


THREE = (
    Server("alpha", "Alpha"),
    Server("beta", "Beta", None, 7),
    Server("production", "Production", None, 19),
)
BIG = Integration(
    "Initech",
    "C0INIT",
    (),
    (
        Environment("dev", "alpha"),
        Environment("qa", "beta"),
        Environment("staging", "beta"),
        Environment("main", "production"),
    ),
)
LATE_ONE = Integration("Hooli", "C0HOO", (), (Environment("qa", "beta"), Environment("main", "production")))


def _on_three(kind: Kind, server: Server, *integrations: Integration, day: int) -> ReleaseBrief:
    draft = Draft("2026.12", "Winter", {"alpha": STANDARD_DAY})
    release = release_from(draft=draft, servers=THREE, policy=POLICY)
    assert release is not None
    now = at(STANDARD_DAY.replace(month=12, day=day))
    return told(kind, server, *integrations, now=now, release=release, servers=THREE)


def test_with_three_servers_every_later_one_is_named() -> None:
    said = in_text(content_of(_on_three(kinds.CONFIRMATION, THREE[0], BIG, LATE_ONE, day=1)))
    assert (
        "Initech: validate on your Alpha environment (dev) before Mon 7 December, "
        "when it reaches Beta (qa and staging), then Production (main) on Sat 19 December."
    ) in said
    assert (
        "Hooli (qa on Beta, main on Production): no action needed now; "
        "your servers' dates are Mon 7 December and Sat 19 December, use the window to prepare."
    ) in said
    assert "On Alpha, release *2026.12* (Winter)" in said


def test_with_three_servers_a_closing_window_speaks_of_what_was_reached_before() -> None:
    said = in_text(content_of(_on_three(kinds.WINDOW_CLOSING, THREE[1], BIG, day=3)))
    assert (
        "Initech: finish validating on your Alpha environment (dev) before Mon 7 December, "
        "when it reaches Beta (qa and staging)."
    ) in said
