"""Turns: replicas on one PostgreSQL keep one pace together, by a row for each lane and the server's clock.

The generic cell rate algorithm: a row says until when its lane is taken, and each turn takes it a little
longer (https://en.wikipedia.org/wiki/Generic_cell_rate_algorithm).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import Connection, text

FAR = timedelta(minutes=5)
"""No lane is taken for so long: the server's clock was set back, and the lane is free."""

_TAKE = text("""
    INSERT INTO turns (workspace, lane, taken_until)
    VALUES (:workspace, :lane, clock_timestamp() + CAST(:apart AS interval))
    ON CONFLICT (workspace, lane) DO UPDATE SET taken_until = CAST(:apart AS interval) + CASE
        WHEN turns.taken_until > clock_timestamp() + CAST(:far AS interval) THEN clock_timestamp()
        ELSE greatest(turns.taken_until, clock_timestamp())
    END
    RETURNING taken_until - clock_timestamp()
""")


@dataclass(frozen=True, slots=True)
class Lane:
    """Calls that go out one after the other: two are `apart`, but for `at_once` of them after a rest."""

    name: str
    apart: timedelta
    at_once: float = 1


class NoTurn(Exception):  # noqa: N818 - no error: whoever wants a turn asks again later
    """Too many wait already, so no turn was taken."""


def take_turns(
    connection: Connection, workspace: str, lanes: Iterable[Lane], *, patience: timedelta
) -> timedelta:
    """Take a turn in each lane, and return how long to wait until all of them have come.

    Raises:
        NoTurn: that would be longer than `patience`; whoever made the connection rolls it back.
    """
    wait = timedelta(0)
    # In one order everywhere, or two replicas would wait for each other's rows.
    for lane in sorted(lanes, key=lambda each: each.name):
        given = {"workspace": workspace, "lane": lane.name, "apart": lane.apart, "far": FAR}
        left: timedelta = connection.execute(_TAKE, given).scalar_one()
        wait = max(wait, left - lane.apart * lane.at_once)
    if wait > patience:
        raise NoTurn
    return wait
