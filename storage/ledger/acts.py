"""Acts of people in the ledger."""

from datetime import datetime

from sqlalchemy import delete

from storage.ledger.transaction import Transaction
from storage.tables import ACTS


class ActLedger(Transaction):
    """The ledger's acts."""

    def remember(self, act: str) -> bool:
        """Note that somebody did that; False when it is known already."""
        self._insist_on_being_alone()
        statement = (
            self._insert(ACTS)
            .values(workspace=self._workspace, key=act, at=self._now)
            .on_conflict_do_nothing()
            .returning(ACTS.c.key)
        )
        return self._connection.execute(statement).first() is not None

    def forget_acts(self, *, before: datetime) -> int:
        """Forget what was done before that instant; return how much it was."""
        self._insist_on_being_alone()
        return self._connection.execute(delete(ACTS).where(self._own(ACTS), before > ACTS.c.at)).rowcount
