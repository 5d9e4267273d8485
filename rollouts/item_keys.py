"""Keys of a release's UI changes and opt-in features: rewording one keeps its key, so it is no news.

A key is made of the text with which the item was first entered, so that one which is taken out and comes back
is known again.
"""

from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from hashlib import blake2s

from rollouts.texts import name_key

SAME_ITEM = 0.7
"""How alike two texts must be (0 to 1) to be the same item reworded; beneath it, it is another one, and news.

"Bar moves left" and "Bar moves to the left" are alike; "Dark mode" and "Offline mode" are not. In doubt it is
another one: something said once too often does less harm than something never said.
"""


def keys_for(*, texts: Sequence[str], known: Mapping[str, str]) -> tuple[str, ...]:
    """Return the key of each text: of the known item (text by key) that it is or rewords, else a new one.

    The same text comes first, wherever it stands in the list; of what is left, the texts that are most alike.
    """
    found: dict[int, str] = {}
    for position, text in enumerate(texts):
        same = (key for key in known if key not in found.values() and name_key(known[key]) == name_key(text))
        if key := next(same, None):
            found[position] = key
    for _, position, key in sorted(_alike(texts, known, found)):
        if position not in found and key not in found.values():
            found[position] = key
    for position, text in enumerate(texts):
        if position not in found:
            found[position] = _new_key(text, taken={*known, *found.values()})
    return tuple(found[position] for position in range(len(texts)))


def _alike(
    texts: Sequence[str], known: Mapping[str, str], found: Mapping[int, str]
) -> Iterator[tuple[float, int, str]]:
    """Yield the pairs of what is left that are alike enough: how unlike, the text's position, the key."""
    left = [position for position in range(len(texts)) if position not in found]
    for key in known.keys() - found.values():
        alike = SequenceMatcher(b=name_key(known[key]), autojunk=False)
        for position in left:
            alike.set_seq1(name_key(texts[position]))
            # The first two are cheap, and never less than the third.
            if min(alike.real_quick_ratio(), alike.quick_ratio()) >= SAME_ITEM and alike.ratio() >= SAME_ITEM:
                yield 1 - alike.ratio(), position, key


def _new_key(text: str, taken: set[str]) -> str:
    """Make a key of the text; another one when an item that was once called so has it already."""
    key = blake2s(name_key(text).encode(), digest_size=4).hexdigest()
    return key if key not in taken else _new_key(f"{text} again", taken)
