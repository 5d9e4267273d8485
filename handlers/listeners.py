"""From what Bolt hears to what answers it, through the one boundary."""

from collections.abc import Callable, Coroutine, Mapping
from dataclasses import replace
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncBoltContext
from slack_sdk.web.async_client import AsyncWebClient

from handlers import acts, interaction
from handlers.alerts import Alerts
from handlers.boundary import Read, answer_interaction, answer_submission, understood
from handlers.cases import Cases
from handlers.checks import Checks
from handlers.drafts import Drafts
from handlers.home import AtHome
from handlers.integrations import Integrations
from handlers.live import WhatIsLive
from handlers.releases import Releases
from handlers.replies import Reply
from handlers.sent_forms import SentForm
from handlers.services import Services
from handlers.sharing import Sharing
from handlers.table import Area, FormHandler, joined
from handlers.turning import Turning
from handlers.vendor import ToVendor

AREAS: tuple[Callable[[Services], Area], ...] = (
    WhatIsLive,
    Releases,
    Integrations,
    Cases,
    ToVendor,
    Checks,
    Alerts,
    Drafts,
    AtHome,
)
"""All that the bot does for people; each area has its own rows of the table."""


class Listeners:
    """Answers by the table. Bolt tries its listeners one after the other, so it gets one for each sort."""

    def __init__(self, services: Services, areas: tuple[Callable[[Services], Area], ...] = AREAS) -> None:
        own = joined(area(services).table for area in areas)
        self.table = joined((own, Sharing(services, own.commands).table, Turning(own.forms).table))
        self._gate = services.gate
        self._ways = services.ways
        self._renderer = services.renderer
        self._spawn = services.spawn
        self._patience = services.patience
        self._homes = services.homes
        self._seen = acts.Seen()

    def _reply(
        self,
        client: AsyncWebClient,
        body: Mapping[str, Any],
        user: str,
        channel: str | None,
        thread: str | None = None,
    ) -> Reply:
        """Make the reply to somebody; a window's payload tells no address for it."""
        url, trigger = body.get("response_url") or "", body.get("trigger_id") or ""
        return Reply(client, self._ways, self._renderer, user, url, trigger, channel, thread)

    async def on_command(self, ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient) -> None:
        """Answer a slash command."""
        await ack()
        with understood():
            if not self._seen.is_new(acts.of_command(body)):
                return
            reply = self._reply(client, body, body["user_id"], interaction.channel_of_command(body))
            handler = self.table.commands[body["command"]].answer
            self._spawn(
                answer_interaction(lambda: interaction.of_command(self._gate, body, reply), reply, handler)
            )

    async def on_press(self, ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient) -> None:
        """Answer a pressed button. Elements that only open a link or hold a choice have nothing to answer."""
        await ack()
        with understood():
            handler = self.table.buttons.get(interaction.pressed(body)[0])
            if handler is None or not self._seen.is_new(acts.of_press(body)):
                return
            user, page = body["user"]["id"], interaction.page_of_home(body)
            reply = replace(
                self._reply(client, body, user, interaction.channel_of_press(body)),
                window=interaction.window_of_press(body),
                is_at_home=page is not None,
            )
            answering = answer_interaction(
                lambda: interaction.of_press(self._gate, body, reply), reply, handler
            )
            self._spawn(answering if page is None else self._at_home(answering, user, page))

    async def _at_home(self, answering: Coroutine[object, object, None], user: str, page: int) -> None:
        """Answer a press at Home, and show there what is so now: the button may have been an old one."""
        self._homes.turned(user, page)
        await answering
        await self._homes.show(user)

    async def on_shortcut(self, ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient) -> None:
        """Answer a shortcut, which was used on a message or from anywhere."""
        await ack()
        with understood():
            if not self._seen.is_new(acts.of_shortcut(body)):
                return
            handler = self.table.shortcuts[body["callback_id"]]
            reply = self._reply(client, body, body["user"]["id"], interaction.channel_of_press(body))
            self._spawn(
                answer_interaction(lambda: interaction.of_shortcut(self._gate, body, reply), reply, handler)
            )

    async def on_submission(self, ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient) -> None:
        """Answer a form; errors stand at their fields, so the outcome is waited for, but not too long."""
        with understood():
            reply = self._reply(client, {}, body["user"]["id"], interaction.channel_of_form(body))
            form, handler = SentForm(ack, reply, body["view"]), self.table.forms[body["view"]["callback_id"]]
            await self._submit(lambda: interaction.of_form(self._gate, body, reply), reply, form, handler)

    async def _submit(self, read: Read, reply: Reply, form: SentForm, handler: FormHandler) -> None:
        if told := await answer_submission(read, reply, form, handler, patience=self._patience.form):
            self._spawn(told)

    async def on_message(self, body: dict[str, Any], event: dict[str, Any], client: AsyncWebClient) -> None:
        """Answer what a person says to the bot; other bots are not answered."""
        with understood():
            handler = self.table.messages.get(interaction.event_name(event))
            if handler is None or not interaction.is_said_by_a_person(event):
                return
            if not self._seen.is_new(acts.of_message(event)):
                return
            where = interaction.channel_of_message(event)
            reply = self._reply(client, {}, event["user"], where, event.get("thread_ts"))
            self._spawn(
                answer_interaction(lambda: interaction.of_message(self._gate, body, reply), reply, handler)
            )

    async def on_visit(self, event: dict[str, Any]) -> None:
        """Show somebody the page that they look at; under another tab there is nothing of it to be seen."""
        with understood():
            if event["tab"] == "home":
                page = interaction.page_of_home(event) or 0
                self._spawn(self.table.visits[event["type"]](event["user"], page))

    async def on_opening(self, event: dict[str, Any], context: AsyncBoltContext) -> None:
        """Take note that a channel can be spoken in; that somebody else joined it says nothing of that."""
        with understood():
            if event.get("type") == "member_joined_channel" and event.get("user") != context.bot_user_id:
                return
            self._spawn(self.table.openings[event["type"]](event["channel"]))
