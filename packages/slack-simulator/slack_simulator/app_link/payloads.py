"""The payloads that tell an app what a person did, field by field as Slack sends them.

https://docs.slack.dev/reference/interaction-payloads
"""

from slack_simulator.api_objects import message_object, view_object
from slack_simulator.elements import state_values
from slack_simulator.manifest import Shortcut
from slack_simulator.records import JSON, Channel, Gesture, Message, View
from slack_simulator.team import Team

VERIFICATION_TOKEN = "verification-token-is-deprecated"  # noqa: S105 - no secret: Slack's payloads still carry such a field
CHANNEL_NAMES = {"private": "privategroup", "group": "privategroup", "dm": "directmessage"}


def response_url(team: Team, gesture: Gesture, channel: Channel, message: Message | None = None) -> str:
    """Return a new response URL that answers to the gesture."""
    ticket = team.tickets.new_response_url(gesture, channel.id, message)
    return f"{team.url}/actions/{team.team_id}/{ticket}"


def command(team: Team, gesture: Gesture, channel: Channel, name: str, text: str) -> JSON:
    """Return the payload of a slash command; Slack sends it as form fields, all of them text."""
    user = team.users[gesture.user]
    return {
        "token": VERIFICATION_TOKEN,
        "team_id": team.team_id,
        "team_domain": team.domain,
        "channel_id": channel.id,
        "channel_name": CHANNEL_NAMES.get(channel.kind, channel.name),
        "user_id": user.id,
        "user_name": user.name,
        "command": name,
        "text": text,
        "api_app_id": team.app_id,
        "is_enterprise_install": "false",
        "response_url": response_url(team, gesture, channel),
        "trigger_id": gesture.trigger_id,
    }


def _interaction(team: Team, gesture: Gesture, kind: str) -> JSON:
    user = team.users[gesture.user]
    return {
        "type": kind,
        "token": VERIFICATION_TOKEN,
        "user": {"id": user.id, "username": user.name, "name": user.name, "team_id": user.team_id},
        "team": {"id": team.team_id, "domain": team.domain},
        "enterprise": None,
        "is_enterprise_install": False,
        "api_app_id": team.app_id,
        "trigger_id": gesture.trigger_id,
    }


def _channel(channel: Channel) -> JSON:
    return {"id": channel.id, "name": CHANNEL_NAMES.get(channel.kind, channel.name)}


def message_action(team: Team, gesture: Gesture, message: Message, action: JSON) -> JSON:
    """Return ``block_actions`` for an element of a message.

    Of a private answer it tells only where it stands, not what it says.
    """
    channel = team.channels[message.channel]
    container: JSON = {
        "type": "message",
        "message_ts": message.ts,
        "channel_id": channel.id,
        "is_ephemeral": message.private_to is not None,
    }
    if message.thread_ts:
        container["thread_ts"] = message.thread_ts
    payload = _interaction(team, gesture, "block_actions") | {
        "container": container,
        "channel": _channel(channel),
        "state": {"values": state_values(message.blocks, message.state.get(gesture.user, {}))},
        "response_url": response_url(team, gesture, channel, message),
        "actions": [action],
    }
    if message.private_to is None:
        payload["message"] = message_object(team, message)
    return payload


def view_action(team: Team, gesture: Gesture, view: View, action: JSON) -> JSON:
    """Return ``block_actions`` for an element of a modal or of the App Home."""
    return _interaction(team, gesture, "block_actions") | {
        "container": {"type": "view", "view_id": view.id},
        "view": view_object(team, view),
        "actions": [action],
    }


def submission(team: Team, gesture: Gesture, view: View) -> JSON:
    """Return ``view_submission``."""
    return _interaction(team, gesture, "view_submission") | {
        "view": view_object(team, view),
        "response_urls": [],
    }


def closing(team: Team, gesture: Gesture, view: View, *, is_cleared: bool) -> JSON:
    """Return ``view_closed``, which carries no trigger."""
    payload = _interaction(team, gesture, "view_closed")
    del payload["trigger_id"]
    return payload | {"view": view_object(team, view), "is_cleared": is_cleared}


def shortcut(team: Team, gesture: Gesture, which: Shortcut, message: Message | None) -> JSON:
    """Return ``shortcut``, or ``message_action`` when the shortcut was used on a message."""
    if message is None:
        extra: JSON = {"callback_id": which.callback_id, "action_ts": team.now_ts()}
        return _interaction(team, gesture, "shortcut") | extra
    channel = team.channels[message.channel]
    return _interaction(team, gesture, "message_action") | {
        "callback_id": which.callback_id,
        "action_ts": team.now_ts(),
        "channel": _channel(channel),
        "message_ts": message.ts,
        "message": message_object(team, message),
        "response_url": response_url(team, gesture, channel, message),
    }


def suggestion(team: Team, user: str, view: View | Message, action: JSON) -> JSON:
    """Return ``block_suggestion``: what an external select is asked when somebody types into it."""
    payload = _interaction(team, Gesture(user=user, what="typed"), "block_suggestion") | action
    del payload["trigger_id"]
    if isinstance(view, View):
        return payload | {
            "container": {"type": "view", "view_id": view.id},
            "view": view_object(team, view),
        }
    container = {"type": "message", "message_ts": view.ts, "channel_id": view.channel, "is_ephemeral": False}
    channel = _channel(team.channels[view.channel])
    return payload | {"container": container, "channel": channel, "message": message_object(team, view)}
