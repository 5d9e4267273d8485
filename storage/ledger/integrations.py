"""Integrations and their environments in the ledger."""

from collections import defaultdict

from sqlalchemy import ColumnElement, delete, insert, select, true, update

from rollouts.history import Kept
from rollouts.integrations import Environment, Integration
from rollouts.texts import name_key
from storage.ledger.transaction import Transaction, cached_per_transaction
from storage.tables import ENVIRONMENTS, HISTORY, INTEGRATIONS


class IntegrationLedger(Transaction):
    """The ledger's integrations."""

    @cached_per_transaction
    def integrations(self) -> tuple[Integration, ...]:
        """Return all integrations, by name."""
        return self._read_integrations(true())

    @cached_per_transaction
    def integration(self, name: str) -> Integration | None:
        """Return the integration of that name, upper and lower case alike."""
        return next(iter(self._read_integrations(INTEGRATIONS.c.folded == name_key(name))), None)

    def save_integration(self, integration: Integration, *, replaces: str | None = None) -> None:
        """Insert the integration, or replace the one named `replaces` (its own name if None).

        Raises:
            sqlalchemy.exc.IntegrityError: it is renamed to the name of another integration.
        """
        self._forget()
        values = {
            "name": integration.name,
            "folded": name_key(integration.name),
            "channel": integration.channel,
            "timezone": integration.timezone,
            "owners": list(integration.owners),
        }
        if replaces is not None:
            renamed = self._own(INTEGRATIONS) & (INTEGRATIONS.c.folded == name_key(replaces))
            self._connection.execute(update(INTEGRATIONS).where(renamed).values(values))
            theirs = (HISTORY.c.thing == Kept.INTEGRATION) & (HISTORY.c.folded == name_key(replaces))
            followed = update(HISTORY).where(self._own(HISTORY), theirs)
            self._connection.execute(followed.values(folded=name_key(integration.name)))
        integration_id = self._replace(INTEGRATIONS, values, key=["folded"])
        self._connection.execute(delete(ENVIRONMENTS).where(ENVIRONMENTS.c.integration_id == integration_id))
        environments = [
            {
                "integration_id": integration_id,
                "name": environment.name,
                "workspace": self._workspace,
                "position": position,
                "server": environment.server,
            }
            for position, environment in enumerate(integration.environments)
        ]
        if environments:
            self._connection.execute(insert(ENVIRONMENTS), environments)

    def remove_integration(self, name: str) -> None:
        """Remove the integration of that name with its environments and checks, if there is one."""
        self._forget()
        named = self._own(INTEGRATIONS) & (INTEGRATIONS.c.folded == name_key(name))
        self._connection.execute(delete(INTEGRATIONS).where(named))

    def _read_integrations(self, which: ColumnElement[bool]) -> tuple[Integration, ...]:
        """Read integrations and their environments in two queries, however many there are."""
        which = self._own(INTEGRATIONS) & which
        environments: defaultdict[int, list[Environment]] = defaultdict(list)
        of_those = select(ENVIRONMENTS).join(INTEGRATIONS).where(which).order_by(ENVIRONMENTS.c.position)
        for row in self._connection.execute(of_those):
            environments[row.integration_id].append(Environment(row.name, row.server))
        found = (
            Integration(row.name, row.channel, tuple(row.owners), tuple(environments[row.id]), row.timezone)
            for row in self._connection.execute(select(INTEGRATIONS).where(which))
        )
        # Sorted here, as databases order letters by rules of their own.
        return tuple(sorted(found, key=lambda each: name_key(each.name)))
