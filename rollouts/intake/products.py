"""Releases that are called by a product and a number alone: "Atlas 5.2 goes to Standard on 2 December".

A number behind a name may be anybody's ("Python 3.14", "Chapter 5.2"). So it is a release's only where a
subject, a heading or an announcement has it, and the text says when or where it comes.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from rollouts.intake.lines import Block, BlockKind, sentences
from rollouts.intake.marks import Marker
from rollouts.intake.wordings import Wordings

_WORDS_MOST: Final = 3
_WORD: Final = re.compile(r"[^\W\d_][\w&+'-]*")


@dataclass(frozen=True, slots=True)
class Mention:
    """A product with a number behind it: `begins` where nothing stands before it in its sentence.

    `is_announced` when what stands beside it says that it comes, or came.
    """

    words: tuple[str, ...]
    name: str
    begins: bool
    is_announced: bool

    @property
    def product(self) -> str:
        """The product as it stands there."""
        return " ".join(self.words)


def mentions_in(text: str, marker: Marker, wordings: Wordings) -> Iterator[Mention]:
    """Yield the products with a number that a sentence, a heading or a subject has."""
    plain, found = marker.shapes_in(text)
    for place in found:
        before = plain[: place.start]
        words: tuple[str, ...] = ()
        while len(words) < _WORDS_MOST and (word := _last_word(before)) and _is_own(word, marker, wordings):
            words = (word, *words)
            before = before[: -len(word) - 1]
        if words:
            is_announced = wordings.is_announced(before, plain[place.end :])
            begins = not before.strip(" \"'“„*_")
            yield Mention(words, place.what, begins, is_announced)


def _last_word(before: str) -> str:
    """Return the word with which a text ends that has a space behind it."""
    word = before[:-1].rpartition(" ")[2] if before.endswith(" ") else ""
    return word if _WORD.fullmatch(word) and word[0].isupper() else ""


def _is_own(word: str, marker: Marker, wordings: Wordings) -> bool:
    folded = word.casefold()
    return folded not in wordings.known and folded not in marker.server_words


def settled(mentions: Iterable[Mention]) -> list[Mention]:
    """Return mentions with their products alone: the first word of a sentence may be another's.

    "Maybe Atlas 5.2" is Atlas; "Orbit Cloud 4.7", which stands there twice, is Orbit Cloud.
    """
    found = list(mentions)
    times = Counter(each.product for each in found)
    return [
        replace(each, words=each.words[1:])
        if each.begins and len(each.words) > 1 and times[each.product] == 1
        else each
        for each in found
    ]


def products_of(
    mentions: Sequence[Mention], *, in_subject: Sequence[Mention]
) -> tuple[frozenset[str], frozenset[str]]:
    """Return the products that are announced, and those whose numbers are of other releases.

    Of several products with the same number the subject says which one is meant; else none is.
    """
    announced = {each.product for each in mentions if each.is_announced}
    foreign: set[str] = set()
    for name in {each.name for each in mentions}:
        products = {each.product for each in mentions if each.name == name}
        meant = {each.product for each in in_subject if each.name == name}
        if not all(_is_one(one, other) for one in products for other in products):
            foreign |= {each for each in products if not any(_is_one(each, one) for one in meant)}
    return frozenset(announced - foreign), frozenset(foreign)


def _is_one(one: str, other: str) -> bool:
    """Say whether two products can be one: "Nimbus" and "Orbit Nimbus"."""
    return one.endswith(other) or other.endswith(one)


def names_of(heads: Sequence[Mention], announced: Sequence[Mention]) -> tuple[str, ...]:
    """Return the releases that a text without any other name may be about: those of its head come first."""
    return tuple(dict.fromkeys(each.name for each in (heads or announced)))


class Mentioned:
    """What a text calls by a product and a number: in its subject, in headings, and where it is announced."""

    def __init__(self, subject: str, found: Sequence[Block], marker: Marker, wordings: Wordings) -> None:
        def of(text: str) -> list[Mention]:
            return list(mentions_in(text, marker, wordings))

        by_subject = of(subject)
        by_block = [
            (
                block,
                [each for said in sentences(block.text, months=wordings.month_words) for each in of(said)],
            )
            for block in found
        ]
        heads = [each for block, mentions in by_block if block.kind is BlockKind.HEADING for each in mentions]
        every = settled([*by_subject, *(each for _, mentions in by_block for each in mentions)])
        announced = [each for each in every if each.is_announced]
        self.products, self.foreign = products_of(every, in_subject=every[: len(by_subject)])
        self.in_subject = tuple(each.name for each in by_subject)
        self.names = names_of([*by_subject, *heads], announced)
        self.others = tuple(each.name for each in every)
        """All numbers behind products: what is said of another one is not said of the release."""
