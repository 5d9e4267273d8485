"""Integrations and their environments in the ledger."""

from collections import defaultdict
from collections.abc import Sequence

from sqlalchemy import bindparam, delete, select, update

from rollouts.history import Kept
from rollouts.integrations import Environment, Integration
from rollouts.texts import name_key
from storage.ledger.batches import insert_all
from storage.ledger.transaction import OURS, Transaction
from storage.tables import ENVIRONMENTS, HISTORY, INTEGRATIONS

THE_INTEGRATIONS = select(INTEGRATIONS).where(INTEGRATIONS.c.workspace == OURS)
THE_ENVIRONMENTS = (
    select(ENVIRONMENTS).where(ENVIRONMENTS.c.workspace == OURS).order_by(ENVIRONMENTS.c.position)
)
IDS = select(INTEGRATIONS.c.id, INTEGRATIONS.c.folded).where(INTEGRATIONS.c.workspace == OURS)
WITHOUT_ENVIRONMENTS = delete(ENVIRONMENTS).where(
    ENVIRONMENTS.c.workspace == OURS, ENVIRONMENTS.c.integration_id == bindparam("integration")
)


class IntegrationLedger(Transaction):
    """The ledger's integrations."""

    def integrations(self) -> tuple[Integration, ...]:
        """Return all integrations, by name."""
        calendar = self._read_calendar()
        if calendar.integration_list is None:
            # Sorted here, as databases order letters by rules of their own.
            found = sorted(self._integrations().values(), key=lambda each: name_key(each.name))
            calendar.integration_list = tuple(found)
        return calendar.integration_list

    def integration(self, name: str) -> Integration | None:
        """Return the integration of that name, upper and lower case alike."""
        return self._integrations().get(name_key(name))

    def integrations_in(self, channel: str) -> tuple[Integration, ...]:
        """Return the integrations whose channel it is, by name."""
        calendar = self._read_calendar()
        if calendar.in_channels is None:
            found: defaultdict[str, list[Integration]] = defaultdict(list)
            for integration in self.integrations():
                found[integration.channel].append(integration)
            calendar.in_channels = {there: tuple(integrations) for there, integrations in found.items()}
        return calendar.in_channels.get(channel, ())

    def save_integration(self, integration: Integration, *, replaces: str | None = None) -> None:
        """Insert the integration, or replace the one named `replaces` (its own name if None).

        Raises:
            sqlalchemy.exc.IntegrityError: it is renamed to the name of another integration.
        """
        calendar = self._change_calendar()
        values = _row(integration)
        if replaces is not None:
            renamed = self._own(INTEGRATIONS) & (INTEGRATIONS.c.folded == name_key(replaces))
            self._connection.execute(update(INTEGRATIONS).where(renamed).values(values))
            theirs = (HISTORY.c.thing == Kept.INTEGRATION) & (HISTORY.c.folded == name_key(replaces))
            followed = update(HISTORY).where(self._own(HISTORY), theirs)
            self._connection.execute(followed.values(folded=name_key(integration.name)))
        integration_id = self._replace(INTEGRATIONS, values, key=["folded"])
        self._execute(WITHOUT_ENVIRONMENTS, integration=integration_id)
        insert_all(self._connection, ENVIRONMENTS, self._environment_rows(integration, integration_id))
        calendar.integration_list = calendar.in_channels = None
        if calendar.integrations is not None:
            calendar.integrations.pop(name_key(integration.name if replaces is None else replaces), None)
            calendar.integrations[name_key(integration.name)] = integration

    def add_integrations(self, integrations: Sequence[Integration]) -> None:
        """Insert integrations in three statements, however many they are.

        Raises:
            sqlalchemy.exc.IntegrityError: one of them has the name of another.
        """
        if not integrations:
            return
        calendar = self._change_calendar()
        rows = [{"workspace": self._workspace, **_row(each)} for each in integrations]
        insert_all(self._connection, INTEGRATIONS, rows)
        ids = {row.folded: row.id for row in self._execute(IDS)}
        environments = [
            environment
            for each in integrations
            for environment in self._environment_rows(each, ids[name_key(each.name)])
        ]
        insert_all(self._connection, ENVIRONMENTS, environments)
        calendar.integration_list = calendar.in_channels = None
        if calendar.integrations is not None:
            calendar.integrations.update({name_key(each.name): each for each in integrations})

    def _environment_rows(self, integration: Integration, number: int) -> list[dict[str, object]]:
        return [
            {
                "integration_id": number,
                "name": environment.name,
                "workspace": self._workspace,
                "position": position,
                "server": environment.server,
            }
            for position, environment in enumerate(integration.environments)
        ]

    def remove_integration(self, name: str) -> None:
        """Remove the integration of that name with its environments and checks, if there is one."""
        calendar = self._change_calendar()
        calendar.integration_list = calendar.in_channels = None
        if calendar.integrations is not None:
            calendar.integrations.pop(name_key(name), None)
        named = self._own(INTEGRATIONS) & (INTEGRATIONS.c.folded == name_key(name))
        self._connection.execute(delete(INTEGRATIONS).where(named))

    def _integrations(self) -> dict[str, Integration]:
        """Return the integrations by their name, as names are compared: read in two queries, however many."""
        calendar = self._read_calendar()
        if calendar.integrations is None:
            environments: defaultdict[int, list[Environment]] = defaultdict(list)
            for row in self._execute(THE_ENVIRONMENTS):
                environments[row.integration_id].append(Environment(row.name, row.server))
            calendar.integrations = {
                row.folded: Integration(
                    row.name, row.channel, tuple(row.owners), tuple(environments[row.id]), row.timezone
                )
                for row in self._execute(THE_INTEGRATIONS)
            }
        return calendar.integrations


def _row(integration: Integration) -> dict[str, object]:
    """Return the row of an integration, by column; the workspace is missing."""
    return {
        "name": integration.name,
        "folded": name_key(integration.name),
        "channel": integration.channel,
        "timezone": integration.timezone,
        "owners": list(integration.owners),
    }
