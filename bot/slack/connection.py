"""Getting hold of the workspace, with one clear sentence when that fails."""

from collections.abc import Awaitable
from dataclasses import dataclass
from typing import TypeVar

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.errors import StartFailed
from bot.slack.errors import error_code
from bot.slack.granted import INSTALL_AGAIN, granted_scopes

Answer = TypeVar("Answer")

_TOKEN_ERRORS = {
    "invalid_auth",
    "not_authed",
    "account_inactive",
    "token_revoked",
    "token_expired",
    "not_allowed_token_type",
}


@dataclass(frozen=True, slots=True)
class Identity:
    """The token's workspace and its organisation, who we are there, and what we may do (None: not told)."""

    team: str
    enterprise: str | None
    team_name: str
    bot_user: str
    scopes: frozenset[str] | None


async def identify(client: AsyncWebClient) -> Identity:
    """Ask Slack who we are.

    Raises:
        StartFailed: the token is wrong, or the address does not answer.
    """
    answer = await call_at_start(client.auth_test(), token="SLACK_BOT_TOKEN", api_url=client.base_url)  # noqa: S106 - its name
    return Identity(
        team=answer["team_id"],
        enterprise=answer.get("enterprise_id"),
        team_name=answer.get("team", ""),
        bot_user=answer["user_id"],
        scopes=granted_scopes(answer.headers),
    )


async def call_at_start(call: Awaitable[Answer], *, token: str, api_url: str) -> Answer:
    """Await a call that has to work at start.

    Raises:
        StartFailed: it did not; the sentence names the setting to look at.
    """
    try:
        return await call
    except SlackApiError as error:
        code = error_code(error)
        if code in _TOKEN_ERRORS:
            raise StartFailed(
                f"Slack does not accept {token} ({code}). "
                "Copy it once more from your app's page at api.slack.com/apps."
            ) from None
        if code == "missing_scope":
            raise StartFailed(f"The Slack app lacks a permission. {INSTALL_AGAIN}") from None
        raise StartFailed(
            f"Slack at {api_url} answers with an error ({code}). Try again in a moment."
        ) from None
    except (aiohttp.ClientError, TimeoutError, OSError):
        raise StartFailed(
            f"Slack cannot be reached at {api_url}. "
            "Check the network, or FORTNIGHT_SLACK_API_URL if you set it."
        ) from None
