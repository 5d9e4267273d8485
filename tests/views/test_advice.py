"""What a reply asks of each integration of its channel, by its role."""

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
    RELEASE,
    REMINDER_DAY,
    STANDARD,
    STANDARD_DAY,
    at,
)
from tests.views.reading import in_blocks, in_text
from tests.views.telling import LIVE_ON_BOTH, LIVE_ON_STANDARD, told, with_stage
from views.posts.messages import content_of

ALL = (ACME, GLOBEX, NORTHWIND)
REMINDER = told(kinds.REMINDER, STANDARD, *ALL, now=at(REMINDER_DAY))
DUE = told(kinds.CONFIRMATION, STANDARD, *ALL, now=at(STANDARD_DAY))
CONFIRMED = replace(DUE, release=LIVE_ON_STANDARD, now=at(STANDARD_DAY, 11))
CLOSING = told(kinds.WINDOW_CLOSING, CONTROLLED, *ALL, now=at(CLOSING_DAY), release=LIVE_ON_STANDARD)
CONTROLLED_LIVE = told(kinds.CONFIRMATION, CONTROLLED, *ALL, now=at(CONTROLLED_DAY, 10), release=LIVE_ON_BOTH)


@pytest.mark.parametrize(
    ("brief", "said"),
    [
        (REMINDER, "Northwind (production): run your usual smoke tests once it is live."),
        (DUE, "Northwind (production): wait with your smoke tests, you will hear here."),
        (CONFIRMED, "Northwind (production): run your usual smoke tests, tell us if anything looks off."),
        (CLOSING, "Globex: finish preparing."),
    ],
)
def test_who_is_on_the_server_runs_smoke_tests(brief: ReleaseBrief, said: str) -> None:
    assert said in in_text(content_of(brief))


@pytest.mark.parametrize(
    ("brief", "said"),
    [
        (REMINDER, "Globex: nothing to do, yours follows on Mon 14 December."),
        (DUE, "Globex: nothing to do, yours follows on Mon 14 December."),
        (
            CONFIRMED,
            (
                "Globex: nothing to do for now; your server's date is Mon 14 December, "
                "use the window to prepare."
            ),
        ),
        (CLOSING, "Northwind: nothing to do."),
    ],
)
def test_who_is_elsewhere_has_nothing_to_do_but_prepare(brief: ReleaseBrief, said: str) -> None:
    assert said in in_text(content_of(brief))


@pytest.mark.parametrize(
    ("brief", "said"),
    [
        (
            REMINDER,
            (
                "Acme LMS: validate on your Standard environment (test) once it is live, "
                "before Mon 14 December, when it reaches your production."
            ),
        ),
        (DUE, "Acme LMS: wait with validating on your Standard environment (test), you will hear here."),
        (
            CONFIRMED,
            (
                "Acme LMS: validate on your Standard environment (test) before Mon 14 December, "
                "when it reaches your production."
            ),
        ),
        (CLOSING, "Acme LMS: finish validating on your Standard environment (test)."),
        (
            CONTROLLED_LIVE,
            "Acme LMS and Globex (production): run your usual smoke tests, tell us if anything looks off.",
        ),
    ],
)
def test_who_is_on_both_validates_where_it_arrives_first(brief: ReleaseBrief, said: str) -> None:
    assert said in in_text(content_of(brief))


def test_several_integrations_of_one_channel_stand_in_a_list_those_on_the_server_first() -> None:
    said = in_blocks(content_of(CONFIRMED))
    assert said.index("• *Northwind* (production): run") < said.index("• *Acme LMS*: validate")
    assert said.index("• *Acme LMS*: validate") < said.index("• *Globex*: nothing to do for now;")


def test_a_single_integration_is_no_list() -> None:
    said = in_blocks(content_of(told(kinds.REMINDER, STANDARD, NORTHWIND, now=at(REMINDER_DAY))))
    assert "\n*Northwind* (production): run your usual smoke tests once it is live." in said


def test_who_is_to_do_the_same_is_told_in_one_line() -> None:
    also = replace(NORTHWIND, name="Contoso")
    brief = told(kinds.REMINDER, STANDARD, NORTHWIND, also, now=at(REMINDER_DAY))
    assert "Contoso and Northwind (production): run your usual smoke tests" in in_text(content_of(brief))


def test_a_later_server_that_is_held_is_nothing_to_prepare_for() -> None:
    held = with_stage(LIVE_ON_STANDARD, CONTROLLED, status=Status.HELD)
    brief = told(kinds.CONFIRMATION, STANDARD, *ALL, now=at(STANDARD_DAY, 11), release=held)
    said = in_text(content_of(brief))
    assert "14 Dec" not in said
    assert "Acme LMS (test): run your usual smoke tests" in said
    assert "Globex: nothing to do." in said


def test_a_stage_that_is_held_asks_for_nothing() -> None:
    held = with_stage(RELEASE, STANDARD, status=Status.HELD)
    said = in_text(content_of(replace(DUE, release=held)))
    assert said.endswith("Acme LMS, Globex and Northwind: nothing to do for now.")


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
    if day > 1:
        release = with_stage(release, THREE[0], status=Status.LIVE, confirmed_by="U0ANA")
    now = at(STANDARD_DAY.replace(month=12, day=day))
    return told(kind, server, *integrations, now=now, release=release, servers=THREE)


def test_with_three_servers_every_later_one_is_named() -> None:
    said = in_text(content_of(_on_three(kinds.CONFIRMATION, THREE[0], BIG, LATE_ONE, day=2)))
    assert (
        "Initech: validate on your Alpha environment (dev) before Mon 7 December, "
        "when it reaches your qa and staging, then your main on Sat 19 December."
    ) in said
    assert (
        "Hooli: nothing to do for now; your servers' dates are Mon 7 December and Sat 19 December, "
        "use the window to prepare."
    ) in said


def test_before_the_first_of_three_servers_who_is_on_the_others_hears_both_dates() -> None:
    said = in_text(content_of(_on_three(kinds.REMINDER, THREE[0], LATE_ONE, day=1)))
    assert "Hooli: nothing to do, yours follow on Mon 7 December and Sat 19 December." in said


def test_with_three_servers_a_closing_window_speaks_of_what_was_reached_before() -> None:
    said = in_text(content_of(_on_three(kinds.WINDOW_CLOSING, THREE[1], BIG, LATE_ONE, day=3)))
    assert "Initech: finish validating on your Alpha environment (dev)." in said
    assert "Hooli: finish preparing." in said


def test_what_is_not_confirmed_yet_cannot_be_validated_to_the_end() -> None:
    said = in_text(content_of(told(kinds.WINDOW_CLOSING, CONTROLLED, ACME, now=at(CLOSING_DAY))))
    assert "Acme LMS: validate on your Standard environment (test) as soon as it is live there." in said


def test_once_it_has_reached_production_there_is_nothing_to_validate_any_more() -> None:
    late = told(kinds.CONFIRMATION, STANDARD, ACME, now=at(CONTROLLED_DAY, 11), release=LIVE_ON_BOTH)
    assert "Acme LMS: nothing more to do here, it has reached your production." in in_text(content_of(late))
