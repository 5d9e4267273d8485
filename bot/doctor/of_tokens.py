"""Whether Slack takes the tokens, what was granted to the app, and whether our clock goes as Slack's does."""

import re
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from datetime import datetime

from slack_sdk.web.async_slack_response import AsyncSlackResponse

from bot.doctor.asking import Slack
from bot.errors import StartFailed
from bot.slack.capabilities import CAPABILITIES
from bot.slack.connection import APP_TOKEN, text_in
from bot.slack.granted import INSTALL_AGAIN, granted_scopes
from bot.slack.slack_clock import MAY_DIFFER, SET_IT, SIGNATURES_HOLD, difference, time_told
from rollouts.findings import Finding, error, good, warning

_APP_OF_TOKEN = re.compile(r"xapp-\d-(A[A-Z0-9]{2,})-")


@dataclass(frozen=True, slots=True)
class Home:
    """Where the bot token is at home: its workspace, and the ids of that and of its organisation."""

    team: str
    ids: frozenset[str]
    bot: str
    scopes: frozenset[str] | None


async def look_at_bot_token(slack: Slack, now: datetime) -> tuple[list[Finding], Home | None]:
    """Ask who we are, and return what was found; with where the token is at home, if Slack says so."""
    try:
        answer = await slack.calls.make(slack.client.auth_test)
        team = text_in(answer, "team_id")
    except (StartFailed, KeyError) as refused:
        return [error("bot token", str(refused), "Put the right SLACK_BOT_TOKEN into .env.")], None
    home = Home(
        team=team,
        ids=frozenset({team, answer.get("enterprise_id") or team}),
        bot=answer.get("bot_id") or "",
        scopes=granted_scopes(answer.headers),
    )
    found = good("bot token", f"It is of {answer.get('team') or team} ({team}).")
    return [found, *_scopes(home.scopes), *_clock(answer, now)], home


async def look_at_app_token(slack: Slack, secret: str, home: Home | None) -> AsyncIterator[Finding]:
    """See whether a socket could be opened; none is, since it would get what the bot waits for."""

    async def ask() -> AsyncSlackResponse:
        return await slack.client.apps_connections_open(app_token=secret)

    try:
        await slack.calls.make(ask, token=APP_TOKEN)
    except StartFailed as refused:
        yield error(
            "app token",
            str(refused),
            "Basic Information, App-Level Tokens makes one with connections:write; Socket Mode has to be on.",
        )
        return
    named = _APP_OF_TOKEN.match(secret)
    app = await _app_of(slack, home) if home and named else ""
    if app and named and named[1] != app:
        yield error(
            "app token",
            f"It is of the app {named[1]}, and the bot token is of {app}.",
            "Copy both tokens from the pages of the same app.",
        )
        return
    yield good("app token", "Slack opens a socket for it.")


async def _app_of(slack: Slack, home: Home) -> str:
    """Return the app that the bot token is of; empty where Slack does not say."""
    _, answer = await slack.ask(lambda: slack.client.bots_info(bot=home.bot))
    return str((answer.get("bot") or {}).get("app_id") or "")


def _scopes(granted: frozenset[str] | None) -> Iterator[Finding]:
    if granted is None:
        yield warning("scopes", "Slack does not say what was granted.", "Nothing, if a proxy takes that out.")
        return
    missing = False
    for row in CAPABILITIES:
        lacking = [scope for scope in row.scopes if scope not in granted]
        if lacking:
            missing = True
            make = error if row.required else warning
            yield make(f"scope {', '.join(lacking)}", f"{row.name}: {row.without}", INSTALL_AGAIN)
    if not missing:
        yield good("scopes", "All that the manifest asks for were granted.")


def _clock(answer: AsyncSlackResponse, now: datetime) -> Iterator[Finding]:
    """Compare this machine's clock with Slack's."""
    told = time_told(answer.headers)
    if told is None:
        return
    behind = told - now
    if abs(behind) <= MAY_DIFFER:
        yield good("clock", "It goes as Slack's does.")
        return
    make = error if abs(behind) > SIGNATURES_HOLD else warning
    yield make("clock", difference(behind), SET_IT)
