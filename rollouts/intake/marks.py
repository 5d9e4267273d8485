"""Where a sentence speaks of a server, of a release, of a day."""

import re
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Final

from rollouts.intake.days import DayFinder, FoundDay
from rollouts.intake.wordings import DAY_MARK, RELEASE_MARK, SERVER_MARK, Wordings, name_shape
from rollouts.servers import Server
from rollouts.texts import plain_signs

_OUT_OF_USE: Final = re.compile("[\ue000-\uf8ff]")
_STRONG: Final = re.compile(r"20\d\d|'\d\d")
"""A name with a year is one by itself; another needs a word such as "release" beside it."""
_MONTH: Final = re.compile(r"20\d\d-\d{1,3}")
"""So a month is written too."""
_PLAIN_NUMBER: Final = re.compile(r"\d{2,3}")


@dataclass(frozen=True, slots=True)
class Place:
    """What stands at a place of a sentence: a server's key or a release's name."""

    start: int
    end: int
    what: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with what it speaks of; `told` are those of its days that count.

    `text` is what is looked at, `said` as it stands in the mail; `marked` has a sign in each of their places.
    """

    said: str
    text: str
    servers: tuple[Place, ...]
    names: tuple[Place, ...]
    days: tuple[FoundDay, ...]
    told: tuple[FoundDay, ...]
    marked: str


class Marker:
    """Finds servers, releases and days in sentences of one text."""

    def __init__(self, wordings: Wordings, servers: tuple[Server, ...], sent_on: date | None) -> None:
        self._wordings = wordings
        self._servers = {
            plain_signs(name).casefold(): server.key
            for server in servers
            for name in (server.name, server.short_name, server.former_name)
            if name
        }
        self._days = DayFinder(wordings)
        self._sent_on = sent_on
        self.names: frozenset[str] = frozenset()
        """The names that are known to be releases' in this text."""
        self.products: frozenset[str] = frozenset()
        """What is called so in this text, and stands before a release's name as a part of it."""
        self.foreign: frozenset[str] = frozenset()
        """Other products: the same number behind one of them is another release."""

    @cached_property
    def server_words(self) -> frozenset[str]:
        """The words of which the names of servers consist, each alone and folded."""
        return frozenset(word for name in self._servers for word in name.split())

    @cached_property
    def _server(self) -> re.Pattern[str]:
        names = "|".join(map(re.escape, sorted(self._servers, key=len, reverse=True)))
        words = "|".join(map(re.escape, self._wordings.all_of("server_words"))) or "(?!)"
        return re.compile(
            rf"(?<![\w-])(?P<name>{names or '(?!)'})(?:[ -](?:{words})(?![\w']))?(?![\w'])", re.IGNORECASE
        )

    @cached_property
    def _formerly(self) -> re.Pattern[str]:
        words = "|".join(map(re.escape, self._wordings.all_of("formerly"))) or "(?!)"
        return re.compile(rf" ?\((?:{words})\b[^)]{{0,60}}\)", re.IGNORECASE)

    @cached_property
    def _name(self) -> re.Pattern[str]:
        shapes = "|".join(sorted(map(name_shape, self._wordings.names), key=len, reverse=True)) or "(?!)"
        words = "|".join(map(re.escape, self._wordings.all_of("release_words"))) or "(?!)"
        others = "|".join(map(re.escape, self._wordings.all_of("other_products"))) or "(?!)"
        return re.compile(
            rf"(?P<other>(?<!\w)(?:{others}) )?(?P<before>(?<!\w)(?:{words}) )?"
            rf"(?<![\w.,/'-])(?P<name>{shapes})(?!\w|[.,/-]\d| ?%)"
            rf"(?P<after> (?:{words})(?!\w))?",
            re.IGNORECASE,
        )

    def _names_in(self, text: str) -> list[tuple[Place, bool]]:
        """Return what looks like a release's name, and whether it is one by what stands beside it."""
        days = self._days.days_in(text, sent_on=self._sent_on)
        found: list[tuple[Place, bool]] = []
        for match in self._name.finditer(text):
            name, (start, end) = match["name"], match.span("name")
            if any(day.start < end and start < day.end for day in days):
                continue
            if match["other"]:
                continue
            led = bool(match["before"] or (match["after"] and not _PLAIN_NUMBER.fullmatch(name)))
            place = Place(start, end, re.sub(r"^[vV](?=\d)", "", name))
            is_strong = bool(_STRONG.search(name)) and not _MONTH.fullmatch(name)
            found.append((place, led or is_strong))
        return found

    def names_in(self, text: str) -> tuple[str, ...]:
        """Return the releases that a text surely names, each once."""
        plain = plain_signs(_OUT_OF_USE.sub("", text))
        return tuple(dict.fromkeys(place.what for place, is_sure in self._names_in(plain) if is_sure))

    def shapes_in(self, text: str) -> tuple[str, list[Place]]:
        """Return a text as it is looked at, and what in it looks like a name, but for a number alone."""
        plain = plain_signs(_OUT_OF_USE.sub("", text))
        places = (place for place, _ in self._names_in(plain))
        return plain, [place for place in places if not _PLAIN_NUMBER.fullmatch(place.what)]

    def _with_product(self, text: str, place: Place) -> Place:
        """Take the product that stands before a name into its place."""
        if product := _ending(text[: place.start], self.products):
            return replace(place, start=place.start - len(product) - 1)
        foreign = _ending(text[: place.start], self.foreign)
        return replace(place, what=f"{foreign} {place.what}") if foreign else place

    def marked(self, said: str) -> Sentence:
        """Find what a sentence speaks of."""
        text = plain_signs(_OUT_OF_USE.sub("", self._formerly.sub("", said)))
        found = (place for place, _ in self._names_in(text) if place.what in self.names)
        names = tuple(self._with_product(text, place) for place in found)
        marked = _marked(text, names, RELEASE_MARK)
        servers = tuple(
            Place(*found.span(), self._servers[found["name"].casefold()])
            for found in self._server.finditer(marked)
            if " " in found["name"] or not found["name"].islower()
        )
        told = tuple(self._days.told_in(marked, sent_on=self._sent_on))
        days = tuple(self._days.days_in(marked, sent_on=self._sent_on))
        marked = _marked(_marked(marked, servers, SERVER_MARK), days, DAY_MARK)
        return Sentence(said, text, servers, names, days, told, marked)


def _ending(before: str, products: frozenset[str]) -> str:
    """Return the longest product with which a text ends that has a space behind it."""
    fitting = (each for each in products if re.search(rf"(?<!\w){re.escape(each)} $", before))
    return max(fitting, key=len, default="")


def _marked(text: str, places: tuple[Place, ...] | tuple[FoundDay, ...], mark: str) -> str:
    for place in places:
        text = text[: place.start] + mark * (place.end - place.start) + text[place.end :]
    return text
