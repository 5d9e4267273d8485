"""The marks of posted messages: which delivery each says that it is."""

from collections.abc import Iterator

from bot.slack.poster import EVENT_TYPE
from rollouts.deliveries import Announcement, Key
from rollouts.topics import Topic
from slack_simulator import Message, Workspace


def marked(workspace: Workspace) -> Iterator[tuple[Key, Message]]:
    """Return every message of the bot that carries a delivery's key, wherever it is."""
    for channel in workspace.channels.values():
        for message in channel.messages:
            metadata = message.metadata or {}
            if metadata.get("event_type") == EVENT_TYPE:
                yield _key(metadata["event_payload"]), message


def _key(payload: dict[str, object]) -> Key:
    announcement = Announcement.parse(str(payload["announcement"]))
    topic = Topic.parse(str(payload["topic"]))
    return Key(topic, announcement, str(payload["channel"]), int(str(payload["revision"])))
