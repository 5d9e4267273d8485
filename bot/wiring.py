"""Wiring: the one place where everything is put together.

Production, the demo and the scenario tests all call `build`; they differ in address, clock and database.
"""

import asyncio
import logging
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING
from uuid import uuid4

import aiohttp
from slack_bolt.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.response import BoltResponse
from slack_sdk.web.async_client import AsyncWebClient

from bot.errors import StartFailed
from bot.feeds.addresses import anywhere, is_public
from bot.feeds.feed_reader import FeedReader
from bot.feeds.fetching import FeedFetcher
from bot.http.health import Pulse
from bot.http.port import make_port
from bot.http.server import HttpServer
from bot.intake.entries import NewsTexts
from bot.mail.incoming import MailIntake
from bot.mail.mailbox_reader import MailboxReader
from bot.mail.smtp import SmtpMailer
from bot.mail.vendor_news import VendorMails
from bot.opening import open_workspace
from bot.settings import Settings
from bot.slack import rendering
from bot.slack.answers import SlackAnswers
from bot.slack.client import make_client, open_session
from bot.slack.connection import APP_TOKEN, FirstCalls, Identity, text_in
from bot.slack.directory import Directory
from bot.slack.downloads import SlackDownloads
from bot.slack.files import SlackFiles
from bot.slack.granted import report_missing
from bot.slack.homes import SlackHomes
from bot.slack.pace import Pace
from bot.slack.poster import SlackPoster
from bot.slack.references import References
from bot.slack.shared_mails import SharedMails
from bot.slack.socket import Socket
from bot.slack.socket_watch import LOOK_EVERY, STUCK_AFTER, SocketWatch
from bot.tasks import Tasks
from bot.tidying import TIDY_EVERY, Tidier
from handlers import Gate, Homes, Listeners, Services, register
from rollouts.acts import forget_old_acts
from rollouts.announcing.planning import replan_at_start
from rollouts.deliveries import LEASE
from rollouts.delivery.catching_up import plan_downtime_summary
from rollouts.delivery.clock_set_back import follow_clock_at_start
from rollouts.delivery.searching import search_at_start
from rollouts.findings import Finding
from rollouts.ports import Clock
from rollouts.usecases.case_mails import offer_skipped_mails
from rollouts.usecases.people import keep_people, recall_people
from scheduling.dispatcher import Dispatcher
from scheduling.poster import Mailer
from scheduling.searcher import Searcher
from scheduling.ticker import Ticker
from storage.database import Database
from storage.workspace import Workspace

if TYPE_CHECKING:
    from bot.http.metrics import Metrics

HEARTBEAT = timedelta(seconds=1)
FOLLOW_AT_HOMES = timedelta(seconds=2)
LOOK_AT_HOMES = timedelta(seconds=30)
LOOK_FOR_ABANDONED = timedelta(seconds=30)
LOOK_AT_FEEDS = timedelta(seconds=5)
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
        reader: MailboxReader | None,
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
        await self.workspace.run(replan_at_start, now=self._clock.now())
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
        if self._watch:
            self._ticker.every(LOOK_EVERY, self._watch.look)
        self._ticker.every(FORGET_OLD_ACTS, self._forget_old_acts)
        if self._tidier:
            self._ticker.every(TIDY_EVERY, self._tidier.beat)
        self._ticker.start()
        if self._reader:
            self._tasks.spawn(self._reader.run())

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
        if self._socket:
            await self._socket.close_async()  # type: ignore[no-untyped-call] # Bolt leaves it untyped
        await self._tasks.finish(max(until - loop.time(), 0))
        self._ticker.stop()
        await self._session.close()
        self._database.close()


