"""Paused channels in the ledger."""

from dataclasses import asdict

from sqlalchemy import delete, select

from rollouts.deliveries import Pause
from storage.ledger.transaction import OURS, Transaction
from storage.tables import PAUSES

OWN = select(PAUSES).where(PAUSES.c.workspace == OURS)


class PauseLedger(Transaction):
    """The ledger's paused channels."""

    def pause(self, pause: Pause) -> bool:
        """Let a channel get no messages; False when it is paused already (the first reason stays)."""
        self._insist_on_being_alone()
        self._pauses = None
        statement = (
            self._insert(PAUSES)
            .values(workspace=self._workspace, **asdict(pause))
            .on_conflict_do_nothing()
            .returning(PAUSES.c.channel)
        )
        return self._connection.execute(statement).first() is not None

    def resume(self, channel: str) -> bool:
        """Let a channel get messages again; False when it was not paused."""
        self._insist_on_being_alone()
        self._pauses = None
        statement = delete(PAUSES).where(self._own(PAUSES), PAUSES.c.channel == channel)
        return self._connection.execute(statement).rowcount == 1

    def pauses(self) -> tuple[Pause, ...]:
        """Return the paused channels, by channel."""
        if self._pauses is None:
            rows = self._execute(OWN)
            found = (Pause(row.channel, row.reason, row.since, row.number) for row in rows)
            self._pauses = tuple(sorted(found, key=lambda each: each.channel))
        return self._pauses
