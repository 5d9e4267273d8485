"""Everything that is to be said about a release: which channel hears what, and when."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace

import pytest

from rollouts import kinds
from rollouts.announcing.schedule import slots_for
from rollouts.calendar import DaysOff
from rollouts.deliveries import Announcement
from rollouts.drafts import Draft, release_from
from rollouts.integrations import Integration
from rollouts.policy import Confirmation, Policy
from rollouts.releases import Release, Status
from rollouts.servers import Server
from tests.support.story import (
    ACME,
    ALL_OF_IT,
    BEFORE_CONTROLLED,
    CONTROLLED_DAY,
    DAY,
    GLOBEX,
    HISTORY,
    INTEGRATIONS,
    NORTHWIND,
    ON_CONTROLLED,
    POLICY,
    PREVIEW_DAY,
    RELEASE,
    REMINDER_DAY,
    STANDARD_DAY,
    THREE,
    at,
)

AFTER_CONFIRM = replace(POLICY, confirmation=Confirmation.AFTER_CONFIRM)


def heard(
    channel: str,
    *,
    release: Release = RELEASE,
    integrations: Iterable[Integration] = INTEGRATIONS,
    policy: Policy = POLICY,
) -> list[tuple[str, dt.datetime]]:
    slots = slots_for(release=release, integrations=tuple(integrations), policy=policy)
    return [(str(slot.announcement), slot.due_at) for slot in slots if slot.channel == channel]


def with_status(server: str, status: Status, *, by: str | None = "U0ANA") -> Release:
    stage = RELEASE.stage(server)
    assert stage
    live_at = at(stage.date, 10, 30) if status is Status.LIVE else None
    return RELEASE.with_stage(replace(stage, status=status, live_at=live_at, confirmed_by=by))


def test_a_channel_on_both_servers_hears_of_all_five_days() -> None:
    assert heard("C0ACME") == ALL_OF_IT


def test_a_channel_with_nothing_on_standard_is_not_told_that_nobody_confirmed_it_there() -> None:
    assert heard("C0GLOBEX") == ON_CONTROLLED


def test_whom_it_has_reached_on_a_later_server_is_not_told_that_nobody_confirmed_it_before() -> None:
    release = with_status("controlled", Status.LIVE)

    for channel, expected in (("C0ACME", False), ("C0NORTH", True)):
        told = [announcement for announcement, _ in heard(channel, release=release)]
        assert ("not_confirmed:standard" in told) is expected


def test_a_channel_with_nothing_on_controlled_hears_nothing_of_it() -> None:
    assert heard("C0NORTH") == BEFORE_CONTROLLED


def test_a_channel_of_two_integrations_hears_each_thing_once() -> None:
    shared = (ACME, replace(NORTHWIND, channel=ACME.channel), replace(GLOBEX, channel=ACME.channel))

    assert heard("C0ACME", integrations=shared) == ALL_OF_IT


def test_the_owner_is_asked_on_each_day_at_post_time_of_the_workspace() -> None:
    assert [each for each in heard("U0ANA") if each[0].startswith("owner_question")] == [
        ("owner_question:standard", at(STANDARD_DAY)),
        ("owner_question:controlled", at(CONTROLLED_DAY)),
    ]


@pytest.mark.parametrize("confirmation", Confirmation)
def test_with_neither_an_owner_nor_a_manager_the_first_channel_is_asked(confirmation: Confirmation) -> None:
    policy = replace(POLICY, confirmation=confirmation)
    slots = slots_for(release=replace(RELEASE, owner=None), integrations=INTEGRATIONS, policy=policy)

    asked = [slot.channel for slot in slots if slot.announcement.kind == kinds.OWNER_QUESTION]
    assert asked == ["C0ACME", "C0ACME"]


def test_without_any_channel_nobody_is_asked() -> None:
    assert slots_for(release=replace(RELEASE, owner=None), integrations=(), policy=POLICY) == ()


def test_of_a_release_without_an_owner_the_first_manager_is_asked() -> None:
    policy = replace(POLICY, alerts_to=("U0MAYA", "U0ADAM"))
    slots = slots_for(release=replace(RELEASE, owner=None), integrations=(), policy=policy)

    assert [(slot.channel, str(slot.announcement)) for slot in slots] == [
        ("U0MAYA", "owner_question:standard"),
        ("U0MAYA", "owner_question:controlled"),
    ]


def test_nothing_is_planned_for_a_channel_that_is_known_by_name_alone() -> None:
    nobodys, named = replace(ACME, owners=()), replace(NORTHWIND, channel="#north")
    slots = slots_for(release=replace(RELEASE, owner=None), integrations=(nobodys, named), policy=POLICY)

    assert {slot.channel for slot in slots} == {"C0ACME"}


def test_a_release_without_integration_impact_gets_one_fyi_at_reminder_time_and_nothing_else() -> None:
    quiet = replace(RELEASE, affects_integrations=False)

    assert [heard(i.channel, release=quiet) for i in INTEGRATIONS] == [
        [("fyi:standard", at(REMINDER_DAY))]
    ] * len(INTEGRATIONS)


def test_a_release_without_integration_impact_is_not_confirmed_to_channels_after_the_press_either() -> None:
    quiet = replace(with_status("standard", Status.LIVE), affects_integrations=False)

    assert heard("C0ACME", release=quiet, policy=AFTER_CONFIRM) == [("fyi:standard", at(REMINDER_DAY))]


def test_nothing_is_said_about_history() -> None:
    assert slots_for(release=HISTORY, integrations=INTEGRATIONS, policy=POLICY) == ()


def test_nothing_is_said_about_history_that_affected_integrations() -> None:
    old = replace(HISTORY, affects_integrations=True, owner="U0ANA")

    assert slots_for(release=old, integrations=INTEGRATIONS, policy=AFTER_CONFIRM) == ()


def test_of_a_release_that_was_entered_as_live_on_standard_only_controlled_is_announced() -> None:
    half = with_status("standard", Status.LIVE, by=None)

    assert heard("C0ACME", release=half) == ALL_OF_IT[-3:]


@pytest.mark.parametrize("policy", [POLICY, AFTER_CONFIRM])
def test_the_channels_hear_that_it_is_live_as_soon_as_somebody_confirms_it(policy: Policy) -> None:
    confirmed = with_status("standard", Status.LIVE)

    assert ("confirmation:standard", at(STANDARD_DAY, 10, 30)) in heard(
        "C0ACME", release=confirmed, policy=policy
    )


@pytest.mark.parametrize("status", [Status.HELD, Status.WITHDRAWN, Status.ROLLED_BACK])
def test_a_stage_that_is_neither_planned_nor_live_is_not_announced(status: Status) -> None:
    assert heard("C0ACME", release=with_status("controlled", status)) == BEFORE_CONTROLLED


def test_after_confirm_the_channels_hear_nothing_of_a_stage_that_nobody_confirmed() -> None:
    said = heard("C0ACME", policy=AFTER_CONFIRM)

    assert said == [each for each in ALL_OF_IT if not each[0].startswith("not_confirmed")]


def test_that_controlled_is_live_is_told_only_where_something_runs_there() -> None:
    confirmed = with_status("controlled", Status.LIVE)

    told = {
        slot.channel
        for slot in slots_for(release=confirmed, integrations=INTEGRATIONS, policy=POLICY)
        if slot.announcement == Announcement(kinds.CONFIRMATION, "controlled")
    }
    assert told == {"C0ACME", "C0GLOBEX"}


def test_posts_go_out_at_post_time_in_the_zone_of_the_channel() -> None:
    abroad = replace(NORTHWIND, timezone="America/New_York")

    assert heard("C0NORTH", integrations=(abroad,))[0] == (
        "preview:standard",
        at(PREVIEW_DAY, zone="America/New_York"),
    )


def test_the_preview_and_the_post_time_are_as_set() -> None:
    policy = replace(POLICY, preview_days=28, post_at=dt.time(14, 30))

    assert heard("C0NORTH", policy=policy)[0] == ("preview:standard", at(dt.date(2026, 11, 2), 14, 30))


def test_public_holidays_move_the_reminder_and_the_closing_of_the_window() -> None:
    policy = replace(POLICY, days_off=DaysOff(frozenset({REMINDER_DAY, dt.date(2026, 12, 11)})))

    said = dict(heard("C0ACME", policy=policy))
    assert (said["reminder:standard"], said["window_closing:controlled"]) == (
        at(dt.date(2026, 11, 26)),
        at(dt.date(2026, 12, 9)),
    )


def test_a_window_of_hardly_a_day_has_no_closing() -> None:
    short = RELEASE.with_stage(replace(RELEASE.stages[1], date=STANDARD_DAY + 2 * DAY))

    assert "window_closing:controlled" not in dict(heard("C0ACME", release=short))


def test_posts_keep_their_wall_clock_time_over_the_night_of_daylight_saving() -> None:
    stage = replace(RELEASE.stages[0], date=dt.date(2026, 10, 27))

    assert [due.hour for _, due in heard("C0NORTH", release=RELEASE.with_stage(stage))] == [7, 8, 8, 12]


ALPHA, BETA, GAMMA = (
    Server("alpha", "Alpha server"),
    Server("beta", "Beta server", lag_days=7),
    Server("gamma", "Gamma server", lag_days=19),
)
SATURDAY = dt.date(2026, 11, 28)


def three_stages() -> Release:
    draft = Draft("3.0", "Three", {"alpha": SATURDAY})
    release = release_from(draft=draft, servers=(ALPHA, BETA, GAMMA), policy=POLICY)
    assert release
    return release


def test_a_date_that_is_not_given_is_the_first_one_and_the_servers_lag() -> None:
    assert [stage.date for stage in three_stages().stages] == [
        SATURDAY,
        dt.date(2026, 12, 5),
        dt.date(2026, 12, 17),
    ]


def test_with_three_servers_a_channel_hears_of_the_first_and_of_its_own() -> None:
    release = replace(three_stages(), owner="U0ANA")

    assert heard("C0THREE", release=release, integrations=(THREE,)) == [
        ("preview:alpha", at(dt.date(2026, 11, 7))),
        ("reminder:alpha", at(dt.date(2026, 11, 27))),
        ("due:alpha", at(SATURDAY)),
        ("not_confirmed:alpha", at(SATURDAY, 13)),
        ("window_closing:gamma", at(dt.date(2026, 12, 15))),
        ("due:gamma", at(dt.date(2026, 12, 17))),
        ("not_confirmed:gamma", at(dt.date(2026, 12, 17), 13)),
    ]
