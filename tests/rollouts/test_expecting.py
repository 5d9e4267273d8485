"""What is to come is counted for all channels and gathered for a page, as if each post were looked at."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

import pytest

from rollouts.announcing.late import Skip
from rollouts.announcing.planning import replan
from rollouts.deliveries import OPEN, Action, Delivery, Key, State
from rollouts.delivery.claiming import brief_when_due
from rollouts.delivery.expecting import Coming, Condition, expected
from rollouts.kinds import Placement
from rollouts.policy import Policy
from rollouts.releases import Release
from rollouts.transitions import Verb
from rollouts.usecases.confirming import Confirm, confirm
from tests.support.changing import changed
from tests.support.delivering import deliver, tell_until
from tests.support.memory_ledger import MemoryLedger
from tests.support.stored import put
from tests.support.story import (
    ACME,
    ANA,
    DAY,
    POLICY,
    PREVIEW,
    PREVIEW_DAY,
    RELEASE,
    REMINDER_DAY,
    STANDARD_DAY,
    START,
    at,
)

ZONES = (None, "Asia/Tokyo", None)


class Counting(MemoryLedger):
    """Counts the channels that were asked for, of how many posts alike."""

    def __init__(self, policy: Policy) -> None:
        super().__init__(policy)
        self.asked: list[int] = []

    def channels_of(self, alike: object, *, limit: int | None = None) -> tuple[tuple[int, str], ...]:
        found = super().channels_of(alike, limit=limit)  # type: ignore[arg-type] # handed on
        self.asked.append(len(found))
        return found


def _filled(channels: int = 6) -> Counting:
    ledger = Counting(POLICY)
    ledger.save_release(RELEASE)
    for number in range(channels):
        zone = ZONES[number % len(ZONES)]
        ledger.save_integration(replace(ACME, name=f"Team {number}", channel=f"C0{number}", timezone=zone))
    replan(ledger=ledger.at(START), release=RELEASE)
    return ledger


def _release(ledger: MemoryLedger) -> Release:
    found = ledger.release("2026.11")
    assert found
    return found


def _expected(ledger: MemoryLedger, now: datetime, step: int = 3) -> list[Coming]:
    """Gather all that is expected, a few at a time."""
    transaction = ledger.at(now)
    cards = ledger.channels_with_card(RELEASE.topic)
    found = expected(transaction, _release(ledger), ledger.alike(RELEASE.topic), has_card=cards)
    gathered = [each for start in range(0, len(found), step) for each in found.gathered(start, start + step)]
    assert len(gathered) == len(found)
    return gathered


def _one_by_one(ledger: MemoryLedger, now: datetime) -> Iterator[tuple[str, str, bool]]:
    """Look at each open post in its order: what will be said where, and whether as the card."""
    deliveries = ledger.deliveries(RELEASE.topic)
    has_card = {each.key.channel for each in deliveries if each.is_card}
    for post in deliveries:
        kind, channel = post.key.announcement.kind, post.key.channel
        if kind.placement is Placement.ALONE or post.action is not Action.POST or post.state not in OPEN:
            continue
        is_first = channel not in has_card
        if kind.is_shown_on_card and not is_first:
            continue
        brief = brief_when_due(ledger.at(now), post, is_card=is_first)
        if not isinstance(brief, Skip):
            has_card.add(channel)
            yield channel, str(post.key.announcement), is_first


def _told(found: list[Coming]) -> list[tuple[str, str, bool]]:
    return [
        (channel, str(each.brief.announcement), getattr(each.brief, "is_card", False))
        for each in found
        if each.condition is not Condition.ONCE_CONFIRMED
        for channel in each.channels
    ]


@pytest.mark.parametrize("begins", [START, at(PREVIEW_DAY), at(REMINDER_DAY), at(STANDARD_DAY, 1)])
def test_all_that_is_said_is_expected_in_its_order(begins: datetime) -> None:
    ledger = _filled()
    deliver(ledger, begins)
    assert _told(_expected(ledger, begins)) == list(_one_by_one(ledger, begins))
    changed(ledger, Verb.MOVE, begins, day=STANDARD_DAY + 2 * DAY, with_later=True)
    assert _told(_expected(ledger, begins)) == list(_one_by_one(ledger, begins))


def test_what_goes_out_at_the_same_time_is_expected_in_its_order() -> None:
    ledger = _filled(3)
    posts = [each for each in ledger.deliveries(RELEASE.topic) if each.action is Action.POST]
    ledger.save_deliveries([replace(each, due_at=at(STANDARD_DAY)) for each in posts])
    assert _told(_expected(ledger, START)) == list(_one_by_one(ledger, START))


def test_a_channel_that_came_later_gets_as_its_card_what_is_said_first_there() -> None:
    ledger = _filled(3)
    tell_until(ledger, at(PREVIEW_DAY))
    ledger.save_integration(replace(ACME, name="Late", channel="C0LATE"))
    replan(ledger=ledger.at(at(PREVIEW_DAY)), release=RELEASE)
    gone = [each for each in ledger.deliveries(RELEASE.topic) if each.key.channel == "C0LATE"]
    kinds = {"preview", "reminder"}
    ledger.remove_deliveries(each.id for each in gone if each.key.announcement.kind.key in kinds)
    found = _expected(ledger, at(PREVIEW_DAY, 10))
    assert ("C0LATE", "due:standard", True) in _told(found)
    assert _told(found) == list(_one_by_one(ledger, at(PREVIEW_DAY, 10)))


def test_channels_without_integrations_that_are_told_the_same_stand_together() -> None:
    ledger = _filled(1)
    posts = [Delivery(0, Key(RELEASE.topic, PREVIEW, f"C0GONE{n}"), at(PREVIEW_DAY)) for n in range(2)]
    put(ledger, posts)
    (own, gone, *_) = _expected(ledger, START)
    assert (own.channels, gone.channels) == (("C00",), ("C0GONE0", "C0GONE1"))


def test_of_many_channels_those_of_the_page_are_asked_for() -> None:
    ledger = _filled(60)
    found = expected(ledger.at(START), RELEASE, ledger.alike(RELEASE.topic), has_card=frozenset())
    assert (len(found) > 300, ledger.asked) == (True, [])
    assert len(found.gathered(80, 88)) == 8
    assert sum(ledger.asked) < 60


def test_once_it_is_live_no_confirmation_is_expected() -> None:
    ledger = _filled(3)
    tell_until(ledger, at(STANDARD_DAY))
    confirm(ledger.at(at(STANDARD_DAY)), Confirm(ANA, "2026.11"))
    expecting = [
        each for each in _expected(ledger, at(STANDARD_DAY)) if each.condition is Condition.ONCE_CONFIRMED
    ]
    assert {str(each.brief.announcement) for each in expecting} == {"confirmation:controlled"}
    assert [each.channels for each in expecting] == [("C00",), ("C01",), ("C02",)]


def test_what_was_sent_is_expected_no_more() -> None:
    ledger = _filled(2)
    sent = [replace(each, state=State.SENT) for each in ledger.deliveries(RELEASE.topic)]
    ledger.save_deliveries(sent)
    assert {each.condition for each in _expected(ledger, START)} == {Condition.ONCE_CONFIRMED}
