"""How the vendor words its news: a table of phrases that an administrator can extend (`intake.yml`).

A phrase is written as it would be said. `a/b` is one or the other, `(a)` may be left out, `*` stands for up
to four words, `{server}` for a server, `{release}` for a release's name, `{day}` for a date.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields, replace
from functools import cached_property
from itertools import chain
from typing import Final

from rollouts.news import STOPS, About, DayOrder, NewsKind
from rollouts.texts import plain_signs

SERVER_MARK, RELEASE_MARK, DAY_MARK = "\ue010", "\ue011", "\ue012"
"""Stand in a sentence for each sign of a server, a release's name, a date."""
_PLACES: Final = {"{server}": SERVER_MARK, "{release}": RELEASE_MARK, "{day}": DAY_MARK}
_NEVER: Final = re.compile(r"(?!)")
_YEAR_DIGITS: Final = 4
_DIGITS: Final = re.compile(r"\d+")
_WORDS: Final = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Language:
    """The words of one language. `months` and `weekdays` have one text each, all ways to write it in a row.

    `between` are words that may stand between a server and its date, `subjects` those that may, with them,
    stand before both in their clause; one that begins with one of `that` is a clause. Before a date `no_day`
    makes it none (a deadline, a vague one), `old_day` one that counts no more; where something `moves`,
    `to_day` stands before the new one; `corrected` says that another day was meant. A sentence with one of
    `unsure` says nothing for sure, nor does one with one of `denied`; with one of `exceptions` it says
    nothing of integrations, with one of `other_topics` not what the text is for, with `not_yet` of nothing
    that it is live, with `not_stopped` of nothing that it was stopped; no title has a word of `no_title`.
    `server_words` belong to the name of a server before them. What happens to something that is `part_of` a
    release ("a fix for") happens not to it, unless that is one of its `carriers` ("the rollout of"); what
    is `possible` has not happened. `it` stands for the release of the sentence before, when that says
    that it `went_live`; what was live and is `undone` in a later sentence is not confirmed, nor is what
    was stopped and is `resumed` stopped. One of `announces` beside a product and a number says that they
    are a release.
    """

    months: tuple[str, ...] = ()
    weekdays: tuple[str, ...] = ()
    today: tuple[str, ...] = ()
    tomorrow: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    day_units: tuple[str, ...] = ()
    week_units: tuple[str, ...] = ()
    in_units: tuple[str, ...] = ()
    release_words: tuple[str, ...] = ()
    other_products: tuple[str, ...] = ()
    kinds: Mapping[NewsKind, tuple[str, ...]] = field(default_factory=dict)
    impact: tuple[str, ...] = ()
    no_impact: tuple[str, ...] = ()
    ui_changes: tuple[str, ...] = ()
    opt_ins: tuple[str, ...] = ()
    docs: tuple[str, ...] = ()
    doc_links: tuple[str, ...] = ()
    other_links: tuple[str, ...] = ()
    nothing: tuple[str, ...] = ()
    on_by_default: tuple[str, ...] = ()
    off_by_default: tuple[str, ...] = ()
    to_enable: tuple[str, ...] = ()
    between: tuple[str, ...] = ()
    subjects: tuple[str, ...] = ()
    that: tuple[str, ...] = ()
    no_day: tuple[str, ...] = ()
    old_day: tuple[str, ...] = ()
    formerly: tuple[str, ...] = ()
    moves: tuple[str, ...] = ()
    to_day: tuple[str, ...] = ()
    corrected: tuple[str, ...] = ()
    unsure: tuple[str, ...] = ()
    denied: tuple[str, ...] = ()
    exceptions: tuple[str, ...] = ()
    other_topics: tuple[str, ...] = ()
    not_yet: tuple[str, ...] = ()
    not_stopped: tuple[str, ...] = ()
    server_words: tuple[str, ...] = ()
    part_of: tuple[str, ...] = ()
    carriers: tuple[str, ...] = ()
    possible: tuple[str, ...] = ()
    it: tuple[str, ...] = ()
    went_live: tuple[str, ...] = ()
    undone: tuple[str, ...] = ()
    resumed: tuple[str, ...] = ()
    announces: tuple[str, ...] = ()
    no_title: tuple[str, ...] = ()


