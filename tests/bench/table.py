"""The table of `make bench`: what things cost against the barest that could do them, in pairs, in turns.

A row is measured in pairs of one run on one machine, so that a busy machine is as unkind to both; the figures
are medians and quartiles. Whether a bound is reached is told, and judged by nobody.
"""

import gc
from collections.abc import Callable, Generator, Iterable
from contextlib import closing
from dataclasses import dataclass
from itertools import islice
from statistics import median, quantiles
from typing import TypeAlias

PAIRS = 15

Pair: TypeAlias = tuple[float, float]
"""What that cost against which it is measured, then what it costs itself; or how much each gets done."""

Growth: TypeAlias = tuple[tuple[int, float], ...]
"""Sizes, and what it costs at each."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row.

    Attributes:
        what: What is measured.
        against: Against what.
        bound: What its ratio is to be, as the table shows it: at most ("<= 1.3") or at least (">= 0.3").
        pairs: A generator of one pair after the other, without end, closed when there are enough; the first
            warms up and does not count.
        growth: Yields a size and what it costs there, for four sizes at least.
        unit: What the figures of both are counted in; times are in seconds.
        is_quick: Whether `make bench-quick` measures it too.
    """

    what: str
    against: str
    bound: str
    pairs: Callable[[], Generator[Pair, None, None]]
    growth: Callable[[], Iterable[tuple[int, float]]] | None = None
    unit: str = "s"
    is_quick: bool = False

    def reaches(self, ratio: float) -> bool:
        """Say whether the ratio keeps to the bound."""
        sign, number = self.bound.split()
        return ratio <= float(number) if sign == "<=" else ratio >= float(number)


@dataclass(frozen=True, slots=True)
class Measured:
    """A row as it was measured: medians, the quartiles of the ratio, and how the cost grows.

    `trouble` is why it could not be measured; the figures are 0 then.
    """

    what: str
    against: str
    bound: str
    unit: str = "s"
    base: float = 0
    own: float = 0
    low: float = 0
    ratio: float = 0
    high: float = 0
    is_reached: bool = False
    growth: Growth = ()
    trouble: str = ""


def measure(row: Row, *, pairs: int = PAIRS, with_growth: bool = True) -> Measured:
    """Measure one row; what goes wrong meanwhile is told in its place, and the others go on."""
    told = (row.what, row.against, row.bound, row.unit)
    try:
        # A row leaves out of collections what was loaded, as a bot does; the next one begins like the first.
        gc.unfreeze()
        gc.collect()
        found = _pairs_of(row, pairs)
        growth = tuple(row.growth()) if row.growth and with_growth else ()
    except Exception as trouble:  # noqa: BLE001 - a row that fails says so in the table, whatever it was
        return Measured(*told, trouble=f"{type(trouble).__name__}: {trouble}")
    base, own = (median(costs) for costs in zip(*found, strict=True))
    low, ratio, high = quantiles([mine / theirs for theirs, mine in found])
    return Measured(*told, base, own, low, ratio, high, row.reaches(ratio), growth)


def _pairs_of(row: Row, number: int) -> list[Pair]:
    """Return that many pairs; what the row has opened is closed then."""
    with closing(row.pairs()) as yielding:
        return list(islice(yielding, 1, number + 1))
