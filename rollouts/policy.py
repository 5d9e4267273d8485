"""What the workspace has decided: its time zone, when posts go out, and who manages."""

from collections.abc import Container
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from enum import StrEnum
from zoneinfo import ZoneInfo

from rollouts.calendar import DaysOff
from rollouts.case_files import BYTES_IN_MB
from rollouts.references import ids_of, is_group

PREVIEW_DAYS = range(14, 29)
"""Days before the first server's date. Vendor: "A preview email, 2 to 4 weeks before release"."""


class Confirmation(StrEnum):
    """When channels get the confirmation: at post time whatever happens, or on the press alone."""

    ON_SCHEDULE = "on_schedule"
    AFTER_CONFIRM = "after_confirm"


@dataclass(frozen=True, slots=True)
class Policy:
    """The workspace's settings. `preview_days` is 14 to 28; `post_at` is a wall-clock time.

    `days_off` are weekends and public holidays, on which nobody is reminded.
    `support_emails` are the addresses of the vendor's support; `mail_from` is ours, None while no mail
    server is set, so that nothing can be e-mailed. `attached_most` is how many bytes of files go along with a
    mail.
    `alerts_to` are the places where managers are told of trouble: people first, else the support channel.
    `from_environment` are the names of what the environment sets; all else of it are defaults.
    """

    timezone: str = "UTC"
    post_at: time = time(9)
    preview_days: int = 21
    confirmation: Confirmation = Confirmation.ON_SCHEDULE
    days_off: Container[date] = DaysOff()
    managers: frozenset[str] = frozenset()
    support_channel: str | None = None
    support_group: str | None = None
    support_emails: tuple[str, ...] = ()
    mail_from: str | None = None
    attached_most: int = 10 * BYTES_IN_MB
    alerts_to: tuple[str, ...] = ()
    from_environment: frozenset[str] = frozenset()

    @property
    def managers_told(self) -> tuple[str, ...]:
        """Return the managers who are people and told of trouble, by id."""
        return tuple(each for each in self.alerts_to if each != self.support_channel)

    @property
    def manager_groups(self) -> frozenset[str]:
        """Return the user groups whose members are managers, by id."""
        return frozenset(each for each in self.managers if is_group(each))

    def day(self, now: datetime) -> date:
        """Return the workspace's day at `now`."""
        return now.astimezone(ZoneInfo(self.timezone)).date()

    def in_zone(self, timezone: str) -> "Policy":
        """Return the settings as they count where that zone does: for what is said in a channel."""
        return self if timezone == self.timezone else replace(self, timezone=timezone)


def places_for_alerts(managers: frozenset[str], support_channel: str | None) -> tuple[str, ...]:
    """Return where managers are told of trouble: those who are people, by id, else the support channel."""
    people = tuple(sorted(each for each in ids_of(managers) if not is_group(each)))
    return people or ids_of([support_channel])
