"""chat.*: messages posted, changed, deleted, shown to one person.

https://docs.slack.dev/reference/methods/chat.postMessage and its neighbours
"""

import re

from slack_simulator.api_objects import message_object
from slack_simulator.block_kit import check_attachments
from slack_simulator.posting import Change, Draft, delete, post, update
from slack_simulator.records import JSON, Channel, Message
from slack_simulator.web_api.calls import Call, Method, Methods, SlackError

MOST_UPDATE_TEXT = 4000
MOST_MARKDOWN_TEXT = 12_000
MOST_ATTACHMENTS = 100
_METADATA_KEY = re.compile(r"[a-z][A-Za-z0-9_]*")


def post_message(call: Call) -> JSON:
    """Post to a channel, or to a person's direct messages when a user id is given."""
    channel = _target(call)
    if channel.archived:
        raise SlackError("is_archived")
    _may_post(call, channel)
    draft = Draft(
        user=call.team.bot_user_id,
        thread_ts=_thread(call, channel),
        broadcast=call.flag("reply_broadcast") and call.optional("thread_ts") is not None,
        metadata=_metadata(call),
        **_content(call),
    )
    message = post(call.team, channel, draft)
    shown = message_object(call.team, message, all_metadata=True)
    return {"channel": channel.id, "ts": message.ts, "message": shown}


def post_ephemeral(call: Call) -> JSON:
    """Show a message to one member of the channel only. Metadata is ignored, as Slack does."""
    channel = call.channel()
    user = call.text("user")
    if channel.archived:
        raise SlackError("is_archived")
    _may_post(call, channel)
    if user not in channel.members:
        raise SlackError("user_not_in_channel")
    content = _content(call)
    thread = _thread(call, channel)
    draft = Draft(user=call.team.bot_user_id, private_to=user, thread_ts=thread, **content)
    return {"message_ts": post(call.team, channel, draft).ts}


def update_message(call: Call) -> JSON:
    """Give one of the app's own messages new content. Text without blocks takes the blocks away."""
    channel, message = _own_message(call, "cant_update_message")
    window = call.team.edit_window
    if window is not None and call.team.now() - message.at > window:
        raise SlackError("edit_window_closed")
    content = _content(call)
    if len(content["text"]) > MOST_UPDATE_TEXT:
        raise SlackError("msg_too_long")
    given_text = call.args.get("text") is not None or call.args.get("markdown_text") is not None
    change = Change(
        text=content["text"] if given_text else None,
        blocks=content["blocks"] if given_text or call.args.get("blocks") is not None else None,
        attachments=content["attachments"] if call.args.get("attachments") is not None else None,
        metadata=_metadata(call),
    )
    update(call.team, message, change)
    shown = message_object(call.team, message, all_metadata=True)
    return {"channel": channel.id, "ts": message.ts, "text": message.text, "message": shown}


def delete_message(call: Call) -> JSON:
    """Delete one of the app's own messages."""
    channel, message = _own_message(call, "cant_delete_message")
    delete(call.team, message)
    return {"channel": channel.id, "ts": message.ts}


def get_permalink(call: Call) -> JSON:
    """Return the address of a message in the browser."""
    channel = call.channel()
    message = channel.message(call.text("message_ts"))
    if message is None:
        raise SlackError("message_not_found")
    link = f"https://{call.team.domain}.slack.com/archives/{channel.id}/p{message.ts.replace('.', '')}"
    if message.is_reply:
        link += f"?thread_ts={message.thread_ts}&cid={channel.id}"
    return {"channel": channel.id, "permalink": link}


def _target(call: Call) -> Channel:
    name = call.text("channel")
    user = call.team.users.get(name)
    if user is None:
        channel = call.channel()
    elif user.is_bot:
        raise SlackError("channel_not_found")
    else:
        channel = call.team.direct_channel(user.id)
    if channel.kind == "dm" and not call.team.app.has_messages:
        raise SlackError("messages_tab_disabled")
    return channel


def _may_post(call: Call, channel: Channel) -> None:
    inside = call.team.bot_user_id in channel.members
    if not inside and "chat:write.public" not in call.team.app.scopes:
        raise SlackError("not_in_channel")


def _thread(call: Call, channel: Channel) -> str | None:
    thread_ts = call.optional("thread_ts")
    if thread_ts is None:
        return None
    parent = channel.message(thread_ts)
    if parent is None or parent.deleted or parent.is_reply:
        raise SlackError("cannot_reply_to_message")
    return thread_ts


def _content(call: Call) -> JSON:
    blocks = call.blocks() or []
    attachments = call.structure("attachments", "invalid_attachments") or []
    reasons = check_attachments(attachments)
    if reasons or not isinstance(attachments, list):
        messages = [f"[ERROR] {reason}" for reason in reasons]
        raise SlackError("invalid_attachments", response_metadata={"messages": messages})
    if len(attachments) > MOST_ATTACHMENTS:
        raise SlackError("too_many_attachments")
    text = call.optional("text") or ""
    markdown = call.optional("markdown_text")
    if markdown is not None:
        if text or blocks:
            raise SlackError("markdown_text_conflict")
        if len(markdown) > MOST_MARKDOWN_TEXT:
            raise SlackError("msg_too_long")
        blocks, text = [{"type": "markdown", "text": markdown}], markdown
    if not text and not blocks and not attachments:
        raise SlackError("no_text")
    return {"text": text, "blocks": blocks, "attachments": attachments}


def _metadata(call: Call) -> JSON | None:
    metadata = call.structure("metadata", "invalid_metadata_format")
    if metadata is None:
        return None
    if not isinstance(metadata, dict) or metadata.keys() != {"event_type", "event_payload"}:
        raise SlackError("invalid_metadata_format")
    payload = metadata["event_payload"]
    if not isinstance(metadata["event_type"], str) or not isinstance(payload, dict):
        raise SlackError("invalid_metadata_format")
    for name, value in payload.items():
        if not _METADATA_KEY.fullmatch(name) or isinstance(value, dict):
            raise SlackError("invalid_metadata_schema")
    return metadata


def _own_message(call: Call, refusal: str) -> tuple[Channel, Message]:
    channel = call.channel()
    message = channel.message(call.text("ts"))
    if message is None or message.deleted:
        raise SlackError("message_not_found")
    if not message.by_app:
        raise SlackError(refusal)
    if channel.archived:
        raise SlackError("is_archived")
    return channel, message


METHODS: Methods = {
    "chat.postMessage": Method(post_message, ("chat:write",)),
    "chat.postEphemeral": Method(post_ephemeral, ("chat:write",), 4),
    "chat.update": Method(update_message, ("chat:write",), 3),
    "chat.delete": Method(delete_message, ("chat:write",), 3),
    "chat.getPermalink": Method(get_permalink),
}
