"""A chat system that does as it is told. It passes the contract that the gateway to Slack passes."""

from collections import defaultdict, deque
from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime
from itertools import count
from typing import NamedTuple

from rollouts.deliveries import Copy, Key, Message, NotPosted, NotReadable, Outcome, Refused, Sent
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
        self.looks_come_to: NotPosted | NotReadable | None = None
        self.hidden: set[Message] = set()
        self.used: set[Message] = set()
        self.ticked: set[Message] = set()
        self.deleted: list[Message] = []
        self.refuses_to_delete = 0
        self.has_no_link = False
        self.contents: dict[Message, parts.Message] = {}
        self._script: dict[str, deque[Step]] = defaultdict(deque)
        self._numbers = count(1)

    def then(self, channel: str, *steps: Step) -> None:
        """Let the next calls about the channel come to that."""
        self._script[channel].extend(steps)

    def lose(self, message: Message) -> None:
        """Let a message be deleted by a person."""
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

    async def tick(self, message: Message) -> Outcome:
        """Set a tick, or what the script says."""
        if outcome := await self._scripted(message.channel):
            return outcome
        self.ticked.add(message)
        return Sent(message)

    async def find(
        self, *, channel: str, thread: str | None, keys: frozenset[Key], since: datetime
    ) -> Mapping[Key, tuple[Copy, ...]] | NotReadable | NotPosted:
        """Search for posts among those that are there and not hidden, the newest first."""
        assert since.tzinfo
        self.looks += 1
        if self.breaks_when_asked:
            raise LookupError("a mistake of ours")
        if self.looks_come_to:
            return self.looks_come_to
        found: dict[Key, tuple[Copy, ...]] = {}
        for post in reversed(self.posted):
            is_here = (post.message.channel, post.thread) == (channel, thread) and post.key in keys
            if is_here and post.message in self.contents and post.message not in self.hidden:
                copies = found.get(post.key, ())
                found[post.key] = (*copies, Copy(post.message, post.message in self.used))
        return found

    async def delete(self, message: Message) -> bool:
        """Delete a message."""
        if self.refuses_to_delete:
            self.refuses_to_delete -= 1
            return False
        self.contents.pop(message, None)
        self.deleted.append(message)
        return True

    async def link(self, message: Message) -> str | None:
        """Return an address that leads to the message."""
        return None if self.has_no_link else f"https://chat.example/{message.channel}/{message.id}"

    async def _scripted(self, channel: str) -> Outcome | None:
        script = self._script[channel]
        if not script:
            return None
        step = script.popleft()
        return await step() if callable(step) else step
