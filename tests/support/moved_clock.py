"""A machine whose clock somebody sets, for what reads the hour in a zone: APScheduler, and our watch."""

from datetime import UTC, datetime, timedelta, tzinfo


class MachineClock(tzinfo):
    """UTC on a machine whose clock is `wrong` by that much: `datetime.now(MachineClock())` is what it shows.

    The loop's clock goes on as it was, as it does when a real one is set.
    """

    def __init__(self) -> None:
        self.wrong = timedelta(0)

    def fromutc(self, dt: datetime) -> datetime:
        """Return the hour that the machine takes for this one."""
        return dt + self.wrong

    def utcoffset(self, _dt: datetime | None) -> timedelta:
        """Return no offset: what the machine shows, it takes for UTC."""
        return timedelta(0)

    def dst(self, _dt: datetime | None) -> timedelta:
        """Return none."""
        return timedelta(0)

    def tzname(self, _dt: datetime | None) -> str:
        """Return a name for messages."""
        return "UTC on this machine"

    def now(self) -> datetime:
        """Return what the machine takes for the present instant."""
        return datetime.now(self).replace(tzinfo=UTC)
