"""What will be said, as rows; and what becomes of them when something changes midway."""

import datetime as dt
from dataclasses import replace

import pytest

from rollouts import kinds
from rollouts.announcing.planning import replan, replan_all
from rollouts.deliveries import Announcement, NotPosted, Reason, State
from rollouts.integrations import Environment
from rollouts.policy import Confirmation
from rollouts.releases import Release
from rollouts.usecases.confirming import Confirm, confirm
from tests.support.delivering import Said, deliver, row, tell_until
from tests.support.memory_ledger import MemoryLedger
from tests.support.story import (
    ALL_OF_IT,
    ANA,
    BEFORE_CONTROLLED,
    BEN,
    CLOSING_DAY,
    CONFIRMATION,
    CONTROLLED_DAY,
    DAY,
    GLOBEX,
    HISTORY,
    INTEGRATIONS,
    ITS_DAY,
    NORTHWIND,
    NOT_CONFIRMED,
    ON_CONTROLLED,
    POLICY,
    PREVIEW,
    PREVIEW_DAY,
    RELEASE,
    REMINDER,
    REMINDER_DAY,
    STANDARD_DAY,
    START,
    WEEK,
    at,
    told_in,
    without_days,
)

END = at(CONTROLLED_DAY, 23)
LIMITED = NotPosted("ratelimited", dt.timedelta(seconds=30))


def moved(release: Release, by: dt.timedelta) -> Release:
    return replace(release, stages=tuple(replace(stage, date=stage.date + by) for stage in release.stages))


def change(ledger: MemoryLedger, release: Release, now: dt.datetime) -> None:
    ledger.save_release(release)
    replan(ledger=ledger.at(now), release=release)


def heard(said: tuple[Said, ...], channel: str) -> list[tuple[str, dt.datetime]]:
    return [(each.announcement, each.at) for each in said if each.channel == channel]


def test_the_whole_story_is_told_to_each_channel_and_nothing_twice(ledger: MemoryLedger) -> None:
    said = tell_until(ledger, END)

    assert {integration.channel: heard(said, integration.channel) for integration in INTEGRATIONS} == {
        "C0ACME": without_days(ALL_OF_IT),
        "C0GLOBEX": without_days(ON_CONTROLLED),
        "C0NORTH": without_days(BEFORE_CONTROLLED),
    }


def test_nothing_is_planned_for_history(ledger: MemoryLedger) -> None:
    assert ledger.deliveries(HISTORY.topic) == ()


def test_planning_again_changes_nothing(ledger: MemoryLedger) -> None:
    before = ledger.deliveries(RELEASE.topic)

    replan_all(ledger=ledger.at(START))

    assert ledger.deliveries(RELEASE.topic) == before


def test_planning_again_after_each_day_changes_nothing_that_is_said(ledger: MemoryLedger) -> None:
    said: list[Said] = []
    for days in range((CONTROLLED_DAY - START.date()).days + 1):
        now = START + days * DAY
        said += tell_until(ledger, now)
        replan_all(ledger=ledger.at(now))

    other = MemoryLedger(ledger.policy)
    told_in(other.at(START))
    assert said == list(tell_until(other, START + days * DAY))


def test_a_release_that_is_live_everywhere_is_not_planned_again(ledger: MemoryLedger) -> None:
    tell_until(ledger, at(CONTROLLED_DAY))
    for server, day in (("standard", STANDARD_DAY), ("controlled", CONTROLLED_DAY)):
        request = Confirm(ANA, "2026.11", server, since=day)
        confirm(ledger.at(at(CONTROLLED_DAY, 10)), request)
    deliver(ledger, END)
    ledger.save_integration(replace(GLOBEX, name="New", channel="C0NEW"))

    replan_all(ledger=ledger.at(END))

    assert "C0NEW" not in {planned.key.channel for planned in ledger.deliveries(RELEASE.topic)}


def test_what_is_planned_moves_with_its_date(ledger: MemoryLedger) -> None:
    change(ledger, moved(RELEASE, WEEK), START)

    assert heard(tell_until(ledger, END + WEEK), "C0NORTH") == [
        ("preview:standard", at(PREVIEW_DAY + WEEK)),
        ("reminder:standard", at(REMINDER_DAY + WEEK)),
        ("not_confirmed:standard", at(STANDARD_DAY + WEEK, 13)),
    ]


def test_what_was_posted_stays_when_the_date_moves(ledger: MemoryLedger) -> None:
    tell_until(ledger, at(PREVIEW_DAY))
    before = row(ledger)

    change(ledger, moved(RELEASE, WEEK), at(PREVIEW_DAY + DAY))

    assert row(ledger) == before


def test_what_waits_for_another_try_waits_for_the_new_date_when_it_moves(ledger: MemoryLedger) -> None:
    deliver(ledger, at(PREVIEW_DAY), lambda _: LIMITED)

    change(ledger, moved(RELEASE, WEEK), at(PREVIEW_DAY))

    assert heard(tell_until(ledger, END), "C0ACME")[0] == ("preview:standard", at(PREVIEW_DAY + WEEK))


