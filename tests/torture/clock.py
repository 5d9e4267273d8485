"""A clock that all processes of a torture share: it runs fast, and leaps over days on which nothing is due.

It runs `FACTOR` times as fast as real time. So a call that takes a tenth of a second takes six simulated
ones, and leases, looks and retries keep their proportions.
"""

import time
from datetime import datetime, timedelta
from mmap import mmap
from pathlib import Path

FACTOR = 60
"""Simulated seconds in a real one."""


class LeapingClock:
    """The clock. What it leapt over so far, in seconds, stands in a file that the processes share.

    `epoch` is when it showed `begins`, by the monotonic clock of this machine.
    """

    def __init__(self, begins: datetime, epoch: float, leapt: Path) -> None:
        self.begins = begins
        self.epoch = epoch
        self.file = leapt
        with leapt.open("r+b") as opened:
            self._leapt = memoryview(mmap(opened.fileno(), 8)).cast("d")

    @classmethod
    def begin(cls, at: datetime, leapt: Path) -> "LeapingClock":
        """Let a new clock begin now; it makes the file."""
        leapt.write_bytes(bytes(8))
        return cls(at, time.monotonic(), leapt)

    def now(self) -> datetime:
        """Return the simulated instant, the same one in every process."""
        run = FACTOR * (time.monotonic() - self.epoch)
        return self.begins + timedelta(seconds=run + self._leapt[0])

    def leap_to(self, at: datetime) -> None:
        """Show that instant, unless it has passed."""
        self._leapt[0] += max(0.0, (at - self.now()).total_seconds())