@dataclass(frozen=True)
class Wordings:
    """All that is known of how the vendor writes; `names` are examples: 2026.11 stands for all like it.

    `senders` write their days in an order of their own: addresses, or domains with those below them.
    """

    day_order: DayOrder = DayOrder.ASK
    names: tuple[str, ...] = ()
    languages: Mapping[str, Language] = field(default_factory=dict)
    senders: Mapping[str, DayOrder] = field(default_factory=dict)

    def of(self, sender: str) -> "Wordings":
        """Return how that address writes: as is said of itself, else of its nearest domain, else of all."""
        domain = sender.casefold().rpartition("@")[2].split(".")
        domains = (".".join(domain[at:]) for at in range(len(domain)))
        found = (self.senders.get(each) for each in (sender.casefold(), *domains))
        order = next(filter(None, found), self.day_order)
        return self if order is self.day_order else replace(self, day_order=order)

    def all_of(self, field_name: str) -> tuple[str, ...]:
        """Return the phrases of one sort in every language."""
        found: list[str] = []
        for language in self.languages.values():
            found += getattr(language, field_name)
        return tuple(dict.fromkeys(found))

    @cached_property
    def kinds(self) -> Mapping[NewsKind, re.Pattern[str]]:
        """What each kind of mail is known by, what tells of a change first."""
        order = (
            *STOPS,
            NewsKind.MOVED,
            NewsKind.CONFIRMATION,
            NewsKind.REMINDER,
            NewsKind.FYI,
            NewsKind.PREVIEW,
        )
        return {
            kind: one_of(p for each in self.languages.values() for p in each.kinds.get(kind, ()))
            for kind in order
        }

    @cached_property
    def sections(self) -> Mapping[About, Mapping[str, re.Pattern[str]]]:
        """What stands above a list, by what the list has and by language."""
        return {
            about: {name: one_of(getattr(each, about.value)) for name, each in self.languages.items()}
            for about in (About.UI_CHANGES, About.OPT_INS, About.DOCS)
        }

    @cached_property
    def month_words(self) -> frozenset[str]:
        """Every way to write a month, folded."""
        return frozenset(word.casefold() for month in self.all_of("months") for word in month.split())

    @cached_property
    def between(self) -> frozenset[str]:
        """Words that may stand between a server and its date, each alone and folded."""
        phrases = (*self.all_of("between"), *self.all_of("release_words"), *self.all_of("weekdays"))
        return frozenset(word for phrase in phrases for word in phrase.casefold().split())

    @cached_property
    def leads(self) -> frozenset[str]:
        """Words that may stand before a server and its date in their clause, each alone and folded."""
        phrases = (
            *self.all_of("subjects"),
            *self.all_of("numbers"),
            *self.all_of("day_units"),
            *self.all_of("week_units"),
            *self.all_of("moves"),
            *self.all_of("months"),
        )
        return self.between | {word for phrase in phrases for word in phrase.casefold().split()}

    @cached_property
    def known(self) -> frozenset[str]:
        """Every word of every phrase, each alone and folded: none is the name of a product."""
        phrases: list[str] = []
        for language in self.languages.values():
            for each in fields(language):
                value = getattr(language, each.name)
                phrases += chain(*value.values()) if isinstance(value, Mapping) else value
        return frozenset(_WORDS.findall(" ".join(phrases).casefold()))

    def is_announced(self, before: str, after: str) -> bool:
        """Say whether what stands before or behind a product and its number says that it comes, or came."""
        return bool(self._announced_before.search(before) or self._announced_behind.match(after))

    @cached_property
    def _announced_before(self) -> re.Pattern[str]:
        return re.compile(rf"(?<!\w)(?:{self._words('announces')}) (?:\S+ )?$", re.IGNORECASE)

    @cached_property
    def _announced_behind(self) -> re.Pattern[str]:
        return re.compile(rf"(?: \w+)?? (?:{self._words('announces')})(?!\w)", re.IGNORECASE)

    @cached_property
    def part_of(self) -> re.Pattern[str]:
        """What finds, at the end of what stands before a release, that it is part of something else."""
        return re.compile(rf"(?<!\w)(?:{self._words('part_of')}) {self._articles}$", re.IGNORECASE)

    @cached_property
    def carrier(self) -> re.Pattern[str]:
        """What finds, at the end of a text, something that happens to the release itself: "the rollout "."""
        return re.compile(rf"(?<!\w)(?:{self._words('carriers')}) ?$", re.IGNORECASE)

    def begins_with_release(self, marked: str) -> bool:
        """Say whether a sentence begins with the name of a release."""
        return bool(re.match(rf"\W*{self._articles}{RELEASE_MARK}", marked, re.IGNORECASE))

    @cached_property
    def _articles(self) -> str:
        return rf"(?:(?:the|our|your|this|das|die|la|le|notre|{self._words('release_words')}) )*"

    def _words(self, field_name: str) -> str:
        return "|".join(map(re.escape, self.all_of(field_name))) or "(?!)"

    @cached_property
    def _patterns(self) -> dict[str, re.Pattern[str]]:
        return {}

    def pattern(self, field_name: str) -> re.Pattern[str]:
        """Return what finds a phrase of one sort, in any language."""
        if field_name not in self._patterns:
            self._patterns[field_name] = one_of(self.all_of(field_name))
        return self._patterns[field_name]


def one_of(phrases: Iterable[str]) -> re.Pattern[str]:
    """Return what finds any of the phrases, the longest first; nothing where there are none."""
    found = sorted(set(phrases), key=len, reverse=True)
    if not found:
        return _NEVER
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(_as_pattern, found))})(?!\w)", re.IGNORECASE)


def _as_pattern(phrase: str) -> str:
    pattern = ""
    has_begun = False
    for word in plain_signs(phrase).split():
        is_optional = word.startswith("(") and word.endswith(")")
        if word == "*":
            pattern += r"(?: (?:\d{1,2}[:.]\d\d|[^\s.;:!?]+)){0,4}?"
        elif is_optional:
            inner = word[1:-1]
            either = f"{_PLACES[inner]}+" if inner in _PLACES else _either(inner)
            pattern += f"(?: (?:{either}))?" if has_begun else f"(?:(?:{either}) )?"
        else:
            either = f"{_PLACES[word]}+" if word in _PLACES else f"(?:{_either(word)})"
            pattern += f" {either}" if has_begun else either
            has_begun = True
    return pattern


def _either(words: str) -> str:
    return "|".join(re.escape(each) for each in words.split("/"))


def name_shape(example: str) -> str:
    """Return the pattern of the names that an example stands for.

    Four digits stand for a year, others for one to three digits; `a/b` is one word or the other.
    """
    words = (
        "|".join(_DIGITS.sub(_any_digits, re.escape(each)) for each in word.split("/"))
        for word in plain_signs(example).split()
    )
    return " ".join(f"(?:{word})" for word in words)


def _any_digits(found: re.Match[str]) -> str:
    return r"20\d\d" if len(found[0]) == _YEAR_DIGITS else r"\d{1,3}"
