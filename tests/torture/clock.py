"""A clock that all processes of a torture share: it runs fast, and leaps over the days on which nothing is due.

It runs `FACTOR` times as fast as real time. So a call that takes a tenth of a second takes six simulated ones,
and leases, looks and retries keep their proportions.
"""

import time
from ctypes import c_double
from dataclasses import dataclass
from datetime import datetime, timedelta

FACTOR = 60
"""Simulated seconds in a real one."""


@dataclass(frozen=True)
class LeapingClock:
    """The clock. `epoch` is when it showed `begins`, by the monotonic clock of this machine.

    `leapt` lies in memory that the processes share: the seconds that were leapt over so far.
    """

    begins: datetime
    epoch: float
    leapt: c_double

    def now(self) -> datetime:
        """Return the simulated instant, the same one in every process."""
        run = FACTOR * (time.monotonic() - self.epoch)
        return self.begins + timedelta(seconds=run + self.leapt.value)

    def leap_to(self, at: datetime) -> None:
        """Show that instant, unless it has passed."""
        self.leapt.value += max(0.0, (at - self.now()).total_seconds())
