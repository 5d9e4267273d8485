"""The heartbeat. APScheduler beats and nothing more: what is due and what is late is in the ledger."""

from collections.abc import Awaitable, Callable
from datetime import UTC, timedelta

from apscheduler.schedulers.asyncio import AsyncIOScheduler

Beat = Callable[[], Awaitable[object]]


class Ticker:
    """Calls each beat again and again, never twice at once.

    APScheduler's own grace time would drop a beat that comes a second late; `None` never drops one, and
    beats that were missed are made up for by one. `haste` is how many times as often as asked it beats.
    """

    def __init__(self, *, haste: float = 1) -> None:
        self._haste = haste
        self._scheduler = AsyncIOScheduler(
            timezone=UTC,
            job_defaults={"misfire_grace_time": None, "coalesce": True, "max_instances": 1},
        )

    def every(self, interval: timedelta, beat: Beat) -> None:
        """Call `beat` once in every interval, from `start` on."""
        self._scheduler.add_job(beat, "interval", seconds=interval.total_seconds() / self._haste)

    def start(self) -> None:
        """Begin to beat; needs a running loop."""
        self._scheduler.start()

    def stop(self) -> None:
        """Beat no more. Call it when no beat is under way: APScheduler cancels one that is."""
        if self._scheduler.running:
            self._scheduler.shutdown(wait=False)

    def pause(self) -> None:
        """Start no further beat; one that is under way goes on."""
        if self._scheduler.running:
            self._scheduler.pause()