async def build(
    settings: Settings,
    *,
    clock: Clock,
    pace: Pace | None = None,
    speed: float = 1,
    mailer: Mailer | None = None,
) -> Bot:
    """Put the bot together; nothing is heard or said before `start`.

    Without a `pace` the settings' counts, without a `mailer` their mail server.

    `speed` is how many times as often as usual its heart beats, for a clock that runs fast.

    Raises:
        StartFailed: a token or a setting is wrong, or the database cannot be used.
    """
    bot_token, app_token = settings.bot_token, settings.app_token
    if bot_token is None or not settings.has_tokens:
        raise StartFailed(
            "SLACK_BOT_TOKEN and SLACK_APP_TOKEN are both needed. The README says where to get them."
        )
    metrics = _metrics(settings)
    session = open_session()
    try:
        client = make_client(
            token=bot_token.get_secret_value(),
            api_url=settings.slack_api_url,
            session=session,
            called=metrics.called if metrics else None,
        )
        calls = FirstCalls(client)
        identity = await calls.identify()
        report_missing(identity.scopes)
        opened = await open_workspace(settings, clock=clock, calls=calls, team=identity.team)
        settings, database, workspace = opened
        recalled = await workspace.run(recall_people, now=clock.now())
    except BaseException:
        await session.close()
        raise
    news = NewsTexts(settings.intake, zone=lambda: workspace.policy.timezone)
    tasks = Tasks()
    pace = pace or settings.pace(None if settings.is_alone else workspace.take_turns)
    home = frozenset({identity.team, identity.enterprise or identity.team})
    people = Directory(
        client,
        home=home,
        groups=lambda: workspace.policy.manager_groups,
        spawn=tasks.spawn,
        recalled=recalled,
        keep=lambda found: tasks.spawn(workspace.run(keep_people, found, now=clock.now())),
    )
    poster = SlackPoster(client, pace, people.why_not)
    server = settings.mail_server
    dispatcher = Dispatcher(
        workspace=workspace,
        poster=poster,
        clock=clock,
        spawn=tasks.spawn,
        at_once=pace.at_once,
        files=SlackDownloads(client, session),
        mailer=mailer or (SmtpMailer(server, names=people.names) if server else None),
    )
    searcher = Searcher(
        workspace=workspace, poster=poster, clock=clock, nudge=dispatcher.nudge, hold=pace.longest_look
    )
    intake = MailIntake(
        transactions=workspace,
        clock=clock,
        nudge=dispatcher.nudge,
        authserv_id=settings.mail_authserv_id,
        of_no_case=VendorMails(settings.vendor_senders, news).take_in,
    )
    # Another one after each start.
    replica = "alone" if settings.is_alone else uuid4().hex
    feeds = FeedReader(
        fetcher=FeedFetcher(clock, may_ask=anywhere if settings.feeds_allow_private else is_public),
        texts=news,
        transactions=workspace,
        clock=clock,
        nudge=dispatcher.nudge,
        reader=replica,
    )
    homes = Homes(
        workspace=workspace,
        clock=clock,
        people=people,
        renderer=rendering,
        publisher=SlackHomes(client, pace),
        spawn=tasks.spawn,
    )
    services = Services(
        workspace=workspace,
        clock=clock,
        gate=Gate(identity.team, identity.enterprise),
        people=people,
        ways=SlackAnswers(client, session, pace),
        renderer=rendering,
        nudge=dispatcher.nudge,
        spawn=metrics.timing(tasks.spawn) if metrics else tasks.spawn,
        references=References(FirstCalls(client, waits_for_network=False), people),
        files=SlackFiles(client, session, pace),
        links=poster,
        homes=homes,
        names=people,
        news=news,
        mails=SharedMails(client),
        read_setting=Settings.read,
        examine=partial(_examine, settings, clock),
    )
    app = _app(settings, make_client(token=None, api_url=settings.slack_api_url, session=session), identity)
    register(app, Listeners(services))
    socket = Socket(app, app_token.get_secret_value(), client) if app_token else None
    pulse = Pulse(dispatcher.tick)
    return Bot(
        database=database,
        workspace=workspace,
        session=session,
        calls=calls,
        socket=socket,
        port=make_port(
            settings,
            workspace=workspace,
            clock=clock,
            pulse=pulse,
            metrics=metrics,
            app=app,
            is_connected=socket.client.is_connected if socket else None,
        ),
        pulse=pulse,
        dispatcher=dispatcher,
        searcher=searcher,
        intake=intake,
        reader=_reader(settings, intake, workspace, clock, replica),
        feeds=feeds,
        homes=homes,
        ticker=Ticker(speed=speed),
        tasks=tasks,
        clock=clock,
        identity=identity,
        is_alone=settings.is_alone,
        tidier=Tidier(workspace, clock, keep=timedelta(days=days)) if (days := settings.keep_days) else None,
    )


def _reader(
    settings: Settings, intake: MailIntake, workspace: Workspace, clock: Clock, replica: str
) -> MailboxReader | None:
    """Make what reads the mailbox, if one is set."""
    if settings.mail_folder is None:
        return None
    return MailboxReader(
        settings.mail_folder,
        intake=intake,
        transactions=workspace,
        clock=clock,
        reader=replica,
    )


async def _examine(settings: Settings, clock: Clock) -> tuple[Finding, ...]:
    """Look at the bot as the command line's doctor does."""
    from bot.doctor.examination import examine  # noqa: PLC0415 - slow to load, and seldom needed

    return await examine(settings, clock=clock)


def _metrics(settings: Settings) -> "Metrics | None":
    """Make what counts, where somebody may ask for it."""
    if settings.http is None:
        return None
    # Its library is loaded where it is used alone.
    from bot.http.metrics import Metrics  # noqa: PLC0415 - as said above

    return Metrics()


def _app(settings: Settings, client: AsyncWebClient, identity: Identity) -> AsyncApp:
    """Make the Bolt app. All is passed by hand: Bolt would read the environment, and switch to OAuth.

    `client` has no token: each request's own comes from `authorize`.
    """
    token = settings.bot_token.get_secret_value() if settings.bot_token else None

    async def authorize() -> AuthorizeResult:
        return AuthorizeResult(
            enterprise_id=None, team_id=identity.team, bot_user_id=identity.bot_user, bot_token=token
        )

    secret = settings.signing_secret.get_secret_value() if settings.signing_secret else "unused over a socket"
    # The answer goes out when a listener returns, and ours return at once; Bolt's other way polls for it.
    app = AsyncApp(
        name="fortnight",  # else Bolt reads the whole stack to find one
        client=client,
        authorize=authorize,
        signing_secret=secret,
        process_before_response=True,
        logger=logging.getLogger("slack_bolt"),
    )
    app.error(_not_understood)
    return app


async def _not_understood(error: Exception) -> BoltResponse:
    """Answer what is of another shape than Slack's, at which Bolt's own parts fail."""
    logger.warning("Slack sent something that is not understood: %r", error)
    return BoltResponse(status=400)
