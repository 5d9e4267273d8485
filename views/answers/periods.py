"""Spans of days in words."""

from datetime import date

from rollouts.questions.asked import Period
from views.inlines import Day, Words, say


def in_period(period: Period | None, today: date) -> Words:
    """Say " on Mon 7 December", " since …" or " from … to …"; nothing for None."""
    if period is None:
        return ""
    first, last = Day(period.first, today), Day(period.last, today)
    if period.first == period.last:
        return say(" on {day}", day=first)
    if period.last == today:
        return say(" since {day}", day=first)
    return say(" from {first} to {last}", first=first, last=last)
