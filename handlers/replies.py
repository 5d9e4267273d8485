"""The ways back to the one who did something: the one place where a view is handed to Slack."""

import logging
import secrets
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncRespond
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from rollouts.deliveries import Content
from rollouts.refusals import Invalid, Refusal
from views.answers import modals, refusals

Window = dict[str, Any]

logger = logging.getLogger(__name__)


def reference_to(error: Exception) -> str:
    """Log a fault under a short reference that a person can pass on, and return that."""
    reference = secrets.token_hex(3)
    logger.error("Fault %s", reference, exc_info=error, extra={"reference": reference})
    return reference


@dataclass(frozen=True, slots=True)
class Reply:
    """Answers one person: where they did it if that is possible, else in their direct messages.

    `channel` is None in direct messages; a `trigger` lets one form open, within 3 s.
    """

    client: AsyncWebClient
    user: str
    respond: AsyncRespond | None = None
    trigger: str = ""
    channel: str | None = None
    thread: str | None = None

    async def answer(self, content: Content) -> None:
        """Say something that only this person sees."""
        blocks = [dict(block) for block in content.blocks]
        if self.respond is not None:
            await self.respond(
                text=content.text, blocks=blocks, response_type="ephemeral", replace_original=False
            )
            return
        if self.channel is None or not await self._whisper(self.channel, content.text, blocks):
            await self.client.chat_postMessage(
                channel=self.user,
                text=content.text,
                blocks=blocks,
                unfurl_links=False,
                unfurl_media=False,
            )

    async def _whisper(self, channel: str, text: str, blocks: list[dict[str, object]]) -> bool:
        """Say it privately in the channel; False when the bot may not speak there."""
        try:
            await self.client.chat_postEphemeral(
                channel=channel, user=self.user, text=text, blocks=blocks, thread_ts=self.thread
            )
        except SlackApiError:
            return False
        return True

    async def share(self, content: Content) -> None:
        """Say it to everyone in the channel, and take the private answer away."""
        if self.respond is not None:
            blocks = [dict(block) for block in content.blocks]
            await self.respond(
                text=content.text, blocks=blocks, response_type="in_channel", replace_original=False
            )
            await self.respond(delete_original=True)

    async def open_form(self, title: str, prepare: Callable[[], Awaitable[Window]]) -> None:
        """Open a form. A trigger lives 3 s, so the window opens before what goes into it is looked up.

        Whatever goes wrong then is told in the window, where the person looks.
        """
        opened = await self.client.views_open(trigger_id=self.trigger, view=modals.loading(title))
        try:
            window = await prepare()
        except Refusal as refusal:
            window = modals.refused(title, refusal)
        except Exception as error:  # noqa: BLE001 - the window must not be left waiting
            window = modals.failed(title, reference_to(error))
        await self.client.views_update(view_id=opened["view"]["id"], view=window)


class SentForm:
    """A form that somebody sent: it closes, or stays open and says in itself what was wrong."""

    def __init__(self, ack: AsyncAck, view: Mapping[str, Any]) -> None:
        self._ack = ack
        self._title = view["title"]["text"]
        self._inputs = tuple(block["block_id"] for block in view["blocks"] if block["type"] == "input")

    async def close(self) -> None:
        """Close it: what it said was taken."""
        await self._ack()

    async def correct(self, invalid: Invalid) -> None:
        """Leave it open, with each problem at its field."""
        await self._ack(response_action="errors", errors=refusals.field_errors(invalid, self._inputs))

    async def refuse(self, refusal: Refusal) -> None:
        """Say in its place why it was not taken."""
        await self._ack(response_action="update", view=modals.refused(self._title, refusal))

    async def fail(self, error: Exception) -> None:
        """Say in its place that something went wrong."""
        await self._ack(response_action="update", view=modals.failed(self._title, reference_to(error)))
