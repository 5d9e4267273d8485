"""One row of the table of what can be typed."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Phrasing:
    """What is typed, and how its answer begins.

    `understood` is what the answer says that it was understood as, where a word was mended or completed, or
    stands for another. `slips` when it has typing errors.
    """

    typed: str
    answer: str
    understood: str = ""
    slips: bool = False


def slip(typed: str, answer: str, understood: str) -> Phrasing:
    """Return one with typing errors."""
    return Phrasing(typed, answer, understood, slips=True)
