"""What was set of checks, in the ledger."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Row, bindparam, delete, select, update

from rollouts.checks import Check, CheckName, CheckState, one_after_the_other
from rollouts.texts import name_key
from storage.columns import in_utc
from storage.ledger.transaction import OURS, Transaction, cached_per_transaction
from storage.tables import CHECKS, INTEGRATIONS, RELEASES

KEY: Final = ("release_id", "integration_id", "environment", "name")

RELEASE_ID = select(RELEASES.c.id).where(RELEASES.c.workspace == OURS, RELEASES.c.folded == bindparam("name"))
INTEGRATION_ID = select(INTEGRATIONS.c.id).where(
    INTEGRATIONS.c.workspace == OURS, INTEGRATIONS.c.folded == bindparam("name")
)
OF_RELEASE = (
    select(CHECKS, RELEASES.c.name.label("release"), INTEGRATIONS.c.name.label("integration"))
    .join(RELEASES)
    .join(INTEGRATIONS)
    .where(RELEASES.c.workspace == OURS, RELEASES.c.folded == bindparam("release"))
)
OF_SOME = OF_RELEASE.where(INTEGRATIONS.c.folded.in_(bindparam("of", expanding=True)))


class CheckLedger(Transaction):
    """The ledger's checks."""

    @cached_per_transaction
    def checks(self, release: str, *, of: tuple[str, ...] | None = None) -> tuple[Check, ...]:
        """Return the checks of the release of that name, by integration, environment and check.

        With `of`, those of the integrations of these names alone.
        """
        if of is None:
            rows = self._execute(OF_RELEASE, release=name_key(release))
        else:
            rows = self._execute(OF_SOME, release=name_key(release), of=[*map(name_key, of)])
        found = map(_check, rows)
        return tuple(
            sorted(found, key=lambda each: (name_key(each.integration), each.environment, str(each.name)))
        )

    def save_check(self, check: Check) -> None:
        """Keep what was set of a check, in place of what was set before.

        Raises:
            sqlalchemy.exc.IntegrityError: there is no such release or integration.
        """
        self._forget()
        values = {
            **self._place(check),
            **_set_of(check),
            "before": [*map(_written, check.settings[1:])] or None,
        }
        self._replace(CHECKS, values, key=KEY)

    def drop_check(self, check: Check) -> None:
        """Forget what was set of that check, if anything was."""
        self._forget()
        this = (CHECKS.c[name] == value for name, value in self._place(check).items())
        self._connection.execute(delete(CHECKS).where(self._own(CHECKS), *this))

    def rename_environment(self, integration: str, old: str, new: str) -> None:
        """Let what was set of the checks of the integration's environment `old` be of the one named `new`."""
        self._forget()
        here = self._own(CHECKS) & (CHECKS.c.integration_id == self._integration_id(integration))
        self._connection.execute(delete(CHECKS).where(here, CHECKS.c.environment == new))
        moved = update(CHECKS).where(here, CHECKS.c.environment == old)
        self._connection.execute(moved.values(environment=new))

    def _place(self, check: Check) -> dict[str, object]:
        return {
            "release_id": self._execute(RELEASE_ID, name=name_key(check.release)).scalar(),
            "integration_id": self._integration_id(check.integration),
            "environment": check.environment,
            "name": str(check.name),
        }

    def _integration_id(self, name: str) -> int | None:
        found: int | None = self._execute(INTEGRATION_ID, name=name_key(name)).scalar()
        return found


def _set_of(check: Check) -> dict[str, object]:
    columns = ("server", "state", "by", "at", "note", "case")
    return {column: getattr(check, column) for column in columns}


def _written(check: Check) -> dict[str, object]:
    """Write one thing that was set before as JSON."""
    return _set_of(check) | {"state": check.state.value, "at": in_utc(check.at).isoformat()}


def _check(row: Row[Any]) -> Check:
    known = {
        "release": row.release,
        "integration": row.integration,
        "environment": row.environment,
        "name": CheckName.parse(row.name),
    }
    set_of = {"server": row.server, "state": row.state, "by": row.by, "at": row.at}
    # An earlier version kept one thing that was set before, and not in a list.
    before = [row.before] if isinstance(row.before, dict) else row.before or ()
    settings = (Check(**known, **_read(each)) for each in before)
    return Check(**known, **set_of, note=row.note, case=row.case, before=one_after_the_other(settings))


def _read(before: Mapping[str, Any]) -> dict[str, Any]:
    return {
        **before,
        "state": CheckState(before["state"]),
        "at": datetime.fromisoformat(before["at"]),
    }
