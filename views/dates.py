"""Days and moments: as Slack's date tokens, which each reader sees in their own time, and in plain words."""

from datetime import date, datetime, time, timedelta
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


def day(when: date, timezone: str) -> str:
    """Name a day of that zone as a date token; noon there is the same day nearly everywhere."""
    noon = datetime.combine(when, time(12), ZoneInfo(timezone))
    return f"<!date^{int(noon.timestamp())}^{{date_long}}|{short_day(when)} ({timezone})>"


def moment(at: datetime, timezone: str) -> str:
    """Name a moment as a date token, such as "today at 10:12"; the fallback names the zone."""
    return f"<!date^{int(at.timestamp())}^{{date_short_pretty}} at {{time}}|{short_moment(at, timezone)}>"


def local_day(at: datetime, timezone: str) -> str:
    """Name the day of that zone on which the moment lies, as a date token."""
    return day(at.astimezone(ZoneInfo(timezone)).date(), timezone)


def plain_day(when: date) -> str:
    """Say "Mon 30 November 2026", where no token can stand."""
    return f"{_DAYS[when.weekday()]} {when.day} {_MONTHS[when.month - 1]} {when.year}"


def short_day(when: date) -> str:
    """Say "Mon 30 Nov 2026"."""
    return f"{_DAYS[when.weekday()]} {when.day} {_MONTHS[when.month - 1][:3]} {when.year}"


def short_moment(at: datetime, timezone: str) -> str:
    """Say "Mon 30 Nov 2026, 10:12 (Europe/Berlin)"."""
    local = at.astimezone(ZoneInfo(timezone))
    return f"{short_day(local.date())}, {local:%H:%M} ({timezone})"


def in_days(days: int) -> str:
    """Say "today", "tomorrow", "in 14 days", "yesterday", "3 days ago"."""
    near = {0: "today", 1: "tomorrow", -1: "yesterday"}
    return near.get(days) or (f"in {days} days" if days > 0 else f"{-days} days ago")


def span(duration: timedelta) -> str:
    """Say "15 min", "3 h", "2 days"."""
    if duration < 2 * _HOUR:
        return f"{duration // timedelta(minutes=1)} min"
    return f"{duration // _HOUR} h" if duration < _TWO_DAYS else f"{duration.days} days"


def plain_iso(text: str) -> str:
    """Say a day that is written like 2026-11-30 in plain words."""
    return plain_day(date.fromisoformat(text))
