"""Claims: which deliveries are tried now, and by one worker only."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Integer, Select, Text, bindparam, func, select, tuple_, update
from sqlalchemy.sql.dml import ReturningUpdate

from rollouts.deliveries import Action, Delivery, State
from storage.columns import UtcDateTime
from storage.ledger.transaction import Transaction
from storage.postgres_locks import reserved_channel
from storage.tables import DELIVERIES, PAUSES
from storage.tables.deliveries import DUE_AT, IS_HELD, IS_OPEN, IS_SEARCHED_FOR, IS_UNKNOWN, due_at, is_held


class ClaimLedger(Transaction):
    """The ledger's deliveries that are under way."""

    def claim(
        self, action: Action, *, now: datetime, limit: int, busy: frozenset[str]
    ) -> tuple[Delivery, ...]:
        """Claim due posts, or updates: one for each channel, the earliest first; never in a `busy` channel.

        A channel is left out while one of its deliveries is claimed or a post waits for a later time, so that
        order is kept there; so is a paused channel, and a topic in a channel where an unknown delivery is
        still searched for. Claimed rows come back with `attempts` counted and `started_at` set to `now`.
        """
        if limit <= 0:
            return ()
        # A short question for the most frequent case: it takes a third of the long one's time. Who has just
        # planned something for now need not ask.
        if not self._is_due_now and self._execute(_is_due(action), at=now).first() is None:
            return ()
        given = {"ours": self._workspace, "at": now, "busy": sorted(busy), "most": limit}
        if self._is_postgres:
            channels = self._lock_channels(action, given)
            if not channels:
                return ()
            # Asked once more, as somebody may have claimed in a channel just before it was locked.
            given["locked"] = channels
        statement = _claiming(action, only_locked=self._is_postgres)
        claimed = self._deliveries_in(self._connection.execute(statement, given))
        self._claimed += [(delivery.key.topic, delivery.key.channel) for delivery in claimed]
        # The order of RETURNING is no database's promise.
        return tuple(sorted(claimed, key=lambda delivery: (delivery.due_at, delivery.id)))

    def abandoned(
        self, *, started_before: datetime, started_after: datetime, but: frozenset[int] = frozenset()
    ) -> tuple[Delivery, ...]:
        """Return claimed deliveries whose attempt began before the one or after the other, `but` these ids.

        Nobody works on them any more; after a clock was set back some seem to have begun in the future.
        """
        query = (
            select(DELIVERIES)
            .where(
                self._own(DELIVERIES),
                IS_HELD,
                DELIVERIES.c.state == State.CLAIMED,
                (DELIVERIES.c.started_at < started_before) | (DELIVERIES.c.started_at > started_after),
                DELIVERIES.c.id.not_in(but),
            )
            .order_by(DUE_AT, DELIVERIES.c.id)
        )
        return self._deliveries_in(self._connection.execute(query))

    def claim_searches(
        self, *, now: datetime, limit: int, hold: timedelta, channel: str | None = None
    ) -> tuple[Delivery, ...]:
        """Claim deliveries that are to be searched for now, the earliest first; with `channel`, those there.

        `searches` is counted and `next_at` set to `hold` from now, so that nobody else does meanwhile.
        """
        to_search_for = (
            self._searched_for()
            .where(DELIVERIES.c.next_at <= now)
            .limit(limit)
            .with_for_update(skip_locked=True)
        )
        if channel is not None:
            to_search_for = to_search_for.where(DELIVERIES.c.channel == channel)
        found = self._deliveries_in(self._connection.execute(to_search_for))
        if found:
            statement = update(DELIVERIES).where(DELIVERIES.c.id.in_([delivery.id for delivery in found]))
            self._connection.execute(statement.values(searches=DELIVERIES.c.searches + 1, next_at=now + hold))
        return tuple(
            replace(delivery, searches=delivery.searches + 1, next_at=now + hold) for delivery in found
        )

    def searched_for(self) -> tuple[Delivery, ...]:
        """Return the deliveries that are to be searched for, now or later, by the time at which they are."""
        return self._deliveries_in(self._connection.execute(self._searched_for()))

    def _searched_for(self) -> Select[Any]:
        return (
            select(DELIVERIES)
            .where(self._own(DELIVERIES), IS_SEARCHED_FOR)
            .order_by(DELIVERIES.c.next_at, DELIVERIES.c.id)
        )

    def _lock_channels(self, action: Action, given: Mapping[str, object]) -> list[str]:
        """Lock at most that many channels in which something is due, until the transaction ends.

        A channel that somebody else has locked is passed over. Nobody else claims in a locked one.
        """
        earliest = _first(_due(action), "channel").cte("earliest").prefix_with("MATERIALIZED")
        free = select(earliest.c.channel).where(reserved_channel(self._workspace, earliest.c.channel))
        return list(self._connection.execute(free.limit(MOST), given).scalars())


