"""Days and spans of days as a question names them: "since October", "last week", "on Monday", "12 Oct".

Single dates are read by `typed_dates.py`. Whether "Monday" is the last or the next one depends on the
question, so both readings are given.
"""

import calendar
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import takewhile
from typing import Final

from rollouts.calendar import DAY
from rollouts.questions.asked import Period
from rollouts.typed_dates import read_day

MONTHS: Final = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
    "november", "december",
)  # fmt: skip
WEEKDAYS: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

_SHORT_MONTHS: Final = {name[:3]: number for number, name in enumerate(MONTHS, start=1)}
_SHORT_WEEKDAYS: Final = {name[:3]: number for number, name in enumerate(WEEKDAYS)}
_WEEKDAY_NAMES: Final = frozenset({*WEEKDAYS, *_SHORT_WEEKDAYS, "tues", "thur", "thurs"})
_NUMBERS: Final = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_BEFORE: Final = frozenset(
    {"in", "on", "for", "by", "before", "until", "till", "during", "within", "over", "since", "after"}
    | {"from", "between"}
)
_SINCE: Final = frozenset({"since", "after", "from"})
_UP_TO: Final = frozenset({"by", "before", "until", "till", "within"})
_TO: Final = (("to",), ("until",), ("till",), ("and",))
_UNITS: Final = {"day": 1, "days": 1, "week": 7, "weeks": 7, "month": 30, "months": 30}
_WHICH: Final = {"last": -1, "past": -1, "previous": -1, "this": 0, "next": 1, "coming": 1}
_LONG_ENOUGH: Final = frozenset(
    {*MONTHS, *WEEKDAYS, "today", "tomorrow", "yesterday", "week", "weeks", "month", "since", "last", "days"}
)
CALENDAR_WORDS: Final = frozenset(
    {
        *_LONG_ENOUGH,
        *_SHORT_MONTHS,
        *_WEEKDAY_NAMES,
        *_NUMBERS,
        *_BEFORE,
        *_UNITS,
        *_WHICH,
        "sept",
        "ago",
        "year",
    }
    | {"lately", "recently"}
)
"""All the words of dates."""
_LATELY: Final = timedelta(days=14)
_YEAR: Final = timedelta(days=364)
_LONGEST: Final = 5
"""Words of a date: "the 12th of October 2026"."""
_ORDINAL: Final = re.compile(r"([1-9]|[12]\d|3[01])(?:st|nd|rd|th)", re.ASCII)
_TWO_MONTHS: Final = 62
"""Days in which each day of the month comes round."""
_FAR: Final = 3660
"""Days; what is counted further is no question."""


@dataclass(frozen=True, slots=True)
class Span:
    """Days as they were named: as days gone by and as days ahead, None where they cannot be that.

    `words` is how many words name them.
    """

    words: int
    past: Period | None
    ahead: Period | None


def read_period(words: Sequence[str], today: date) -> Span | None:
    """Read the days with which the words begin, None if they begin with none."""
    if words[:1] and words[0] in {"from", "between"} and (start := _one(words[1:], today)):
        rest = words[1 + start.words :]
        if tuple(rest[:1]) in _TO and (end := _one(rest[1:], today)):
            return _range(start, end)
    return _one(words, today)


def _range(start: Span, end: Span) -> Span:
    """Put two days together: of a day without a year the one that fits the other."""

    def until(begin: Period | None, *ends: Period | None) -> Period | None:
        fitting = (end for end in ends if begin and end and begin.first <= end.last)
        found = next(fitting, None)
        return Period(begin.first, found.last) if begin and found else None

    past = until(start.past, end.past, end.ahead)
    ahead = until(start.ahead, end.ahead) or until(start.past, end.ahead)
    return Span(1 + start.words + 1 + end.words, past, ahead)


