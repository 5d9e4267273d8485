"""What cannot be taken, each fault at its field."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace

import pytest

from rollouts.drafts import Draft, draft_of, out_of_range, release_from
from rollouts.integrations import Environment, Integration
from rollouts.refusals import Fault, Problem
from rollouts.releases import DocLink, Feature, Release, Status
from rollouts.servers import DEFAULT_SERVERS, Server
from rollouts.validation import (
    CHANGES_MAX,
    INTEGRATION_MAX,
    ITEMS_MAX,
    LINE_MAX,
    LINK_MAX,
    NAME_MAX,
    OWNERS_MAX,
    SUMMARY_MAX,
    TITLE_MAX,
    integration_problems,
    release_problems,
    server_problems,
)
from tests.support.story import (
    ACME,
    CONTROLLED_DAY,
    DAY,
    DRAFT,
    HISTORY_DRAFT,
    POLICY,
    RELEASE,
    STANDARD_DAY,
    at,
)

TODAY = dt.date(2026, 11, 2)
YESTERDAY = TODAY - DAY


def faults(problems: Iterable[Problem]) -> list[tuple[str, Fault]]:
    return [(problem.field, problem.fault) for problem in problems]


def of_draft(
    draft: Draft,
    *,
    known: Release | None = None,
    today: dt.date = TODAY,
) -> list[tuple[str, Fault]]:
    made = release_from(draft=draft, servers=DEFAULT_SERVERS, policy=POLICY)
    return faults(
        release_problems(draft=draft, release=made, known=known, servers=DEFAULT_SERVERS, today=today)
    )


@pytest.mark.parametrize("draft", [DRAFT, HISTORY_DRAFT])
def test_the_example_is_without_fault(draft: Draft) -> None:
    assert of_draft(draft) == []


@pytest.mark.parametrize(
    ("draft", "field", "fault"),
    [
        (replace(DRAFT, name=" "), "name", Fault.MISSING),
        (replace(DRAFT, name="x" * (NAME_MAX + 1)), "name", Fault.TOO_LONG),
        (replace(DRAFT, name="<!here>"), "name", Fault.PINGS_EVERYONE),
        (replace(DRAFT, title=""), "title", Fault.MISSING),
        (replace(DRAFT, title="x" * (TITLE_MAX + 1)), "title", Fault.TOO_LONG),
        (replace(DRAFT, title="New player <!channel>"), "title", Fault.PINGS_EVERYONE),
        (replace(DRAFT, title="New player <!subteam^S0ALL>"), "title", Fault.PINGS_EVERYONE),
        (replace(DRAFT, summary="x" * (SUMMARY_MAX + 1)), "summary", Fault.TOO_LONG),
        (replace(DRAFT, summary="<!EVERYONE|all>"), "summary", Fault.PINGS_EVERYONE),
        (replace(DRAFT, ui_changes=("x",) * (CHANGES_MAX + 1)), "ui_changes", Fault.TOO_MANY),
        (replace(DRAFT, ui_changes=("",)), "ui_changes", Fault.MISSING),
        (replace(DRAFT, ui_changes=("x" * (LINE_MAX + 1),)), "ui_changes", Fault.TOO_LONG),
        (replace(DRAFT, opt_ins=(Feature("x"),) * (CHANGES_MAX + 1)), "opt_ins", Fault.TOO_MANY),
        (replace(DRAFT, opt_ins=(Feature(""),)), "opt_ins", Fault.MISSING),
        (replace(DRAFT, opt_ins=(Feature("x", "x" * (LINE_MAX + 1)),)), "opt_ins", Fault.TOO_LONG),
        (replace(DRAFT, docs=(DocLink("x", "https://x"),) * (ITEMS_MAX + 1)), "docs", Fault.TOO_MANY),
        (replace(DRAFT, docs=(DocLink("", "https://x"),)), "docs", Fault.MISSING),
        (replace(DRAFT, docs=(DocLink("x", "javascript:alert(1)"),)), "docs", Fault.NOT_A_LINK),
        (replace(DRAFT, docs=(DocLink("x", "https://x|y>"),)), "docs", Fault.NOT_A_LINK),
        (replace(DRAFT, docs=(DocLink("x", "https://" + "x" * LINK_MAX),)), "docs", Fault.NOT_A_LINK),
        (replace(DRAFT, dates={}), "dates.standard", Fault.MISSING),
        (replace(DRAFT, dates={"controlled": CONTROLLED_DAY}), "dates.standard", Fault.MISSING),
        (replace(DRAFT, dates={**DRAFT.dates, "beta": STANDARD_DAY}), "dates.beta", Fault.UNKNOWN_SERVER),
        (replace(DRAFT, live={"beta": YESTERDAY}), "live.beta", Fault.UNKNOWN_SERVER),
        (replace(DRAFT, dates={"standard": dt.date(1999, 12, 31)}), "dates.standard", Fault.OUT_OF_RANGE),
        (replace(DRAFT, dates={"standard": dt.date(2200, 1, 1)}), "dates.standard", Fault.OUT_OF_RANGE),
        (replace(DRAFT, dates={"standard": dt.date.max}), "dates.standard", Fault.OUT_OF_RANGE),
        (
            replace(DRAFT, dates={**DRAFT.dates, "controlled": dt.date.max}),
            "dates.controlled",
            Fault.OUT_OF_RANGE,
        ),
        (replace(DRAFT, live={"standard": dt.date.min}), "live.standard", Fault.OUT_OF_RANGE),
        (replace(DRAFT, live={"standard": STANDARD_DAY}), "live.standard", Fault.NOT_LIVE_YET),
        (
            replace(DRAFT, dates={"standard": YESTERDAY, "controlled": CONTROLLED_DAY}),
            "dates.standard",
            Fault.PAST,
        ),
        (
            replace(DRAFT, dates={"standard": STANDARD_DAY, "controlled": STANDARD_DAY - DAY}),
            "dates.controlled",
            Fault.BEFORE_PREVIOUS_SERVER,
        ),
    ],
)
def test_a_release_with_one_fault_is_refused_at_that_field(draft: Draft, field: str, fault: Fault) -> None:
    assert of_draft(draft) == [(field, fault)]


@pytest.mark.parametrize("day", [dt.date(2000, 1, 1), dt.date(2199, 12, 31)])
def test_the_first_and_the_last_date_that_can_be_taken_are_in_range(day: dt.date) -> None:
    assert not out_of_range(day)


def test_all_faults_are_told_at_once() -> None:
    draft = Draft("", "", {"standard": YESTERDAY, "controlled": CONTROLLED_DAY})

    assert of_draft(draft) == [
        ("name", Fault.MISSING),
        ("title", Fault.MISSING),
        ("dates.standard", Fault.PAST),
    ]


def test_a_release_may_come_today_and_to_the_next_server_tomorrow() -> None:
    assert of_draft(replace(DRAFT, dates={"standard": TODAY, "controlled": TODAY + DAY})) == []


def test_a_date_in_the_past_is_taken_when_it_is_marked_as_already_live() -> None:
    draft = replace(DRAFT, dates={"standard": YESTERDAY}, live={"standard": YESTERDAY})

    assert of_draft(draft) == []


def test_a_known_release_may_keep_its_dates_that_have_passed() -> None:
    assert of_draft(DRAFT, known=RELEASE, today=CONTROLLED_DAY + DAY) == []


def test_a_known_release_may_not_be_moved_into_the_past() -> None:
    moved = replace(DRAFT, dates={"standard": YESTERDAY, "controlled": CONTROLLED_DAY})

    assert of_draft(moved, known=RELEASE) == [("dates.standard", Fault.PAST)]


def test_without_servers_there_is_no_release() -> None:
    assert release_from(draft=DRAFT, servers=(), policy=POLICY) is None


def test_with_a_server_that_lies_beyond_the_calendar_there_is_no_release() -> None:
    servers = (*DEFAULT_SERVERS, Server("moon", "Moon", lag_days=10**9))

    assert release_from(draft=DRAFT, servers=servers, policy=POLICY) is None


@pytest.mark.parametrize("draft", [DRAFT, HISTORY_DRAFT])
def test_a_release_is_written_as_the_draft_that_made_it(draft: Draft) -> None:
    made = release_from(draft=draft, servers=DEFAULT_SERVERS, policy=POLICY)

    assert made
    assert draft_of(release=made, servers=DEFAULT_SERVERS, policy=POLICY) == draft


@pytest.mark.parametrize(
    ("integration", "field", "fault"),
    [
        (replace(ACME, name=""), "name", Fault.MISSING),
        (replace(ACME, name="x" * (INTEGRATION_MAX + 1)), "name", Fault.TOO_LONG),
        (replace(ACME, name="<!channel>"), "name", Fault.PINGS_EVERYONE),
        (replace(ACME, channel=" "), "channel", Fault.MISSING),
        (replace(ACME, owners=("U0BEN",) * (OWNERS_MAX + 1)), "owners", Fault.TOO_MANY),
        (replace(ACME, environments=()), "environments", Fault.MISSING),
        (
            replace(ACME, environments=tuple(Environment(f"e{n}", "standard") for n in range(ITEMS_MAX + 1))),
            "environments",
            Fault.TOO_MANY,
        ),
        (replace(ACME, environments=(Environment("", "standard"),)), "environments", Fault.MISSING),
        (
            replace(ACME, environments=(Environment("x" * (NAME_MAX + 1), "standard"),)),
            "environments",
            Fault.TOO_LONG,
        ),
        (
            replace(ACME, environments=(Environment("Test", "standard"), Environment("test", "controlled"))),
            "environments",
            Fault.TWICE,
        ),
        (replace(ACME, environments=(Environment("test", "moon"),)), "environments", Fault.UNKNOWN_SERVER),
        (replace(ACME, timezone="Europe/Atlantis"), "timezone", Fault.UNKNOWN_ZONE),
    ],
)
def test_an_integration_with_one_fault_is_refused_at_that_field(
    integration: Integration, field: str, fault: Fault
) -> None:
    assert faults(integration_problems(integration=integration, servers=DEFAULT_SERVERS)) == [(field, fault)]


def test_an_integration_may_set_a_zone() -> None:
    integration = replace(ACME, timezone="Asia/Tokyo")

    assert faults(integration_problems(integration=integration, servers=DEFAULT_SERVERS)) == []


@pytest.mark.parametrize(
    ("servers", "found"),
    [
        (DEFAULT_SERVERS, []),
        ((Server("beta", "Beta"), Server("production", "Production", lag_days=19)), []),
        ((), [("servers", Fault.MISSING)]),
        ((Server("", "Beta"),), [("key", Fault.MISSING)]),
        ((Server("beta", ""),), [("name", Fault.MISSING)]),
        ((Server("beta", "x" * (NAME_MAX + 1)),), [("name", Fault.TOO_LONG)]),
        ((Server("beta", "Beta", "<!here>"),), [("former_name", Fault.PINGS_EVERYONE)]),
        ((Server("beta", "A"), Server("beta", "B")), [("key", Fault.TWICE)] * 2),
        (
            (Server("a", "A", lag_days=14), Server("b", "B", lag_days=7)),
            [("lag_days", Fault.BEFORE_PREVIOUS_SERVER)],
        ),
        ((Server("a", "Beta"), Server("b", "beta")), [("name", Fault.TWICE)] * 2),
        ((Server("a", "A", lag_days=-1),), [("lag_days", Fault.BEFORE_PREVIOUS_SERVER)]),
        ((Server("a", "A"), Server("\uff21", "B")), [("key", Fault.TWICE)] * 2),
        ((Server("a", "A", lag_days=1001),), [("lag_days", Fault.TOO_MANY)]),
        ((Server("a", "A", lag_days=10**30),), [("lag_days", Fault.TOO_MANY)]),
    ],
)
def test_a_list_of_servers_is_checked_field_by_field(
    servers: tuple[Server, ...], found: list[tuple[str, Fault]]
) -> None:
    assert faults(server_problems(servers, ())) == found


def test_a_server_that_a_release_is_on_cannot_go() -> None:
    (problem,) = server_problems(DEFAULT_SERVERS[:1], (RELEASE,))

    assert problem == Problem("servers", Fault.IN_USE, "controlled (2026.11)")


@pytest.mark.parametrize("status", list(Status))
def test_a_release_is_on_its_way_while_a_stage_is_planned_or_held(status: Status) -> None:
    stages = tuple(replace(stage, status=status) for stage in RELEASE.stages)

    is_on_its_way = status in {Status.PLANNED, Status.HELD}
    assert replace(RELEASE, stages=stages).is_finished is not is_on_its_way


def test_an_opt_in_feature_is_disabled_unless_somebody_says_otherwise() -> None:
    assert not Feature("Offline mode").enabled_by_default


def test_texts_and_lists_may_be_as_long_as_their_limits() -> None:
    draft = Draft(
        name="x" * NAME_MAX,
        title="x" * TITLE_MAX,
        dates=DRAFT.dates,
        summary="x" * SUMMARY_MAX,
        ui_changes=("x" * LINE_MAX,) * CHANGES_MAX,
        opt_ins=(Feature("x" * LINE_MAX, "x" * LINE_MAX),) * CHANGES_MAX,
        docs=(DocLink("x" * LINE_MAX, "https://".ljust(LINK_MAX, "x")),) * ITEMS_MAX,
    )

    assert of_draft(draft) == []


def test_an_integration_may_have_as_many_owners_and_environments_as_their_limits() -> None:
    integration = Integration(
        "x" * INTEGRATION_MAX,
        "C0ACME",
        ("U0ANA",) * OWNERS_MAX,
        tuple(Environment(f"{n}".ljust(NAME_MAX, "x"), "standard") for n in range(ITEMS_MAX)),
    )

    assert faults(integration_problems(integration=integration, servers=DEFAULT_SERVERS)) == []


def test_a_stage_that_was_rolled_back_is_not_written_as_live() -> None:
    stage = replace(RELEASE.stages[0], status=Status.ROLLED_BACK, live_at=at(STANDARD_DAY))

    assert draft_of(release=RELEASE.with_stage(stage), servers=DEFAULT_SERVERS, policy=POLICY).live == {}