def test_what_waits_for_another_try_goes_on_waiting_when_nothing_moves(ledger: MemoryLedger) -> None:
    deliver(ledger, at(PREVIEW_DAY), lambda _: LIMITED)
    before = ledger.deliveries(RELEASE.topic)

    replan_all(ledger=ledger.at(at(PREVIEW_DAY)))

    assert ledger.deliveries(RELEASE.topic) == before


def test_a_reminder_that_came_too_late_comes_back_when_the_date_moves_on(ledger: MemoryLedger) -> None:
    deliver(ledger, at(STANDARD_DAY, 8))
    skipped = row(ledger, REMINDER).reason

    change(ledger, moved(RELEASE, WEEK), at(STANDARD_DAY, 8))

    again = row(ledger, REMINDER)
    assert (skipped, again.state, again.due_at, again.reason) == (
        Reason.STAGE_DAY_BEGUN,
        State.PLANNED,
        at(REMINDER_DAY + WEEK),
        "",
    )


def test_a_preview_that_came_too_late_goes_out_at_once_when_the_date_moves_on_a_little() -> None:
    ledger = MemoryLedger(POLICY)
    told_in(ledger.at(at(REMINDER_DAY, 12)))
    deliver(ledger, at(REMINDER_DAY, 12))

    change(ledger, moved(RELEASE, WEEK), at(REMINDER_DAY, 13))

    assert [job.delivery.key.announcement for job in deliver(ledger, at(REMINDER_DAY, 13))] == [PREVIEW] * 3


def test_what_is_no_longer_called_for_is_skipped_with_its_reason(ledger: MemoryLedger) -> None:
    change(ledger, replace(RELEASE, affects_integrations=False), START)

    preview = row(ledger)
    assert (preview.state, preview.reason, preview.finished_at) == (
        State.SKIPPED,
        Reason.NO_LONGER_PLANNED,
        START,
    )


def test_a_release_that_turns_out_to_have_no_impact_gets_its_fyi_alone(ledger: MemoryLedger) -> None:
    change(ledger, replace(RELEASE, affects_integrations=False), START)

    assert heard(tell_until(ledger, END), "C0ACME") == [("fyi:standard", at(REMINDER_DAY))]


def test_what_was_skipped_comes_back_when_it_is_called_for_again(ledger: MemoryLedger) -> None:
    before = ledger.deliveries(RELEASE.topic)
    change(ledger, replace(RELEASE, affects_integrations=False), START)
    change(ledger, RELEASE, START)

    posts = [post for post in ledger.deliveries(RELEASE.topic) if post.key.announcement.kind != kinds.FYI]
    assert posts == list(before)


def test_what_comes_back_after_its_time_is_late_and_no_longer_skipped(ledger: MemoryLedger) -> None:
    change(ledger, replace(RELEASE, affects_integrations=False), START)
    late = at(PREVIEW_DAY + DAY)
    change(ledger, RELEASE, late)

    assert heard(tell_until(ledger, END, start=late), "C0ACME")[0] == ("preview:standard", late)


@pytest.mark.parametrize("announcement", [ITS_DAY, NOT_CONFIRMED])
def test_what_is_news_on_its_day_alone_does_not_come_back(
    ledger: MemoryLedger, announcement: Announcement
) -> None:
    change(ledger, replace(RELEASE, affects_integrations=False), START)
    change(ledger, RELEASE, at(STANDARD_DAY + DAY))

    assert row(ledger, announcement).state is State.SKIPPED


def test_an_integration_that_joins_before_the_reminder_gets_the_preview_at_once(ledger: MemoryLedger) -> None:
    tell_until(ledger, at(PREVIEW_DAY))
    ledger.save_integration(replace(NORTHWIND, name="New", channel="C0NEW"))
    now = at(PREVIEW_DAY + DAY, 15)
    replan_all(ledger=ledger.at(now))

    assert [(job.delivery.key.channel, job.delivery.key.announcement) for job in deliver(ledger, now)] == [
        ("C0NEW", PREVIEW)
    ]


def test_an_integration_that_joins_after_the_standard_day_hears_only_what_is_still_to_come(
    ledger: MemoryLedger,
) -> None:
    tell_until(ledger, at(STANDARD_DAY))
    now = at(STANDARD_DAY + DAY)
    ledger.save_integration(replace(GLOBEX, name="New", channel="C0NEW"))
    replan_all(ledger=ledger.at(now))

    assert heard(tell_until(ledger, END, start=now), "C0NEW") == [
        ("window_closing:controlled", at(CLOSING_DAY)),
        ("not_confirmed:controlled", at(CONTROLLED_DAY, 13)),
    ]


def test_an_integration_that_joins_on_the_day_is_told_once_that_nobody_confirmed_it(
    ledger: MemoryLedger,
) -> None:
    now = at(STANDARD_DAY, 16)
    tell_until(ledger, now)
    ledger.save_integration(replace(NORTHWIND, name="New", channel="C0NEW"))
    replan_all(ledger=ledger.at(now))

    assert [job.delivery.key.announcement for job in deliver(ledger, now)] == [ITS_DAY]


