"""Days as people type them at the beginning of a text, with more words after them. Nothing is guessed.

No library does this: dateutil and dateparser take 02/03 by a setting, pass over a day of the week that
contradicts its date, and do not say where the date ends and the reason begins.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from rollouts.texts import one_line, plain_signs


@dataclass(frozen=True, slots=True)
class TypedDay:
    """What was read: `typed` as it stood there, and `rest`, what came after it.

    One day; two where the words can mean either (02/03); none where the calendar has no such day (30 Feb).
    """

    days: tuple[date, ...]
    typed: str
    rest: str = ""

    @property
    def day(self) -> date | None:
        """The day, if the words mean exactly one."""
        return self.days[0] if len(self.days) == 1 else None


@dataclass(frozen=True, slots=True)
class _Known:
    today: date
    planned: date | None


Typed = re.Match[str]
Meaning = Callable[[Typed, _Known], Iterable[date]]

_WEEKDAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NUMBERS: Final = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_WEEK: Final = timedelta(weeks=1)
BETWEEN: Final = " ,;:.-–—"  # noqa: RUF001 - dashes as people type them
_YEARS_BETWEEN_LEAP_DAYS: Final = 8
"""At most: 2096 and 2104."""

_WEEKDAY = (
    r"(?P<weekday>mon(?:day)?|tue(?:s(?:day)?)?|wed(?:nesday)?|thu(?:r(?:s(?:day)?)?)?|fri(?:day)?"
    r"|sat(?:urday)?|sun(?:day)?)\.?"
)
_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_DAY = r"(?P<day>\d\d?)(?:st|nd|rd|th|\.)?"
_YEAR = r"(?:,? ?(?P<year>\d{4}|'\d\d))?"
_COUNT = rf"(?P<count>\d{{1,4}}|an?|{'|'.join(_NUMBERS)})"
_UNIT = r"(?P<unit>days?|weeks?|d|w)"
_ENDS = r"(?!\w| ?[-./]\d| ?(?:or|and|to) ?\d| or\b)"
"""What is no end: 2.12.2026.1 is no day, "2 or 9 Dec" and "9-12 Dec" are several."""


def _day(year: int, month: int, day: int) -> Iterator[date]:
    try:
        yield date(year, month, day)
    except ValueError:
        return


def _dated(year: str | None, month: int, day: int, known: _Known) -> Iterator[date]:
    """Yield that day of the year; where no year was typed, the next such day from today on."""
    if year:
        digits = year.lstrip("'")
        yield from _day(int(digits) if len(digits) > len("27") else 2000 + int(digits), month, day)
        return
    first = known.today.year
    days = (
        found
        for year_of_it in range(first, first + _YEARS_BETWEEN_LEAP_DAYS + 1)
        for found in _day(year_of_it, month, day)
        if found >= known.today
    )
    if found := next(days, None):
        yield found


def _in_digits(typed: Typed, known: _Known) -> Iterator[date]:
    yield from _dated(typed["year"], int(typed["month"]), int(typed["day"]), known)


def _either_order(typed: Typed, known: _Known) -> Iterator[date]:
    one, other = int(typed["one"]), int(typed["other"])
    yield from _dated(typed["year"], other, one, known)
    yield from _dated(typed["year"], one, other, known)


def _named_month(typed: Typed, known: _Known) -> Iterator[date]:
    month = _MONTHS.index(typed["month"][:3].casefold()) + 1
    yield from _dated(typed["year"], month, int(typed["day"]), known)


def _coming_weekday(typed: Typed, known: _Known) -> Iterator[date]:
    """Yield the next such day; today's name is today or a week from now, unless "this" or "next" is said."""
    monday = known.today - timedelta(days=known.today.weekday())
    in_this_week = monday + timedelta(days=_weekday(typed))
    coming = in_this_week if in_this_week >= known.today else in_this_week + _WEEK
    match (typed["which"] or typed["week"] or "").strip().casefold():
        case "next week":
            yield in_this_week + _WEEK
        case "next":
            # The next one that comes, or the one of next week: often the same, not always.
            yield coming if coming > known.today else coming + _WEEK
            yield in_this_week + _WEEK
        case "this":
            yield coming
        case _:
            yield from (coming,) if coming > known.today else (coming, coming + _WEEK)


def _near(typed: Typed, known: _Known) -> Iterator[date]:
    words = typed["near"].casefold()
    yield known.today + timedelta(days=2 if "after" in words else int(words == "tomorrow"))


