"""Getting hold of the workspace: patient with network and Slack, and clear where waiting is no use."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TypeVar

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from bot.errors import StartFailed
from bot.settings import SLACK_API_URL
from bot.slack.errors import UNREACHABLE, classify
from bot.slack.granted import INSTALL_AGAIN, granted_scopes
from bot.slack.slack_clock import time_told
from rollouts.deliveries import NotPosted, Refused

Answer = TypeVar("Answer")

BOT_TOKEN, APP_TOKEN = "SLACK_BOT_TOKEN", "SLACK_APP_TOKEN"
WAIT_FIRST, WAIT_LONGEST = timedelta(seconds=1), timedelta(minutes=1)
ODD_ANSWERS = 3
"""After so many in a row, and none that is Slack's, another address of the settings is not Slack's."""

_PAGES = {BOT_TOKEN: "OAuth & Permissions", APP_TOKEN: "Basic Information, App-Level Tokens"}
"""Where each token is, at api.slack.com/apps."""
_NEW_ONES = {
    BOT_TOKEN: "Install the app again, and copy its new token",
    APP_TOKEN: "Make a new one with connections:write",
}
_COPIED_WRONGLY = {"invalid_auth", "not_authed"}
_TAKEN_BACK = {
    "account_inactive": "the app was removed from the workspace",
    "token_revoked": "it was taken back",
    "token_expired": "it has expired, so the app's tokens rotate, which must be off",
}
_OF_ANOTHER_KIND = {"not_allowed_token_type"}
_NO_SOCKET = {"socket_mode_not_enabled"}
_PASSES_BY_ITSELF = {"org_login_required", "team_added_to_org"}
"""While Slack moves a workspace into an organisation (https://docs.slack.dev/reference/methods/auth.test)."""

_ODD = (AttributeError, KeyError, RecursionError, TypeError, ValueError)
"""What slack_sdk and we raise when an answer is JSON of another shape, or its bytes are no text."""

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Identity:
    """The token's workspace and its organisation, who we are there, and what we may do (None: not told).

    `asked_at` is when that was by Slack's clock; None where Slack does not tell the time.
    """

    team: str
    enterprise: str | None
    team_name: str
    bot_user: str
    scopes: frozenset[str] | None
    asked_at: datetime | None = None


class FirstCalls:
    """Makes the calls that have to work at start, each again and again until Slack has answered it.

    A machine starts its services before its network is there, and Slack limits or is down for a while: that
    is waited for, with a line in the log. Wrong tokens and settings end it. `waits_for_network=False` is for
    somebody at a terminal, who wants to know now: then only a pace that Slack asks for is kept to.
    """

    def __init__(
        self,
        client: AsyncWebClient,
        *,
        waits_for_network: bool = True,
        sleep: Callable[[float], Awaitable[object]] = asyncio.sleep,
    ) -> None:
        self.client = client
        self._waits_for_network = waits_for_network
        self._sleep = sleep
        self._is_slack = client.base_url == SLACK_API_URL
        self._odd = 0

    async def make(self, call: Callable[[], Awaitable[Answer]], *, token: str = BOT_TOKEN) -> Answer:
        """Return the answer to the call, which is made anew for each try. `token` is the setting it rests on.

        Raises:
            StartFailed: waiting is no use; the sentence names the setting to look at.
        """
        backoff = WAIT_FIRST
        while True:
            try:
                answer = await call()
            except (SlackApiError, aiohttp.ClientError, TimeoutError, OSError, *_ODD) as error:
                wait, sentence = self._trouble(error, token, backoff)
            else:
                self._is_slack = True
                return answer
            logger.warning(
                "%(reason)s Trying again in %(seconds)g s.",
                {"reason": sentence, "seconds": wait.total_seconds()},
            )
            await self._sleep(wait.total_seconds())
            backoff = min(2 * backoff, WAIT_LONGEST)

    def _trouble(self, error: Exception, token: str, backoff: timedelta) -> tuple[timedelta, str]:
        """Return how long to wait, and why.

        Raises:
            StartFailed: waiting is no use, or nobody wants to wait.
        """
        url = self.client.base_url
        sorted_ = classify(error)
        if isinstance(sorted_, NotPosted) and sorted_.reason not in {UNREACHABLE, *_PASSES_BY_ITSELF}:
            return sorted_.after, f"Slack asks to wait ({sorted_.reason})."
        if _is_odd(error, sorted_.reason):
            sentence = f"What answers at {url} is not Slack."
            # Slack itself answers so while it is in trouble, and so does a proxy before it.
            self._odd += 1
            if not self._is_slack and not (self._waits_for_network and self._odd < ODD_ANSWERS):
                raise StartFailed(f"{sentence} Check FORTNIGHT_SLACK_API_URL.") from None
        elif isinstance(sorted_, Refused):
            raise StartFailed(_refusal(sorted_.reason, token, url)) from None
        elif isinstance(error, SlackApiError):
            sentence = f"Slack at {url} answers with an error ({sorted_.reason})."
        else:
            sentence = f"Slack cannot be reached at {url} ({_why(error)})."
        if not self._waits_for_network:
            raise StartFailed(
                f"{sentence} Check the network, or FORTNIGHT_SLACK_API_URL if you set it."
            ) from None
        return backoff, sentence

    async def identify(self) -> Identity:
        """Ask Slack who we are.

        Raises:
            StartFailed: the token is wrong, or so is the address.
        """

        async def ask() -> Identity:
            answer = await self.client.auth_test()
            return Identity(
                team=text_in(answer, "team_id"),
                enterprise=answer.get("enterprise_id"),
                team_name=answer.get("team", ""),
                bot_user=text_in(answer, "user_id"),
                scopes=granted_scopes(answer.headers),
                asked_at=time_told(answer.headers),
            )

        return await self.make(ask)


def text_in(answer: AsyncSlackResponse, field: str) -> str:
    """Return a text that every answer of the method has.

    Raises:
        KeyError: this one has not; slack_sdk itself would say None.
    """
    if not isinstance(found := answer.get(field), str):
        raise KeyError(field)
    return found


def _is_odd(error: Exception, reason: str) -> bool:
    """Say whether whatever answered cannot be Slack: a page instead of JSON, or JSON of another shape."""
    if isinstance(error, SlackApiError):
        return reason.startswith(("http_2", "http_3", "http_4"))
    return isinstance(error, _ODD)


def _refusal(code: str, token: str, url: str) -> str:
    where = f"api.slack.com/apps, {_PAGES[token]}"
    refused = f"Slack does not accept {token} ({code})"
    if code in _COPIED_WRONGLY:
        return f"{refused}. Copy it once more: {where}."
    if code in _TAKEN_BACK:
        return f"{refused}: {_TAKEN_BACK[code]}. {_NEW_ONES[token]}: {where}."
    if code in _OF_ANOTHER_KIND:
        return (
            f"{refused}: it is of another kind. {BOT_TOKEN} takes the one with xoxb-, {APP_TOKEN} the one "
            "with xapp-; were they exchanged?"
        )
    if code in _NO_SOCKET:
        return (
            f"Socket Mode is off for the Slack app ({code}). Turn it on at api.slack.com/apps, Socket Mode; "
            f"or let Slack send over HTTP, without {APP_TOKEN}: docs/http.md."
        )
    if code == "missing_scope":
        lacks = "The Slack app lacks a permission." if token == BOT_TOKEN else f"{refused}."
        return f"{lacks} {INSTALL_AGAIN if token == BOT_TOKEN else f'{_NEW_ONES[token]}: {where}.'}"
    return (
        f"Slack at {url} refuses the app ({code}). "
        "Ask an admin of the workspace, or check FORTNIGHT_SLACK_API_URL if you set it."
    )


def _why(error: Exception) -> str:
    if isinstance(error, TimeoutError):
        return "no answer in time"
    found = error.os_error if isinstance(error, aiohttp.ClientConnectorError) else error
    return getattr(found, "strerror", None) or type(error).__name__
