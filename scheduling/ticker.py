"""The heartbeat. APScheduler beats and nothing more: what is due and what is late is in the ledger."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import UTC, timedelta

from apscheduler.schedulers.asyncio import AsyncIOScheduler

from rollouts.refusals import LedgerUnavailable

Beat = Callable[[], Awaitable[object]]

logger = logging.getLogger(__name__)


class Ticker:
    """Calls each beat again and again, never twice at once.

    APScheduler's own grace time would drop a beat that comes a second late; `None` never drops one, and
    beats that were missed are made up for by one. A beat that fails is logged once, however often it fails in
    the same way. `speed` is how many times as often as asked it beats.
    """

    def __init__(self, *, speed: float = 1) -> None:
        self._speed = speed
        self._scheduler = AsyncIOScheduler(
            timezone=UTC,
            job_defaults={"misfire_grace_time": None, "coalesce": True, "max_instances": 1},
        )

    def every(self, interval: timedelta, beat: Beat) -> None:
        """Call `beat` once in every interval, from `start` on."""
        self._scheduler.add_job(_guarded(beat), "interval", seconds=interval.total_seconds() / self._speed)

    def start(self) -> None:
        """Begin to beat; needs a running loop."""
        self._scheduler.start()

    def stop(self) -> None:
        """Beat no more. A beat that is under way is broken off."""
        if self._scheduler.running:
            self._scheduler.shutdown(wait=False)

    def pause(self) -> None:
        """Start no further beat; one that is under way goes on."""
        if self._scheduler.running:
            self._scheduler.pause()


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
                logger.warning("%s What is due is kept.", error)
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
