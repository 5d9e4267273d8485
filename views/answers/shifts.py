"""Which later posts a change moves, shown before it is made."""

from collections.abc import Iterator

from rollouts.usecases.replanned import Moved, Shift
from views.inlines import Channel, Day, Moment, Words, say
from views.posts.deliveries import kind_words
from views.wording import count

SHIFTS_MOST = 10
"""How many of them are named."""


def shift_lines(shifts: tuple[Shift, ...], timezone: str) -> Iterator[Words]:
    """Yield how many there are, and then the first of them."""
    if not shifts:
        return
    yield f"{count(len(shifts), 'later post')} will be planned otherwise:"
    yield from (say("• {shift}", shift=_shift(each, timezone)) for each in shifts[:SHIFTS_MOST])
    if (left := len(shifts) - SHIFTS_MOST) > 0:
        yield f"… and {left} more."


def moved_lines(moved: tuple[Moved, ...]) -> Iterator[Words]:
    """Yield for each later post of a release on which day it comes instead."""
    for each in moved:
        yield say(
            "The {kind} goes out on {after} instead of {before}.",
            kind=kind_words(each.announcement, (each.server,)),
            after=Day(each.after, each.before),
            before=Day(each.before, each.before),
        )


def _shift(shift: Shift, timezone: str) -> Words:
    what = say(
        "{topic}, {kind} in {where}",
        topic=shift.key.topic.key,
        kind=kind_words(shift.key.announcement),
        where=Channel(shift.key.channel),
    )
    before = Moment(shift.before, timezone) if shift.before else "not planned"
    after = Moment(shift.after, timezone) if shift.after else "left out"
    return say("{what}: {before} → {after}", what=what, before=before, after=after)
