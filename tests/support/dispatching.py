"""What dispatcher and searcher work with: a real file, and a chat system that does as it is told."""

import asyncio
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

from bot.clock import MovableClock
from bot.tasks import Tasks
from rollouts.deliveries import Action, Delivery, State
from rollouts.delivery.recording import record
from rollouts.drafts import Draft
from rollouts.policy import Policy
from rollouts.ports import Answer, Ledger, Request
from rollouts.topics import Topic
from rollouts.usecases.calendar_file import Calendar, ImportCalendar, import_calendar
from scheduling.dispatcher import Dispatcher
from scheduling.poster import FileSharer, Mailer
from scheduling.searcher import Searcher
from storage.database import Database
from storage.workspace import Workspace
from tests.support import story
from tests.support.delivering import HOLD
from tests.support.scripted_poster import ScriptedPoster
from views.posts.messages import VIEWS, Views


class Disk:
    """A workspace whose recording fails as often as `failures` says; everything else is the real one's.

    `ran` names the use cases that were run, in order.
    """

    def __init__(self, workspace: Workspace) -> None:
        self.failures = 0
        self.ran: list[str] = []
        self.failed = asyncio.Event()
        self._workspace = workspace

    async def run(
        self, use_case: Callable[[Ledger, *Request], Answer], *request: *Request, now: datetime
    ) -> Answer:
        self.ran.append(use_case.__name__)
        asked: object = use_case
        if asked is record and self.failures:
            self.failures -= 1
            self.failed.set()
            raise OSError("disk full")
        return await self._workspace.run(use_case, *request, now=now)


class Rig:
    """A file, a chat system, a clock, and one dispatcher after the other."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self.poster = ScriptedPoster()
        self.clock = MovableClock(story.at(story.PREVIEW_DAY), running=False)
        self.tasks = Tasks()
        self.database = self.opened()
        self.with_settings(story.POLICY)

    def with_settings(self, policy: Policy) -> None:
        """Begin with other settings; there is a new dispatcher."""
        self.workspace = self.database.workspace("T0ACME", policy)
        self.disk = Disk(self.workspace)
        self.dispatcher = self.made()

    def opened(self) -> Database:
        database = Database(f"sqlite:///{self.file}")
        database.open()
        return database

    def made(
        self,
        *,
        at_once: int = 20,
        updates_at_once: int = 20,
        views: Views = VIEWS,
        mailer: Mailer | None = None,
        sharer: FileSharer | None = None,
    ) -> Dispatcher:
        return Dispatcher(
            workspace=self.disk,
            poster=self.poster,
            clock=self.clock,
            spawn=self.tasks.spawn,
            at_once={Action.POST: at_once, Action.UPDATE: updates_at_once},
            views=views,
            mailer=mailer,
            sharer=sharer,
        )

    def searcher(self) -> Searcher:
        return Searcher(
            workspace=self.workspace,
            poster=self.poster,
            clock=self.clock,
            nudge=self.dispatcher.nudge,
            hold=HOLD,
        )

    async def takes_in(self, *drafts: Draft) -> None:
        calendar = Calendar(servers=None, integrations=story.INTEGRATIONS, releases=drafts)
        await self.workspace.run(import_calendar, ImportCalendar(calendar), now=story.START)

    async def deliveries(self, topic: Topic = story.RELEASE.topic) -> dict[str, Delivery]:
        """Return the previews, or the first posts of a case, by channel."""

        def find(ledger: Ledger, request: Topic) -> tuple[Delivery, ...]:
            return ledger.deliveries(request)

        found = await self.workspace.run(find, topic, now=self.clock.now())
        return {delivery.key.channel: delivery for delivery in reversed(found)}

    async def states(self) -> dict[str, State]:
        return {channel: delivery.state for channel, delivery in (await self.deliveries()).items()}

    def passes(self, time: timedelta) -> None:
        self.clock.move_to(self.clock.now() + time)