def test_an_integration_that_joins_on_the_day_after_it_was_confirmed_is_told_that_it_is_live(
    ledger: MemoryLedger,
) -> None:
    now = at(STANDARD_DAY, 16)
    tell_until(ledger, at(STANDARD_DAY))
    confirm(ledger.at(at(STANDARD_DAY, 10)), Confirm(ANA, "2026.11", "standard"))
    tell_until(ledger, now)
    ledger.save_integration(replace(NORTHWIND, name="New", channel="C0NEW"))
    replan_all(ledger=ledger.at(now))

    assert [job.delivery.key.announcement for job in deliver(ledger, now)] == [CONFIRMATION]


def test_an_integration_that_is_removed_midway_hears_no_more(ledger: MemoryLedger) -> None:
    tell_until(ledger, at(PREVIEW_DAY))
    ledger.remove_integration("Globex")
    replan_all(ledger=ledger.at(at(PREVIEW_DAY)))

    assert heard(tell_until(ledger, END), "C0GLOBEX") == []


def test_a_channel_hears_on_while_one_of_its_integrations_is_left(ledger: MemoryLedger) -> None:
    ledger.save_integration(replace(GLOBEX, channel="C0ACME"))
    ledger.remove_integration("Acme LMS")
    replan_all(ledger=ledger.at(START))

    assert heard(tell_until(ledger, END), "C0ACME") == without_days(ON_CONTROLLED)


def test_an_integration_that_moves_to_another_channel_is_told_there_what_is_to_come(
    ledger: MemoryLedger,
) -> None:
    tell_until(ledger, at(REMINDER_DAY))
    ledger.save_integration(replace(GLOBEX, channel="C0ELSE"))
    replan_all(ledger=ledger.at(at(REMINDER_DAY, 12)))

    said = tell_until(ledger, END, start=at(REMINDER_DAY, 12))
    assert (heard(said, "C0GLOBEX"), [what for what, _ in heard(said, "C0ELSE")]) == (
        [],
        [
            "reminder:standard",
            "window_closing:controlled",
            "not_confirmed:controlled",
        ],
    )


def test_an_integration_that_moves_away_and_back_hears_nothing_twice(ledger: MemoryLedger) -> None:
    said = list(tell_until(ledger, at(PREVIEW_DAY)))
    for channel in ("C0ELSE", "C0GLOBEX"):
        ledger.save_integration(replace(GLOBEX, channel=channel))
        replan_all(ledger=ledger.at(at(PREVIEW_DAY, 12)))
    said += tell_until(ledger, END)

    assert heard(tuple(said), "C0GLOBEX") == without_days(ON_CONTROLLED)


def test_an_integration_that_comes_to_controlled_hears_of_it_from_then_on(ledger: MemoryLedger) -> None:
    tell_until(ledger, at(STANDARD_DAY, 13))
    wider = (*NORTHWIND.environments, Environment("copy", "controlled"))
    ledger.save_integration(replace(NORTHWIND, environments=wider))
    replan_all(ledger=ledger.at(at(STANDARD_DAY)))

    assert [what for what, _ in heard(tell_until(ledger, END), "C0NORTH")] == [
        "window_closing:controlled",
        "not_confirmed:controlled",
    ]


def test_a_channel_that_is_given_another_zone_is_posted_to_at_nine_there(ledger: MemoryLedger) -> None:
    ledger.save_integration(replace(NORTHWIND, timezone="Asia/Tokyo"))
    replan_all(ledger=ledger.at(START))

    assert row(ledger, PREVIEW, "C0NORTH").due_at == at(PREVIEW_DAY, zone="Asia/Tokyo")


def test_another_owner_is_asked_in_place_of_the_first(ledger: MemoryLedger) -> None:
    change(ledger, replace(RELEASE, owner=BEN.id), START)

    said = tell_until(ledger, at(STANDARD_DAY))
    assert (heard(said, ANA.id), [what for what, _ in heard(said, BEN.id)]) == (
        [],
        ["owner_question:standard"],
    )


def test_confirmations_that_wait_for_the_press_come_on_the_press_after_the_setting_changed(
    ledger: MemoryLedger,
) -> None:
    ledger.policy = replace(POLICY, confirmation=Confirmation.AFTER_CONFIRM)
    replan_all(ledger=ledger.at(START))
    before = tell_until(ledger, at(STANDARD_DAY))
    confirm(ledger.at(at(STANDARD_DAY, 10, 30)), Confirm(ANA, "2026.11", "standard"))

    said = tell_until(ledger, at(STANDARD_DAY, 11))
    assert (heard(before, "C0NORTH")[2:], heard(said, "C0NORTH")) == (
        [],
        [("confirmation:standard", at(STANDARD_DAY, 10, 30))],
    )
