"""The running bot: what it does at its start and again and again, when it ends, and how it stops."""

import asyncio
import logging
from datetime import timedelta
from typing import TYPE_CHECKING

import aiohttp

from bot.feeds.feed_reader import FeedReader
from bot.http.health import Pulse
from bot.http.server import HttpServer
from bot.mail.incoming import MailIntake
from bot.rules_mark import mark_of_rules
from bot.slack.connection import APP_TOKEN, FirstCalls, Identity, text_in
from bot.slack.socket import Socket
from bot.slack.socket_watch import LOOK_EVERY, STUCK_AFTER, SocketWatch
from bot.tasks import Tasks
from bot.tidying import TIDY_EVERY, Tidier
from handlers import Homes
from rollouts.acts import forget_old_acts
from rollouts.announcing.planning import replan_at_start
from rollouts.deliveries import LEASE
from rollouts.delivery.catching_up import plan_downtime_summary
from rollouts.delivery.clock_set_back import follow_clock_at_start
from rollouts.delivery.searching import search_at_start
from rollouts.ports import Clock
from rollouts.usecases.case_mails import offer_skipped_mails
from rollouts.usecases.drafts import ask_unheard
from scheduling.dispatcher import Dispatcher
from scheduling.searcher import Searcher
from scheduling.ticker import Ticker
from storage.database import Database
from storage.workspace import Workspace

if TYPE_CHECKING:
    from bot.mail.mailbox_reader import MailboxReader

HEARTBEAT = timedelta(seconds=1)
FOLLOW_AT_HOMES = timedelta(seconds=2)
LOOK_AT_HOMES = timedelta(seconds=30)
LOOK_FOR_ABANDONED = timedelta(seconds=30)
LOOK_AT_FEEDS = timedelta(seconds=5)
ASK_UNHEARD = timedelta(minutes=1)
FORGET_OLD_ACTS = timedelta(hours=1)
STOP_SECONDS = 10
CONNECT_SECONDS = 20

logger = logging.getLogger(__name__)


