"""What every listener needs at hand."""

from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol, TypeVar

from rollouts.people import Person
from rollouts.ports import Clock, Ledger, Transactions

Request = TypeVar("Request")
Answer = TypeVar("Answer")
UseCase = Callable[[Ledger, Request, datetime], Answer]


class People(Protocol):
    """Knows people."""

    async def find(self, user: str, team: str | None) -> Person:
        """Return the person; `team` is the workspace that their press came from, if it says."""


@dataclass(frozen=True, slots=True)
class Services:
    """Workspace, clock, people, a nudge for the dispatcher, and a keeper of work under way."""

    workspace: Transactions
    clock: Clock
    people: People
    nudge: Callable[[], None]
    spawn: Callable[[Coroutine[object, object, None]], object]

    async def read(self, use_case: UseCase[Request, Answer], request: Request) -> Answer:
        """Run a use case that only reads."""
        return await self.workspace.run(use_case, request, now=self.clock.now())

    async def change(self, use_case: UseCase[Request, Answer], request: Request) -> Answer:
        """Run a use case that changes something, and let what follows from it be said at once."""
        answer = await self.read(use_case, request)
        self.nudge()
        return answer
