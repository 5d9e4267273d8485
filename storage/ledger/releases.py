"""Servers, releases and stages in the ledger."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import asdict, replace
from typing import Any

from sqlalchemy import Row, bindparam, delete, select, update

from rollouts.history import Kept
from rollouts.releases import DocLink, OptIn, Release, Stage, UiChange
from rollouts.servers import DEFAULT_SERVERS, Server
from rollouts.texts import name_key
from storage.columns import in_utc
from storage.ledger.batches import insert_all
from storage.ledger.transaction import OURS, Transaction
from storage.tables import CASES, HISTORY, RELEASES, SERVERS, STAGES

THE_SERVERS = select(SERVERS).where(SERVERS.c.workspace == OURS).order_by(SERVERS.c.position)
THE_RELEASES = select(RELEASES).where(RELEASES.c.workspace == OURS)
THE_STAGES = select(STAGES).where(STAGES.c.workspace == OURS).order_by(STAGES.c.position)
WITHOUT_STAGES = delete(STAGES).where(STAGES.c.workspace == OURS, STAGES.c.release_id == bindparam("release"))
IDS = select(RELEASES.c.id, RELEASES.c.folded).where(RELEASES.c.workspace == OURS)


class ReleaseLedger(Transaction):
    """The ledger's servers and releases."""

    def servers(self) -> tuple[Server, ...]:
        """Return the servers in order; the two defaults when none were ever saved."""
        calendar = self._read_calendar()
        if calendar.servers is None:
            rows = self._execute(THE_SERVERS)
            found = tuple(Server(row.key, row.name, row.former_name, row.lag_days) for row in rows)
            calendar.servers = found or DEFAULT_SERVERS
        return calendar.servers

    def save_servers(self, servers: tuple[Server, ...]) -> None:
        """Replace the list of servers; an empty one brings the defaults back."""
        self._change_calendar().servers = servers or DEFAULT_SERVERS
        self._connection.execute(delete(SERVERS).where(self._own(SERVERS)))
        rows = [
            {"workspace": self._workspace, "position": position, **asdict(server)}
            for position, server in enumerate(servers)
        ]
        insert_all(self._connection, SERVERS, rows)

    def releases(self) -> tuple[Release, ...]:
        """Return all releases, by first date and name."""
        calendar = self._read_calendar()
        if calendar.release_list is None:
            found = self._releases().values()
            calendar.release_list = tuple(sorted(found, key=lambda each: (each.stages[0].date, each.name)))
        return calendar.release_list

    def release(self, name: str) -> Release | None:
        """Return the release that has that name, or had it once; upper and lower case are alike."""
        releases, calendar = self._releases(), self._read_calendar()
        if found := releases.get(name_key(name)):
            return found
        if calendar.former_names is None:
            calendar.former_names = {
                name_key(former): name_key(each.name)
                for each in releases.values()
                for former in each.formerly
            }
        return releases.get(calendar.former_names.get(name_key(name), ""))

    def release_with_key(self, key: str) -> Release | None:
        """Return the release of that key, whatever it is called; upper and lower case are alike."""
        releases, calendar = self._releases(), self._read_calendar()
        if calendar.keys is None:
            calendar.keys = {name_key(each.key): name_key(each.name) for each in releases.values()}
        return releases.get(calendar.keys.get(name_key(key), ""))

    def save_release(self, release: Release) -> None:
        """Insert the release, or replace the one that it was with all its stages."""
        before = self.release_with_key(release.key)
        calendar = self._change_calendar()
        if before and before.name != release.name:
            self._rename(before.name, release.name)
        values = _row(release)
        release_id = self._replace(RELEASES, values, key=["folded"])
        self._execute(WITHOUT_STAGES, release=release_id)
        insert_all(self._connection, STAGES, self._stage_rows(release, release_id))
        calendar.release_list = calendar.former_names = calendar.keys = None
        if calendar.releases is not None:
            calendar.releases.pop(name_key(before.name if before else release.name), None)
            calendar.releases[name_key(release.name)] = _as_read(release)

    def add_releases(self, releases: Sequence[Release]) -> None:
        """Insert releases in three statements, however many they are.

        Raises:
            sqlalchemy.exc.IntegrityError: one of them has the name of another.
        """
        if not releases:
            return
        calendar = self._change_calendar()
        rows = [{"workspace": self._workspace, **_row(each)} for each in releases]
        insert_all(self._connection, RELEASES, rows)
        ids = {row.folded: row.id for row in self._execute(IDS)}
        stages = [stage for each in releases for stage in self._stage_rows(each, ids[name_key(each.name)])]
        insert_all(self._connection, STAGES, stages)
        calendar.release_list = calendar.former_names = calendar.keys = None
        if calendar.releases is not None:
            calendar.releases.update({name_key(each.name): _as_read(each) for each in releases})

    def _stage_rows(self, release: Release, number: int) -> list[dict[str, object]]:
        return [
            {"workspace": self._workspace, "release_id": number, "position": position, **_stage_values(stage)}
            for position, stage in enumerate(release.stages)
        ]

    def _releases(self) -> dict[str, Release]:
        """Return the releases by their name, as names are compared: read in two queries, however many."""
        calendar = self._read_calendar()
        if calendar.releases is None:
            stages: defaultdict[int, list[Stage]] = defaultdict(list)
            for row in self._execute(THE_STAGES):
                stages[row.release_id].append(_stage(row))
            calendar.releases = {
                row.folded: _release(row, tuple(stages[row.id])) for row in self._execute(THE_RELEASES)
            }
        return calendar.releases

    def _rename(self, old: str, new: str) -> None:
        """Let what goes by the release's name go by the new one; the rest goes by its id, or first name."""
        theirs = self._own(RELEASES) & (RELEASES.c.folded == name_key(old))
        self._connection.execute(update(RELEASES).where(theirs).values(name=new, folded=name_key(new)))
        reported = self._own(CASES) & (CASES.c.release == old)
        self._connection.execute(update(CASES).where(reported).values(release=new))
        noted = self._own(HISTORY) & HISTORY.c.thing.in_([Kept.RELEASE, Kept.CHECK])
        followed = update(HISTORY).where(noted, HISTORY.c.folded == name_key(old))
        self._connection.execute(followed.values(folded=name_key(new)))


