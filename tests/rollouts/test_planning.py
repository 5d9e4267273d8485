"""What will be said, as rows; and what becomes of them when something changes midway."""

import datetime as dt
from dataclasses import replace

import pytest

from rollouts.deliveries import Announcement, Delivery, Kind, NotPosted, Reason, State
from rollouts.integrations import Environment
from rollouts.policy import Confirmation
from rollouts.releases import Release
from rollouts.usecases.claiming import ClaimDue, claim_due
from rollouts.usecases.confirming import Confirm, confirm
from rollouts.usecases.planning import refresh, replan, replan_all
from tests.support.delivering import Said, deliver, delivery_of, tell_until
from tests.support.memory_ledger import MemoryLedger
from tests.support.story import (
    ANA,
    CLOSING_DAY,
    CONTROLLED_DAY,
    GLOBEX,
    HISTORY,
    INTEGRATIONS,
    NORTHWIND,
    POLICY,
    PREVIEW_DAY,
    RELEASE,
    REMINDER_DAY,
    STANDARD_DAY,
    START,
    at,
    told_in,
)

DAY = dt.timedelta(days=1)
WEEK = dt.timedelta(days=7)
TOPIC = RELEASE.topic
END = at(CONTROLLED_DAY, 23)
PREVIEW = Announcement(Kind.PREVIEW, "standard")
REMINDER = Announcement(Kind.REMINDER, "standard")
CONFIRMATION = Announcement(Kind.CONFIRMATION, "standard")
CHANNELS = {integration.channel for integration in INTEGRATIONS}


@pytest.fixture
def ledger() -> MemoryLedger:
    ledger = MemoryLedger(POLICY)
    told_in(ledger)
    return ledger


def moved(release: Release, by: dt.timedelta) -> Release:
    return replace(release, stages=tuple(replace(stage, date=stage.date + by) for stage in release.stages))


def change(ledger: MemoryLedger, release: Release, now: dt.datetime) -> None:
    ledger.save_release(release)
    replan(ledger=ledger, release=release, now=now)


def row(ledger: MemoryLedger, announcement: Announcement, channel: str, revision: int = 0) -> Delivery:
    return delivery_of(ledger, TOPIC, announcement, channel, revision)


def heard(said: tuple[Said, ...], channel: str) -> list[tuple[str, dt.datetime]]:
    return [(each.announcement, each.at) for each in said if each.channel == channel]


def test_the_whole_story_is_told_to_each_channel_and_nothing_twice(ledger: MemoryLedger) -> None:
    said = tell_until(ledger, END)

    to_all = [
        ("preview:standard", at(PREVIEW_DAY)),
        ("reminder:standard", at(REMINDER_DAY)),
        ("confirmation:standard", at(STANDARD_DAY)),
    ]
    to_controlled = [
        *to_all,
        ("window_closing:controlled", at(CLOSING_DAY)),
        ("confirmation:controlled", at(CONTROLLED_DAY)),
    ]
    assert {channel: heard(said, channel) for channel in CHANNELS} == {
        "C0ACME": to_controlled,
        "C0GLOBEX": to_controlled,
        "C0NORTH": to_all,
    }


def test_nothing_is_planned_for_history(ledger: MemoryLedger) -> None:
    assert ledger.deliveries(HISTORY.topic) == ()


def test_planning_again_changes_nothing(ledger: MemoryLedger) -> None:
    before = ledger.deliveries(TOPIC)

    replan_all(ledger=ledger, now=START)

    assert ledger.deliveries(TOPIC) == before


def test_planning_again_after_each_day_changes_nothing_that_is_said(ledger: MemoryLedger) -> None:
    said: list[Said] = []
    for days in range((CONTROLLED_DAY - START.date()).days + 1):
        now = START + days * DAY
        said += tell_until(ledger, now)
        replan_all(ledger=ledger, now=now)

    other = MemoryLedger(POLICY)
    told_in(other)
    assert said == list(tell_until(other, START + days * DAY))


def test_a_release_that_has_met_its_end_is_not_planned_again(ledger: MemoryLedger) -> None:
    ledger.save_integration(replace(GLOBEX, name="New", channel="C0NEW"))

    replan_all(ledger=ledger, now=START)

    assert ledger.deliveries(HISTORY.topic) == ()


def test_what_is_planned_moves_with_its_date(ledger: MemoryLedger) -> None:
    change(ledger, moved(RELEASE, WEEK), START)

    assert heard(tell_until(ledger, END + WEEK), "C0NORTH") == [
        ("preview:standard", at(PREVIEW_DAY + WEEK)),
        ("reminder:standard", at(REMINDER_DAY + WEEK)),
        ("confirmation:standard", at(STANDARD_DAY + WEEK)),
    ]


