"""The database of one process: opened once; what is done in it is done in a workspace."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from io import TextIOWrapper
from pathlib import Path

from sqlalchemy import Connection, insert, select, update

from rollouts.kinds import KINDS, Kinds
from rollouts.policy import Policy
from storage.backend import backend_of
from storage.errors import WorkspaceUnclear
from storage.faults import faults_of
from storage.schema import known_versions, version_of
from storage.tables import WORKSPACES
from storage.workspace import UNNAMED, Threads, Workspace


class Database:
    """Opens, locks and closes what an address names, and gives its workspaces."""

    def __init__(self, url: str, kinds: Kinds = KINDS) -> None:
        """Read the address; nothing is opened yet.

        Args:
            url: `sqlite:///relative/file.db`, `sqlite:////absolute/file.db` or
                `postgresql://user:password@host/name`.
            kinds: The kinds of announcements that may be stored.

        Raises:
            DatabaseUnavailable: the address is none that is known here, or the driver for it is missing.
        """
        self._backend = backend_of(url)
        self._kinds = kinds
        self._threads = ThreadPoolExecutor(self._backend.workers, thread_name_prefix="database")
        self._readers = ThreadPoolExecutor(1, thread_name_prefix="reading")
        self._lock: TextIOWrapper | None = None

    def exists(self) -> bool:
        """Say whether `open` would find the database rather than make it."""
        return self._backend.exists()

    def lock(self) -> None:
        """Refuse any other process that wants to lock the same file, until `close` or this one's end.

        On PostgreSQL nobody is refused: any number of replicas may run.

        Raises:
            AlreadyRunning: another process has locked it.
            DatabaseUnavailable: the folder is missing or may not be written to.
        """
        self._lock = self._backend.lock()

    def open(self) -> None:
        """Open the database, or make the file, and bring the tables up to date.

        Raises:
            DatabaseUnavailable: it cannot be used, and why.
            SchemaTooNew: a newer Fortnight has changed the tables.
        """
        self._threads.submit(self._backend.prepare).result()

    def close(self) -> None:
        """Wait for what is under way, close all connections, and give up the lock."""
        for threads in (self._readers, self._threads):
            threads.shutdown()
        for engine in filter(None, (self._backend.reading, self._backend.engine)):
            engine.dispose()
        if self._lock:
            self._lock.close()

    def back_up(self, to: Path, *, now: datetime) -> None:
        """Copy all that was committed into the file `to`, whoever works on the database meanwhile.

        Raises:
            DatabaseUnavailable: it cannot be copied; for PostgreSQL it names the command that does it.
        """
        self._backend.back_up(to, now=now)

    def restore(self, backup: Path, *, now: datetime) -> Path | None:
        """Put the backup in the database's place; to be called with the lock held, before `open`.

        Return the new name of what was there; None when nothing was.

        Raises:
            DatabaseUnavailable: the backup cannot be used; for PostgreSQL it names the command that does it.
        """
        return self._backend.restore(backup, now=now)

    def backed_up_at(self) -> datetime | None:
        """Return when the last backup was made; None when none was, or a server's tools make them."""
        return self._backend.backed_up_at()

    def faults(self) -> tuple[str, ...]:
        """Return what is wrong with what is stored, a sentence each. Nothing is changed, tables neither.

        Raises:
            DatabaseUnavailable: it cannot be read at all, and why.
        """
        return faults_of(self._backend, self._kinds)

    def is_older(self) -> bool:
        """Return whether its tables are of an older Fortnight: then the next `open` brings them up to date.

        Raises:
            DatabaseUnavailable: it cannot be used, and why.
        """
        with self._backend.troubles_told(), self._backend.engine.begin() as connection:
            return version_of(connection) in known_versions()[:-1]

    def free_bytes(self) -> int | None:
        """Return how much more the database's disk takes; None where a server alone knows."""
        return self._backend.free_bytes()

    def workspaces(self, policy: Policy) -> tuple[Workspace, ...]:
        """Return all workspaces there are, by key; none where the bot never connected and nothing was stored.

        Raises:
            DatabaseUnavailable: the database cannot be used, and why.
        """
        return tuple(self._made(key, policy) for key in self._threads.submit(self._keys).result())

    def workspace(self, key: str, policy: Policy) -> Workspace:
        """Return the workspace with that key; it is made if it is new.

        What was stored before the bot had ever connected becomes that workspace's.

        Raises:
            DatabaseUnavailable: the database cannot be used, and why.
        """
        self._threads.submit(self._enter, key).result()
        return self._made(key, policy)

    def only_workspace(self, policy: Policy) -> Workspace:
        """Return the only workspace there is, for the command line, which is told of none.

        Raises:
            DatabaseUnavailable: the database cannot be used, and why.
            WorkspaceUnclear: there are several.
        """
        key = self._threads.submit(self._look_up).result()
        return self._made(key, policy)

    def _made(self, key: str, policy: Policy) -> Workspace:
        threads = Threads(self._threads, self._readers)
        return Workspace(key, policy, backend=self._backend, threads=threads, kinds=self._kinds)

    def _enter(self, key: str) -> None:
        with self._backend.troubles_told(), self._backend.engine.begin() as connection:
            known = self._reserve_list(connection)
            if known == [UNNAMED]:
                connection.execute(update(WORKSPACES).values(key=key))
            elif key not in known:
                connection.execute(insert(WORKSPACES).values(key=key))

    def _look_up(self) -> str:
        with self._backend.troubles_told(), self._backend.engine.begin() as connection:
            known = self._reserve_list(connection)
            if len(known) > 1:
                raise WorkspaceUnclear(
                    f"The database holds several workspaces ({', '.join(known)}); "
                    "it is not clear which one is meant."
                )
            if not known:
                connection.execute(insert(WORKSPACES).values(key=UNNAMED))
            return known[0] if known else UNNAMED

    def _keys(self) -> list[str]:
        with self._backend.troubles_told(), self._backend.engine.begin() as connection:
            return self._reserve_list(connection)

    def _reserve_list(self, connection: Connection) -> list[str]:
        """Return the keys of all workspaces; no other process adds or names one meanwhile."""
        self._backend.reserve(connection, UNNAMED, alone=True)
        return sorted(connection.execute(select(WORKSPACES.c.key)).scalars())
