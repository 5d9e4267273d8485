"""Wiring: the one place where everything is put together.

Production, the demo and the scenario tests all call `build`; they differ in address, clock and database.
"""

from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING
from uuid import uuid4

from bot.errors import StartFailed
from bot.feeds.addresses import anywhere, is_public
from bot.feeds.feed_reader import FeedReader
from bot.feeds.fetching import FeedFetcher
from bot.http.health import Pulse
from bot.http.port import make_port
from bot.intake.entries import NewsTexts
from bot.lifecycle import Bot
from bot.mail.incoming import MailIntake
from bot.mail.smtp import SmtpMailer
from bot.mail.vendor_news import VendorMails
from bot.opening import open_workspace
from bot.settings import Settings
from bot.slack import rendering
from bot.slack.answers import SlackAnswers
from bot.slack.app import make_app
from bot.slack.client import make_client, open_session
from bot.slack.connection import FirstCalls
from bot.slack.directory import Directory
from bot.slack.downloads import SlackDownloads
from bot.slack.files import SlackFiles
from bot.slack.granted import report_missing
from bot.slack.homes import SlackHomes
from bot.slack.pace import Pace
from bot.slack.poster import SlackPoster
from bot.slack.references import References
from bot.slack.shared_mails import SharedMails
from bot.slack.slack_clock import report_clock
from bot.slack.socket import Socket
from bot.tasks import Tasks
from bot.tidying import Tidier
from handlers import Gate, Homes, Listeners, Services, register
from rollouts.case_files import BYTES_IN_MB
from rollouts.findings import Finding
from rollouts.mailboxes import Watched
from rollouts.ports import Clock
from rollouts.usecases.people import keep_people, recall_people
from scheduling.dispatcher import Dispatcher
from scheduling.poster import Mailer
from scheduling.searcher import Searcher
from scheduling.ticker import Ticker
from storage.workspace import Workspace

if TYPE_CHECKING:
    from bot.http.metrics import Metrics
    from bot.mail.mailbox_reader import MailboxReader


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
        report_clock(identity.asked_at, clock.now())
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
        keep=lambda found: workspace.run(keep_people, found, now=clock.now()),
    )
    poster = SlackPoster(client, pace, people.why_not)
    server = settings.mail_server
    files = SlackFiles(client, session, pace)
    dispatcher = Dispatcher(
        workspace=workspace,
        poster=poster,
        clock=clock,
        spawn=tasks.spawn,
        at_once=pace.at_once,
        files=SlackDownloads(client, session),
        sharer=files,
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
        files_most=settings.mail_attachments_mb * BYTES_IN_MB,
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
        reporting=dispatcher,
        files=files,
        links=poster,
        homes=homes,
        names=people,
        news=news,
        mails=SharedMails(client),
        watched=_watched(settings),
        read_setting=Settings.read,
        examine=partial(_examine, settings, clock, has_stand_in=mailer is not None),
    )
    without_token = make_client(token=None, api_url=settings.slack_api_url, session=session)
    app = make_app(settings, without_token, identity)
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
            socket=socket,
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


def _watched(settings: Settings) -> Watched | None:
    """Return the mailbox that is read, if one is set, and whose mails count as news."""
    folder = settings.mail_folder
    return Watched(folder.name, settings.vendor_senders) if folder else None


def _reader(
    settings: Settings, intake: MailIntake, workspace: Workspace, clock: Clock, replica: str
) -> "MailboxReader | None":
    """Make what reads the mailbox, if one is set."""
    if settings.mail_folder is None:
        return None
    from bot.mail.mailbox_reader import MailboxReader  # noqa: PLC0415 - slow to load, and for a mailbox alone

    return MailboxReader(
        settings.mail_folder,
        intake=intake,
        transactions=workspace,
        clock=clock,
        reader=replica,
    )


async def _examine(settings: Settings, clock: Clock, *, has_stand_in: bool) -> tuple[Finding, ...]:
    """Look at the bot as the command line's doctor does."""
    from bot.doctor.examination import examine  # noqa: PLC0415 - slow to load, and seldom needed

    return await examine(settings, clock=clock, has_stand_in=has_stand_in)


def _metrics(settings: Settings) -> "Metrics | None":
    """Make what counts, where somebody may ask for it."""
    if settings.http is None:
        return None
    # Its library is loaded where it is used alone.
    from bot.http.metrics import Metrics  # noqa: PLC0415 - as said above

    return Metrics()