def test_what_was_posted_stays_when_the_date_moves(ledger: MemoryLedger) -> None:
    tell_until(ledger, at(PREVIEW_DAY))
    before = row(ledger, PREVIEW, "C0ACME")

    change(ledger, moved(RELEASE, WEEK), at(PREVIEW_DAY + DAY))

    assert row(ledger, PREVIEW, "C0ACME") == before


def test_what_waits_for_another_try_waits_for_the_new_date_when_it_moves(ledger: MemoryLedger) -> None:
    deliver(ledger, at(PREVIEW_DAY), lambda _: NotPosted("ratelimited", dt.timedelta(seconds=30)))

    change(ledger, moved(RELEASE, WEEK), at(PREVIEW_DAY))

    assert heard(tell_until(ledger, END), "C0ACME")[0] == ("preview:standard", at(PREVIEW_DAY + WEEK))


def test_what_waits_for_another_try_goes_on_waiting_when_nothing_moves(ledger: MemoryLedger) -> None:
    deliver(ledger, at(PREVIEW_DAY), lambda _: NotPosted("ratelimited", dt.timedelta(seconds=30)))
    before = ledger.deliveries(TOPIC)

    replan_all(ledger=ledger, now=at(PREVIEW_DAY))

    assert ledger.deliveries(TOPIC) == before


def test_a_reminder_that_came_too_late_comes_back_when_the_date_moves_on(ledger: MemoryLedger) -> None:
    deliver(ledger, at(STANDARD_DAY, 8))
    skipped = row(ledger, REMINDER, "C0ACME").reason

    change(ledger, moved(RELEASE, WEEK), at(STANDARD_DAY, 8))

    again = row(ledger, REMINDER, "C0ACME")
    assert (skipped, again.state, again.due_at, again.reason) == (
        Reason.STAGE_DAY_BEGUN,
        State.PLANNED,
        at(REMINDER_DAY + WEEK),
        "",
    )


def test_a_preview_that_came_too_late_goes_out_at_once_when_the_date_moves_on_a_little() -> None:
    ledger = MemoryLedger(POLICY)
    told_in(ledger, now=at(REMINDER_DAY, 12))
    deliver(ledger, at(REMINDER_DAY, 12))

    change(ledger, moved(RELEASE, WEEK), at(REMINDER_DAY, 13))

    assert [job.delivery.key.announcement for job in deliver(ledger, at(REMINDER_DAY, 13))] == [PREVIEW] * 3


def test_what_is_no_longer_called_for_is_skipped_with_its_reason(ledger: MemoryLedger) -> None:
    change(ledger, replace(RELEASE, affects_integrations=False), START)

    preview = row(ledger, PREVIEW, "C0ACME")
    assert (preview.state, preview.reason, preview.finished_at) == (
        State.SKIPPED,
        Reason.NO_LONGER_PLANNED,
        START,
    )


def test_a_release_that_turns_out_to_have_no_impact_gets_its_fyi_alone(ledger: MemoryLedger) -> None:
    change(ledger, replace(RELEASE, affects_integrations=False), START)

    assert heard(tell_until(ledger, END), "C0ACME") == [("fyi:standard", at(REMINDER_DAY))]


def test_what_was_skipped_comes_back_when_it_is_called_for_again(ledger: MemoryLedger) -> None:
    before = ledger.deliveries(TOPIC)
    change(ledger, replace(RELEASE, affects_integrations=False), START)
    change(ledger, RELEASE, START)

    posts = [post for post in ledger.deliveries(TOPIC) if post.key.announcement.kind is not Kind.FYI]
    assert posts == list(before)


def test_what_comes_back_after_its_time_is_late_and_no_longer_skipped(ledger: MemoryLedger) -> None:
    change(ledger, replace(RELEASE, affects_integrations=False), START)
    late = at(PREVIEW_DAY + DAY)
    change(ledger, RELEASE, late)

    assert heard(tell_until(ledger, END, start=late), "C0ACME")[0] == ("preview:standard", late)


def test_a_confirmation_of_an_earlier_day_does_not_come_back(ledger: MemoryLedger) -> None:
    change(ledger, replace(RELEASE, affects_integrations=False), START)
    change(ledger, RELEASE, at(STANDARD_DAY + DAY))

    assert row(ledger, CONFIRMATION, "C0ACME").state is State.SKIPPED


