"""Reading what people type after a command."""

from collections.abc import Mapping
from typing import TypeVar

from rollouts.refusals import Thing, unknown

Handler = TypeVar("Handler")


def first_word(text: str) -> tuple[str, str]:
    """Split off the first word, in lower case."""
    word, _, rest = text.strip().partition(" ")
    return word.casefold(), rest.strip()


def choose(text: str, table: Mapping[str, Handler], default: Handler) -> tuple[Handler, str]:
    """Find the handler for the sub-command and the text after it; none typed is the default.

    Raises:
        Unknown: the word is no sub-command; it names them and the nearest.
    """
    word, rest = first_word(text)
    if not word:
        return default, ""
    if word in table:
        return table[word], rest
    raise unknown(Thing.COMMAND, word, tuple(table))
