"""Every delivery can be read, with what became of it."""

from dataclasses import replace
from datetime import timedelta

import pytest

from rollouts import kinds
from rollouts.announcing.planning import refresh
from rollouts.deliveries import Action, Announcement, Concern, Key, NewDelivery, Refused, State
from rollouts.refusals import Unknown
from rollouts.servers import DEFAULT_SERVERS
from rollouts.topics import Topic
from rollouts.usecases.releases import Ask
from rollouts.usecases.upcoming import (
    LATEST,
    SHOWN,
    DeliveryList,
    list_all_deliveries,
    list_deliveries,
)
from tests.support.delivering import deliver
from tests.support.memory_ledger import MemoryLedger
from tests.support.story import PREVIEW_DAY, RELEASE, START, at

NOW = at(PREVIEW_DAY)


def test_of_a_release_all_are_listed(ledger: MemoryLedger) -> None:
    assert list_deliveries(ledger.at(NOW), Ask("2026.11")) == DeliveryList(
        RELEASE, ledger.deliveries(RELEASE.topic), DEFAULT_SERVERS, ledger.policy
    )


def test_updates_are_listed_too(ledger: MemoryLedger) -> None:
    deliver(ledger, NOW)
    refresh(ledger=ledger.at(NOW), topic=RELEASE.topic)

    found = list_deliveries(ledger.at(NOW), Ask("2026.11")).deliveries

    assert Action.UPDATE in {delivery.action for delivery in found}


def test_without_a_name_the_latest_of_all_come_first(ledger: MemoryLedger) -> None:
    ledger.plan(
        NewDelivery(
            Key(Topic.parse("case:1"), Announcement(kinds.CASE_NOTE, number=number), "C0ACME"), due_at=START
        )
        for number in range(LATEST)
    )

    found = list_deliveries(ledger.at(NOW), Ask())

    times = [delivery.due_at for delivery in found.deliveries]
    assert (found.release, len(times), times) == (None, LATEST, sorted(times, reverse=True))


def test_without_a_name_what_is_still_to_come_is_not_in_the_way(ledger: MemoryLedger) -> None:
    deliver(ledger, NOW)

    found = list_deliveries(ledger.at(NOW), Ask()).deliveries

    assert {delivery.state for delivery in found} == {State.SENT}


def test_what_was_refused_needs_somebodys_help(ledger: MemoryLedger) -> None:
    deliver(ledger, NOW, lambda _: Refused("invalid_blocks"))

    found = list_deliveries(ledger.at(NOW), Ask("2026.11"))

    assert [delivery.key.channel for delivery in found.stuck] == ["C0ACME", "C0GLOBEX", "C0NORTH"]


def test_of_what_waits_for_a_closed_channel_only_what_is_due_needs_help(ledger: MemoryLedger) -> None:
    deliver(ledger, NOW, lambda _: Refused("is_archived", concern=Concern.CHANNEL))

    found = list_deliveries(ledger.at(NOW), Ask("2026.11"))

    assert {str(delivery.key.announcement) for delivery in found.stuck} == {"preview:standard"}


def test_of_a_release_that_does_not_exist_those_that_do_are_named(ledger: MemoryLedger) -> None:
    with pytest.raises(Unknown) as refusal:
        list_deliveries(ledger.at(NOW), Ask("2026.12"))

    assert refusal.value.known == ("2026.11", "2026.10")


def test_of_very_many_one_message_is_given_the_first_and_all_that_need_help(ledger: MemoryLedger) -> None:
    before = len(ledger.deliveries(RELEASE.topic))
    note, later = Announcement(kinds.PREVIEW, "standard"), at(PREVIEW_DAY) + timedelta(days=99)
    ledger.plan(NewDelivery(Key(RELEASE.topic, note, f"C{number}"), later) for number in range(SHOWN))
    (*_, last) = ledger.deliveries(RELEASE.topic)
    ledger.save_deliveries([replace(last, state=State.FAILED)])

    found = list_deliveries(ledger.at(NOW), Ask("2026.11"))

    assert [each.id for each in found.stuck] == [last.id]
    # As many beside those that need help as a message shows, wherever these stand.
    assert (len(found.deliveries), found.deliveries[-1].id, found.others) == (SHOWN + 2, last.id, before - 2)
    assert len(list_all_deliveries(ledger.at(NOW), Ask("2026.11")).deliveries) == SHOWN + before
