"""The days and instants on which announcements go out."""

from collections.abc import Container
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

DAY = timedelta(days=1)
SATURDAY = 5


def is_working_day(*, day: date, holidays: Container[date]) -> bool:
    """Say whether people work on that day: no weekend, no public holiday."""
    return day.weekday() < SATURDAY and day not in holidays


def working_days_before(*, day: date, count: int, holidays: Container[date]) -> date:
    """Return the `count`-th working day before `day`."""
    while count:
        day -= DAY
        count -= is_working_day(day=day, holidays=holidays)
    return day


def preview_day(*, release_date: date, preview_days: int) -> date:
    """Vendor: "A preview email, 2 to 4 weeks before release"."""
    return release_date - preview_days * DAY


def reminder_day(*, release_date: date, holidays: Container[date]) -> date:
    """Vendor: "A reminder email, 1 to 2 days before the Standard Release", moved to a working day."""
    return working_days_before(day=release_date, count=1, holidays=holidays)


def window_closing_day(*, next_date: date, holidays: Container[date]) -> date:
    """Return the day on which two working days are left to validate before the next server's date."""
    return working_days_before(day=next_date, count=2, holidays=holidays)


def instant(*, day: date, at: time, timezone: str) -> datetime:
    """Return that wall-clock time as an instant in UTC.

    A time that the spring night leaves out is moved forward by the hour; of one that the autumn night
    brings twice the first counts (fold 0).
    """
    return datetime.combine(day, at, ZoneInfo(timezone)).astimezone(UTC)


def day_begins(*, day: date, timezone: str) -> datetime:
    """Return the instant at which the day begins there, in UTC."""
    return instant(day=day, at=time.min, timezone=timezone)
