"""auth.test, apps.connections.open, reactions.*, blocks.validate: the small families."""

from slack_simulator.app_link.events import emit
from slack_simulator.app_link.socket_mode import SocketMode
from slack_simulator.block_kit import check_blocks, check_view
from slack_simulator.records import JSON, Message
from slack_simulator.web_api.calls import Call, Method, Methods, SlackError, invalid_arguments, invalid_blocks

MOST_REACTIONS = 23


def auth_test(call: Call) -> JSON:
    """Say who the token belongs to."""
    team = call.team
    return {
        "url": f"https://{team.domain}.slack.com/",
        "team": team.name,
        "user": team.users[team.bot_user_id].name,
        "team_id": team.team_id,
        "user_id": team.bot_user_id,
        "bot_id": team.bot_id,
        "is_enterprise_install": False,
    }


def connections_open(call: Call) -> JSON:
    """Return the address of a WebSocket that one connection may use once."""
    if not isinstance(call.team.transport, SocketMode):
        raise SlackError("socket_mode_not_enabled")
    return {"url": call.team.transport.new_url()}


def _message(call: Call) -> Message:
    channel = call.joined_channel()
    message = channel.message(call.text("timestamp"))
    if message is None:
        raise SlackError("message_not_found")
    return message


def reactions_add(call: Call) -> JSON:
    """Put an emoji below a message."""
    name = call.text("name").strip(":")
    message = _message(call)
    if call.team.channels[message.channel].archived:
        raise SlackError("is_archived")
    if call.team.bot_user_id in message.reactions.get(name, []):
        raise SlackError("already_reacted")
    if len(message.reactions) >= MOST_REACTIONS and name not in message.reactions:
        raise SlackError("too_many_emoji")
    message.reactions.setdefault(name, []).append(call.team.bot_user_id)
    _tell(call, message, name, "reaction_added")
    return {}


def reactions_remove(call: Call) -> JSON:
    """Take the bot's emoji away again."""
    name = call.text("name").strip(":")
    message = _message(call)
    if call.team.bot_user_id not in message.reactions.get(name, []):
        raise SlackError("no_reaction")
    message.reactions[name].remove(call.team.bot_user_id)
    if not message.reactions[name]:
        del message.reactions[name]
    _tell(call, message, name, "reaction_removed")
    return {}


def _tell(call: Call, message: Message, name: str, kind: str) -> None:
    item = {"type": "message", "channel": message.channel, "ts": message.ts}
    event = {"type": kind, "user": call.team.bot_user_id, "reaction": name, "item": item}
    emit(call.team, event | {"item_user": message.user})
    call.team.changed()


def blocks_validate(call: Call) -> JSON:
    """Check blocks, a message or a view without sending them.

    https://docs.slack.dev/reference/methods/blocks.validate
    """
    given = [name for name in ("blocks", "message", "view") if call.args.get(name)]
    if len(given) != 1:
        raise invalid_arguments("must have exactly one of: blocks, message, view")
    content = call.structure(given[0], "invalid_blocks_format")
    if given == ["view"]:
        reasons = check_view(content)
    elif given == ["message"]:
        reasons = check_blocks(content.get("blocks", []) if isinstance(content, dict) else content)
    else:
        reasons = check_blocks(content)
    if reasons:
        raise invalid_blocks(reasons)
    return {}


METHODS: Methods = {
    "auth.test": Method(auth_test),
    "apps.connections.open": Method(connections_open, ("connections:write",), 3, "app"),
    "reactions.add": Method(reactions_add, ("reactions:write",), 3),
    "reactions.remove": Method(reactions_remove, ("reactions:write",), 2),
    "blocks.validate": Method(blocks_validate, (), 4, "anyone"),
}
