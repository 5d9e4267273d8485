"""The heartbeat. APScheduler beats and nothing more: what is due and what is late is in the ledger."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta, tzinfo

from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.base import BaseTrigger

from rollouts.refusals import LedgerUnavailable

Beat = Callable[[], Awaitable[object]]

logger = logging.getLogger(__name__)


CLOCK_MOVED = timedelta(seconds=1)
"""A clock that moves by less delays no beat by more than the beat after it."""


class _FromNow(BaseTrigger):  # type: ignore[misc] # APScheduler has no types
    """Fires again one interval after the last beat began.

    APScheduler's own interval lists every beat that was missed before it leaves out all but one: for a clock
    that leaps by a year that is thirty million of them.
    """

    def __init__(self, interval: timedelta) -> None:
        self.interval = interval

    def get_next_fire_time(self, _previous: datetime | None, now: datetime) -> datetime:
        return now + self.interval


class Ticker:
    """Calls each beat again and again, never twice at once, whatever happens to the clock of the machine.

    APScheduler's own grace time would drop a beat that comes a second late; `None` never drops one, and
    beats that were missed are made up for by one. A beat that fails is logged once, however often it fails in
    the same way. `speed` is how many times as often as asked it beats.

    APScheduler 3.11 notes the hour of the next beat and waits for it (`BaseScheduler._process_jobs`): set
    back, it would wait as long as the step was. So the clock is compared with the loop's, which nobody can
    set; when they part, all beats are due at once. `zone` is where the hour is read.
    """

    def __init__(self, *, speed: float = 1, zone: tzinfo = UTC) -> None:
        self._speed = speed
        self._zone = zone
        self._shortest = CLOCK_MOVED
        self._watching: asyncio.Task[None] | None = None
        self._scheduler = AsyncIOScheduler(
            timezone=zone,
            job_defaults={"misfire_grace_time": None, "coalesce": True, "max_instances": 1},
        )

    def every(self, interval: timedelta, beat: Beat) -> None:
        """Call `beat` once in every interval, from `start` on."""
        interval /= self._speed
        self._shortest = min(self._shortest, interval)
        self._scheduler.add_job(_guarded(beat), _FromNow(interval))

    def start(self) -> None:
        """Begin to beat; needs a running loop."""
        self._scheduler.start()
        self._watching = asyncio.create_task(self._watch(self._clocks_apart()))

    def stop(self) -> None:
        """Beat no more. A beat that is under way is broken off."""
        if self._watching:
            self._watching.cancel()
        if self._scheduler.running:
            self._scheduler.shutdown(wait=False)

    def pause(self) -> None:
        """Start no further beat; one that is under way goes on."""
        if self._scheduler.running:
            self._scheduler.pause()

    async def _watch(self, apart: timedelta) -> None:
        """Wake the scheduler when the clocks of the machine and of the loop are no longer as far `apart`."""
        while True:
            await asyncio.sleep(self._shortest.total_seconds())
            before, apart = apart, self._clocks_apart()
            if abs(moved := apart - before) < CLOCK_MOVED:
                continue
            logger.warning(
                "The clock of this machine was set back by %(step)s."
                if moved < timedelta(0)
                else "The clock of this machine went forward by %(step)s: it was set, or the machine slept.",
                {"step": timedelta(seconds=round(abs(moved).total_seconds()))},
            )
            for job in self._scheduler.get_jobs():
                job.modify(next_run_time=datetime.now(self._zone))

    def _clocks_apart(self) -> timedelta:
        seconds = datetime.now(self._zone).timestamp() - asyncio.get_running_loop().time()
        return timedelta(seconds=seconds)


def _guarded(beat: Beat) -> Beat:
    """Return a beat that never fails, and says once that it could not be done, and once that it can again."""
    trouble = ""

    async def guarded() -> None:
        nonlocal trouble
        before, trouble = trouble, ""
        try:
            await beat()
        except LedgerUnavailable as error:
            trouble = str(error)
            if trouble != before:
                logger.warning("%(error)s What is due is kept.", {"error": error})
        except asyncio.CancelledError:
            logger.info("A beat was broken off: the process stops.")
        except Exception as error:  # a heart goes on beating
            trouble = repr(error)
            if trouble != before:
                logger.exception("The heartbeat met an error. What is due is kept.")
        else:
            if before:
                logger.warning("It goes on again.")

    return guarded
