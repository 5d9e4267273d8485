"""One thing that one person did in Slack, in plain values, and the ways to answer them privately."""

import re
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from slack_bolt.context.respond.async_respond import AsyncRespond
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from handlers.faults import reference_to
from rollouts.deliveries import Content
from rollouts.people import Person
from rollouts.refusals import Refusal
from views.actions import unpack
from views.answers import modals

Window = dict[str, Any]
DIRECT_MESSAGE = "directmessage"
_MENTION = re.compile(r"<@[^>]*>")


@dataclass(frozen=True, slots=True)
class Interaction:
    """Who did what, where. `channel` is None in direct messages; `ids` are those of the button or form.

    An interaction is read before it is known who the actor is: until then they are a stranger with no rights.
    """

    actor: Person
    client: AsyncWebClient
    respond: AsyncRespond | None = None
    trigger: str = ""
    channel: str | None = None
    thread: str | None = None
    text: str = ""
    ids: Mapping[str, str | int] = field(default_factory=dict)
    fields: Mapping[str, Any] = field(default_factory=dict)

    def number(self, name: str) -> int:
        """Return an id that is a number; 0 fits nothing."""
        value = self.ids.get(name, 0)
        return value if isinstance(value, int) else 0

    def word(self, name: str) -> str:
        """Return an id that is a text; an empty one if it is missing."""
        return str(self.ids.get(name, ""))

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
                channel=self.actor.id,
                text=content.text,
                blocks=blocks,
                unfurl_links=False,
                unfurl_media=False,
            )

    async def _whisper(self, channel: str, text: str, blocks: list[dict[str, object]]) -> bool:
        """Say it privately in the channel; False when the bot may not speak there."""
        try:
            await self.client.chat_postEphemeral(
                channel=channel, user=self.actor.id, text=text, blocks=blocks, thread_ts=self.thread
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


def _conversation_id(body: Mapping[str, Any]) -> str | None:
    channel = body.get("channel") or {}
    return None if channel.get("name") == DIRECT_MESSAGE else channel.get("id")


def _stranger(user: str) -> Person:
    return Person(user, is_insider=False)


def of_command(*, body: Mapping[str, Any], client: AsyncWebClient, respond: AsyncRespond) -> Interaction:
    """Read a slash command."""
    is_direct = body.get("channel_name") == DIRECT_MESSAGE
    return Interaction(
        actor=_stranger(body["user_id"]),
        client=client,
        respond=respond,
        trigger=body["trigger_id"],
        channel=None if is_direct else body["channel_id"],
        text=(body.get("text") or "").strip(),
    )


def of_press(*, body: Mapping[str, Any], client: AsyncWebClient, respond: AsyncRespond) -> Interaction:
    """Read a pressed button."""
    return Interaction(
        actor=_stranger(body["user"]["id"]),
        client=client,
        respond=respond,
        trigger=body["trigger_id"],
        channel=_conversation_id(body),
        ids=unpack(body["actions"][0].get("value")),
    )


def of_submission(*, body: Mapping[str, Any], client: AsyncWebClient) -> Interaction:
    """Read a form that was sent: `fields` are its inputs by block id, each as Slack gives it."""
    view = body["view"]
    ids = unpack(view.get("private_metadata"))
    values = view["state"]["values"]
    return Interaction(
        actor=_stranger(body["user"]["id"]),
        client=client,
        channel=str(ids["channel"]) if "channel" in ids else None,
        ids=ids,
        fields={block: next(iter(inputs.values()), {}) for block, inputs in values.items()},
    )


def of_mention(*, event: Mapping[str, Any], client: AsyncWebClient) -> Interaction:
    """Read a mention: the text without those who are mentioned in it, wherever they stand."""
    text = _MENTION.sub(" ", event.get("text", ""))
    return Interaction(
        actor=_stranger(event["user"]),
        client=client,
        channel=event["channel"],
        thread=event.get("thread_ts"),
        text=text.strip(),
    )
