"""A chat system that does as it is told. It passes the contract that the gateway to Slack passes."""

from collections import defaultdict, deque
from collections.abc import Awaitable, Callable
from datetime import datetime
from itertools import count
from typing import NamedTuple

from rollouts.deliveries import Key, Lost, Message, Missing, NotPosted, Outcome, Refused, Sent
from views import parts

Step = Outcome | Callable[[], Awaitable[Outcome | None]]
"""What one call comes to; a function is awaited first, and None of it means that all goes well."""


class Posted(NamedTuple):
    """A message that was posted: where, under which, as which delivery."""

    message: Message
    thread: str | None
    broadcast: bool
    key: Key


class ScriptedPoster:
    """Posts everything at once, unless the script of the channel says otherwise."""

    def __init__(self) -> None:
        self.posted: list[Posted] = []
        self.calls: list[str] = []
        self.looks = 0
        self.breaks_when_asked = False
        self.looks_wait: NotPosted | None = None
        self.contents: dict[Message, parts.Message] = {}
        self._script: dict[str, deque[Step]] = defaultdict(deque)
        self._numbers = count(1)

    def then(self, channel: str, *steps: Step) -> None:
        """Let the next calls about the channel come to that."""
        self._script[channel].extend(steps)

    def delete(self, message: Message) -> None:
        """Delete a message, as a person may."""
        del self.contents[message]

    def in_channel(self, channel: str) -> list[str]:
        """Return what was posted in the channel, by topic and announcement."""
        return [f"{p.key.topic} {p.key.announcement}" for p in self.posted if p.message.channel == channel]

    async def post(
        self, *, channel: str, content: parts.Message, thread: str | None, broadcast: bool, key: Key
    ) -> Outcome:
        """Post a message, or what the script says."""
        self.calls.append(channel)
        if outcome := await self._scripted(channel):
            return outcome
        if thread is not None and Message(channel, thread) not in self.contents:
            return Refused("thread_not_found", gone=True)
        message = Message(channel, f"{next(self._numbers)}.000000")
        self.contents[message] = content
        self.posted.append(Posted(message, thread, broadcast, key))
        return Sent(message)

    async def update(self, *, message: Message, content: parts.Message) -> Outcome:
        """Replace a message, or what the script says."""
        if outcome := await self._scripted(message.channel):
            return outcome
        if message not in self.contents:
            return Refused("message_not_found", gone=True)
        self.contents[message] = content
        return Sent(message)

    async def find(
        self, *, channel: str, thread: str | None, key: Key, since: datetime
    ) -> Sent | Missing | NotPosted | Lost | Refused:
        """Search for a post among those that are there."""
        assert since.tzinfo
        self.looks += 1
        if self.breaks_when_asked:
            raise LookupError("a mistake of ours")
        if self.looks_wait:
            return self.looks_wait
        there = (
            post.message
            for post in self.posted
            if (post.message.channel, post.thread, post.key) == (channel, thread, key)
            and post.message in self.contents
        )
        found = next(there, None)
        return Sent(found) if found else Missing()

    async def _scripted(self, channel: str) -> Outcome | None:
        script = self._script[channel]
        if not script:
            return None
        step = script.popleft()
        return await step() if callable(step) else step
