"""Clocks: the system's, and one that can be moved."""

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta


class SystemClock:
    """The time of this machine."""

    def now(self) -> datetime:
        """Return the present instant in UTC."""
        return datetime.now(UTC)


class MovableClock:
    """A clock that begins at any instant, runs at the usual pace or stands still, and can be moved on."""

    def __init__(
        self, begins: datetime, *, running: bool = True, monotonic: Callable[[], float] = time.monotonic
    ) -> None:
        self._monotonic = monotonic
        self._at = begins
        self._since = monotonic()
        self.running = running

    def now(self) -> datetime:
        """Return the instant that this clock shows, in UTC."""
        if not self.running:
            return self._at
        return self._at + timedelta(seconds=self._monotonic() - self._since)

    def move_to(self, at: datetime) -> None:
        """Show that instant now; a running clock runs on from there."""
        self._at, self._since = at, self._monotonic()

    def pause(self, *, paused: bool) -> None:
        """Let the clock stand still, or run on from where it stands."""
        self.move_to(self.now())
        self.running = not paused
