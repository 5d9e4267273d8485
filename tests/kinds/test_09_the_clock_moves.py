"""The clock of the machine is set, or the machine sleeps: the heart beats on, and says what it noticed.

APScheduler is the real one; it and our watch read a machine's clock that the test sets.
"""

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rollouts.deliveries import State
from scheduling.ticker import Ticker
from tests.support import story
from tests.support.databases import new_file
from tests.support.dispatching import Rig
from tests.support.moved_clock import MachineClock

BEAT = timedelta(milliseconds=20)
SECOND, MINUTE, HOUR, DAY = timedelta(seconds=1), timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
STEPS = [2 * SECOND, MINUTE, HOUR, DAY, 7 * DAY, 366 * DAY]


class Heart:
    """A ticker on a machine whose clock can be set, and how often it has beaten."""

    def __init__(self) -> None:
        self.machine = MachineClock()
        self.ticker = Ticker(zone=self.machine)
        self.beats = 0
        self._heard = asyncio.Condition()

    async def beat(self) -> None:
        async with self._heard:
            self.beats += 1
            self._heard.notify_all()

    async def beats_again(self, times: int = 2) -> None:
        until = self.beats + times
        async with asyncio.timeout(5), self._heard:
            await self._heard.wait_for(lambda: self.beats >= until)


@pytest.fixture
async def heart() -> AsyncIterator[Heart]:
    heart = Heart()
    heart.ticker.every(BEAT, heart.beat)
    heart.ticker.start()
    await heart.beats_again(1)
    yield heart
    heart.ticker.stop()


def told(caplog: pytest.LogCaptureFixture) -> list[str]:
    return [record.getMessage() for record in caplog.records if record.name == "scheduling.ticker"]


@pytest.mark.parametrize("step", STEPS, ids=str)
async def test_set_back_it_beats_on_and_says_so(
    heart: Heart, step: timedelta, caplog: pytest.LogCaptureFixture
) -> None:
    heart.machine.wrong -= step

    await heart.beats_again()

    assert told(caplog) == [f"The clock of this machine was set back by {step}."]


@pytest.mark.parametrize("step", STEPS, ids=str)
async def test_set_forward_or_after_a_sleep_it_beats_on_and_says_so(
    heart: Heart, step: timedelta, caplog: pytest.LogCaptureFixture
) -> None:
    heart.machine.wrong += step

    await heart.beats_again()

    assert told(caplog) == [
        f"The clock of this machine went forward by {step}: it was set, or the machine slept."
    ]


async def test_set_to_and_fro_it_beats_on(heart: Heart, caplog: pytest.LogCaptureFixture) -> None:
    for step in (-HOUR, DAY, -366 * DAY, MINUTE, HOUR - MINUTE, 365 * DAY):
        heart.machine.wrong += step
        await heart.beats_again()

    assert len(told(caplog)) == 6


async def test_a_correction_of_less_than_a_second_is_not_worth_a_word(
    heart: Heart, caplog: pytest.LogCaptureFixture
) -> None:
    heart.machine.wrong -= SECOND / 2

    await heart.beats_again()

    assert told(caplog) == []


async def test_a_leap_of_a_year_is_made_up_for_by_one_beat(heart: Heart) -> None:
    before = heart.beats
    heart.machine.wrong += 366 * DAY

    await heart.beats_again(1)

    # APScheduler's own interval would first list a year of beats: 1.6 thousand million of them.
    assert heart.beats == before + 1


async def test_what_beats_seldom_is_not_put_off_either() -> None:
    seldom, often, machine = asyncio.Event(), asyncio.Event(), MachineClock()
    ticker = Ticker(zone=machine)

    async def beat_seldom() -> None:
        seldom.set()

    async def beat_often() -> None:
        often.set()

    ticker.every(HOUR, beat_seldom)
    ticker.every(BEAT, beat_often)
    ticker.start()
    await often.wait()
    machine.wrong -= DAY

    async with asyncio.timeout(5):
        await seldom.wait()
    ticker.stop()


async def test_paused_it_begins_no_beat_although_the_clock_moves(
    heart: Heart, caplog: pytest.LogCaptureFixture
) -> None:
    heart.ticker.pause()
    before = heart.beats
    other = Heart()
    other.ticker.every(BEAT, other.beat)
    other.ticker.start()

    heart.machine.wrong -= HOUR
    await other.beats_again(5)

    assert heart.beats == before
    assert told(caplog)
    other.ticker.stop()


@pytest.mark.parametrize("step", [-DAY, -HOUR, -MINUTE, MINUTE, DAY], ids=str)
async def test_what_falls_due_after_the_step_is_posted(tmp_path: Path, step: timedelta) -> None:
    rig, machine = Rig(new_file(tmp_path)), MachineClock()
    await rig.takes_in(story.DRAFT)
    ticker, posted = Ticker(zone=machine), asyncio.Event()

    async def beat() -> None:
        if await rig.dispatcher.tick():
            posted.set()

    ticker.every(BEAT, beat)
    rig.passes(-SECOND)
    ticker.start()
    machine.wrong += step

    rig.passes(SECOND)
    async with asyncio.timeout(5):
        await posted.wait()
    ticker.stop()
    await rig.dispatcher.drain()

    assert (await rig.states())["C0ACME"] is State.SENT
    await rig.tasks.finish(0)
    rig.database.close()


@given(st.timedeltas(min_value=-3660 * DAY, max_value=3660 * DAY))
@settings(max_examples=20)
def test_the_clock_of_the_tests_is_one_that_was_set_by_that_much(wrong: timedelta) -> None:
    machine = MachineClock()
    assert abs(machine.now() - datetime.now(UTC)) < MINUTE

    machine.wrong = wrong

    assert abs(machine.now() - wrong - datetime.now(UTC)) < MINUTE
    assert datetime.now(machine).utcoffset() == timedelta(0)
