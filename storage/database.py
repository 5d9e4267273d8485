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
from storage.lock import hold
from storage.schema import migrate
from storage.sqlite import check_folder, engine_for, file_of, troubles_told
from storage.tables import WORKSPACES

UNNAMED = ""
"""The key of the workspace that was filled before the bot had ever connected and learned its key."""


class Database:
    """Runs use cases, each in one short transaction in the database's own thread.

    All goes through a single thread with a single connection: SQLite takes one writer at a time, and a
    queue here waits more evenly than writers that poll for the file's lock.

    Attributes:
        policy: The workspace's settings, handed to every use case by its ledger.
        workspace: The key of the workspace that use cases work on; None until `enter`, and while it is
            None they work on the only workspace there is.
    """

    def __init__(self, url: str, policy: Policy) -> None:
        """Read the address; nothing is opened yet.

        Args:
            url: `sqlite:///relative/file.db` or `sqlite:////absolute/file.db`.
            policy: The workspace's settings.

        Raises:
            DatabaseUnavailable: the address is not one of an SQLite file.
        """
        self.policy = policy
        self.workspace: str | None = None
        self._file = file_of(url)
        self._engine = engine_for(self._file)
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="database")
        self._lock: TextIOWrapper | None = None

    def lock(self) -> None:
        """Refuse any other process that wants to lock the same file, until `close` or this one's end.

        Raises:
            AlreadyRunning: another process has locked it.
            DatabaseUnavailable: the folder is missing or may not be written to.
        """
        check_folder(self._file)
        self._lock = hold(self._file)

    def open(self) -> None:
        """Open or make the file, and bring its tables up to date.

        Raises:
            DatabaseUnavailable: the file cannot be used, and why.
            SchemaTooNew: a newer Fortnight has changed its tables.
        """
        check_folder(self._file)
        self._thread.submit(self._migrate).result()

    def close(self) -> None:
        """Wait for what is under way, close the file, and give up the lock."""
        self._thread.shutdown()
        self._engine.dispose()
        if self._lock:
            self._lock.close()

    async def enter(self, key: str) -> None:
        """Work on the workspace with that key from now on; it is made if it is new.

        What was stored before the bot had ever connected becomes that workspace's.
        """
        await asyncio.get_running_loop().run_in_executor(self._thread, self._enter, key)

    async def run(
        self, use_case: Callable[[Ledger, Request, datetime], Answer], request: Request, *, now: datetime
    ) -> Answer:
        """Run the use case in a transaction, which is committed when it returns.

        Whatever the use case raises rolls everything back and is raised here. A caller that is cancelled
        meanwhile doesn't stop it: it is finished and committed.

        Raises:
            DatabaseUnavailable: the file is locked by another program, the disk is full, and the like.
            WorkspaceUnclear: none was entered, and there are several.
        """
        job = partial(self._transact, use_case, request, now)
        return await asyncio.get_running_loop().run_in_executor(self._thread, job)

    def run_sync(
        self, use_case: Callable[[Ledger, Request, datetime], Answer], request: Request, *, now: datetime
    ) -> Answer:
        """Do what `run` does, for callers without an event loop."""
        return self._thread.submit(self._transact, use_case, request, now).result()

    def _migrate(self) -> None:
        with troubles_told(self._file):
            migrate(self._engine)

    def _transact(
        self, use_case: Callable[[Ledger, Request, datetime], Answer], request: Request, now: datetime
    ) -> Answer:
        with troubles_told(self._file), self._engine.begin() as connection:
            workspace = _only_workspace(connection) if self.workspace is None else self.workspace
            return use_case(SqlLedger(connection, workspace=workspace, policy=self.policy), request, now)

    def _enter(self, key: str) -> None:
        with troubles_told(self._file), self._engine.begin() as connection:
            known = _workspaces(connection)
            if known == [UNNAMED]:
                connection.execute(update(WORKSPACES).values(key=key))
            elif key not in known:
                connection.execute(insert(WORKSPACES).values(key=key))
        self.workspace = key


def _workspaces(connection: Connection) -> list[str]:
    return list(connection.execute(select(WORKSPACES.c.key).order_by(WORKSPACES.c.key)).scalars())


def _only_workspace(connection: Connection) -> str:
    """Return the key of the only workspace; the unnamed one is made when there is none at all."""
    known = _workspaces(connection)
    if len(known) > 1:
        raise WorkspaceUnclear(
            f"The database holds several workspaces ({', '.join(known)}); it is not clear which one is meant."
        )
    if not known:
        connection.execute(insert(WORKSPACES).values(key=UNNAMED))
        return UNNAMED
    return known[0]
