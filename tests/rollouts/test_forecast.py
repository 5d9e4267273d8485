"""What is still to be said is worked out once for what is alike, however many channels it goes to."""

from dataclasses import replace
from datetime import datetime

from rollouts.announcing.late import Skip
from rollouts.announcing.planning import replan
from rollouts.deliveries import OPEN, Action
from rollouts.delivery.claiming import brief_when_due
from rollouts.delivery.forecast import still_to_be_said
from rollouts.releases import Release
from tests.support.delivering import deliver
from tests.support.memory_ledger import MemoryLedger
from tests.support.story import ACME, POLICY, PREVIEW_DAY, RELEASE, STANDARD_DAY, START, at

ZONES = ("Europe/Berlin", "Asia/Tokyo", "America/Lima")


class Counting(MemoryLedger):
    """Counts for how many briefs its release was asked for."""

    def __init__(self) -> None:
        super().__init__(POLICY)
        self.asked: list[str] = []

    def release_with_key(self, key: str) -> Release | None:
        self.asked.append(key)
        return super().release_with_key(key)


def _filled(channels: int, zones: tuple[str | None, ...] = (None,)) -> Counting:
    ledger = Counting()
    ledger.save_release(RELEASE)
    for number in range(channels):
        zone = zones[number % len(zones)]
        ledger.save_integration(replace(ACME, name=f"Team {number}", channel=f"C{number}", timezone=zone))
    replan(ledger=ledger.at(START), release=RELEASE)
    return ledger


def _asked(ledger: Counting) -> int:
    found = ledger.alike(RELEASE.topic)
    ledger.asked.clear()
    still_to_be_said(ledger.at(START), found)
    return len(ledger.asked)


def test_forty_channels_take_as_many_briefs_as_four() -> None:
    assert _asked(_filled(40)) == _asked(_filled(4)) > 0


def _foreseen_one_by_one(ledger: Counting, now: datetime) -> set[int]:
    return {
        post.id
        for post in ledger.deliveries(RELEASE.topic)
        if post.state in OPEN and post.action is Action.POST
        if not isinstance(brief_when_due(ledger.at(now), post), Skip)
    }


def _foreseen_together(ledger: Counting, now: datetime) -> set[int]:
    found = still_to_be_said(ledger.at(now), ledger.alike(RELEASE.topic))
    posts = {number for each in found for number, _ in each.channels(ledger)}
    assert sum(each.count for each in found) == len(posts)
    return posts


def test_each_post_is_foreseen_as_if_it_were_asked_for_by_itself() -> None:
    ledger = _filled(6, zones=ZONES)
    for now in (START, at(PREVIEW_DAY), at(STANDARD_DAY)):
        deliver(ledger, now)
        assert _foreseen_together(ledger, now) == _foreseen_one_by_one(ledger, now)
        moved = replace(RELEASE.stages[1], date=RELEASE.stages[1].date.replace(day=28))
        ledger.save_release(RELEASE.with_stage(moved))
        replan(ledger=ledger.at(now), release=RELEASE.with_stage(moved))


def test_where_the_day_has_begun_in_some_zones_alone_each_channel_is_asked_by_its_own() -> None:
    ledger, night = _filled(6, zones=ZONES), at(STANDARD_DAY, 1)
    assert _foreseen_together(ledger, night) == _foreseen_one_by_one(ledger, night)
