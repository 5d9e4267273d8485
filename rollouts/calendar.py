"""The days and instants on which announcements go out."""

from collections.abc import Container
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

DAY = timedelta(days=1)
SATURDAY = 5


@dataclass(frozen=True, slots=True)
class DaysOff:
    """Saturdays, Sundays, and these holidays: what is off where no country was named."""

    holidays: Container[date] = frozenset()

    def __contains__(self, day: object) -> bool:
        return isinstance(day, date) and (day.weekday() >= SATURDAY or day in self.holidays)


def is_working_day(*, day: date, days_off: Container[date]) -> bool:
    """Say whether people work on that day: no weekend, no public holiday."""
    return day not in days_off


def working_day_after(*, day: date, days_off: Container[date]) -> date:
    """Return the first working day after `day`."""
    day += DAY
    while not is_working_day(day=day, days_off=days_off):
        day += DAY
    return day


def working_days_before(*, day: date, count: int, days_off: Container[date]) -> date:
    """Return the `count`-th working day before `day`."""
    while count:
        day -= DAY
        count -= is_working_day(day=day, days_off=days_off)
    return day


def preview_day(*, release_date: date, preview_days: int) -> date:
    """Vendor: "A preview email, 2 to 4 weeks before release"."""
    return release_date - preview_days * DAY


def reminder_day(*, release_date: date, days_off: Container[date]) -> date:
    """Vendor: "A reminder email, 1 to 2 days before the Standard Release", moved to a working day."""
    return working_days_before(day=release_date, count=1, days_off=days_off)


def window_closing_day(*, next_date: date, days_off: Container[date]) -> date:
    """Return the day on which two working days are left to validate before the next server's date."""
    return working_days_before(day=next_date, count=2, days_off=days_off)


def window_day(*, begins: date, count: int, days_off: Container[date]) -> date:
    """Return the `count`-th working day of a window, which begins on that day."""
    day = begins - DAY
    while count:
        day += DAY
        count -= is_working_day(day=day, days_off=days_off)
    return day


def instant(*, day: date, at: time, timezone: str) -> datetime:
    """Return that wall-clock time as an instant in UTC.

    A time that the spring night leaves out is moved forward by the hour; of one that the autumn night
    brings twice the first counts (fold 0).
    """
    return _instant(day, at, timezone)


@lru_cache(maxsize=4096)
def _instant(day: date, at: time, timezone: str) -> datetime:
    """Work it out once: a release that a thousand channels hear of asks for the same few again and again."""
    return datetime.combine(day, at, ZoneInfo(timezone)).astimezone(UTC)


def day_begins(*, day: date, timezone: str) -> datetime:
    """Return the instant at which the day begins there, in UTC."""
    return instant(day=day, at=time.min, timezone=timezone)