class Bot:
    """The running bot.

    `dispatcher` can be asked to deliver now, and `intake` to take in a mail; the rest goes by itself.
    """

    def __init__(  # noqa: PLR0913 - the parts it is made of
        self,
        *,
        database: Database,
        workspace: Workspace,
        session: aiohttp.ClientSession,
        calls: FirstCalls,
        socket: Socket | None,
        port: HttpServer | None,
        pulse: Pulse,
        dispatcher: Dispatcher,
        searcher: Searcher,
        intake: MailIntake,
        reader: "MailboxReader | None",
        feeds: FeedReader,
        homes: Homes,
        ticker: Ticker,
        tasks: Tasks,
        clock: Clock,
        identity: Identity,
        is_alone: bool,
        tidier: Tidier | None,
    ) -> None:
        self.workspace = workspace
        self.dispatcher = dispatcher
        self.searcher = searcher
        self.intake = intake
        self._reader = reader
        self._feeds = feeds
        self._homes = homes
        self.identity = identity
        self._database = database
        self._session = session
        self._calls = calls
        self._socket = socket
        self.port = port
        self._pulse = pulse
        self._watch = socket and SocketWatch(
            is_connected=socket.client.is_connected, ask_api=socket.client.web_client.auth_test
        )
        self._ticker = ticker
        self._tasks = tasks
        self._clock = clock
        self._is_alone = is_alone
        self._tidier = tidier

    async def start(self) -> None:
        """Plan anew, connect, and begin to beat.

        Raises:
            StartFailed: Slack does not accept the app's own token, or the port for HTTP cannot be had.
        """
        if self.port:
            await self.port.start()
        # On one machine nobody else can have claimed anything; with several, others may be at work.
        await self.dispatcher.give_up_abandoned(lease=timedelta(0) if self._is_alone else LEASE)
        if self._is_alone:
            await self.workspace.run(search_at_start, now=self._clock.now())
            await self.workspace.run(follow_clock_at_start, now=self._clock.now())
        await self.workspace.run(plan_downtime_summary, now=self._clock.now())
        await self.workspace.run(replan_at_start, mark_of_rules(), now=self._clock.now())
        await self.workspace.run(offer_skipped_mails, now=self._clock.now())
        await self._forget_old_acts()
        if self._socket:
            await self._connect(self._socket)
        self._ticker.every(HEARTBEAT, self._pulse.beat)
        self._ticker.every(HEARTBEAT, self.searcher.tick)
        self._ticker.every(FOLLOW_AT_HOMES, self._homes.follow)
        self._ticker.every(LOOK_AT_HOMES, self._homes.look_again)
        self._ticker.every(LOOK_FOR_ABANDONED, self.dispatcher.give_up_abandoned)
        self._ticker.every(LOOK_AT_FEEDS, self._feeds.look)
        self._ticker.every(ASK_UNHEARD, self._ask_unheard)
        if self._watch:
            self._ticker.every(LOOK_EVERY, self._watch.look)
        self._ticker.every(FORGET_OLD_ACTS, self._forget_old_acts)
        if self._tidier:
            self._ticker.every(TIDY_EVERY, self._tidier.beat)
        self._ticker.start()
        if self._reader:
            self._tasks.spawn(self._reader.run())

    async def _ask_unheard(self) -> None:
        await self.workspace.run(ask_unheard, now=self._clock.now())

    async def _forget_old_acts(self) -> None:
        await self.workspace.run(forget_old_acts, now=self._clock.now())

    async def _connect(self, handler: Socket) -> None:
        """Open the socket. Its address is asked for here: the SDK would try a token in vain for ever."""
        socket = handler.client

        async def open_address() -> str:
            answer = await socket.web_client.apps_connections_open(app_token=socket.app_token)
            return text_in(answer, "url")

        async def connect() -> None:
            # An address is good for one try, so each has its own.
            socket.wss_uri = await self._calls.make(open_address, token=APP_TOKEN)
            await asyncio.wait_for(handler.connect_async(), CONNECT_SECONDS)  # type: ignore[no-untyped-call] # Bolt leaves it untyped

        await self._calls.make(connect, token=APP_TOKEN)

    async def ended(self) -> str:
        """Wait until it is no use to go on; return a sentence that says why."""
        rejected = asyncio.create_task(self.dispatcher.rejected.wait())
        waits = [rejected] + ([asyncio.create_task(self._watch.stuck.wait())] if self._watch else [])
        try:
            await asyncio.wait(waits, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for each in waits:
                each.cancel()
        if self.dispatcher.rejected.is_set():
            return (
                f"Slack no longer accepts this app ({self.dispatcher.rejected_because}), so it was stopped. "
                "What was planned is kept. Reinstall the app and start again with its new SLACK_BOT_TOKEN."
            )
        return (
            "Slack answers, but the connection over which it sends commands could not be made again for "
            f"{STUCK_AFTER} minutes, so Fortnight was stopped. What was planned is kept. Start it again."
        )

    async def stop(self) -> None:
        """Claim nothing more, finish what is under way within 10 s, and leave the rest for the next start."""
        self._ticker.pause()
        if self.port:
            await self.port.stop()
        loop = asyncio.get_running_loop()
        until = loop.time() + STOP_SECONDS
        try:
            async with asyncio.timeout_at(until):
                await self.dispatcher.stop()
        except TimeoutError:
            logger.warning("Some posts did not finish in time; they are looked into at the next start")
        if self._reader:
            self._reader.stop()
        await self._feeds.stop()
        if self._socket:
            await self._socket.close_async()  # type: ignore[no-untyped-call] # Bolt leaves it untyped
        await self._tasks.finish(max(until - loop.time(), 0))
        self._ticker.stop()
        await self._session.close()
        self._database.close()
