"""The Bolt app: what takes in commands, clicks and events, and hands them to the handlers."""

import logging

from slack_bolt.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.response import BoltResponse
from slack_sdk.web.async_client import AsyncWebClient

from bot.settings import Settings
from bot.slack.connection import Identity

logger = logging.getLogger(__name__)


def make_app(settings: Settings, client: AsyncWebClient, identity: Identity) -> AsyncApp:
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
    logger.warning(
        "Slack sent something that is not understood (%(error)s).", {"error": type(error).__name__}
    )
    return BoltResponse(status=400)