def _stage_values(stage: Stage) -> dict[str, object]:
    # What `asdict` copies deeply is one value each here.
    return {name: getattr(stage, name) for name in Stage.__slots__}


def _stage(row: Row[Any]) -> Stage:
    confirmed = row.live_at, row.confirmed_by
    return Stage(row.server, row.date, row.status, *confirmed, row.changed_at, row.changed_by, row.why or "")


def _as_read(release: Release) -> Release:
    """Return the release as it is read from now on: with its instants in UTC."""
    stages = (
        replace(
            stage,
            live_at=stage.live_at and in_utc(stage.live_at),
            changed_at=stage.changed_at and in_utc(stage.changed_at),
        )
        for stage in release.stages
    )
    return replace(release, stages=tuple(stages))


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
        former_names=tuple(row.former_names),
        given_up=tuple(row.given_up),
        own_key=row.own_key,
    )


def _row(release: Release) -> dict[str, object]:
    """Return the row of a release, by column; the workspace is missing."""
    return {
        "name": release.name,
        "folded": name_key(release.name),
        "title": release.title,
        "summary": release.summary,
        "affects_integrations": release.affects_integrations,
        "ui_changes": [asdict(change) for change in release.ui_changes],
        "opt_ins": [asdict(opt_in) for opt_in in release.opt_ins],
        "docs": [asdict(link) for link in release.docs],
        "owner": release.owner,
        "former_names": list(release.former_names),
        "given_up": list(release.given_up),
        "own_key": release.own_key,
    }
