"""History in the ledger."""

from collections.abc import Iterable
from datetime import datetime
from functools import cache

from sqlalchemy import delete, select

from rollouts.history import Change, Kept
from rollouts.texts import name_key
from storage.ledger.batches import insert_all
from storage.ledger.transaction import Transaction
from storage.tables import HISTORY


class HistoryLedger(Transaction):
    """The ledger's history."""

    def note_changes(self, changes: Iterable[Change]) -> None:
        """Add changes to the history, in their order."""
        # A thing that is entered has a change for each field.
        folded = cache(name_key)
        rows = [
            {
                "workspace": self._workspace,
                "at": change.at,
                "by": change.by,
                "thing": change.thing,
                "name": change.name,
                "folded": folded(change.name),
                "field": change.field,
                "old": change.old,
                "new": change.new,
                "why": change.why,
            }
            for change in changes
        ]
        if rows:
            self._insist_on_being_alone()
            insert_all(self._connection, HISTORY, rows)

    def forget_changes(self, thing: Kept, name: str, *, after: datetime, before: datetime) -> int:
        """Forget what was changed of the thing of that name between two instants; return how much it was."""
        self._insist_on_being_alone()
        between = (after < HISTORY.c.at) & (before > HISTORY.c.at)
        its = self._own(HISTORY) & (HISTORY.c.thing == thing) & (HISTORY.c.folded == name_key(name))
        return self._connection.execute(delete(HISTORY).where(its, between)).rowcount

    def history(
        self, thing: Kept, name: str | None = None, *, limit: int | None = None
    ) -> tuple[Change, ...]:
        """Return the changes of the thing that has that name today (None: of all of that sort), newest first.

        What was renamed keeps its history.
        """
        query = select(HISTORY).where(self._own(HISTORY), HISTORY.c.thing == thing)
        if name is not None:
            query = query.where(HISTORY.c.folded == name_key(name))
        rows = self._connection.execute(query.order_by(HISTORY.c.id.desc()).limit(limit))
        return tuple(
            Change(row.at, row.by, row.thing, row.name, row.field, row.old, row.new, row.why) for row in rows
        )
