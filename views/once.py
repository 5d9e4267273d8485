"""What is made of frozen things once, and used again wherever the very same things come again.

Of what a release's messages say most is alike in all channels. To compare or to hash it takes about as long
as to make something of it, so things are known again by being the same object, not an equal one. Nothing of
it can be out of date: what is kept is made of nothing but a thing that never changes.
"""

from collections.abc import Callable
from typing import Generic, TypeVar

Thing = TypeVar("Thing")
Made = TypeVar("Made")

KEPT_MOST = 100


class Once(Generic[Thing, Made]):
    """Makes something of each thing once, and keeps both, `most` of them at once."""

    def __init__(self, make: Callable[[Thing], Made], *, most: int = KEPT_MOST) -> None:
        self._make = make
        self._most = most
        self._kept: dict[int, tuple[Thing, Made]] = {}

    def __call__(self, thing: Thing) -> Made:
        """Return what is made of the thing."""
        # Whatever is kept is alive, so no other thing has its id.
        kept = self._kept.get(id(thing))
        if kept is None:
            if len(self._kept) >= self._most:
                self._kept.clear()
            kept = self._kept[id(thing)] = (thing, self._make(thing))
        return kept[1]
