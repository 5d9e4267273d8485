"""One workspace of the database: one use case after the other, each in its transaction."""

import asyncio
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor
from contextlib import contextmanager, suppress
from datetime import datetime, timedelta
from functools import partial
from typing import NamedTuple

from sqlalchemy import Connection, Engine, select

from rollouts.kinds import Kinds
from rollouts.policy import Policy
from rollouts.ports import Answer, Ledger, Reads, Request
from storage.backend import Backend
from storage.errors import WorkspaceUnclear
from storage.kept import Kept
from storage.ledger import SqlLedger
from storage.ledger.transaction import NotAlone
from storage.reading import LookingTogether
from storage.tables import WORKSPACES
from storage.turns import Lane, NoTurn, take_turns

UNNAMED = ""
"""The key of the workspace that was filled before the bot had ever connected and learned its key."""


class Threads(NamedTuple):
    """The threads of a database: for what may write, and for what only reads where that goes on beside it."""

    writing: Executor
    reading: Executor


class Workspace:
    """Runs use cases, each in one short transaction in a thread of the database's own.

    A use case may be run more than once before its transaction is committed, so it does nothing but read and
    write the ledger.

    Attributes:
        key: Slack's id of the workspace.
        policy: Its settings as they were in the newest transaction; in each its ledger hands them out.
    """

    def __init__(self, key: str, policy: Policy, *, backend: Backend, threads: Threads, kinds: Kinds) -> None:
        self.key = key
        self.policy = policy
        self._at_start = policy
        self._backend = backend
        self._threads = threads
        self._kinds = kinds
        self._kept = Kept()
        self._looking = (
            LookingTogether(threads.reading, partial(self._opened, backend.reading))
            if backend.reading
            else None
        )

    async def run(
        self, use_case: Callable[[Ledger, *Request], Answer], *request: *Request, now: datetime
    ) -> Answer:
        """Run the use case in a transaction, which is committed when it returns.

        One that `Reads` waits for no other on SQLite; if it is about to write after all it starts over as one
        that writes, as on PostgreSQL every transaction does.

        Whatever the use case raises rolls everything back and is raised here. A caller that is cancelled
        meanwhile doesn't stop it: it is finished and committed.

        Raises:
            DatabaseUnavailable: the file is locked by another program, the disk is full, the server cannot be
                reached, and the like. A lost connection is made anew for the next use case.
            WorkspaceUnclear: it had no name when it was looked up, and got one meanwhile.
        """
        if isinstance(use_case, Reads) and self._looking:
            with suppress(NotAlone):
                return await self._looking.run(partial(self._look, use_case, request), now=now)
        job = partial(self._transact, use_case, request, now)
        return await asyncio.get_running_loop().run_in_executor(self._threads.writing, job)

    def run_sync(
        self, use_case: Callable[[Ledger, *Request], Answer], *request: *Request, now: datetime
    ) -> Answer:
        """Do what `run` does, for callers without an event loop."""
        return self._threads.writing.submit(self._transact, use_case, request, now).result()

    async def take_turns(self, lanes: Sequence[Lane], *, patience: timedelta) -> timedelta | None:
        """Take a turn in each lane of this workspace, which all replicas on its PostgreSQL share.

        Return how long to wait until all of them have come; None if that is longer than `patience`, so that
        none was taken.

        Raises:
            DatabaseUnavailable: the server cannot be reached, and the like.
        """

        def attempt(alone: bool) -> timedelta:  # noqa: ARG001, FBT001 - as every transaction is called
            with self._backend.engine.begin() as connection:
                return take_turns(connection, self.key, lanes, patience=patience)

        def job() -> timedelta | None:
            with self._backend.troubles_told():
                try:
                    return self._backend.attempt(attempt)
                except NoTurn:
                    return None

        return await asyncio.get_running_loop().run_in_executor(self._threads.writing, job)

    def _transact(
        self, use_case: Callable[[Ledger, *Request], Answer], request: tuple[*Request], now: datetime
    ) -> Answer:
        def attempt(alone: bool) -> tuple[Answer, Policy]:  # noqa: FBT001 - its only argument
            with self._backend.engine.begin() as connection:
                self._backend.reserve(connection, self.key, alone=alone)
                ledger = self._ledger(connection, now, alone=alone)
                answer, policy = use_case(ledger, *request), ledger.policy
            ledger.is_committed()
            return answer, policy

        with self._backend.troubles_told():
            answer, self.policy = self._backend.attempt(attempt)
        return answer

    def _look(self, use_case: Reads[Answer], request: tuple[object, ...], ledger: Ledger) -> Answer:
        with self._backend.troubles_told():
            return use_case(ledger, *request)

    @contextmanager
    def _opened(self, engine: Engine, now: datetime) -> Iterator[Ledger]:
        with self._backend.troubles_told(), engine.begin() as connection:
            yield self._ledger(connection, now, alone=False)

    def _ledger(self, connection: Connection, now: datetime, *, alone: bool) -> SqlLedger:
        if self.key == UNNAMED:
            _check_unnamed(connection)
        return SqlLedger(
            connection,
            workspace=self.key,
            policy=self._at_start,
            now=now,
            alone=alone,
            kinds=self._kinds,
            kept=self._kept,
        )


def _check_unnamed(connection: Connection) -> None:
    """Make sure that the bot has not connected since the workspace was looked up, and given it its key."""
    if connection.execute(select(WORKSPACES.c.key).where(WORKSPACES.c.key == UNNAMED)).first() is None:
        raise WorkspaceUnclear(
            "The bot has just connected to Slack for the first time. Nothing was changed; say it once more."
        )