def _one(words: Sequence[str], today: date) -> Span | None:
    lead = 0
    while lead < len(words) and words[lead] in _BEFORE:
        lead += 1
    rest = tuple(takewhile(lambda word: (word,) not in _TO, words[lead : lead + _LONGEST + 1]))
    if not rest:
        return None
    before = words[lead - 1] if lead else ""
    found = (
        _within(before, rest, today)
        or _week_or_month(rest, today)
        or _month(rest, today, is_month=bool(lead))
        or _day_of_month(rest, today)
        or _weekday(rest, today)
        or _date(rest, today)
    )
    if found is None:
        return None
    if up_to := _UP_TO & {*words[:lead]}:
        last = found.ahead.last - DAY * ("before" in up_to) if found.ahead else today - DAY
        return Span(lead + found.words, None, Period(today, last) if last >= today else None)
    if any(word in _SINCE for word in words[:lead]):
        return Span(lead + found.words, Period(found.past.first, today), None) if found.past else None
    return Span(lead + found.words, found.past, found.ahead)


def _within(before: str, words: Sequence[str], today: date) -> Span | None:
    """Read "last 3 days", "3 days ago", "next two weeks", "in 3 days", "lately"."""
    if words[0] in {"lately", "recently"}:
        return Span(1, Period(today - _LATELY, today), None)
    which = _WHICH.get(words[0]) if len(words) > 1 else None
    start = 0 if which is None or words[0] == "this" else 1
    days = _counted(words[start : start + 2])
    if days is None:
        return None
    if start and which is not None:
        period = Period(today - days, today) if which < 0 else Period(today, today + days)
        return Span(3, period if which < 0 else None, period if which > 0 else None)
    if words[2:3] == ("ago",):
        return Span(3, Period(today - days, today - days), None)
    return Span(2, None, Period(today + days, today + days)) if before in {"in", "within"} else None


def _counted(words: Sequence[str]) -> timedelta | None:
    if len(words) < 2 or words[1] not in _UNITS:  # noqa: PLR2004 - a number and its unit
        return None
    number = _NUMBERS.index(words[0]) + 1 if words[0] in _NUMBERS else 1 if words[0] in {"a", "an"} else 0
    if words[0].isascii() and words[0].isdigit():
        number = int(words[0][:5])
    days = number * _UNITS[words[1]]
    return timedelta(days=days) if 0 < days < _FAR else None


def _week_or_month(words: Sequence[str], today: date) -> Span | None:
    """Read "last week", "this month", "the next month", "this year", "yesterday"."""
    if words[0] == "yesterday":
        return Span(1, Period(today - DAY, today - DAY), None)
    article = 1 if words[0] == "the" else 0
    which = _WHICH.get(words[article]) if len(words) > article + 1 else None
    if which is None or words[article + 1] not in {"week", "month", "year"}:
        return None
    if words[article + 1] == "week":
        monday = today - today.weekday() * DAY + which * 7 * DAY
        period = Period(monday, monday + 6 * DAY)
    elif words[article + 1] == "year":
        period = Period(date(today.year + which, 1, 1), date(today.year + which, 12, 31))
    else:
        months = today.year * 12 + today.month - 1 + which
        period = _whole_month(months // 12, months % 12 + 1)
    return Span(article + 2, period if which <= 0 else None, period if which >= 0 else None)


def _month(words: Sequence[str], today: date, *, is_month: bool) -> Span | None:
    """Read "October", "in Oct", "last October", "October 2026"; "may" alone is the verb."""
    which = _WHICH.get(words[0])
    lead = 0 if which is None else 1
    name = words[lead] if len(words) > lead else ""
    number = (
        _SHORT_MONTHS.get(name[:3]) if name in MONTHS or name in _SHORT_MONTHS or name == "sept" else None
    )
    if number is None or (name in {"may", "march", "mar"} and not (is_month or lead)):
        return None
    rest = words[lead + 1 :]
    if rest[:1] and len(rest[0]) == 4 and rest[0].isascii() and rest[0].isdigit():  # noqa: PLR2004 - a year
        if int(rest[0]) < date.min.year:
            return None
        whole = _whole_month(int(rest[0]), number)
        past, ahead = (whole if whole.first <= today else None), (whole if whole.last >= today else None)
        return Span(lead + 2, past, ahead)
    if rest[:1] and rest[0][:1].isdigit():
        return None  # a day of it follows
    past = _whole_month(today.year - (number > today.month), number)
    ahead = _whole_month(today.year + (number < today.month), number)
    return Span(lead + 1, past if which != 1 else None, ahead if which != -1 else None)


def _whole_month(year: int, month: int) -> Period:
    return Period(date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1]))


