"""Acts of people in the ledger, and the answers that they shared."""

from datetime import datetime

from sqlalchemy import delete, func, select

from storage.ledger.batches import insert_new
from storage.ledger.transaction import Transaction
from storage.tables import ACTS, SHARED_ANSWERS


class ActLedger(Transaction):
    """The ledger's acts."""

    def remember(self, act: str) -> bool:
        """Note that somebody did that; False when it is known already."""
        self._insist_on_being_alone()
        row = {"workspace": self._workspace, "key": act, "at": self._now}
        return insert_new(self._connection, ACTS, [row]) == 1

    def forget_acts(self, *, before: datetime) -> int:
        """Forget what was done or shared before that instant; return how much it was."""
        self._insist_on_being_alone()
        return sum(
            self._connection.execute(delete(table).where(self._own(table), before > table.c.at)).rowcount
            for table in (ACTS, SHARED_ANSWERS)
        )

    def last_act(self) -> datetime | None:
        """Return when somebody last did something that is remembered; None when nothing is."""
        latest = select(func.max(ACTS.c.at)).where(self._own(ACTS))
        return self._connection.execute(latest).scalar()

    def keep_answer(self, key: str, content: str) -> None:
        """Keep an answer for some days: one that is shared, until it is posted, or what somebody was told."""
        self._insist_on_being_alone()
        told = {"at": self._now, "content": content}
        statement = self._insert(SHARED_ANSWERS).values(workspace=self._workspace, key=key, **told)
        self._connection.execute(
            statement.on_conflict_do_update(index_elements=["workspace", "key"], set_=told)
        )

    def shared_answer(self, key: str) -> str | None:
        """Return what was kept; None when it was not, or is forgotten."""
        query = select(SHARED_ANSWERS.c.content).where(self._own(SHARED_ANSWERS), SHARED_ANSWERS.c.key == key)
        found: str | None = self._connection.execute(query).scalar()
        return found
