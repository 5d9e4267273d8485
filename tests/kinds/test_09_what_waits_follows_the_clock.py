"""The clock was set back: what waits for a moment waits no longer than it was to, and days stay days."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rollouts import kinds
from rollouts.announcing.planning import refresh
from rollouts.deliveries import SEARCH_AFTER, Announcement, Delivery, Lost, NotPosted, State
from rollouts.delivery.clock_set_back import follow_clock, follow_clock_at_start
from rollouts.delivery.recording import GiveUp, give_up_abandoned
from rollouts.history import Author
from rollouts.keeping import keep_integration
from rollouts.people import Person
from rollouts.usecases.cases import Report, take_report
from slack_simulator import Fault, FaultKind
from tests.support import story
from tests.support.databases import new_file
from tests.support.delivering import deliver, only_in_acme, row, take_looks
from tests.support.dispatching import Rig
from tests.support.memory_ledger import MemoryLedger
from tests.support.world import World

SECOND, MINUTE, HOUR, DAY = timedelta(seconds=1), timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
STEPS = [2 * SECOND, MINUTE, HOUR, DAY, 366 * DAY]
NOW = story.at(story.PREVIEW_DAY)
WAIT = 30 * SECOND
BEATS = 2 * SECOND
LIMITED = NotPosted("ratelimited", WAIT)
REPORT = Report(Person("U0ANA"), "C0ACME", "It is down")


@pytest.fixture
def rig(tmp_path: Path) -> Iterator[Rig]:
    rig = Rig(new_file(tmp_path))
    yield rig
    rig.database.close()


async def beats(rig: Rig) -> None:
    """Let two beats pass, and all that they begin."""
    for _ in range(2):
        rig.passes(SECOND)
        await rig.dispatcher.drain()
        await rig.searcher().tick()
    await rig.tasks.finish(1)


async def in_acme(rig: Rig) -> Delivery:
    return (await rig.deliveries())["C0ACME"]


@pytest.mark.parametrize("step", [*STEPS, -MINUTE, -DAY], ids=str)
async def test_another_try_comes_within_two_beats_of_its_time(rig: Rig, step: timedelta) -> None:
    await rig.takes_in(story.DRAFT)
    rig.poster.then("C0ACME", LIMITED)
    await rig.dispatcher.drain()

    rig.passes(-step)
    await rig.dispatcher.drain()
    rig.passes(WAIT - BEATS)
    await beats(rig)

    assert (await in_acme(rig)).state is State.SENT


@pytest.mark.parametrize("step", STEPS, ids=str)
async def test_it_does_not_come_before_slack_wants_it(rig: Rig, step: timedelta) -> None:
    await rig.takes_in(story.DRAFT)
    rig.poster.then("C0ACME", LIMITED)
    await rig.dispatcher.drain()

    rig.passes(-step)
    await rig.dispatcher.drain()
    rig.passes(WAIT - 2 * BEATS)
    await beats(rig)

    assert (await in_acme(rig)).state is State.WAITING


@pytest.mark.parametrize("step", STEPS, ids=str)
async def test_a_case_of_the_beat_before_the_step_is_said_within_two_beats(rig: Rig, step: timedelta) -> None:
    await rig.dispatcher.tick()
    await rig.workspace.run(take_report, REPORT, now=rig.clock.now())

    rig.passes(-step)
    await beats(rig)

    assert rig.poster.in_channel("C0SUPPORT")[:1] == ["case:1 case_opened"]


@pytest.mark.parametrize("step", STEPS, ids=str)
async def test_a_lost_post_is_searched_for_in_time_and_found(rig: Rig, step: timedelta) -> None:
    await rig.takes_in(story.DRAFT)
    rig.poster.then("C0ACME", Lost("timeout"))
    await rig.dispatcher.drain()

    rig.passes(-step)
    await rig.dispatcher.drain()
    rig.passes(SEARCH_AFTER[0] - BEATS)
    await beats(rig)

    assert (await in_acme(rig)).searches == 1


@pytest.mark.parametrize("ahead", [MINUTE, HOUR, DAY, 30 * DAY], ids=str)
async def test_a_lost_post_is_found_in_slack_although_our_clock_was_ahead(
    world: World, ahead: timedelta
) -> None:
    begins, wrong = world.clock.now(), ahead
    world.workspace.now = lambda: world.clock.now() - wrong
    world.workspace.faults.add(Fault(FaultKind.DROPPED_AFTER, "chat.postMessage", "C0SUPPORT"))
    world.clock.move_to(begins + ahead)
    await world.bot.workspace.run(take_report, REPORT, now=world.clock.now())
    await world.bot.dispatcher.drain()

    wrong = timedelta(0)
    world.clock.move_to(begins)
    await world.bot.dispatcher.drain()
    world.clock.move_to(begins + SEARCH_AFTER[0] + BEATS)
    await world.bot.searcher.tick()
    await world.bot.dispatcher.drain()

    assert len([post for post in world.posts("#support") if post.thread_ts is None]) == 1


@given(step=st.timedeltas(min_value=2 * SECOND, max_value=3660 * DAY))
@settings(max_examples=50)
def test_a_case_is_raised_after_as_long_as_nobody_acknowledges_it(step: timedelta) -> None:
    ledger = MemoryLedger(story.POLICY)
    take_report(ledger.at(NOW), REPORT)
    deliver(ledger, NOW)

    follow_clock(ledger.at(NOW - step), step)

    assert deliver(ledger, NOW - step + 14 * MINUTE) == ()
    (raised,) = deliver(ledger, NOW - step + 15 * MINUTE)
    assert raised.delivery.key.announcement == Announcement(kinds.CASE_RAISED, number=1)


@pytest.mark.parametrize("step", [MINUTE, HOUR, DAY], ids=str)
def test_what_is_due_at_post_time_of_a_day_stays_so(ledger: MemoryLedger, step: timedelta) -> None:
    follow_clock(ledger.at(NOW - step), step)

    assert deliver(ledger, NOW - SECOND) == ()
    assert deliver(ledger, NOW)


@pytest.mark.parametrize("step", [MINUTE, HOUR, DAY], ids=str)
def test_an_update_that_waits_follows_too(ledger: MemoryLedger, step: timedelta) -> None:
    deliver(ledger, NOW)
    refresh(ledger=ledger.at(NOW), topic=story.RELEASE.topic)

    assert follow_clock(ledger.at(NOW - step), step)

    assert all(job.replaces for job in deliver(ledger, NOW - step))
    assert row(ledger, revision=1).state is State.SENT


# After a restart


def earlier(ledger: MemoryLedger, outcome: Lost | NotPosted) -> datetime:
    """Let the preview in #acme come to that by a clock that is a day ahead; return the time that it is."""
    deliver(ledger, NOW, only_in_acme(outcome))
    return NOW - DAY


