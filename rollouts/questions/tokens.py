"""Splitting what was typed into words, the same way for questions and for the names that they speak of."""

import re
from functools import lru_cache
from typing import Final

from rollouts.texts import name_key

SIGNS_MOST: Final = 300
"""Nothing longer is a question. Every pattern here takes time in proportion to the text alone."""
WORDS_MOST: Final = 40
NAMES_MOST: Final = 8192
"""How many names are kept with their words: those of one ledger are asked for again and again."""

_EMOJI = re.compile(r":[a-z0-9_+'-]+:")
_QUOTED = re.compile(r'"([^"]*)"')
_WORD = re.compile(r"[^\W_]+(?:['.:&+/_-][^\W_]+)*")
_PARTS = re.compile(r"[^\W_]+(?:['.&+][^\W_]+)*")
_SHORT = {"ca": "can", "wo": "will", "sha": "shall"}
_WITHOUT_APOSTROPHE = frozenset(
    {
        "arent",
        "cant",
        "couldnt",
        "didnt",
        "doesnt",
        "dont",
        "hadnt",
        "hasnt",
        "havent",
        "isnt",
        "shouldnt",
        "wasnt",
        "werent",
        "wont",
        "wouldnt",
    }
)
_JOINED = {
    "whats": "what",
    "whos": "who",
    "wheres": "where",
    "whens": "when",
    "hows": "how",
    "thats": "that",
}
_ENDS = ("'s", "'re", "'ve", "'ll", "'d", "'m", "'")


@lru_cache(NAMES_MOST)
def words_of(text: str) -> tuple[str, ...]:
    """Return the words of a name or a question, as names are compared: "hasn't" is "has" and "not"."""
    return tuple(word for found in _WORD.findall(name_key(text)) for word in _taken_apart(found))


def _taken_apart(word: str) -> tuple[str, ...]:
    if word.isalpha() and word not in _WITHOUT_APOSTROPHE and word not in _JOINED:
        return (word,)
    if any(map(str.isdigit, word)):
        # A date or the name of a release: its signs belong to it.
        return (_without_end(word),)
    if {"-", "/", "_", ":"} & set(word):
        return tuple(part for found in _PARTS.findall(word) for part in _taken_apart(found))
    if word.endswith("n't") or word in _WITHOUT_APOSTROPHE:
        verb = word.removesuffix("'t").removesuffix("t").removesuffix("n")
        return (_SHORT.get(verb, verb), "not")
    return (_JOINED.get(word) or _without_end(word),)


def _without_end(word: str) -> str:
    end = next((end for end in _ENDS if word.endswith(end)), "")
    return word.removesuffix(end) or word


def without_emoji(text: str) -> str:
    """Leave out emoji that are written by name: they decorate a question."""
    return _EMOJI.sub(" ", text)


def quoted(text: str) -> list[tuple[str, bool]]:
    """Part the text at plain double quotes: each part, and whether it stood in them."""
    parts = _QUOTED.split(text)
    return [(part, place % 2 == 1) for place, part in enumerate(parts)]