def _weekday(words: Sequence[str], today: date) -> Span | None:
    """Read "Monday", "next Fri", "last Tuesday"."""
    which = _WHICH.get(words[0])
    lead = 0 if which is None else 1
    number = _SHORT_WEEKDAYS.get(words[lead][:3]) if len(words) > lead else None
    if number is None or words[lead] not in _WEEKDAY_NAMES or _is_dated(words[lead + 1 :]):
        return None
    in_this_week = today + (number - today.weekday()) * DAY
    coming = in_this_week if in_this_week >= today else in_this_week + 7 * DAY
    gone = in_this_week if in_this_week < today else in_this_week - 7 * DAY
    past, ahead = Period(gone, gone), Period(coming, coming)
    if which == 1:
        # The next one that comes, or the one of next week.
        after = coming if coming > today else coming + 7 * DAY
        ahead = Period(min(after, in_this_week + 7 * DAY), max(after, in_this_week + 7 * DAY))
    return Span(lead + 1, past if which in {None, -1} else None, ahead if which != -1 else None)


def _day_of_month(words: Sequence[str], today: date) -> Span | None:
    """Read "the 14th", "Monday the 14th": the last such day, and the next."""
    weekday = _SHORT_WEEKDAYS.get(words[0][:3]) if words[0] in _WEEKDAY_NAMES else None
    start = 0 if weekday is None else 1
    start += words[start : start + 1] == ("the",)
    typed = _ORDINAL.fullmatch(words[start]) if len(words) > start else None
    if typed is None or _is_of_month(words[start + 1 :]):
        return None
    ahead, gone = (
        next((day for day in days if day.day == int(typed[1]) and weekday in {None, day.weekday()}), None)
        for days in (
            (today + n * DAY for n in range(_TWO_MONTHS)),
            (today - n * DAY for n in range(_TWO_MONTHS)),
        )
    )
    if ahead is None and gone is None:
        return None
    return Span(start + 1, Period(gone, gone) if gone else None, Period(ahead, ahead) if ahead else None)


def _is_of_month(rest: Sequence[str]) -> bool:
    return any(word[:3] in _SHORT_MONTHS for word in rest[: 2 if rest[:1] == ("of",) else 1])


def _is_dated(rest: Sequence[str]) -> bool:
    return any(word[:1].isdigit() or word[:3] in _SHORT_MONTHS for word in rest[:2])


def _date(words: Sequence[str], today: date) -> Span | None:
    """Read a date; one without a year is the last such day, or the next."""
    if words[0] in {"today", "tomorrow"}:
        day = today if words[0] == "today" else today + DAY
        return Span(1, Period(day, day) if day == today else None, Period(day, day))
    if not any(word[:1].isdigit() for word in words[:4]):
        return None
    text = " ".join(words[:_LONGEST])
    coming, gone = (read_day(text, today=day) for day in (today, today - _YEAR))
    if coming is None or gone is None or max(len(coming.days), len(gone.days)) > 1:
        return None
    # Where the day of the week is not that of the date, there is no such day.
    past = next((Period(day, day) for day in gone.days if day <= today), None)
    ahead = next((Period(day, day) for day in coming.days if day >= today), None)
    if past is None and ahead is None:
        return None
    return Span(len(coming.typed.split()), past, ahead)
