"""Integrations, environments and checks in the ledger."""

from collections import defaultdict

from sqlalchemy import ColumnElement, delete, insert, select, true, update

from rollouts.checks import Check, CheckName
from rollouts.history import Kept
from rollouts.integrations import Environment, Integration
from rollouts.texts import name_key
from storage.ledger.transaction import Transaction, cached_per_transaction
from storage.tables import CHECKS, ENVIRONMENTS, HISTORY, INTEGRATIONS, RELEASES


class IntegrationLedger(Transaction):
    """The ledger's integrations and their checks."""

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

    @cached_per_transaction
    def checks(self, release: str) -> tuple[Check, ...]:
        """Return the recorded checks of the release of that name, by integration, environment and check."""
        query = (
            select(CHECKS, RELEASES.c.name.label("release"), INTEGRATIONS.c.name.label("integration"))
            .join(RELEASES)
            .join(INTEGRATIONS)
            .where(self._own(RELEASES), RELEASES.c.folded == name_key(release))
        )
        found = (
            Check(
                release=row.release,
                integration=row.integration,
                environment=row.environment,
                name=CheckName(row.name),
                result=row.result,
                by=row.by,
                at=row.at,
            )
            for row in self._connection.execute(query)
        )
        return tuple(
            sorted(found, key=lambda each: (name_key(each.integration), each.environment, each.name))
        )

    def save_check(self, check: Check) -> bool:
        """Record the check; False when that check had been recorded already (the first one stays).

        Raises:
            sqlalchemy.exc.IntegrityError: there is no such release or integration.
        """
        self._forget()
        release = select(RELEASES.c.id).where(
            self._own(RELEASES), RELEASES.c.folded == name_key(check.release)
        )
        integration = select(INTEGRATIONS.c.id).where(
            self._own(INTEGRATIONS), INTEGRATIONS.c.folded == name_key(check.integration)
        )
        statement = (
            self._insert(CHECKS)
            .values(
                workspace=self._workspace,
                release_id=release.scalar_subquery(),
                integration_id=integration.scalar_subquery(),
                environment=check.environment,
                name=check.name.value,
                result=check.result,
                by=check.by,
                at=check.at,
            )
            .on_conflict_do_nothing()
            .returning(CHECKS.c.id)
        )
        return self._connection.execute(statement).first() is not None

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