def _distance(typed: Typed, known: _Known) -> Iterator[date]:
    """Yield the day so far from today; +2d may be meant from the day that was planned as well."""
    for start in (known.today, known.planned if typed["plus"] else None):
        if start and start <= date.max - _length(typed):
            yield start + _length(typed)


def _from_planned(typed: Typed, known: _Known) -> Iterator[date]:
    """Yield the day so far from the one that was planned."""
    distance = _length(typed)
    if known.planned and typed["sooner"]:
        if known.planned >= date.min + distance:
            yield known.planned - distance
    elif known.planned and known.planned <= date.max - distance:
        yield known.planned + distance


def _length(typed: Typed) -> timedelta:
    count = typed["count"].casefold()
    number = int(count) if count.isdigit() else _NUMBERS.index(count) + 1 if count in _NUMBERS else 1
    return number * (_WEEK if (typed["unit"] or "d")[0] in "wW" else timedelta(days=1))


def _weekday(typed: Typed) -> int:
    return _WEEKDAYS.index(typed["weekday"][:3].casefold())


def _ways(*ways: tuple[str, Meaning]) -> tuple[tuple[re.Pattern[str], Meaning], ...]:
    return tuple(
        (re.compile(rf"(?a:(?:(?:on|to|until|till) )?(?P<whole>{way})){_ENDS}", re.IGNORECASE), meaning)
        for way, meaning in ways
    )


_DATES: Final = _ways(
    *(
        (rf"(?:{_WEEKDAY},? ?)?{way}", meaning)
        for way, meaning in (
            (r"(?P<year>\d{4})(?P<sign>[-./])(?P<month>\d\d?)(?P=sign)(?P<day>\d\d?)", _in_digits),
            # Wherever days are written with dots, the day stands first.
            (r"(?P<day>\d\d?)\. ?(?P<month>\d\d?)(?:\. ?(?P<year>\d{4}|(?<=\.)\d\d)|\.)?", _in_digits),
            (r"(?P<one>\d\d?)(?P<sign>[-/])(?P<other>\d\d?)(?P=sign)(?P<year>\d{4}|\d\d)", _either_order),
            (r"(?P<one>\d\d?)/(?P<other>\d\d?)(?P<year>)", _either_order),
            (rf"(?:the )?{_DAY} ?(?:of )?{_MONTH}{_YEAR}", _named_month),
            (rf"{_MONTH} ?(?:the )?{_DAY}{_YEAR}", _named_month),
        )
    )
)
_WORDS: Final = _ways(
    (
        rf"(?P<which>(?:this|next) )?{_WEEKDAY}(?! ?\d| (?:week|in|after)\b)(?P<week> next week)?",
        _coming_weekday,
    ),
    (r"(?P<near>today|tomorrow|(?:the )?day after tomorrow)", _near),
    (rf"(?:(?P<plus>\+) ?|in ){_COUNT} ?{_UNIT}", _distance),
    (r"(?P<plus>\+) ?(?P<count>\d{1,4})(?P<unit>)", _distance),
    (rf"by {_COUNT} ?{_UNIT}(?: (?:later|(?P<sooner>earlier|sooner)))?", _from_planned),
    (rf"{_COUNT} ?{_UNIT} (?:later|(?P<sooner>earlier|sooner))", _from_planned),
)


def begins_with_day(text: str) -> bool:
    """Say whether the text begins with what is read as a day, whether there is such a day or not."""
    return _match(one_line(text)) is not None


def _match(text: str) -> tuple[Typed, Meaning] | None:
    plain = plain_signs(text)
    found = ((typed, meaning) for pattern, meaning in (*_DATES, *_WORDS) if (typed := pattern.match(plain)))
    return next(found, None)


def read_day(text: str, *, today: date, planned: date | None = None) -> TypedDay | None:
    """Read the day with which the text begins, None if it begins with none.

    `planned` is the day that would be changed, if there is one: "+2d" may be meant from there, "a week later"
    always is. A day of the week beside a date must be its own: another makes it a day that does not exist.
    """
    text = one_line(text)
    if (found := _match(text)) is None:
        return None
    typed, meaning = found
    if meaning is _from_planned and planned is None:
        return None
    days = sorted(set(meaning(typed, _Known(today, planned))))
    if typed.groupdict().get("weekday"):
        days = [day for day in days if day.weekday() == _weekday(typed)]
    return TypedDay(tuple(days), text[slice(*typed.span("whole"))], text[typed.end() :].lstrip(BETWEEN))
