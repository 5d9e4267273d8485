"""Puts messages into channels, changes them and takes them away; tells the app and whoever watches."""

from dataclasses import dataclass, field

from slack_simulator.api_objects import message_object
from slack_simulator.app_link.events import emit_message, emit_posted
from slack_simulator.elements import attachments_with_ids, with_ids
from slack_simulator.records import JSON, Answer, Channel, File, Gesture, Message
from slack_simulator.team import Team

TEXT_LIMIT = 40_000
"""chat.postMessage cuts text that is longer. https://docs.slack.dev/reference/methods/chat.postMessage"""


@dataclass(frozen=True, kw_only=True)
class Draft:
    """A message before it has a place and a ``ts``."""

    user: str
    text: str = ""
    blocks: list[JSON] = field(default_factory=list)
    attachments: list[JSON] = field(default_factory=list)
    files: list[File] = field(default_factory=list)
    thread_ts: str | None = None
    broadcast: bool = False
    metadata: JSON | None = None
    private_to: str | None = None
    subtype: str | None = None


def post(team: Team, channel: Channel, draft: Draft, gesture: Gesture | None = None) -> Message:
    """Store a message and return it. ``gesture`` is what the app answers to, where that is known."""
    message = Message(
        ts=team.next_ts(channel),
        channel=channel.id,
        user=draft.user,
        text=draft.text[:TEXT_LIMIT],
        at=team.now(),
        order=team.next_number(),
        blocks=with_ids(draft.blocks),
        attachments=attachments_with_ids(draft.attachments),
        files=list(draft.files),
        thread_ts=draft.thread_ts,
        broadcast=draft.broadcast,
        metadata=draft.metadata,
        private_to=draft.private_to,
        by_app=draft.user == team.bot_user_id,
        subtype=draft.subtype,
    )
    channel.messages.append(message)
    if message.private_to is None:
        parent = channel.message(message.thread_ts) if message.thread_ts else None
        if parent is not None:
            parent.replies.append(message)
        emit_posted(team, channel, message)
    if message.by_app and message.subtype is None:
        team.record(Answer("private" if message.private_to else "posted", message, gesture))
    else:
        team.read_marks[(message.user, channel.id)] = message.order
    team.changed()
    return message


@dataclass(frozen=True, kw_only=True)
class Change:
    """The new content of a message; what is None stays as it was."""

    text: str | None = None
    blocks: list[JSON] | None = None
    attachments: list[JSON] | None = None
    metadata: JSON | None = None


def update(team: Team, message: Message, change: Change, gesture: Gesture | None = None) -> None:
    """Give a message of the app new content."""
    channel = team.channels[message.channel]
    before = message_object(team, message)
    if change.text is not None:
        message.text = change.text
    if change.blocks is not None:
        message.blocks = with_ids(change.blocks)
    if change.attachments is not None:
        message.attachments = attachments_with_ids(change.attachments)
    if change.metadata is not None:
        message.metadata = change.metadata
    message.edited = True
    if message.private_to is None:
        after = {"subtype": "message_changed", "message": message_object(team, message)}
        emit_message(team, channel, after | {"previous_message": before, "hidden": True})
    team.record(Answer("private" if message.private_to else "updated", message, gesture))


def delete(team: Team, message: Message, gesture: Gesture | None = None) -> None:
    """Take a message away; one with replies leaves a tombstone, as in Slack."""
    channel = team.channels[message.channel]
    before = message_object(team, message)
    if message.replies:
        message.deleted, message.text = True, "This message was deleted."
        message.blocks, message.attachments, message.files, message.metadata = [], [], [], None
    else:
        channel.messages.remove(message)
    parent = channel.message(message.thread_ts) if message.is_reply and message.thread_ts else None
    if parent is not None and message in parent.replies:
        parent.replies.remove(message)
        if parent.deleted and not parent.replies:
            channel.messages.remove(parent)
    if message.private_to is None:
        gone = {"subtype": "message_deleted", "deleted_ts": message.ts, "hidden": True}
        emit_message(team, channel, gone | {"previous_message": before})
    if message.by_app:
        team.record(Answer("deleted", message, gesture))
    team.changed()
