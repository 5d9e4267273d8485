"""Asking Slack: patiently where it limits us, and giving up at once where it does not answer."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from bot.slack.connection import FirstCalls
from bot.slack.errors import classify
from rollouts.deliveries import Refused

NO_SCOPE = "missing_scope"
"""What is refused with it is said once, of the scope."""


class Slack:
    """What the doctor asks."""

    def __init__(self, client: AsyncWebClient) -> None:
        self.client = client
        self.calls = FirstCalls(client, waits_for_network=False)

    async def ask(self, call: Callable[[], Awaitable[AsyncSlackResponse]]) -> tuple[str, Mapping[str, Any]]:
        """Return Slack's code for a refusal, else an empty text, and what it tells.

        Raises:
            StartFailed: Slack does not answer.
        """

        async def once() -> tuple[str, Mapping[str, Any]]:
            try:
                answer = await call()
            except SlackApiError as refused:
                if not isinstance(outcome := classify(refused), Refused):
                    raise
                return outcome.reason, {}
            return "", answer.data if isinstance(answer.data, dict) else {}

        return await self.calls.make(once)
