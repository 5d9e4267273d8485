"""The whole examination: what was found, in the order in which one thing rests on another."""

import asyncio
from collections.abc import Collection, Iterable, Mapping
from datetime import datetime

from bot.doctor.asking import Slack
from bot.doctor.of_database import look_at_database
from bot.doctor.of_feeds import look_at_feeds
from bot.doctor.of_mailbox import look_at_mailbox
from bot.doctor.of_people import look_at_people
from bot.doctor.of_places import look_at_channels, probe
from bot.doctor.of_settings import look_at_settings, look_up_names
from bot.doctor.of_tokens import Home, look_at_app_token, look_at_bot_token
from bot.errors import StartFailed
from bot.mail.smtp import SmtpMailer
from bot.settings import Settings
from bot.slack.client import make_client, open_session
from rollouts.findings import Finding, error, good
from rollouts.ports import Clock
from rollouts.references import ids_of
from rollouts.usecases.checking_up import State
from storage.database import Database

NO_STATE = State({}, {}, (), (), has_undecided=False, pauses=(), chosen={})


async def examine(
    settings: Settings, *, clock: Clock, probe_in: str | None = None, has_stand_in: bool = False
) -> tuple[Finding, ...]:
    """Look at everything, change nothing, and return what was found.

    With `probe_in`, a channel's id, one message is posted there and deleted. `has_stand_in` says that mails
    go to something else than the mail server of the settings.
    """
    database = Database(settings.database_url.get_secret_value())
    try:
        async with open_session() as session:
            token = settings.bot_token.get_secret_value() if settings.bot_token else ""
            slack = Slack(make_client(token=token, api_url=settings.slack_api_url, session=session))
            found, home = await _tokens(slack, settings, clock.now())
            stored, state = await asyncio.to_thread(_database, database, settings, home, clock.now())
            state = state or NO_STATE
            settings = settings.with_chosen(state.chosen)
            if home:
                unclear, settings = await look_up_names(slack, settings, state.noted)
                found += [*unclear, *await _in_slack(slack, settings, home, state, clock, probe_in)]
        mail = (*await _mail(settings, has_stand_in=has_stand_in), *await look_at_mailbox(settings))
        feeds = await look_at_feeds(settings, state.feeds, clock)
    finally:
        database.close()
    return (*look_at_settings(settings), *found, *stored, *mail, *feeds)


async def _tokens(slack: Slack, settings: Settings, now: datetime) -> tuple[list[Finding], Home | None]:
    found: list[Finding] = []
    home = None
    if settings.bot_token is None:
        found.append(error("SLACK_BOT_TOKEN", "It is missing.", "The README says where to get it."))
    else:
        found, home = await look_at_bot_token(slack, now)
    if settings.app_token is not None:
        secret = settings.app_token.get_secret_value()
        found += [each async for each in look_at_app_token(slack, secret, home)]
    elif not settings.is_over_http:
        found.append(error("SLACK_APP_TOKEN", "It is missing.", "The README says where to get it."))
    return found, home


def _database(
    database: Database, settings: Settings, home: Home | None, now: datetime
) -> tuple[tuple[Finding, ...], State | None]:
    return look_at_database(database, policy=settings.policy(), team=home.team if home else None, now=now)


async def _in_slack(
    slack: Slack, settings: Settings, home: Home, state: State, clock: Clock, probe_in: str | None
) -> list[Finding]:
    """Look at the channels and people that settings and integrations name."""
    channels = {each: ", ".join(names) for each, names in state.channels.items()}
    for each in ids_of([settings.support_channel]):
        channels[each] = ", ".join(filter(None, ("the support channel", channels.get(each))))
    people = {each: f"owns {', '.join(owned)}" for each, owned in state.owners.items()}
    for each in ids_of(sorted(settings.managers)):
        people[each] = ", ".join(filter(None, ("a manager", people.get(each))))
    for each in ids_of([settings.support_group]):
        people[each] = ", ".join(filter(None, ("called for urgent cases", people.get(each))))
    found: list[Finding] = []
    try:
        found += [each async for each in look_at_channels(slack, channels, home)]
        found += [each async for each in look_at_people(slack, people, home, settings, clock.now())]
        if probe_in:
            found += [each async for each in probe(slack, probe_in, clock)]
    except StartFailed as trouble:
        found.append(error("Slack", str(trouble), "Examine it again later."))
    return found


async def _nobody(_: Collection[str]) -> Mapping[str, str]:
    return {}


async def _mail(settings: Settings, *, has_stand_in: bool) -> Iterable[Finding]:
    server = settings.mail_server
    if has_stand_in:
        return (good("mail", "Mails go to a stand-in for the mail server, and no further."),)
    if server is None:
        return (good("mail", "No mail server is set: a case shows the text to be sent."),)
    if trouble := await SmtpMailer(server, names=_nobody).why_not(settings.mail_from or ""):
        return (error("mail", f"{server.host} takes no mail ({trouble}).", "Look at FORTNIGHT_SMTP_URL."),)
    return (good("mail", f"{server.host} lets us in."),)