def test_an_integration_that_joins_before_the_reminder_gets_the_preview_at_once(ledger: MemoryLedger) -> None:
    tell_until(ledger, at(PREVIEW_DAY))
    ledger.save_integration(replace(NORTHWIND, name="New", channel="C0NEW"))
    now = at(PREVIEW_DAY + DAY, 15)
    replan_all(ledger=ledger, now=now)

    assert [(job.delivery.key.channel, job.delivery.key.announcement) for job in deliver(ledger, now)] == [
        ("C0NEW", PREVIEW)
    ]


def test_an_integration_that_joins_after_the_standard_day_hears_only_what_is_still_to_come(
    ledger: MemoryLedger,
) -> None:
    tell_until(ledger, at(STANDARD_DAY))
    now = at(STANDARD_DAY + DAY)
    ledger.save_integration(replace(GLOBEX, name="New", channel="C0NEW"))
    replan_all(ledger=ledger, now=now)

    assert heard(tell_until(ledger, END, start=now), "C0NEW") == [
        ("window_closing:controlled", at(CLOSING_DAY)),
        ("confirmation:controlled", at(CONTROLLED_DAY)),
    ]


def test_an_integration_that_joins_on_the_day_gets_the_confirmation_of_that_day(ledger: MemoryLedger) -> None:
    tell_until(ledger, at(STANDARD_DAY))
    now = at(STANDARD_DAY, 16)
    ledger.save_integration(replace(NORTHWIND, name="New", channel="C0NEW"))
    replan_all(ledger=ledger, now=now)

    assert [job.delivery.key.announcement for job in deliver(ledger, now)] == [CONFIRMATION]


def test_an_integration_that_is_removed_midway_hears_no_more(ledger: MemoryLedger) -> None:
    tell_until(ledger, at(PREVIEW_DAY))
    ledger.remove_integration("Globex")
    replan_all(ledger=ledger, now=at(PREVIEW_DAY))

    assert heard(tell_until(ledger, END), "C0GLOBEX") == []


def test_a_channel_hears_on_while_one_of_its_integrations_is_left(ledger: MemoryLedger) -> None:
    ledger.save_integration(replace(GLOBEX, channel="C0ACME"))
    ledger.remove_integration("Acme LMS")
    replan_all(ledger=ledger, now=START)

    assert len(heard(tell_until(ledger, END), "C0ACME")) == 5


def test_an_integration_that_moves_to_another_channel_is_told_there_what_is_to_come(
    ledger: MemoryLedger,
) -> None:
    tell_until(ledger, at(REMINDER_DAY))
    ledger.save_integration(replace(GLOBEX, channel="C0ELSE"))
    replan_all(ledger=ledger, now=at(REMINDER_DAY, 12))

    said = tell_until(ledger, END, start=at(REMINDER_DAY, 12))
    assert (heard(said, "C0GLOBEX"), [what for what, _ in heard(said, "C0ELSE")]) == (
        [],
        [
            "reminder:standard",
            "confirmation:standard",
            "window_closing:controlled",
            "confirmation:controlled",
        ],
    )


def test_an_integration_that_moves_away_and_back_hears_nothing_twice(ledger: MemoryLedger) -> None:
    said = list(tell_until(ledger, at(PREVIEW_DAY)))
    for channel in ("C0ELSE", "C0GLOBEX"):
        ledger.save_integration(replace(GLOBEX, channel=channel))
        replan_all(ledger=ledger, now=at(PREVIEW_DAY, 12))
    said += tell_until(ledger, END)

    assert [what for what, _ in heard(tuple(said), "C0GLOBEX")] == [
        "preview:standard",
        "reminder:standard",
        "confirmation:standard",
        "window_closing:controlled",
        "confirmation:controlled",
    ]


def test_an_integration_that_comes_to_controlled_hears_of_it_from_then_on(ledger: MemoryLedger) -> None:
    tell_until(ledger, at(STANDARD_DAY))
    wider = (*NORTHWIND.environments, Environment("copy", "controlled"))
    ledger.save_integration(replace(NORTHWIND, environments=wider))
    replan_all(ledger=ledger, now=at(STANDARD_DAY))

    assert [what for what, _ in heard(tell_until(ledger, END), "C0NORTH")] == [
        "window_closing:controlled",
        "confirmation:controlled",
    ]


