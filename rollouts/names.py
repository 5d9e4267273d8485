"""Names as people type them: a part of one that is enough, and the nearest ones where none fits."""

from collections.abc import Iterable
from difflib import get_close_matches
from functools import cached_property
from typing import Final

from rollouts.texts import bare, name_key

NEAREST_MOST: Final = 3
"""How many names are suggested; more is a list, and lists have their own commands."""


def named_like(text: str, names: Iterable[str]) -> str | None:
    """Return the one name in which each word of the text begins a word, so that "globex" is enough.

    None when there is no such name, or more than one.
    """
    found = [name for name in names if _is_part(text, name)]
    return found[0] if len(found) == 1 else None


def _is_part(text: str, name: str) -> bool:
    typed, words = name_key(text).split(), name_key(name).split()
    return bool(typed) and all(any(word.startswith(part) for word in words) for part in typed)


def namesake(name: str, names: Iterable[str]) -> str | None:
    """Return the one that would be looked for by the same words: whoever looks may put a name in quotes."""
    return next((each for each in names if _sought_by(each) == _sought_by(name)), None)


class Namesakes:
    """Many names to be told apart: those that are there already, and others that are taken one by one."""

    def __init__(self, names: Iterable[str]) -> None:
        self._there = names
        self._taken: set[str] = set()

    def get(self, name: str) -> str | None:
        """Return the one that was there and would be looked for by the same words."""
        return self._names.get(_sought_by(name))

    @cached_property
    def _names(self) -> dict[str, str]:
        return {_sought_by(name): name for name in self._there}

    def take(self, name: str) -> None:
        """Take a name."""
        self._taken.add(_sought_by(name))

    def was_taken(self, name: str) -> bool:
        """Say whether one was taken that would be looked for by the same words."""
        return _sought_by(name) in self._taken


def _sought_by(name: str) -> str:
    return name_key(bare(name))


def nearest(text: str, names: Iterable[str]) -> tuple[str, ...]:
    """Return the names nearest to the text, three at most: those it is part of, then those spelt like it."""
    names = tuple(names)
    spelt = {name_key(name): name for name in reversed(names)}
    near = get_close_matches(name_key(text), list(spelt), n=NEAREST_MOST, cutoff=0.6)
    parts = (name for name in names if _is_part(text, name))
    return tuple(dict.fromkeys((*parts, *(spelt[found] for found in near))))[:NEAREST_MOST]
