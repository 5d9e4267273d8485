"""The tables from what people do to what answers it."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncBoltContext, AsyncRespond
from slack_sdk.web.async_client import AsyncWebClient

from handlers.alerts import Alerts
from handlers.boundary import Handler, answer_interaction, answer_submission
from handlers.cases import Cases
from handlers.checks import Checks
from handlers.integrations import Integrations
from handlers.interaction import of_command, of_mention, of_press, of_submission
from handlers.live import Live
from handlers.releases import Releases
from handlers.services import Services
from handlers.sharing import Sharing
from views.actions import Form, Press


class Listeners:
    """What the bot listens to. Bolt tries its listeners one after the other, so it gets one for each sort."""

    def __init__(self, services: Services) -> None:
        self._services = services
        live, releases, integrations = Live(services), Releases(services), Integrations(services)
        cases, checks, alerts = Cases(services), Checks(services), Alerts(services)
        sharing = Sharing(
            {
                "/live": live.public_answer,
                "/release": releases.command.public_answer,
                "/integration": integrations.command.public_answer,
            }
        )
        self.commands: Mapping[str, Handler] = {
            "/live": live.command,
            "/release": releases.command.answer,
            "/integration": integrations.command.answer,
            "/urgent": cases.command,
        }
        self.presses: Mapping[str, Handler] = {
            Press.CONFIRM_LIVE: releases.pressed_confirm,
            Press.ASK_LATER: releases.pressed_later,
            Press.SHOW_RELEASE: releases.pressed_show,
            Press.NEW_RELEASE: releases.new,
            Press.REPORT_URGENT: cases.pressed_report,
            Press.OPEN_URGENT: cases.open_form,
            Press.SMOKE_PASSED: checks.pressed_smoke_passed,
            Press.CASE_ACKNOWLEDGE: cases.pressed_acknowledge,
            Press.CASE_RESOLVE: cases.pressed_resolve,
            Press.CASE_NOT_URGENT: cases.pressed_not_urgent,
            Press.CASE_FALSE_ALARM: cases.pressed_false_alarm,
            Press.CASE_ADD_DETAILS: cases.pressed_details,
            Press.WAS_POSTED: alerts.pressed_was_posted,
            Press.POST_NOW: alerts.pressed_post_now,
            Press.TRY_AGAIN: alerts.pressed_try_again,
            Press.MOVE_CHANNEL: alerts.pressed_move,
            Press.NEW_INTEGRATION: integrations.add,
            Press.EDIT_INTEGRATION: integrations.pressed_edit,
            Press.REMOVE_INTEGRATION: integrations.pressed_remove,
            Press.SHARE: sharing.pressed,
        }
        self.forms: Mapping[str, Handler] = {
            Form.RELEASE: releases.submitted,
            Form.INTEGRATION: integrations.submitted,
            Form.URGENT: cases.submitted,
            Form.CASE_DETAILS: cases.submitted_details,
            Form.MOVE_CHANNEL: alerts.submitted_move,
        }
        self.events: Mapping[str, Callable[..., Awaitable[None]]] = {
            "app_mention": self.on_mention,
            "channel_unarchive": self.on_channel_open,
            "member_joined_channel": self.on_channel_open,
        }
        self._live, self._alerts = live, alerts

    async def on_command(
        self, ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient, respond: AsyncRespond
    ) -> None:
        """Answer a slash command."""
        await ack()
        handler = self.commands[body["command"]]
        actor = self._services.people.find(body["user_id"], body.get("team_id"))
        self._services.spawn(
            answer_interaction(of_command(body=body, client=client, respond=respond), actor, handler)
        )

    async def on_press(
        self, ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient, respond: AsyncRespond
    ) -> None:
        """Answer a pressed button. Elements that only open a link or hold a choice have nothing to answer."""
        await ack()
        handler = self.presses.get(body["actions"][0]["action_id"])
        if handler is None:
            return
        actor = self._services.people.find(body["user"]["id"], body["user"].get("team_id"))
        self._services.spawn(
            answer_interaction(of_press(body=body, client=client, respond=respond), actor, handler)
        )

    async def on_submission(self, ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient) -> None:
        """Answer a form: errors stand at their fields, so the acknowledgement waits for the use case."""
        handler = self.forms[body["view"]["callback_id"]]
        actor = self._services.people.find(body["user"]["id"], body["user"].get("team_id"))
        sent = of_submission(body=body, client=client)
        if told := await answer_submission(sent, actor, handler, body["view"], ack):
            self._services.spawn(told)

    async def on_mention(self, body: dict[str, Any], event: dict[str, Any], client: AsyncWebClient) -> None:
        """Answer a mention; other bots are not answered."""
        if "user" not in event or "bot_id" in event:
            return
        actor = self._services.people.find(event["user"], event.get("user_team") or body.get("team_id"))
        self._services.spawn(
            answer_interaction(of_mention(event=event, client=client), actor, self._live.mention)
        )

    async def on_channel_open(self, event: dict[str, Any], context: AsyncBoltContext) -> None:
        """Try a paused channel again when it was opened, or when the bot was let in."""
        if event["type"] == "channel_unarchive" or event.get("user") == context.bot_user_id:
            self._services.spawn(self._alerts.channel_open(event["channel"]))