def test_a_channel_that_is_given_another_zone_is_posted_to_at_nine_there(ledger: MemoryLedger) -> None:
    ledger.save_integration(replace(NORTHWIND, timezone="Asia/Tokyo"))
    replan_all(ledger=ledger, now=START)

    assert row(ledger, PREVIEW, "C0NORTH").due_at == at(PREVIEW_DAY, zone="Asia/Tokyo")


def test_another_owner_is_asked_in_place_of_the_first(ledger: MemoryLedger) -> None:
    change(ledger, replace(RELEASE, owner="U0BEN"), START)

    said = tell_until(ledger, at(STANDARD_DAY))
    assert (heard(said, "U0ANA"), [what for what, _ in heard(said, "U0BEN")]) == (
        [],
        ["owner_question:standard"],
    )


def test_confirmations_that_wait_for_the_press_come_on_the_press_after_the_setting_changed(
    ledger: MemoryLedger,
) -> None:
    ledger.policy = replace(POLICY, confirmation=Confirmation.AFTER_CONFIRM)
    replan_all(ledger=ledger, now=START)
    before = tell_until(ledger, at(STANDARD_DAY))
    confirm(ledger, Confirm(ANA, "2026.11", "standard"), at(STANDARD_DAY, 10, 30))

    said = tell_until(ledger, at(STANDARD_DAY, 11))
    assert (heard(before, "C0NORTH")[2:], heard(said, "C0NORTH")) == (
        [],
        [("confirmation:standard", at(STANDARD_DAY, 10, 30))],
    )


def updates(ledger: MemoryLedger, now: dt.datetime) -> list[tuple[str, str]]:
    return [
        (job.delivery.key.channel, str(job.delivery.key.announcement))
        for job in deliver(ledger, now)
        if job.replaces
    ]


def test_refreshing_updates_the_card_and_every_message_that_shows_where_things_stand(
    ledger: MemoryLedger,
) -> None:
    tell_until(ledger, at(STANDARD_DAY))

    refresh(ledger=ledger, topic=TOPIC, now=at(STANDARD_DAY))

    assert sorted(updates(ledger, at(STANDARD_DAY))) == [
        ("C0ACME", "confirmation:standard"),
        ("C0ACME", "preview:standard"),
        ("C0GLOBEX", "confirmation:standard"),
        ("C0GLOBEX", "preview:standard"),
        ("C0NORTH", "confirmation:standard"),
        ("C0NORTH", "preview:standard"),
        ("U0ANA", "owner_question:standard"),
    ]


def test_refreshing_one_channel_leaves_the_others(ledger: MemoryLedger) -> None:
    tell_until(ledger, at(PREVIEW_DAY))

    refresh(ledger=ledger, topic=TOPIC, now=at(PREVIEW_DAY), channel="C0ACME")

    assert updates(ledger, at(PREVIEW_DAY)) == [("C0ACME", "preview:standard")]


def test_refreshing_twice_updates_once(ledger: MemoryLedger) -> None:
    tell_until(ledger, at(PREVIEW_DAY))

    refresh(ledger=ledger, topic=TOPIC, now=at(PREVIEW_DAY))
    refresh(ledger=ledger, topic=TOPIC, now=at(PREVIEW_DAY))

    assert len(updates(ledger, at(PREVIEW_DAY))) == 3


def test_refreshing_again_later_updates_again(ledger: MemoryLedger) -> None:
    tell_until(ledger, at(PREVIEW_DAY))
    refresh(ledger=ledger, topic=TOPIC, now=at(PREVIEW_DAY))
    updates(ledger, at(PREVIEW_DAY))

    refresh(ledger=ledger, topic=TOPIC, now=at(PREVIEW_DAY, 10))

    assert len(updates(ledger, at(PREVIEW_DAY, 10))) == 3


def test_refreshing_before_anything_was_said_plans_nothing(ledger: MemoryLedger) -> None:
    refresh(ledger=ledger, topic=TOPIC, now=START)

    assert deliver(ledger, START) == ()


def test_a_message_that_is_under_way_is_updated_after_it_was_said(ledger: MemoryLedger) -> None:
    claim_due(ledger, ClaimDue(limit=1), at(PREVIEW_DAY))

    refresh(ledger=ledger, topic=TOPIC, now=at(PREVIEW_DAY))

    assert row(ledger, PREVIEW, "C0ACME", 1).state is State.PLANNED


@pytest.mark.parametrize("announcement", list(Kind))
def test_an_announcement_reads_back_from_what_is_written(announcement: Kind) -> None:
    written = Announcement(announcement, "controlled")

    assert (Announcement.parse(str(written)), Announcement.parse(announcement.value)) == (
        written,
        Announcement(announcement),
    )
