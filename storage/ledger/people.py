"""The ledger's people: what the chat system last said of them."""

from sqlalchemy import select

from rollouts.deliveries import Reason
from rollouts.people import LookedUp
from storage.ledger.transaction import Transaction
from storage.tables import LOOKED_UP


class PeopleLedger(Transaction):
    """What was looked up."""

    def looked_up(self) -> tuple[LookedUp, ...]:
        """Return what is kept of people and user groups, by id."""
        columns = LOOKED_UP.c.id, LOOKED_UP.c.is_admin, LOOKED_UP.c.hindrance, LOOKED_UP.c.members
        query = select(*columns).where(self._own(LOOKED_UP)).order_by(LOOKED_UP.c.id)
        return tuple(
            LookedUp(id_, is_admin, Reason(hindrance) if hindrance else None, tuple(members))
            for id_, is_admin, hindrance, members in self._connection.execute(query)
        )

    def keep_looked_up(self, found: LookedUp) -> None:
        """Keep what the chat system says now in place of what it said before."""
        self._insist_on_being_alone()
        said = {
            "is_admin": found.is_admin,
            "hindrance": found.hindrance or "",
            "members": list(found.members),
        }
        statement = self._insert(LOOKED_UP).values(workspace=self._workspace, id=found.id, **said)
        self._connection.execute(
            statement.on_conflict_do_update(index_elements=["workspace", "id"], set_=said)
        )
