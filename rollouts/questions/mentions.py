"""What a text speaks of that asks nothing: the servers, releases and integrations that it names."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from rollouts.questions.names import Found, Names
from rollouts.questions.tokens import words_of
from rollouts.questions.words import FILLERS, WORDS, Sense

READ_MOST: Final = 2000
"""Signs of a text: who means a release names it early."""


@dataclass(frozen=True, slots=True)
class Mentions:
    """The keys of servers, and the names of releases and integrations, each once, in their order."""

    servers: tuple[str, ...] = ()
    releases: tuple[str, ...] = ()
    integrations: tuple[str, ...] = ()


def mentioned(text: str, names: Names) -> Mentions:
    """Find what is named whole. What could be words of any sentence names nothing: an integration "Live"."""
    found = tuple(_found(words_of(text[:READ_MOST]), names)) if text else ()

    def of(sense: Sense) -> tuple[str, ...]:
        return tuple(dict.fromkeys(each.name.of for each in found if each.name.sense is sense))

    return Mentions(of(Sense.SERVER), of(Sense.RELEASE), of(Sense.INTEGRATION))


def _found(words: tuple[str, ...], names: Names) -> Iterator[Found]:
    place = 0
    while place < len(words):
        left = words[place:]
        either = (names.named_at(left), names.server_at(left))
        longest = max(
            (each for each in either if each and not _is_common(left[: each.words])),
            key=lambda each: each.words,
            default=None,
        )
        if longest:
            yield longest
        place += longest.words if longest else 1


def _is_common(words: Iterable[str]) -> bool:
    return all(word in WORDS or word in FILLERS for word in words)
