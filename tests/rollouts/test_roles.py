"""What a stage means to an integration, and what a channel's message says to whom."""

import datetime as dt
from dataclasses import replace

import pytest

from rollouts.announcing.briefs import furthest, parties_of
from rollouts.integrations import Environment, Integration, Role, channel_timezone, in_channel, role_of
from tests.support.story import (
    ACME,
    CONTROLLED,
    CONTROLLED_DAY,
    DAY,
    GLOBEX,
    INTEGRATIONS,
    NORTHWIND,
    RELEASE,
    STANDARD,
    STANDARD_DAY,
    THREE,
)


@pytest.mark.parametrize(
    ("integration", "server", "role"),
    [
        (NORTHWIND, "standard", Role.HERE),
        (NORTHWIND, "controlled", Role.ELSEWHERE),
        (GLOBEX, "standard", Role.ELSEWHERE),
        (GLOBEX, "controlled", Role.HERE),
        (ACME, "standard", Role.BOTH),
        (ACME, "controlled", Role.BOTH),
        (THREE, "alpha", Role.BOTH),
        (THREE, "beta", Role.ELSEWHERE),
        (THREE, "gamma", Role.BOTH),
    ],
)
def test_the_role_follows_from_the_environments(integration: Integration, server: str, role: Role) -> None:
    assert role_of(integration=integration, server=server) is role


def test_two_environments_on_one_server_are_still_only_here() -> None:
    integration = replace(NORTHWIND, environments=(Environment("a", "beta"), Environment("b", "beta")))

    assert role_of(integration=integration, server="beta") is Role.HERE


def test_a_channel_speaks_to_its_integrations_by_name() -> None:
    shared = tuple(replace(integration, channel="C0ALL") for integration in (NORTHWIND, ACME))

    found = in_channel(channel="C0ALL", integrations=(*shared, GLOBEX))

    assert [integration.name for integration in found] == ["Acme LMS", "Northwind"]


def test_posts_are_timed_in_the_zone_on_which_all_integrations_of_the_channel_agree() -> None:
    shared = (
        replace(ACME, channel="C0ALL", timezone="Asia/Tokyo"),
        replace(GLOBEX, channel="C0ALL", timezone="Asia/Tokyo"),
        replace(NORTHWIND, timezone="America/New_York"),
    )

    assert channel_timezone(channel="C0ALL", integrations=shared, default="UTC") == "Asia/Tokyo"


def test_posts_are_timed_in_the_workspaces_zone_when_no_integration_sets_one() -> None:
    assert channel_timezone(channel="C0ACME", integrations=INTEGRATIONS, default="UTC") == "UTC"


def test_each_party_knows_its_environments_here_and_the_stage_that_reaches_its_others() -> None:
    (acme,) = parties_of(channel="C0ACME", server=STANDARD, release=RELEASE, integrations=INTEGRATIONS)

    assert (acme.role, acme.here, acme.elsewhere) == (
        Role.BOTH,
        (Environment("test", "standard"),),
        ((RELEASE.stages[1], (Environment("production", "controlled"),)),),
    )


def test_a_party_that_is_only_here_has_nothing_elsewhere() -> None:
    (globex,) = parties_of(channel="C0GLOBEX", server=CONTROLLED, release=RELEASE, integrations=INTEGRATIONS)

    assert (globex.role, globex.elsewhere) == (Role.HERE, ())


@pytest.mark.parametrize(
    ("integration", "today", "server"),
    [
        (ACME, STANDARD_DAY - DAY, None),
        (ACME, STANDARD_DAY, "standard"),
        (ACME, CONTROLLED_DAY - DAY, "standard"),
        (ACME, CONTROLLED_DAY, "controlled"),
        (GLOBEX, CONTROLLED_DAY - DAY, None),
        (GLOBEX, CONTROLLED_DAY, "controlled"),
        (NORTHWIND, CONTROLLED_DAY, "standard"),
    ],
)
def test_a_release_has_come_to_the_last_server_of_theirs_whose_day_has_begun(
    integration: Integration, today: dt.date, server: str | None
) -> None:
    assert furthest(release=RELEASE, integrations=(integration,), today=today) == server
