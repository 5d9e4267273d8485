"""Claims: which deliveries are tried now, and by one worker only."""

from datetime import datetime

from sqlalchemy import func, select, update

from rollouts.deliveries import Delivery, State
from storage.ledger.deliveries import delivery_of
from storage.ledger.transaction import Transaction
from storage.tables import DELIVERIES
from storage.tables.deliveries import IS_HELD, IS_OPEN


class ClaimLedger(Transaction):
    """The ledger's deliveries that are under way."""

    def claim(self, *, now: datetime, limit: int, busy: frozenset[str]) -> tuple[Delivery, ...]:
        """Claim what is due: at most one for each channel, the earliest first; never in a `busy` channel.

        A channel is left out while one of its deliveries is claimed or waits for a later time, so that
        order is kept there. Claimed rows come back with `attempts` counted and `started_at` set to `now`.
        """
        held = select(DELIVERIES.c.channel).where(
            self._own(DELIVERIES),
            IS_HELD,
            (DELIVERIES.c.state == State.CLAIMED) | (DELIVERIES.c.next_at > now),
        )
        place = func.row_number().over(
            partition_by=DELIVERIES.c.channel, order_by=[DELIVERIES.c.due_at, DELIVERIES.c.id]
        )
        due = (
            select(DELIVERIES.c.id, DELIVERIES.c.due_at, place.label("place"))
            .where(
                self._own(DELIVERIES),
                IS_OPEN,
                DELIVERIES.c.ready_at <= now,
                DELIVERIES.c.channel.not_in(busy),
                DELIVERIES.c.channel.not_in(held),
            )
            .subquery()
        )
        first = select(due.c.id).where(due.c.place == 1).order_by(due.c.due_at, due.c.id).limit(limit)
        statement = (
            update(DELIVERIES)
            .where(DELIVERIES.c.id.in_(first))
            .values(state=State.CLAIMED, attempts=DELIVERIES.c.attempts + 1, started_at=now)
            .returning(DELIVERIES)
        )
        claimed = [delivery_of(row) for row in self._connection.execute(statement)]
        # The order of RETURNING is no database's promise.
        return tuple(sorted(claimed, key=lambda delivery: (delivery.due_at, delivery.id)))

    def abandoned(
        self, *, started_before: datetime, but: frozenset[int] = frozenset()
    ) -> tuple[Delivery, ...]:
        """Return claimed deliveries whose attempt began before that: nobody works on them any more."""
        query = (
            select(DELIVERIES)
            .where(
                self._own(DELIVERIES),
                IS_HELD,
                DELIVERIES.c.state == State.CLAIMED,
                DELIVERIES.c.started_at < started_before,
                DELIVERIES.c.id.not_in(but),
            )
            .order_by(DELIVERIES.c.due_at, DELIVERIES.c.id)
        )
        return tuple(delivery_of(row) for row in self._connection.execute(query))
