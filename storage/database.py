"""The database of one process: opened once, then one use case after the other, each in its transaction."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from functools import partial
from io import TextIOWrapper

from sqlalchemy import Connection, insert, select, update

from rollouts.policy import Policy
from rollouts.ports import Answer, Ledger, Request
from storage.errors import WorkspaceUnclear
from storage.ledger import SqlLedger
from storage.ledger.transaction import NotAlone
from storage.place import place_of
from storage.tables import WORKSPACES

UNNAMED = ""
"""The key of the workspace that was filled before the bot had ever connected and learned its key."""


class Database:
    """Runs use cases, each in one short transaction in a thread of the database's own.

    A use case may be run more than once before its transaction is committed, so it does nothing but read and
    write the ledger.

    Attributes:
        policy: The workspace's settings, handed to every use case by its ledger.
        workspace: The key of the workspace that use cases work on; None until `enter`, and while it is
            None they work on the only workspace there is.
    """

    def __init__(self, url: str, policy: Policy) -> None:
        """Read the address; nothing is opened yet.

        Args:
            url: `sqlite:///relative/file.db`, `sqlite:////absolute/file.db` or
                `postgresql://user:password@host/name`.
            policy: The workspace's settings.

        Raises:
            DatabaseUnavailable: the address is none that is known here, or the driver for it is missing.
        """
        self.policy = policy
        self.workspace: str | None = None
        self._place = place_of(url)
        self._threads = ThreadPoolExecutor(self._place.workers, thread_name_prefix="database")
        self._lock: TextIOWrapper | None = None

    def lock(self) -> None:
        """Refuse any other process that wants to lock the same file, until `close` or this one's end.

        On PostgreSQL nobody is refused: any number of replicas may run.

        Raises:
            AlreadyRunning: another process has locked it.
            DatabaseUnavailable: the folder is missing or may not be written to.
        """
        self._lock = self._place.lock()

    def open(self) -> None:
        """Open the database, or make the file, and bring the tables up to date.

        Raises:
            DatabaseUnavailable: it cannot be used, and why.
            SchemaTooNew: a newer Fortnight has changed the tables.
        """
        self._threads.submit(self._place.prepare).result()

    def close(self) -> None:
        """Wait for what is under way, close all connections, and give up the lock."""
        self._threads.shutdown()
        self._place.engine.dispose()
        if self._lock:
            self._lock.close()

    async def enter(self, key: str) -> None:
        """Work on the workspace with that key from now on; it is made if it is new.

        What was stored before the bot had ever connected becomes that workspace's.
        """
        await asyncio.get_running_loop().run_in_executor(self._threads, self._enter, key)

    async def run(
        self, use_case: Callable[[Ledger, Request, datetime], Answer], request: Request, *, now: datetime
    ) -> Answer:
        """Run the use case in a transaction, which is committed when it returns.

        Whatever the use case raises rolls everything back and is raised here. A caller that is cancelled
        meanwhile doesn't stop it: it is finished and committed.

        Raises:
            DatabaseUnavailable: the file is locked by another program, the disk is full, the server cannot be
                reached, and the like. A lost connection is made anew for the next use case.
            WorkspaceUnclear: none was entered, and there are several.
        """
        job = partial(self._transact, use_case, request, now)
        return await asyncio.get_running_loop().run_in_executor(self._threads, job)

    def run_sync(
        self, use_case: Callable[[Ledger, Request, datetime], Answer], request: Request, *, now: datetime
    ) -> Answer:
        """Do what `run` does, for callers without an event loop."""
        return self._threads.submit(self._transact, use_case, request, now).result()

    def _transact(
        self, use_case: Callable[[Ledger, Request, datetime], Answer], request: Request, now: datetime
    ) -> Answer:
        def attempt(alone: bool) -> Answer:  # noqa: FBT001 - its only argument
            with self._place.engine.begin() as connection:
                workspace = self._reserve_workspace(connection, alone=alone)
                ledger = SqlLedger(connection, workspace=workspace, policy=self.policy, alone=alone)
                return use_case(ledger, request, now)

        with self._place.troubles_told():
            return self._place.attempt(attempt)

    def _reserve_workspace(self, connection: Connection, *, alone: bool) -> str:
        workspace = self.workspace
        if workspace is None:
            # Whoever enters a workspace reserves the unnamed one, so it isn't renamed meanwhile.
            self._place.reserve(connection, UNNAMED, alone=alone)
            workspace = _only_workspace(connection, alone=alone)
            if workspace == UNNAMED:
                return workspace
        self._place.reserve(connection, workspace, alone=alone)
        return workspace

    def _enter(self, key: str) -> None:
        with self._place.troubles_told(), self._place.engine.begin() as connection:
            self._place.reserve(connection, UNNAMED, alone=True)
            known = _workspaces(connection)
            if known == [UNNAMED]:
                connection.execute(update(WORKSPACES).values(key=key))
            elif key not in known:
                connection.execute(insert(WORKSPACES).values(key=key))
        self.workspace = key


def _workspaces(connection: Connection) -> list[str]:
    return sorted(connection.execute(select(WORKSPACES.c.key)).scalars())


def _only_workspace(connection: Connection, *, alone: bool) -> str:
    """Return the key of the only workspace; the unnamed one is made when there is none at all."""
    known = _workspaces(connection)
    if len(known) > 1:
        raise WorkspaceUnclear(
            f"The database holds several workspaces ({', '.join(known)}); it is not clear which one is meant."
        )
    if not known:
        if not alone:
            raise NotAlone
        connection.execute(insert(WORKSPACES).values(key=UNNAMED))
        return UNNAMED
    return known[0]
