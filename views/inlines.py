"""What sentences are made of: plain text, and the few things in it that mean something to a chat system.

A sentence is written as a template, `say("{who} has resolved case {number}.", who=Person(id), number=3)`.
Plain text, whoever wrote it, stays plain text: only the classes below become markup, and only in the
renderer of the chat system, which escapes everything else. So there is nothing to forget here.
"""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from string import Formatter
from typing import Final, NoReturn, TypeAlias

PERSON: Final = ("U", "W")
"""How the ids of people begin."""

PROSE_MOST: Final = 3000
"""How much of the longest text that people can enter is shown, unless something else says how much."""


class Inline:
    """Something within a sentence that is not plain text."""

    __slots__ = ()

    def __format__(self, spec: str) -> NoReturn:
        """Refuse to become part of a string: there it would lose its meaning.

        Raises:
            TypeError: always.
        """
        raise TypeError(f"{self!r} cannot stand in an f-string: write say(…) with a {{name}} for it.")


@dataclass(frozen=True, slots=True)
class Text(Inline):
    """Words one after the other, as `say` and `joined` put them together; its own text keeps its lines."""

    parts: "tuple[Words, ...]" = ()

    def __bool__(self) -> bool:
        return any(self.parts)


@dataclass(frozen=True, slots=True, eq=False)
class Alike(Text):
    """Words that many messages say alike, made once for all: so is what is made of them (`once.py`).

    Otherwise they are words as others are, and equal to those that say the same.
    """

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Text) and self.parts == other.parts

    __hash__ = Text.__hash__


@dataclass(frozen=True, slots=True)
class Person(Inline):
    """A person or a group of people, by id, who are mentioned. What is not an id is shown as it stands."""

    id: str


@dataclass(frozen=True, slots=True)
class Channel(Inline):
    """Where something is said, by id: a channel, or the people whose direct messages it goes to."""

    id: str

    @property
    def is_person(self) -> bool:
        """Whether it goes to somebody privately, or to several together."""
        return self.id.startswith(PERSON)


@dataclass(frozen=True, slots=True)
class Day(Inline):
    """A day of the calendar, the same for every reader; `said_on` is the day on which it is spoken of."""

    date: dt.date
    said_on: dt.date


@dataclass(frozen=True, slots=True)
class Moment(Inline):
    """An instant (aware), which each reader sees in their own time, or else in that of `timezone`."""

    at: dt.datetime
    timezone: str


@dataclass(frozen=True, slots=True)
class Link(Inline):
    """A page, by its title."""

    url: str
    title: str


@dataclass(frozen=True, slots=True)
class Code(Inline):
    """A command to be typed."""

    command: str


@dataclass(frozen=True, slots=True)
class Bold(Inline):
    """A name or a title that stands out."""

    words: "Words"


@dataclass(frozen=True, slots=True)
class Prose(Inline):
    """Longer text from people in its own lines; the addresses in it are links. At most `most` characters."""

    text: str
    most: int = PROSE_MOST


@dataclass(frozen=True, slots=True)
class Quote(Inline):
    """The same, set as a quotation."""

    text: str
    most: int = PROSE_MOST


@dataclass(frozen=True, slots=True)
class Preformatted(Inline):
    """Text to be copied, in its own lines and as it stands; nothing in it means anything."""

    text: str
    most: int


@dataclass(frozen=True, slots=True)
class Names(Inline):
    """Names from people, "a, b and 3 more": as many as fit into `most` characters."""

    names: tuple[str, ...]
    most: int = 600


@dataclass(frozen=True, slots=True)
class Bullets(Inline):
    """A list, one item a line: as many as fit into `most` characters, and how many were left out."""

    items: "tuple[Words, ...]"
    most: int


@dataclass(frozen=True, slots=True)
class Clip(Inline):
    """Words that end with an ellipsis where they have more than `most` characters."""

    words: "Words"
    most: int


@dataclass(frozen=True, slots=True)
class AsText(Inline):
    """The text of another message: its moments are written out, as they are in any text."""

    words: "Words"


@dataclass(frozen=True, slots=True)
class Yours(Inline):
    """Words to the asker of what is theirs; an answer that is shown to everybody has a name there."""

    words: str


Words: TypeAlias = (
    str
    | Text
    | Bold
    | Person
    | Channel
    | Day
    | Moment
    | Code
    | Link
    | Names
    | Bullets
    | Prose
    | Quote
    | Preformatted
    | Clip
    | AsText
    | Yours
)
"""What may be said: plain text, which stands on one line, or something more."""


def say(template: str, **values: Words | int) -> Text:
    """Make a sentence of a template, which is written out in the code, and what stands for its {names}.

    A value that is plain text is put on one line.

    Raises:
        TypeError: a name has no value, or a value no name.
    """
    holes = _holes(template)
    if values.keys() != holes.names:
        raise TypeError(f"“{template}” speaks of {sorted(holes.names)} and is given {sorted(values)}.")
    return Text(tuple([_value(values[part]) if is_name else part for is_name, part in holes.parts]))


def alike(words: Words) -> Alike:
    """Let it be known of words that are made once that many messages say them."""
    return Alike((_value(words),))


def one_line(text: str) -> str:
    """Put text on one line, as the names of things are."""
    return " ".join(text.split())


def _value(value: Words | int) -> Words:
    if isinstance(value, str):
        return one_line(value)
    return str(value) if isinstance(value, int) else value


@dataclass(frozen=True, slots=True)
class _Holes:
    """A template taken apart: what is to be filled in is a name, all else stays."""

    parts: tuple[tuple[bool, str], ...]
    names: frozenset[str]


@lru_cache(maxsize=1024)
def _holes(template: str) -> _Holes:
    parts: list[tuple[bool, str]] = []
    for literal, name, _, _ in Formatter().parse(template):
        parts += [(False, literal)] if literal else []
        parts += [(True, name)] if name is not None else []
    return _Holes(tuple(parts), frozenset(part for is_name, part in parts if is_name))


def joined(separator: str, items: Iterable[Words]) -> Text:
    """Put words together with the separator between them; leave out what is empty."""
    parts: list[Words] = []
    for item in items:
        if item:
            parts += [separator, _value(item)] if parts else [_value(item)]
    return Text(tuple(parts))


def lines(*items: Words) -> Text:
    """Put words on lines of their own; leave out what is empty."""
    return joined("\n", items)


def sentences(*items: Words) -> Text:
    """Put sentences one after the other; leave out what is empty."""
    return joined(" ", items)


def enumeration(items: Sequence[Words], last: str = "and") -> Text:
    """Say "a, b and c"."""
    if len(items) <= 1:
        return joined("", items)
    return say("{most} {last} {end}", most=joined(", ", items[:-1]), last=last, end=items[-1])
