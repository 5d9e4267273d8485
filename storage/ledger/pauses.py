"""Paused channels in the ledger."""

from sqlalchemy import delete, select

from rollouts.deliveries import Pause
from storage.ledger.transaction import Transaction
from storage.tables import PAUSES


class PauseLedger(Transaction):
    """The ledger's paused channels."""

    def pause(self, pause: Pause) -> bool:
        """Let a channel get no messages; False when it is paused already (the first reason stays)."""
        statement = (
            self._insert(PAUSES)
            .values(workspace=self._workspace, channel=pause.channel, reason=pause.reason, since=pause.since)
            .on_conflict_do_nothing()
            .returning(PAUSES.c.channel)
        )
        return self._connection.execute(statement).first() is not None

    def resume(self, channel: str) -> bool:
        """Let a channel get messages again; False when it was not paused."""
        statement = delete(PAUSES).where(self._own(PAUSES), PAUSES.c.channel == channel)
        return self._connection.execute(statement).rowcount == 1

    def pauses(self) -> tuple[Pause, ...]:
        """Return the paused channels, by channel."""
        query = select(PAUSES).where(self._own(PAUSES)).order_by(PAUSES.c.channel)
        return tuple(Pause(row.channel, row.reason, row.since) for row in self._connection.execute(query))
