"""Servers, releases and stages in the ledger."""

from collections import defaultdict
from dataclasses import asdict
from typing import Any

from sqlalchemy import ColumnElement, Row, delete, insert, select, true, update

from rollouts.releases import DocLink, OptIn, Release, Stage, UiChange
from rollouts.servers import DEFAULT_SERVERS, Server
from rollouts.texts import name_key
from storage.ledger.transaction import Transaction, cached_per_transaction
from storage.tables import CASES, DELIVERIES, RELEASES, SERVERS, STAGES


class ReleaseLedger(Transaction):
    """The ledger's servers and releases."""

    @cached_per_transaction
    def servers(self) -> tuple[Server, ...]:
        """Return the servers in order; the two defaults when none were ever saved."""
        query = select(SERVERS).where(self._own(SERVERS)).order_by(SERVERS.c.position)
        found = tuple(
            Server(row.key, row.name, row.former_name, row.lag_days)
            for row in self._connection.execute(query)
        )
        return found or DEFAULT_SERVERS

    def save_servers(self, servers: tuple[Server, ...]) -> None:
        """Replace the list of servers; an empty one brings the defaults back."""
        self._forget()
        self._connection.execute(delete(SERVERS).where(self._own(SERVERS)))
        rows = [
            {"workspace": self._workspace, "position": position, **asdict(server)}
            for position, server in enumerate(servers)
        ]
        if rows:
            self._connection.execute(insert(SERVERS), rows)

    @cached_per_transaction
    def releases(self) -> tuple[Release, ...]:
        """Return all releases, by first date and name."""
        return self._read_releases(true())

    @cached_per_transaction
    def release(self, name: str) -> Release | None:
        """Return the release of that name, upper and lower case alike."""
        return next(iter(self._read_releases(RELEASES.c.folded == name_key(name))), None)

    def save_release(self, release: Release) -> None:
        """Insert the release, or replace the one of its name with all its stages."""
        before = self.release(release.name)
        self._forget()
        if before and before.name != release.name:
            self._respell(before, release)
        values = {
            "name": release.name,
            "folded": name_key(release.name),
            "title": release.title,
            "summary": release.summary,
            "affects_integrations": release.affects_integrations,
            "ui_changes": [asdict(change) for change in release.ui_changes],
            "opt_ins": [asdict(opt_in) for opt_in in release.opt_ins],
            "docs": [asdict(link) for link in release.docs],
            "owner": release.owner,
        }
        release_id = self._replace(RELEASES, values, key=["folded"])
        self._connection.execute(delete(STAGES).where(STAGES.c.release_id == release_id))
        stages = [
            {"workspace": self._workspace, "release_id": release_id, "position": position, **asdict(stage)}
            for position, stage in enumerate(release.stages)
        ]
        self._connection.execute(insert(STAGES), stages)

    def _read_releases(self, which: ColumnElement[bool]) -> tuple[Release, ...]:
        """Read releases and their stages in two queries, however many there are."""
        which = self._own(RELEASES) & which
        stages: defaultdict[int, list[Stage]] = defaultdict(list)
        of_those = select(STAGES).join(RELEASES).where(which).order_by(STAGES.c.position)
        for row in self._connection.execute(of_those):
            stages[row.release_id].append(
                Stage(
                    row.server,
                    row.date,
                    row.status,
                    row.live_at,
                    row.confirmed_by,
                    row.changed_at,
                    row.changed_by,
                    row.why or "",
                )
            )
        rows = self._connection.execute(select(RELEASES).where(which))
        found = (_release(row, tuple(stages[row.id])) for row in rows)
        return tuple(sorted(found, key=lambda each: (each.stages[0].date, each.name)))

    def _respell(self, before: Release, after: Release) -> None:
        """Carry what goes by the release's name over to another spelling of it.

        Without it the deliveries would be planned a second time, under the new spelling.
        """
        theirs = self._own(DELIVERIES) & (DELIVERIES.c.topic == str(before.topic))
        self._connection.execute(update(DELIVERIES).where(theirs).values(topic=str(after.topic)))
        reported = self._own(CASES) & (CASES.c.release == before.name)
        self._connection.execute(update(CASES).where(reported).values(release=after.name))


def _release(row: Row[Any], stages: tuple[Stage, ...]) -> Release:
    return Release(
        name=row.name,
        title=row.title,
        stages=stages,
        affects_integrations=row.affects_integrations,
        summary=row.summary,
        ui_changes=tuple(UiChange(**change) for change in row.ui_changes),
        opt_ins=tuple(OptIn(**opt_in) for opt_in in row.opt_ins),
        docs=tuple(DocLink(**link) for link in row.docs),
        owner=row.owner,
    )
