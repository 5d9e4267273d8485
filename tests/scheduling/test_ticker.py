"""The heartbeat: again and again, never twice at once, and what was missed is made up for by one beat."""

import asyncio
import time
from datetime import timedelta

import pytest

from rollouts.refusals import LedgerUnavailable
from scheduling.ticker import Ticker

SHORT = timedelta(milliseconds=10)


class Beats:
    """Counts beats; each one takes as long as `pause` says, and how many go on at once is noted."""

    def __init__(self) -> None:
        self.count = 0
        self.at_once = 0
        self.most_at_once = 0
        self.may_end = asyncio.Event()
        self.may_end.set()
        self._heard = asyncio.Condition()

    async def beat(self) -> None:
        self.at_once += 1
        self.most_at_once = max(self.most_at_once, self.at_once)
        async with self._heard:
            self.count += 1
            self._heard.notify_all()
        await self.may_end.wait()
        self.at_once -= 1

    async def reach(self, count: int) -> None:
        async with asyncio.timeout(5), self._heard:
            await self._heard.wait_for(lambda: self.count >= count)


async def test_it_beats_again_and_again() -> None:
    beats, ticker = Beats(), Ticker()
    ticker.every(SHORT, beats.beat)

    ticker.start()
    await beats.reach(3)

    ticker.stop()


async def test_at_a_higher_speed_it_beats_more_often() -> None:
    beats, ticker = Beats(), Ticker(speed=1000)
    ticker.every(1000 * SHORT, beats.beat)

    ticker.start()
    await beats.reach(3)

    ticker.stop()


async def test_a_beat_that_takes_long_is_not_begun_a_second_time() -> None:
    slow, others, ticker = Beats(), Beats(), Ticker()
    slow.may_end.clear()
    ticker.every(SHORT, slow.beat)
    ticker.every(SHORT, others.beat)
    ticker.start()
    await slow.reach(1)
    await others.reach(5)
    slow.may_end.set()
    await slow.reach(2)

    ticker.stop()

    assert slow.most_at_once == 1


async def test_a_beat_that_fails_does_not_stop_the_next_ones() -> None:
    beats, ticker = Beats(), Ticker()

    async def fail() -> None:
        await beats.beat()
        raise OSError("disk full")

    ticker.every(SHORT, fail)
    ticker.start()
    await beats.reach(3)

    ticker.stop()


async def test_what_keeps_a_beat_from_working_is_said_once_and_that_it_works_again_too(
    caplog: pytest.LogCaptureFixture,
) -> None:
    beats, ticker = Beats(), Ticker()

    async def fail_at_first() -> None:
        await beats.beat()
        if beats.count <= 3:
            raise LedgerUnavailable("The database cannot be used: it is starting.")

    ticker.every(SHORT, fail_at_first)
    ticker.start()
    await beats.reach(6)
    ticker.stop()

    assert [record.getMessage() for record in caplog.records] == [
        "The database cannot be used: it is starting. What is due is kept.",
        "It goes on again.",
    ]
    assert all(record.exc_info is None for record in caplog.records)


async def test_a_beat_that_is_broken_off_when_it_stops_is_no_failure(
    caplog: pytest.LogCaptureFixture,
) -> None:
    slow, ticker = Beats(), Ticker()
    slow.may_end.clear()
    ticker.every(SHORT, slow.beat)
    ticker.start()
    await slow.reach(1)

    ticker.stop()
    beating = asyncio.all_tasks() - {asyncio.current_task()}
    await asyncio.wait(beating)

    assert [record for record in caplog.records if record.levelname != "INFO"] == []


async def test_a_mistake_of_ours_is_logged_once_with_its_traceback(caplog: pytest.LogCaptureFixture) -> None:
    beats, ticker = Beats(), Ticker()

    async def fail() -> None:
        await beats.beat()
        raise LookupError("a mistake of ours")

    ticker.every(SHORT, fail)
    ticker.start()
    await beats.reach(4)
    ticker.stop()

    (record,) = caplog.records
    assert "a mistake of ours" in caplog.text
    assert record.exc_info is not None


async def test_beats_that_were_missed_while_the_process_was_busy_are_made_up_for_by_one() -> None:
    beats, ticker = Beats(), Ticker()
    ticker.every(timedelta(milliseconds=100), beats.beat)
    ticker.start()

    time.sleep(0.35)  # noqa: ASYNC251 - the process is busy and its loop stands still: that is the case here
    await beats.reach(1)

    assert beats.count == 1
    ticker.stop()


async def test_paused_it_begins_no_further_beat() -> None:
    paused, others = Beats(), Beats()
    ticker, other = Ticker(), Ticker()
    ticker.every(SHORT, paused.beat)
    other.every(SHORT, others.beat)
    ticker.start()
    other.start()
    await paused.reach(1)

    ticker.pause()
    before = paused.count
    await others.reach(others.count + 5)

    assert paused.count == before
    ticker.stop()
    other.stop()


async def test_one_that_never_started_can_be_paused_and_stopped() -> None:
    ticker = Ticker()

    ticker.pause()
    ticker.stop()
