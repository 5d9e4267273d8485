"""Risks that managers accepted, in the ledger."""

from sqlalchemy import select

from rollouts.texts import name_key
from rollouts.verdict import AcceptedRisk
from storage.ledger.transaction import Transaction, cached_per_transaction
from storage.tables import ACCEPTED_RISKS, RELEASES


class RiskLedger(Transaction):
    """The ledger's accepted risks."""

    @cached_per_transaction
    def risks(self, release: str) -> tuple[AcceptedRisk, ...]:
        """Return the risks that were accepted of the release of that name, by server."""
        query = (
            select(ACCEPTED_RISKS, RELEASES.c.name)
            .join(RELEASES)
            .where(self._own(RELEASES), RELEASES.c.folded == name_key(release))
            .order_by(ACCEPTED_RISKS.c.server)
        )
        rows = self._connection.execute(query)
        return tuple(AcceptedRisk(row.name, row.server, row.by, row.at, row.why) for row in rows)

    def accept_risk(self, risk: AcceptedRisk) -> None:
        """Keep that a risk was accepted, in place of what was accepted before for that server.

        Raises:
            sqlalchemy.exc.IntegrityError: there is no such release.
        """
        self._forget()
        release = select(RELEASES.c.id).where(
            self._own(RELEASES), RELEASES.c.folded == name_key(risk.release)
        )
        said = {"by": risk.by, "at": risk.at, "why": risk.why}
        statement = (
            self._insert(ACCEPTED_RISKS)
            .values(
                release_id=release.scalar_subquery(), server=risk.server, workspace=self._workspace, **said
            )
            .on_conflict_do_update(index_elements=["release_id", "server"], set_=said)
        )
        self._connection.execute(statement)