# What is asked every second is put into words once; what it is asked of is given each time. Its words would
# take longer than its answer.

OURS = bindparam("ours", type_=Text)
AT = bindparam("at", type_=UtcDateTime)
MOST = bindparam("most", type_=Integer)

LOOKED_AT = 4
"""How many times as many as are wanted are looked at: a claim costs the same however many are due."""

BEFORE = DELIVERIES.alias("before")


@cache
def _is_due(action: Action) -> Select[Any]:
    """Return the question for any that is due, in whatever channel."""
    return select(DELIVERIES.c.id).where(*_are_due(action)).limit(1)


def _are_due(action: Action) -> tuple[ColumnElement[bool], ...]:
    return DELIVERIES.c.workspace == OURS, IS_OPEN, DELIVERIES.c.action == action, DELIVERIES.c.ready_at <= AT


@cache
def _claiming(action: Action, *, only_locked: bool) -> ReturningUpdate[Any]:
    """Return the statement that claims what is due first in each channel, or in each of those `locked`."""
    chosen = _first(_due(action, only_locked=only_locked), "id").limit(MOST)
    if only_locked:
        # Others are beside us. On SQLite nobody is, and without this it takes a seventh less.
        free = select(DELIVERIES.c.id).where(DELIVERIES.c.id.in_(chosen), IS_OPEN)
        chosen = free.with_for_update(skip_locked=True)
    return (
        update(DELIVERIES)
        .where(DELIVERIES.c.id.in_(chosen))
        .values(state=State.CLAIMED, attempts=DELIVERIES.c.attempts + 1, started_at=AT)
        .returning(DELIVERIES)
    )


@cache
def _due(action: Action, *, only_locked: bool = False) -> Select[Any]:
    """Return the question for what may be claimed, with its `place` in its channel."""
    own = DELIVERIES.c.workspace == OURS
    held = select(DELIVERIES.c.channel).where(
        own,
        IS_HELD,
        (DELIVERIES.c.state == State.CLAIMED)
        | ((DELIVERIES.c.next_at > AT) & (DELIVERIES.c.action == Action.POST)),
    )
    paused = select(PAUSES.c.channel).where(PAUSES.c.workspace == OURS)
    searched_for = select(DELIVERIES.c.topic, DELIVERIES.c.channel).where(own, IS_SEARCHED_FOR, IS_UNKNOWN)
    searched_for = searched_for.correlate(None)
    may_go = select(DELIVERIES.c.id, DELIVERIES.c.channel, DELIVERIES.c.due_at).where(
        *_are_due(action),
        DELIVERIES.c.channel.not_in(bindparam("busy", expanding=True)),
        DELIVERIES.c.channel.not_in(held),
        DELIVERIES.c.channel.not_in(paused),
        tuple_(DELIVERIES.c.topic, DELIVERIES.c.channel).not_in(searched_for),
        ~_has_one_before(searched_for),
    )
    if only_locked:
        may_go = may_go.where(DELIVERIES.c.channel.in_(bindparam("locked", expanding=True)))
    # By this time, as the index has it; so none of a channel is among them without those before it.
    earliest = may_go.order_by(DELIVERIES.c.ready_at, DELIVERIES.c.id).limit(LOOKED_AT * MOST).subquery()
    place = func.row_number().over(
        partition_by=earliest.c.channel, order_by=[earliest.c.due_at, earliest.c.id]
    )
    return select(earliest.c.id, earliest.c.channel, earliest.c.due_at, place.label("place"))


def _has_one_before(searched_for: Select[Any]) -> ColumnElement[bool]:
    """Return the condition that one that waited may be tried by now as well, and goes before it."""
    return (
        select(BEFORE.c.id)
        .where(
            BEFORE.c.workspace == OURS,
            is_held(BEFORE),
            BEFORE.c.channel == DELIVERIES.c.channel,
            BEFORE.c.action == DELIVERIES.c.action,
            BEFORE.c.ready_at <= AT,
            # By an expression, so that SQLite keeps to the index of the few that are held.
            tuple_(due_at(BEFORE), BEFORE.c.id) < tuple_(DELIVERIES.c.due_at, DELIVERIES.c.id),
            tuple_(BEFORE.c.topic, BEFORE.c.channel).not_in(searched_for),
        )
        .correlate(DELIVERIES)
        .exists()
    )


def _first(due: Select[Any], name: str) -> Select[Any]:
    """Return the question for that column of what is due first in each channel, the earliest first."""
    each = due.subquery()
    return select(each.c[name]).where(each.c.place == 1).order_by(each.c.due_at, each.c.id)
