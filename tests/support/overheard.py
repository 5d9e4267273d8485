"""The ways on which answers go, overheard. They pass the contract that the ways to Slack pass."""

from collections import deque
from collections.abc import Mapping
from typing import NamedTuple

from handlers.replies import Trouble, Ways
from rollouts.deliveries import Lost, NotPosted, Refused


class Said(NamedTuple):
    """One answer that arrived, and on which way: an address, a channel or a person."""

    way: str
    text: str
    facts: Mapping[str, object]


class Overheard(Ways):
    """Keeps what was said. `troubles` are what the next tries come to; after them all is well."""

    def __init__(self, *troubles: Trouble, again_after: tuple[float, ...] = ()) -> None:
        self.again_after = again_after
        self.slept: list[float] = []
        self.said: list[Said] = []
        self._troubles = deque(troubles)

    @property
    def texts(self) -> list[str]:
        return [said.text for said in self.said]

    async def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)

    async def by_url(self, url: str, answer: Mapping[str, object]) -> Trouble:
        return self._say(url, str(answer.get("text", "")), **answer)

    async def window(self, view: dict[str, object], *, trigger: str = "", replaces: str = "") -> Trouble:
        return self._say(replaces or f"window {trigger}", str(view["blocks"]), view=view)

    async def open(self, view: dict[str, object], *, trigger: str) -> str | NotPosted | Lost | Refused:
        return self._say(f"window {trigger}", str(view), view=view) or "V1"

    async def whisper(
        self, *, channel: str, user: str, thread: str | None, text: str, blocks: list[dict[str, object]]
    ) -> Trouble:
        return self._say(channel, text, user=user, thread=thread, blocks=blocks)

    async def direct(self, *, user: str, text: str, blocks: list[dict[str, object]]) -> Trouble:
        return self._say(user, text, blocks=blocks)

    def _say(self, way: str, words: str, **facts: object) -> Trouble:
        trouble = self._troubles.popleft() if self._troubles else None
        if trouble is None:
            self.said.append(Said(way, words, facts))
        return trouble
