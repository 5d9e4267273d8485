"""conversations.*: channels found, joined, opened and read back.

https://docs.slack.dev/reference/methods/conversations.history and its neighbours
"""

from slack_simulator.api_objects import channel_object, message_object
from slack_simulator.membership import join, leave
from slack_simulator.records import JSON, Channel, ChannelKind, Message
from slack_simulator.web_api.calls import (
    DEFAULT_PAGE,
    MOST_IN_A_PAGE,
    SCOPE_PREFIX,
    Call,
    Method,
    Methods,
    SlackError,
)

MOST_IN_A_GROUP = 8
"""Whom the app may open a conversation with at once."""

KINDS: dict[str, ChannelKind] = {
    "public_channel": "channel",
    "private_channel": "private",
    "im": "dm",
    "mpim": "group",
}


def info(call: Call) -> JSON:
    """Describe one channel."""
    channel = call.channel()
    call.need(f"{SCOPE_PREFIX[channel.kind]}:read")
    shown = channel_object(call.team, channel)
    if call.flag("include_num_members"):
        shown["num_members"] = len(channel.members)
    return {"channel": shown}


def list_channels(call: Call) -> JSON:
    """List the channels that the app can see, of the asked kinds."""
    found = [
        channel_object(call.team, channel)
        for channel in call.team.channels.values()
        if _is_wanted(call, channel)
        and (channel.kind == "channel" or call.team.bot_user_id in channel.members)
    ]
    return call.page(found, "channels")


def users_conversations(call: Call) -> JSON:
    """List the channels that a person (the bot, when none is named) is a member of."""
    user = call.optional("user") or call.team.bot_user_id
    if user not in call.team.users:
        raise SlackError("user_not_found")
    found = [
        channel_object(call.team, channel)
        for channel in call.team.channels.values()
        if _is_wanted(call, channel)
        and user in channel.members
        and (channel.kind == "channel" or call.team.bot_user_id in channel.members)
    ]
    return call.page(found, "channels")


def _is_wanted(call: Call, channel: Channel) -> bool:
    return channel.kind in _kinds(call) and not (call.flag("exclude_archived") and channel.archived)


def _kinds(call: Call) -> set[ChannelKind]:
    asked = (call.optional("types") or "public_channel").split(",")
    if not set(asked) <= KINDS.keys():
        raise SlackError("invalid_types")
    for word in asked:
        call.need(f"{SCOPE_PREFIX[KINDS[word]]}:read")
    return {KINDS[word] for word in asked}


def join_channel(call: Call) -> JSON:
    """Let the bot into a public channel by itself."""
    channel = call.channel()
    if channel.kind != "channel":
        raise SlackError("method_not_supported_for_channel_type")
    if channel.archived:
        raise SlackError("is_archived")
    already = call.team.bot_user_id in channel.members
    join(call.team, channel, call.team.bot_user_id)
    more = {"warning": "already_in_channel"} if already else {}
    return {"channel": channel_object(call.team, channel), **more}


def leave_channel(call: Call) -> JSON:
    """Take the bot out of a channel."""
    channel = call.channel()
    if channel.kind in {"dm", "group"}:
        raise SlackError("method_not_supported_for_channel_type")
    if call.team.bot_user_id not in channel.members:
        return {"not_in_channel": True}
    leave(call.team, channel, call.team.bot_user_id)
    return {}


def open_conversation(call: Call) -> JSON:
    """Open the direct messages with one person, or with several: those of the same people are the same."""
    given = call.optional("channel")
    if given is not None:
        channel = call.channel()
        if channel.kind not in {"dm", "group"}:
            raise SlackError("method_not_supported_for_channel_type")
        return {"channel": {"id": channel.id}, "no_op": True, "already_open": True}
    users = list(dict.fromkeys(call.text("users").split(",")))
    if len(users) > MOST_IN_A_GROUP:
        raise SlackError("too_many_users")
    for user in users:
        person = call.team.users.get(user)
        if person is None:
            raise SlackError("user_not_found")
        if person.is_deactivated:
            raise SlackError("user_disabled")
        if person.is_bot:
            raise SlackError("cannot_dm_bot")
    call.need("im:write" if len(users) == 1 else "mpim:write")
    channel = call.team.direct_channel(users[0]) if len(users) == 1 else call.team.group_channel(users)
    shown = channel_object(call.team, channel) if call.flag("return_im") else {"id": channel.id}
    return {"channel": shown}


