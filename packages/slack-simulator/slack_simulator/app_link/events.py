"""Tells the app of events that its manifest subscribed to, again when it does not acknowledge them.

https://docs.slack.dev/apis/events-api
"""

import asyncio

from slack_simulator.api_objects import epoch, message_object
from slack_simulator.app_link.requests import Ack, AppRequest
from slack_simulator.records import JSON, Channel, Message
from slack_simulator.team import Team

MESSAGE_EVENTS = {
    "channel": ("message.channels", "channels:history", "channel"),
    "private": ("message.groups", "groups:history", "group"),
    "group": ("message.mpim", "mpim:history", "mpim"),
    "dm": ("message.im", "im:history", "im"),
}
"""For each kind of channel: the subscription, the right that it needs, and the event's ``channel_type``."""


async def send(team: Team, request: AppRequest) -> Ack:
    """Send a request to the app over whatever way it is connected."""
    team.newest_request = request
    if team.transport is None:
        return Ack(failure="no_connection")
    return await team.transport.send(request)


def emit(team: Team, event: JSON, *, subscription: str | None = None) -> None:
    """Send an event to the app, if it subscribed to it. ``subscription`` is the event's type unless given."""
    if team.transport is None or team.revoked:
        return
    if (subscription or event["type"]) not in team.app.events:
        return
    team.spawn(_deliver(team, envelope(team, event | {"event_ts": team.now_ts()})))


def envelope(team: Team, event: JSON) -> JSON:
    """Wrap an event as Slack delivers it (``event_callback``)."""
    return {
        "token": "verification-token-is-deprecated",
        "team_id": team.team_id,
        "context_team_id": team.team_id,
        "context_enterprise_id": None,
        "api_app_id": team.app_id,
        "event": event,
        "type": "event_callback",
        "event_id": team.next_id("Ev"),
        "event_time": epoch(team.now()),
        "authorizations": [
            {
                "enterprise_id": None,
                "team_id": team.team_id,
                "user_id": team.bot_user_id,
                "is_bot": True,
                "is_enterprise_install": False,
            }
        ],
        "is_ext_shared_channel": False,
        "event_context": team.next_id("EC"),
    }


def emit_message(team: Team, channel: Channel, event: JSON) -> None:
    """Send a ``message`` event about the channel, if the bot is there and may read it."""
    subscription, scope, channel_type = MESSAGE_EVENTS[channel.kind]
    if team.bot_user_id in channel.members and scope in team.app.scopes:
        about = {"type": "message", "channel": channel.id, "channel_type": channel_type}
        whole = {"ts": team.now_ts()} | event | about
        emit(team, whole, subscription=subscription)


def emit_posted(team: Team, channel: Channel, message: Message) -> None:
    """Send the events of a new message: ``message``, and ``app_mention`` when it names the app."""
    shown = message_object(team, message)
    emit_message(team, channel, shown)
    names_app = f"<@{team.bot_user_id}>" in message.text
    may_hear = "app_mentions:read" in team.app.scopes and team.bot_user_id in channel.members
    if names_app and may_hear and channel.kind != "dm" and not message.by_app:
        emit(team, shown | {"type": "app_mention", "channel": channel.id})


def revoke(team: Team) -> None:
    """Take the app's bot token away: further calls are refused with ``token_revoked``, and events end."""
    emit(team, {"type": "tokens_revoked", "tokens": {"oauth": [], "bot": [team.bot_user_id]}})
    team.revoked = True
    team.changed()


def restore(team: Team) -> None:
    """Let the app's bot token be good again."""
    team.revoked = False
    team.changed()


async def _deliver(team: Team, payload: JSON) -> None:
    attempt, reason = 0, ""
    while True:
        ack = await send(team, AppRequest(kind="events_api", payload=payload, attempt=attempt, reason=reason))
        if not ack.failure or not ack.retry or attempt >= len(team.event_retry_seconds):
            return
        await asyncio.sleep(team.event_retry_seconds[attempt])
        attempt += 1
        reason = "http_error" if ack.failure == "http_error" else "timeout"
