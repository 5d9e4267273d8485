"""The parts that every message is made of, in no chat system's terms.

Headings, titles and labels are plain `str`, other text is `Words` (see `views/inlines.py`). What is too long
is cut by the renderer, which knows what its chat system takes.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from views.actions import Press
from views.inlines import Bold, Bullets, Words, lines

Style: TypeAlias = Literal["primary", "danger"]


@dataclass(frozen=True, slots=True)
class Question:
    """What a button asks before it acts."""

    title: str
    text: str
    yes: str
    no: str


@dataclass(frozen=True, slots=True)
class Button:
    """A button; `value` is what `actions.pack` wrote."""

    label: str
    press: Press
    value: str
    style: Style | None = None
    asks: Question | None = None


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading, at the top of a message."""

    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph, with a button at its side if wanted."""

    words: Words
    button: Button | None = None


@dataclass(frozen=True, slots=True)
class Rows:
    """A list that may be long: whole rows in as many paragraphs as a message takes.

    `rest` says how many of them were left out; `others` are there beside the items, and never shown.
    """

    items: tuple[Words, ...]
    rest: Callable[[int], Words]
    others: int = 0


@dataclass(frozen=True, slots=True)
class Fields:
    """A small table of titles and what stands under them."""

    pairs: tuple[tuple[str, Words], ...]


@dataclass(frozen=True, slots=True)
class SmallPrint:
    """A line of small print."""

    words: Words


@dataclass(frozen=True, slots=True)
class Divider:
    """A rule between parts."""


@dataclass(frozen=True, slots=True)
class Buttons:
    """A row of buttons; behind it a menu with those that are pressed more rarely, five at most."""

    buttons: tuple[Button, ...]
    more: tuple[Button, ...] = ()


Part: TypeAlias = Heading | Paragraph | Rows | Fields | SmallPrint | Divider | Buttons


@dataclass(frozen=True, slots=True)
class Message:
    """What a message says: `text` complete by itself, for notifications and readers; `parts` laid out.

    `delivery` is the id of the delivery that posts it, which its posted message is known by.
    """

    text: Words
    parts: tuple[Part, ...]
    delivery: int | None = None


def said(words: Words, *more: Part) -> Message:
    """Make a message of one paragraph, with more parts below it if wanted."""
    return Message(words, (Paragraph(words), *more))


def titled(title: Words, words: Words) -> Paragraph:
    """Make a paragraph with a title over it."""
    return Paragraph(lines(Bold(title), words))


def listing(title: Words, items: Sequence[Words], *, most: int) -> list[Part]:
    """Make a titled list, or nothing when there are no items."""
    return [titled(title, Bullets(tuple(items), most))] if items else []
