"""Days within a sentence, in any language of the table, counted from the text's own day. Nothing is guessed.

`dateparser` was tried first: of "30 February 2027" it makes a day in February, of "2026.11 may land" the 11th
of May; it passes over a day of the week that contradicts its date, takes the end of "between 2 and 4" for a
day, and its first use takes most of a second. `typed_dates.py` reads a day with which a text begins.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property
from typing import Final

from rollouts.intake.wordings import Wordings
from rollouts.news import DayOrder

_PAST: Final = timedelta(days=60)
"""A day without a year may lie so far behind its text; else it is one that comes."""
_BEFORE: Final = r"(?<![\w./\ue010-\ue012-])"
_AFTER: Final = r"(?![\w/\ue010-\ue012]|[-.]\d)"
_ARROW: Final = r"(?:->|→|=>|➔|➜)"
_HALF: Final = r"\d{1,2}(?:st|nd|rd|th|er|\.)?"


@dataclass(frozen=True, slots=True)
class FoundDay:
    """A day at a place of a sentence: one day, two where numbers can mean either, none where none exists.

    `is_adrift` when it counts from the day of its text, and nobody knows that.
    """

    start: int
    end: int
    days: tuple[date, ...]
    is_adrift: bool = False

    @property
    def day(self) -> date | None:
        """The day, if it is exactly one."""
        return self.days[0] if len(self.days) == 1 else None


class DayFinder:
    """Finds days by the words of one table."""

    def __init__(self, wordings: Wordings) -> None:
        self._wordings = wordings
        self._order = wordings.day_order
        self._months = _numbered(each.months for each in wordings.languages.values())
        self._weekdays = _numbered(each.weekdays for each in wordings.languages.values())
        self._counts = _numbered(each.numbers for each in wordings.languages.values())

    @cached_property
    def _patterns(self) -> tuple[re.Pattern[str], ...]:
        month = rf"(?P<month>{_any(self._months)})\.?"
        weekday = rf"(?:(?P<weekday>{_any(self._weekdays)})\.?,? (?:(?:the|den|dem|le) )?)?"
        day = r"(?P<day>\d{1,2})(?:st|nd|rd|th|er|\.)?"
        # A year that is not understood makes no day: "13 January 1999" is not the next 13 January.
        year = r"(?:(?:,? |-)(?P<year>20\d\d))?(?!(?:,? |-)(?:1[89]|2[1-9])\d\d(?!\d)|,? '\d\d(?!\d))"
        words = self._wordings
        unit = (
            rf"(?:(?P<days>{_any(words.all_of('day_units'))})|(?P<weeks>{_any(words.all_of('week_units'))}))"
        )
        count = rf"(?P<count>\d{{1,3}}|{_any(self._counts)})"
        return tuple(
            re.compile(_BEFORE + pattern + _AFTER, re.IGNORECASE)
            for pattern in (
                rf"{weekday}(?P<year>20\d\d)(?P<sign>[-/.])(?P<number>\d\d)(?P=sign)(?P<day>\d\d)",
                rf"{weekday}(?P<day>\d{{1,2}})\. ?(?P<number>\d{{1,2}})\. ?(?P<year>20\d\d)?",
                rf"{weekday}(?P<one>\d{{1,2}})(?P<sign>[-/])(?P<other>\d{{1,2}})(?P=sign)(?P<year>20\d\d)",
                rf"{weekday}{day}(?: (?:of )?|-){month}{year}",
                rf"{weekday}{month} (?:the )?{day}{year}",
                rf"(?P<near>{_any(words.all_of('tomorrow'))})",
                rf"(?P<now>{_any(words.all_of('today'))})",
                rf"(?:{_any(words.all_of('in_units'))}) {count} {unit}",
            )
        )

    def days_in(self, text: str, *, sent_on: date | None) -> list[FoundDay]:
        """Return the days in a sentence in their order; what overlaps is the longer one."""
        found = sorted(
            (
                (match.start(), -match.end(), match)
                for pattern in self._patterns
                for match in pattern.finditer(text)
            ),
            key=lambda each: each[:2],
        )
        days: list[FoundDay] = []
        for start, end, match in found:
            if not days or start >= days[-1].end:
                named = self._weekday_behind.match(text, -end)
                meant = sorted(set(self._meant(match, sent_on)))
                day = FoundDay(start, -end, tuple(d for d in meant if self._falls_on(d, named)))
                is_whole = bool(match.groupdict().get("year"))
                days.append(replace(day, is_adrift=sent_on is None and not is_whole))
        return days

    @cached_property
    def _weekday_behind(self) -> re.Pattern[str]:
        return re.compile(rf",? ?\(?(?P<weekday>{_any(self._weekdays)})(?!\w)", re.IGNORECASE)

    def _falls_on(self, day: date, named: re.Match[str] | None) -> bool:
        return named is None or day.weekday() == self._weekdays[named["weekday"].casefold()]

    def _meant(self, found: re.Match[str], sent_on: date | None) -> Iterator[date]:
        said = {name: value for name, value in found.groupdict().items() if value}
        for day in self._dated(said, sent_on):
            weekday = said.get("weekday")
            if weekday is None or day.weekday() == self._weekdays[weekday.casefold()]:
                yield day

    def _dated(self, said: dict[str, str], sent_on: date | None) -> Iterator[date]:
        year = int(said["year"]) if "year" in said else None
        if sent_on is None:
            if year is None:
                return
            sent_on = date(year, 1, 1)  # with a year it does not count
        if "month" in said:
            yield from _day(year, self._months[said["month"].casefold()] + 1, int(said["day"]), sent_on)
        elif "number" in said:
            yield from _day(year, int(said["number"]), int(said["day"]), sent_on)
        elif "one" in said:
            one, other = int(said["one"]), int(said["other"])
            if self._order is not DayOrder.MONTH:
                yield from _day(year, other, one, sent_on)
            if self._order is not DayOrder.DAY:
                yield from _day(year, one, other, sent_on)
        elif "count" in said:
            number = said["count"].casefold()
            count = int(number) if number.isdigit() else self._counts[number] + 1
            yield sent_on + timedelta(days=count if "days" in said else 7 * count)
        else:
            yield sent_on + timedelta(days=int("near" in said))

    @cached_property
    def _no_day(self) -> re.Pattern[str]:
        return _ends_with(self._wordings.all_of("no_day"))

    @cached_property
    def _old_day(self) -> re.Pattern[str]:
        old = _any(self._wordings.all_of("old_day"))
        return re.compile(rf"(?<!\w)(?:{old})(?: [^\s,;:().]+){{0,4}} ?$", re.IGNORECASE)

    @cached_property
    def _to_day(self) -> re.Pattern[str]:
        return _ends_with(self._wordings.all_of("to_day"))

    @cached_property
    def _joined(self) -> re.Pattern[str]:
        return re.compile(rf"{_HALF} ?(?:-|and|to|or|und|bis|oder|et|au|ou|&) ?$", re.IGNORECASE)

    @cached_property
    def _goes_on(self) -> re.Pattern[str]:
        return re.compile(r" ?(?:-|to|until|and|or|bis|und|oder|au|et|ou) ?\d{1,2}(?!\d*:)", re.IGNORECASE)

    @cached_property
    def _shifted(self) -> re.Pattern[str]:
        return re.compile(
            rf"(?:{_HALF} ?{_ARROW} ?|(?:vom|from|du) {_HALF} (?:auf den|to|to the|au) )$", re.IGNORECASE
        )

    def told_in(self, text: str, *, sent_on: date | None) -> list[FoundDay]:
        """Return the days that a sentence gives as those that count: no deadline, no range, none given up."""
        found = self.days_in(text, sent_on=sent_on)
        moves = bool(self._wordings.pattern("moves").search(text))
        told: list[FoundDay] = []
        for place, day in enumerate(found):
            before, after = text[: day.start], text[day.end :]
            following = found[place + 1] if place + 1 < len(found) else None
            if following and _is_left(text[day.end : following.start]):
                continue  # the first of two, of which the second may count
            previous = text[found[place - 1].end : day.start] if place else ""
            shifted = self._shifted.search(before)
            if shifted and (moves or re.search(rf"{_ARROW} ?$", before)):
                told.append(replace(day, start=shifted.start()))
            elif place and _is_left(previous):
                if moves or re.fullmatch(rf" ?{_ARROW} ?", previous):
                    told.append(day)
            elif not (moves and not self._to_day.search(before)) and not (
                self._no_day.search(before)
                or self._old_day.search(before)
                or self._joined.search(before)
                or self._goes_on.match(after)
            ):
                told.append(day)
        return told


_LEFT: Final = re.compile(
    rf" ?(?:{_ARROW}|-|to(?: the)?|until|and|or|bis|auf den|und|au|et) ?", re.IGNORECASE
)


def _is_left(between: str) -> bool:
    """Say whether two days belong together, as a range or as the old and the new one."""
    return bool(_LEFT.fullmatch(between))


def _day(year: int | None, month: int, day: int, sent_on: date) -> Iterator[date]:
    years = [year] if year else range(sent_on.year - 1, sent_on.year + 2)
    for each in years:
        try:
            found = date(each, month, day)
        except ValueError:
            continue
        if year or found >= sent_on - _PAST:
            yield found
            return


def _numbered(languages: Iterable[tuple[str, ...]]) -> dict[str, int]:
    return {
        word.casefold(): number
        for texts in languages
        for number, ways in enumerate(texts)
        for word in ways.split()
    }


def _any(words: Iterable[str]) -> str:
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True))) or r"(?!)"


def _ends_with(words: tuple[str, ...]) -> re.Pattern[str]:
    articles = r"(?:the|dem|den|der|le|la) "
    return re.compile(rf"(?<!\w)(?:{_any(words)}) (?:{articles})?$", re.IGNORECASE)
