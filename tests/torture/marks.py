"""The marks of posted messages: which delivery each says that it is."""

from collections.abc import Iterator
from typing import NamedTuple

from bot.slack.poster import EVENT_TYPE
from rollouts.deliveries import Key
from rollouts.kinds import KINDS, Kind
from slack_simulator import Message, Workspace


class Mark(NamedTuple):
    """What a message carries of its delivery's key."""

    topic: str
    announcement: str
    channel: str
    revision: int

    @property
    def kind(self) -> Kind:
        """What is said."""
        return KINDS.parse(self.announcement.partition(":")[0])


def mark_of(key: Key) -> Mark:
    """Return the mark of the messages of that delivery."""
    return Mark(str(key.topic), str(key.announcement), key.channel, key.revision)


def marked(workspace: Workspace) -> Iterator[tuple[Mark, Message]]:
    """Return every message of the bot that carries a mark, wherever it is."""
    for channel in workspace.channels.values():
        for message in channel.messages:
            metadata = message.metadata or {}
            if metadata.get("event_type") == EVENT_TYPE:
                yield Mark(**metadata["event_payload"]), message
