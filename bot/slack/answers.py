"""The ways on which an answer goes to one person. It never raises: what went wrong is an outcome.

Bolt's own `respond` opens a session for each answer, sends again after a lost answer and looks at none.
"""

import asyncio
import json
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

import aiohttp
from slack_sdk.web.async_client import AsyncWebClient

from bot.slack.errors import RATE_LIMITED, SERVER_ERROR, classify, sort_out
from bot.slack.pace import Pace, Resting
from rollouts.deliveries import Lost, NotPosted, Refused

SECONDS = 10
"""How long Slack may take to answer; the person waits for theirs."""

SHORT = 5.0
"""How many seconds of rest are worth waiting for on one way, before another is taken."""

RESPONSE_URL = "response_url"

AGAIN_AFTER = (5.0, 20.0, 60.0)

Trouble = NotPosted | Lost | Refused | None


class SlackAnswers:
    """The `Ways` for Slack, each with a pace of its own and one session for all.

    `again_after` are the seconds after which everything is tried again when no way led through.
    """

    def __init__(
        self,
        client: AsyncWebClient,
        session: aiohttp.ClientSession,
        pace: Pace,
        *,
        again_after: tuple[float, ...] = AGAIN_AFTER,
        seconds: float = SECONDS,
        sleep: Callable[[float], Awaitable[object]] = asyncio.sleep,
    ) -> None:
        self.again_after = again_after
        self.sleep = sleep
        self._client = client
        self._session = session
        self._pace = pace
        self._seconds = seconds

    async def by_url(self, url: str, answer: Mapping[str, object]) -> Trouble:
        """Answer at a `response_url`: https://docs.slack.dev/interactivity/handling-user-interaction."""
        return await self._tried(RESPONSE_URL, lambda: self._post(url, answer))

    async def window(self, view: dict[str, object], *, trigger: str = "", replaces: str = "") -> Trouble:
        """Say it in a window: https://docs.slack.dev/surfaces/modals."""
        if replaces:
            return await self._tried(
                "views.update", lambda: self._client.views_update(view_id=replaces, view=view)
            )
        return await self._tried("views.open", lambda: self._client.views_open(trigger_id=trigger, view=view))

    async def open(self, view: dict[str, object], *, trigger: str) -> str | NotPosted | Lost | Refused:
        """Open a window: https://docs.slack.dev/reference/methods/views.open."""
        opened: list[str] = []

        async def call() -> None:
            answer = await self._client.views_open(trigger_id=trigger, view=view)
            opened.append(answer["view"]["id"])

        return await self._tried("views.open", call) or opened[0]

    async def whisper(
        self, *, channel: str, user: str, thread: str | None, text: str, blocks: list[dict[str, object]]
    ) -> Trouble:
        """Say it in a channel so that only one person sees it; the bot has to be there."""
        return await self._tried(
            "chat.postEphemeral",
            lambda: self._client.chat_postEphemeral(
                channel=channel, user=user, thread_ts=thread, text=text, blocks=blocks
            ),
        )

    async def direct(self, *, user: str, text: str, blocks: list[dict[str, object]]) -> Trouble:
        """Say it in the direct messages with somebody."""
        return await self._tried(
            "chat.postMessage",
            lambda: self._client.chat_postMessage(
                channel=user, text=text, blocks=blocks, unfurl_links=False, unfurl_media=False
            ),
            user,
        )

    async def _post(self, url: str, answer: Mapping[str, object]) -> Trouble:
        async with self._session.post(url, json=answer) as response:
            code = _error_code(await response.text(errors="replace"))
            if response.ok and code is None:
                return None
            status = response.status
            has_own_meaning = status == RATE_LIMITED or status >= SERVER_ERROR
            return sort_out(status, code or ("" if has_own_meaning else f"http_{status}"), response.headers)

    async def _tried(self, method: str, call: Callable[[], Awaitable[Any]], channel: str = "") -> Trouble:
        """Make the call, and once more after a short rest that Slack asks for."""
        trouble = await self._once(method, call, channel)
        if isinstance(trouble, NotPosted) and trouble.after.total_seconds() <= SHORT:
            await self.sleep(trouble.after.total_seconds())
            trouble = await self._once(method, call, channel)
        return trouble

    async def _once(self, method: str, call: Callable[[], Awaitable[Any]], channel: str) -> Trouble:
        """Make the call unless the method rests; if Slack answers that it shall, it does from now on."""
        try:
            self._pace.check(method, channel)
            async with asyncio.timeout(self._seconds):
                answer = await call()
            trouble: Trouble = answer if isinstance(answer, NotPosted | Lost | Refused) else None
        except Resting as resting:
            return classify(resting)
        except Exception as error:  # noqa: BLE001 - whatever it was, classify sorts it
            trouble = classify(error)
        if isinstance(trouble, NotPosted):
            self._pace.limited(method, trouble.after, channel)
        return trouble


def _error_code(body: str) -> str | None:
    """Return the error that the answer names; Slack writes "ok", or JSON."""
    try:
        found = json.loads(body)
    except ValueError:
        return None
    return str(found.get("error")) if isinstance(found, dict) and not found.get("ok") else None