def test_what_seems_to_have_been_tried_in_the_future_is_tried_again_as_soon_as_slack_wants_it(
    ledger: MemoryLedger,
) -> None:
    now = earlier(ledger, LIMITED)

    follow_clock_at_start(ledger.at(now))

    assert row(ledger).next_at == now + WAIT


def test_what_waits_as_it_should_goes_on_waiting_at_start(ledger: MemoryLedger) -> None:
    earlier(ledger, LIMITED)

    assert follow_clock_at_start(ledger.at(NOW)) == 0

    assert row(ledger).next_at == NOW + WAIT


def entered(ledger: MemoryLedger) -> None:
    """Enter something: that stands in the history."""
    keep_integration(ledger=ledger, integration=story.GLOBEX, author=Author("U0BEN", ledger.now))


def pressed(ledger: MemoryLedger) -> None:
    """Press something: that is an act."""
    ledger.remember("press 1")


@pytest.mark.parametrize("step", [2 * SECOND, HOUR, DAY, 366 * DAY], ids=str)
@pytest.mark.parametrize("did", [entered, pressed])
def test_what_was_planned_by_a_clock_that_was_ahead_and_never_tried_is_said_after_a_start(
    step: timedelta, did: Callable[[MemoryLedger], None]
) -> None:
    ledger = MemoryLedger(story.POLICY)
    did(ledger.at(NOW + step))
    take_report(ledger.at(NOW + step), REPORT)

    assert follow_clock_at_start(ledger.at(NOW))

    assert "case_opened" in [str(job.delivery.key.announcement) for job in deliver(ledger, NOW)]
    (raised,) = deliver(ledger, NOW + 15 * MINUTE)
    assert raised.delivery.key.announcement == Announcement(kinds.CASE_RAISED, number=1)


def test_what_was_planned_after_the_clock_was_mended_keeps_its_time_at_the_next_start() -> None:
    ledger = MemoryLedger(story.POLICY)
    pressed(ledger.at(NOW + DAY))
    take_report(ledger.at(NOW), REPORT)
    deliver(ledger, NOW)

    assert follow_clock_at_start(ledger.at(NOW + MINUTE)) == 0


def test_a_claim_of_an_earlier_life_by_a_clock_that_was_ahead_is_given_up_at_start(
    ledger: MemoryLedger,
) -> None:
    earlier(ledger, Lost("timeout"))
    ledger.save_deliveries([replace(row(ledger), state=State.CLAIMED, next_at=None)])

    freed = give_up_abandoned(ledger.at(NOW - DAY), GiveUp(lease=timedelta(0)))

    assert [each.key.channel for each in freed] == ["C0ACME"]


def test_what_was_lost_by_a_clock_that_was_ahead_is_searched_for_far_enough_back(
    ledger: MemoryLedger,
) -> None:
    earlier(ledger, Lost("timeout"))
    ledger.save_deliveries([replace(row(ledger), next_at=NOW - DAY)])

    (search,) = take_looks(ledger, NOW - DAY)

    assert search.since == NOW - 2 * DAY
