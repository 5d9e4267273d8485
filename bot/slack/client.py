"""The one Slack client: a shared session, a time limit, and no blind retries."""

import json
import logging
from collections.abc import Callable, Mapping
from typing import Any

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from bot.slack.errors import classify

Called = Callable[[str, str], None]
"""Is told the method of a call, and `ok` or the reason for which it failed."""

CALL_SECONDS = 30
CONNECT_SECONDS = 10
OK = 200

QUIET = logging.getLogger("slack_sdk.quiet")
"""What slack_sdk logs by. It looks at the level of its logger alone, not at that of those above it, and where
none is set it writes each call and each answer out, for nobody: a seventh of what a call costs."""


def open_session() -> aiohttp.ClientSession:
    """Open the session that all calls share; slack_sdk then ignores its own `timeout`, so it is set here."""
    return aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=CALL_SECONDS, connect=CONNECT_SECONDS))


def make_client(
    *, token: str | None, api_url: str, session: aiohttp.ClientSession, called: Called | None = None
) -> AsyncWebClient:
    """Make the client without slack_sdk's default handler, which sends again after a lost answer."""
    QUIET.setLevel(logging.WARNING)
    return _Client(token=token, api_url=api_url, shared=session, called=called)


class _Client(AsyncWebClient):
    """Sends what is JSON straight over the session, and tells of each call what came of it, if wanted.

    slack_sdk goes through what is sent several times, and asks of each answer whether to send it again: a
    third of what a message costs. All else, such as files, goes its way.
    """

    def __init__(
        self, *, token: str | None, api_url: str, shared: aiohttp.ClientSession, called: Called | None
    ) -> None:
        super().__init__(token=token, base_url=api_url, session=shared, retry_handlers=[], logger=QUIET)
        self._shared = shared
        self._called = called

    async def api_call(self, api_method: str, **given: Any) -> AsyncSlackResponse:  # noqa: ANN401 - as slack_sdk has it
        """Make the call."""
        if self._called is None:
            return await self._call(api_method, given)
        outcome = "cancelled"
        try:
            answer = await self._call(api_method, given)
            outcome = "ok"
        except Exception as error:
            outcome = classify(error).reason
            raise
        finally:
            self._called(api_method, outcome)
        return answer

    async def _call(self, api_method: str, given: Mapping[str, Any]) -> AsyncSlackResponse:
        # slack_sdk knows how to do without a session; and a token within the parameters is to be a header.
        if given.keys() != {"json"} or "token" in given["json"] or self._shared.closed:
            return await super().api_call(api_method, **given)
        return await self._post_json(api_method, given["json"])

    async def _post_json(self, api_method: str, body: dict[str, object]) -> AsyncSlackResponse:
        """Post it once.

        Raises:
            SlackApiError: Slack refuses it, or what it answers cannot be read.
        """
        url = f"{self.base_url}{api_method}"
        headers = {**self.headers, "Content-Type": "application/json;charset=utf-8"}
        if self.token:
            headers["Authorization"] = f"Bearer {self.token}"
        sent = json.dumps(body).encode("ascii")
        async with self._shared.post(url, data=sent, headers=headers, proxy=self.proxy) as answer:
            found = _read(await answer.read())
            received: Any = answer.headers
            response = AsyncSlackResponse(
                client=self,
                http_verb="POST",
                api_url=url,
                req_args={"json": body},
                data=found,
                headers=received,
                status_code=answer.status,
            )
        if answer.status != OK or not found.get("ok"):
            said = f"The call of {api_method} failed (status: {answer.status})."
            raise SlackApiError(said, response)  # type: ignore[no-untyped-call] # the SDK leaves it untyped
        return response


def _read(answer: bytes) -> dict[str, Any]:
    """Read an answer; what is no object of JSON tells nothing, as if it were empty."""
    try:
        found = json.loads(answer)
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}
