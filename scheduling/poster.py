"""What the dispatcher and the searcher ask of a chat system."""

from datetime import datetime
from typing import Protocol

from rollouts.deliveries import Key, Lost, Message, Missing, NotPosted, Outcome, Refused, Sent
from views import parts


class Poster(Protocol):
    """Puts messages into the chat system. It never raises: what went wrong is an outcome."""

    async def post(
        self, *, channel: str, content: parts.Message, thread: str | None, broadcast: bool, key: Key
    ) -> Outcome:
        """Post into the channel (or to a person), or under `thread`; `key` marks the message."""

    async def update(self, *, message: Message, content: parts.Message) -> Outcome:
        """Replace what a message says."""

    async def find(
        self, *, channel: str, thread: str | None, key: Key, since: datetime
    ) -> Sent | Missing | NotPosted | Lost | Refused:
        """Look for a post by its mark, in the channel or under `thread`, from `since` on."""
