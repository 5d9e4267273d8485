"""Slips of the keyboard: a word that is unknown, and just one known word is near to it.

Near is an edit or two (a letter too many, too few, another one, or two that changed places) that leaves the
first letter: few slips touch it, and most other words of English begin with another.
"""

from collections.abc import Collection, Sequence
from typing import Final

from rollouts.questions.names import Names
from rollouts.questions.periods import CALENDAR_WORDS
from rollouts.questions.words import FILLERS, OTHER_WORDS, USUAL_SLIPS, WORDS

SHORTEST: Final = 4
"""Below this many letters most words are near to many."""
TWO_SLIPS_FROM: Final = 9
LONGEST: Final = 30

_OFTEN: Final = frozenset({"what", "when", "live", "next", "both", "test", "week"})
"""The short words that are worth it: of all others that short there is one of English beside almost any."""
_BESIDE: Final = ("already", "currently", "exactly", "actually", "please", "until", "whether", "would")
OURS: Final = tuple(
    word for word in (*WORDS, *sorted(CALENDAR_WORDS), *_BESIDE) if len(word) > SHORTEST or word in _OFTEN
)


def mend(words: Sequence[str], names: Names) -> tuple[str, ...]:
    """Return the words with each slip in place of which just one word can be meant replaced by that."""
    right: list[str] = []
    for word, following in zip(words, (*words[1:], ""), strict=False):
        is_known = word in WORDS or word in FILLERS or word in CALENDAR_WORDS or names.is_known(word)
        meant = None
        if not is_known:
            after = names.after(right[-1]) if right else frozenset()
            usual = USUAL_SLIPS.get(f"{word} {following}") or USUAL_SLIPS.get(word)
            meant = usual or nearest(word, after, shortest=3) or _mended(word, names)
        right.append(meant or word)
    return tuple(right)


def _mended(word: str, names: Names) -> str | None:
    if word in OTHER_WORDS:
        return None
    return nearest(word, (*OURS, *names.words), shortest=SHORTEST)


def nearest(word: str, choices: Collection[str], *, shortest: int) -> str | None:
    """Return the one of the choices that is meant by a word, as it is or with a slip; None where none is."""
    if not (shortest <= len(word) <= LONGEST and word.isalpha()):
        return None
    most = 2 if len(word) >= TWO_SLIPS_FROM else 1
    from rapidfuzz import process  # noqa: PLC0415 - slow to load, and hardly anybody slips
    from rapidfuzz.distance import OSA  # noqa: PLC0415 - as above

    near = process.extract(word, choices, scorer=OSA.distance, score_cutoff=most, limit=None)
    found = [
        (int(slips), known)
        for known, slips, _ in near
        if len(known) >= shortest and _begin_alike(word, known, letters=int(slips))
    ]
    fewest = min(found, default=(0, ""))[0]
    meant = {known for slips, known in found if slips == fewest}
    senses = {WORDS.get(known, known) for known in meant}
    return min(meant) if len(senses) == 1 else None


def _begin_alike(word: str, known: str, *, letters: int) -> bool:
    """Say whether their first letters are the same, or the first two changed places."""
    return word[:letters] == known[:letters] or (word[0], word[1]) == (known[1], known[0])
