"""A clock that all processes of a torture share: it runs fast, and leaps over the days on which nothing is due.

It goes through scenes. Each begins at an instant of the calendar and lasts the same few real seconds, in
which the simulated time runs `FACTOR` times as fast; then comes the next scene. So a call that takes a tenth
of a second takes six simulated ones, and leases, looks and retries keep their proportions.
"""

import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise

FACTOR = 60
"""Simulated seconds in a real one."""

BEFORE = timedelta(seconds=15)
"""How long before something is due its scene begins."""

LONG = timedelta(hours=12)
"""After that long without anything due there is a scene between, to catch up."""

AFTERWARDS = timedelta(minutes=6)
"""How far apart the scenes are after the last one; longer than a lost message is looked for."""


@dataclass(frozen=True)
class Timetable:
    """The clock. `epoch` is when the first scene began, by the monotonic clock of this machine."""

    scenes: tuple[datetime, ...]
    seconds: float
    epoch: float

    def now(self) -> datetime:
        """Return the simulated instant, the same one in every process."""
        scene, into = divmod(time.monotonic() - self.epoch, self.seconds)
        later = max(0, int(scene) - len(self.scenes) + 1)
        begins = self.scenes[int(scene) - later] + later * AFTERWARDS
        return begins + FACTOR * timedelta(seconds=into)

    @property
    def lasts(self) -> float:
        """How many real seconds all scenes take."""
        return len(self.scenes) * self.seconds


def scenes_for(due: Iterable[datetime]) -> tuple[datetime, ...]:
    """Return the scenes in which everything becomes due that is due at these instants."""
    return tuple(_scenes(sorted(set(due))))


def _scenes(due: list[datetime]) -> Iterator[datetime]:
    for at, following in pairwise(due):
        yield at - BEFORE
        if following - at > LONG:
            yield at + LONG / 2
    yield due[-1] - BEFORE
