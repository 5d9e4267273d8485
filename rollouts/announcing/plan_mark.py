"""What a plan rests on beside servers, releases and integrations, in a word that differs when any of it does.

A start that finds everything planned with the same mark, and no change of those since, plans nothing anew.
"""

from collections.abc import Iterable
from dataclasses import fields
from datetime import date, datetime, timedelta
from hashlib import blake2s
from zoneinfo import ZoneInfo

from rollouts.integrations import Integration
from rollouts.policy import Policy

YEARS_BEFORE, YEARS_AFTER = 1, 3
"""Of which years, around this one, days off and clocks are looked at: one that changes later counts from its
year's third one before on."""


def plan_mark(*, rules: str, policy: Policy, integrations: Iterable[Integration], today: date) -> str:
    """Return the mark of a plan. `rules` stands for the program that makes it: another for each version.

    What `holidays` and the zones' database say is asked, since either may be brought up to date by itself.
    """
    zones = {policy.timezone, *(each.timezone for each in integrations if each.timezone)}
    first = date(today.year - YEARS_BEFORE, 1, 1)
    days = [
        first + timedelta(days=number)
        for number in range((date(today.year + YEARS_AFTER + 1, 1, 1) - first).days)
    ]
    settings = [(each.name, _told(getattr(policy, each.name))) for each in fields(policy)]
    off = [day.toordinal() for day in days if day in policy.days_off]
    clocks = [(zone, _changes(zone, policy, days)) for zone in sorted(zones)]
    told = repr((rules, [each for each in settings if each[0] != "days_off"], off, clocks))
    return blake2s(told.encode(), digest_size=16).hexdigest()


def _told(value: object) -> object:
    """Tell a setting in the same way each time; sets have no order."""
    return sorted(value) if isinstance(value, frozenset) else value


def _changes(zone: str, policy: Policy, days: Iterable[date]) -> list[tuple[int, float]]:
    """Return on which days post time begins to be at another hour, and how far from UTC it is then."""
    there, found = ZoneInfo(zone), list[tuple[int, float]]()
    for day in days:
        offset = datetime.combine(day, policy.post_at, there).utcoffset()
        seconds = offset.total_seconds() if offset else 0.0
        if not found or found[-1][1] != seconds:
            found.append((day.toordinal(), seconds))
    return found
