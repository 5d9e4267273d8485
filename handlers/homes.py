"""Whose Home is looked at, and keeping it up to date: after one's own act at once, after others' together."""

import asyncio
import json
import logging
from collections import OrderedDict
from collections.abc import Callable, Coroutine, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from hashlib import blake2s
from typing import Protocol

from handlers.replies import Trouble, reference_to
from handlers.services import People
from rollouts.deliveries import Refused
from rollouts.people import Caller
from rollouts.ports import Clock, Reads, Transactions
from rollouts.refusals import NotAllowed, Refusal
from rollouts.usecases.home import AskHome, home
from views.answers import home as pages
from views.forms import Home

LOOKED_AT_FOR = timedelta(minutes=10)
"""How long after it was opened a Home follows what others change."""

REMEMBERED = 1000
"""Of how many people, at most, it is known that they looked at their Home."""

logger = logging.getLogger(__name__)


class HomeRenderer(Protocol):
    """Puts a Home into the terms of the chat system."""

    def render_home(self, home: Home) -> dict[str, object]:
        """Return the Home as it is published."""


class Publisher(Protocol):
    """Shows people their Homes, at the pace that the chat system asks for."""

    @property
    def has_room(self) -> bool:
        """Whether more may be shown now without letting those wait who ask for theirs."""

    async def publish(self, user: str, view: Mapping[str, object]) -> Trouble:
        """Show somebody their Home; wait until that may be done."""


@dataclass(slots=True)
class Visit:
    """Somebody has looked at their Home: when last, at which page, and what they were shown (its hash)."""

    at: datetime
    page: int = 0
    shown: str = ""
    is_asked: bool = False
    is_waiting: bool = False
    turn: asyncio.Lock = field(default_factory=asyncio.Lock)


class Homes:
    """Keeps the Homes of people up to date.

    What was shown is remembered, so that nothing is published that is there already. Who is in line reads
    what is so when their turn comes: several changes make one Home.
    """

    def __init__(
        self,
        *,
        workspace: Transactions,
        clock: Clock,
        people: People,
        renderer: HomeRenderer,
        publisher: Publisher,
        spawn: Callable[[Coroutine[object, object, None]], object],
    ) -> None:
        self._workspace = workspace
        self._clock = clock
        self._people = people
        self._renderer = renderer
        self._publisher = publisher
        self._spawn = spawn
        self._visits: OrderedDict[str, Visit] = OrderedDict()
        self._behind: dict[str, None] = {}

    def turned(self, user: str, page: int) -> None:
        """Take note of which page of their Home somebody looks at."""
        visit = self._visits.pop(user, None) or Visit(self._clock.now())
        visit.at, visit.page = self._clock.now(), page
        self._visits[user] = visit
        if len(self._visits) > REMEMBERED:
            self._visits.popitem(last=False)

    def changed(self, by: str) -> None:
        """Take note of a change: whoever made it is shown it at once, others soon."""
        self.look_again_at_all()
        if by in self._visits:
            self._behind.pop(by, None)
            self._spawn(self.show(by))

    def look_again_at_all(self) -> None:
        """Let the Homes be brought up to date that were opened lately."""
        since = self._clock.now() - LOOKED_AT_FOR
        self._behind |= {user: None for user, visit in self._visits.items() if visit.at >= since}

    async def look_again(self) -> None:
        """Look whether something has changed that nobody did here: time passed, a post failed."""
        self.look_again_at_all()

    async def follow(self) -> None:
        """Bring the Homes up to date that are behind, one after the other, as far as there is room."""
        for user in tuple(self._behind):
            if not self._publisher.has_room:
                return
            self._behind.pop(user, None)
            await self.show(user)

    async def show(self, user: str, *, is_asked: bool = False) -> None:
        """Show somebody their Home as it is now; one that is `asked` for even where nothing has changed."""
        visit = self._visits.get(user)
        if visit is None:
            return
        visit.is_asked |= is_asked
        if visit.is_waiting:
            return
        visit.is_waiting = True
        async with visit.turn:
            visit.is_waiting = False
            is_asked, visit.is_asked = visit.is_asked, False
            view = self._renderer.render_home(await self._home(user, visit.page, is_asked=is_asked))
            shown = blake2s(json.dumps(view).encode()).hexdigest()
            if shown == visit.shown and not is_asked:
                return
            visit.shown = ""
            trouble = await self._publisher.publish(user, view)
            visit.shown = "" if trouble else shown
        if trouble:
            logger.warning(
                "The Home of %(user)s could not be shown (%(reason)s).",
                {"user": user, "reason": trouble.reason},
            )
            if not isinstance(trouble, Refused):
                self._behind[user] = None

    async def _home(self, user: str, page: int, *, is_asked: bool) -> Home:
        """Gather somebody's Home; who has just opened it reads what went wrong, others keep what they see."""
        try:
            asker = await self._people.rights(Caller(user))
            return pages.home(
                await self._workspace.run(Reads(home), AskHome(asker, page), now=self._clock.now())
            )
        except NotAllowed as refusal:
            return pages.refused(refusal, page=page)
        except Refusal as refusal:
            if not is_asked:
                raise
            return pages.refused(refusal, page=page)
        except Exception as error:
            if not is_asked:
                raise
            return pages.failed(reference_to(error), page=page)