def history(call: Call) -> JSON:
    """Read the channel back, newest first: what everybody can see, replies only where they were broadcast."""
    channel = _readable(call)
    everything = [one for one in channel.messages if not one.is_reply or one.broadcast]
    chosen = _in_range(call, everything)
    chosen.reverse()
    return _messages(call, chosen)


def replies(call: Call) -> JSON:
    """Read a thread back, its first message first."""
    channel = _readable(call)
    parent = channel.message(call.text("ts"))
    if parent is None:
        raise SlackError("thread_not_found")
    if parent.is_reply:
        parent = channel.message(parent.thread_ts or "") or parent
    return _messages(call, [parent, *_in_range(call, parent.replies)], default=MOST_IN_A_PAGE)


def _readable(call: Call) -> Channel:
    channel = call.channel()
    call.need(f"{SCOPE_PREFIX[channel.kind]}:history")
    return call.joined_channel()


def _in_range(call: Call, messages: list[Message]) -> list[Message]:
    oldest, latest = _moment(call, "oldest", 0.0), _moment(call, "latest", float("inf"))
    inclusive = call.flag("inclusive")

    def wanted(message: Message) -> bool:
        at = float(message.ts)
        return (oldest <= at <= latest) if inclusive else (oldest < at < latest)

    return [one for one in messages if one.private_to is None and wanted(one)]


def _moment(call: Call, name: str, default: float) -> float:
    text = call.optional(name)
    try:
        return default if text is None else float(text)
    except ValueError:
        raise SlackError(f"invalid_ts_{name}") from None


def _messages(call: Call, chosen: list[Message], default: int = DEFAULT_PAGE) -> JSON:
    everything = call.flag("include_all_metadata")
    found = [message_object(call.team, one, all_metadata=everything) for one in chosen]
    answer = call.page(found, "messages", default)
    more = bool(answer["response_metadata"]["next_cursor"])
    if not more:
        del answer["response_metadata"]
    return answer | {"has_more": more, "pin_count": 0}


def members(call: Call) -> JSON:
    """List the ids of a channel's members."""
    channel = call.channel()
    call.need(f"{SCOPE_PREFIX[channel.kind]}:read")
    page = call.page([{"id": user} for user in channel.members], "members")
    return page | {"members": [one["id"] for one in page["members"]]}


def invite(call: Call) -> JSON:
    """Bring people into a channel that the bot is in."""
    channel = call.joined_channel()
    if channel.archived:
        raise SlackError("is_archived")
    users = call.text("users").split(",")
    unknown = [user for user in users if user not in call.team.users]
    if unknown:
        raise SlackError("user_not_found")
    if channel.kind in {"dm", "group"}:
        raise SlackError("method_not_supported_for_channel_type")
    if users == [call.team.bot_user_id]:
        raise SlackError("cant_invite_self")
    if all(user in channel.members for user in users):
        raise SlackError("already_in_channel")
    for user in users:
        join(call.team, channel, user)
    return {"channel": channel_object(call.team, channel)}


METHODS: Methods = {
    "conversations.info": Method(info, (), 3),
    "conversations.list": Method(list_channels, (), 2),
    "conversations.join": Method(join_channel, ("channels:join",), 3),
    "conversations.leave": Method(leave_channel, ("channels:manage", "groups:write"), 3),
    "conversations.open": Method(open_conversation, ("im:write", "mpim:write"), 3),
    "conversations.history": Method(history, (), 3),
    "conversations.replies": Method(replies, (), 3),
    "conversations.members": Method(members, (), 4),
    "conversations.invite": Method(
        invite, ("channels:manage", "channels:write.invites", "groups:write", "groups:write.invites"), 3
    ),
    "users.conversations": Method(users_conversations, (), 3),
}
