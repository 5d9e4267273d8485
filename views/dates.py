"""Days, moments and distances between them in plain words."""

from datetime import date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

# Not strftime's names: those follow the locale of the process.
_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_HOUR = timedelta(hours=1)
_TWO_DAYS = timedelta(days=2)


def plain_day(when: date) -> str:
    """Say "Mon 30 November 2026"."""
    return f"{_DAYS[when.weekday()]} {when.day} {_MONTHS[when.month - 1]} {when.year}"


def day_words(when: date, *, said_on: date) -> str:
    """Say "Wed 2 December"; in another year than the one it is said in, "Wed 6 January 2027"."""
    words = f"{_DAYS[when.weekday()]} {when.day} {_MONTHS[when.month - 1]}"
    return words if when.year == said_on.year else f"{words} {when.year}"


def short_day(when: date) -> str:
    """Say "Mon 30 Nov 2026"."""
    return f"{_DAYS[when.weekday()]} {when.day} {_MONTHS[when.month - 1][:3]} {when.year}"


@lru_cache(maxsize=1024)
def short_moment(at: datetime, timezone: str) -> str:
    """Say "Mon 30 Nov 2026, 10:12 (Europe/Berlin)"."""
    local = at.astimezone(ZoneInfo(timezone))
    return f"{short_day(local.date())}, {local:%H:%M} ({timezone})"


def short_month(when: date) -> str:
    """Say "Dec"."""
    return _MONTHS[when.month - 1][:3]


_COUNTED_MOST = 120
"""Up to here people think in days; beyond it in months, then in years."""


def in_days(days: int) -> str:
    """Say "today", "tomorrow", "in 14 days", "yesterday", "3 days ago", "in 5 months", "in 72 years"."""
    if near := {0: "today", 1: "tomorrow", -1: "yesterday"}.get(days):
        return near
    far = abs(days)
    if far <= _COUNTED_MOST:
        distance = f"{far} days"
    else:
        distance = f"{round(far / 30.44)} months" if far < 2 * 365 else f"{round(far / 365.25)} years"
    return f"in {distance}" if days > 0 else f"{distance} ago"


def span(duration: timedelta) -> str:
    """Say "15 min", "3 h", "2 days"."""
    if duration < 2 * _HOUR:
        return f"{duration // timedelta(minutes=1)} min"
    return f"{duration // _HOUR} h" if duration < _TWO_DAYS else f"{duration.days} days"


def plain_iso(text: str) -> str:
    """Say a day that is written like 2026-11-30 in plain words."""
    return plain_day(date.fromisoformat(text))
