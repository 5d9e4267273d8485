"""What everybody could read in a channel, in the order in which they could: posts, replies, and edits.

An edit is told by the lines that it changed. One that changes nothing that can be read is left out.
"""

import difflib
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime

from slack_simulator import Message, Workspace
from slack_simulator.records import Answer
from slack_simulator.testing.plain_text import message_text
from tests.support.world import BERLIN


@dataclass(eq=False, kw_only=True, repr=False)
class Heard(Workspace):
    """A workspace that keeps what was said at the moment it was."""

    lines: dict[str, list[str]] = field(init=False, default_factory=lambda: defaultdict(list))
    _texts: dict[tuple[str, str], str] = field(init=False, default_factory=dict)
    _days: dict[str, str] = field(init=False, default_factory=dict)

    def record(self, answer: Answer) -> None:
        super().record(answer)
        message = answer.thing
        if isinstance(message, Message) and answer.kind != "private":
            self._hear(answer.kind, message)

    def happens(self, what: str) -> None:
        """Note for every reader what somebody does meanwhile."""
        for channel in sorted({*self.channels} - {"C0GENERAL"}):
            self._write(channel, self.now(), [f"~ {what}"])

    def _hear(self, kind: str, message: Message) -> None:
        place = (message.channel, message.ts)
        before, after = self._texts.get(place, ""), message_text(self, message)
        self._texts[place] = after
        match kind:
            case "posted":
                self._write(message.channel, self.now(), [f"{_how(message)}:", *_indented(after)])
            case "updated" if before != after:
                of = message.at.astimezone(BERLIN)
                changed = list(_changed(before, after))
                self._write(
                    message.channel, self.now(), [f"edit of {of.day} {of:%b %H:%M}:", *_indented(*changed)]
                )
            case "deleted":
                self._write(message.channel, self.now(), ["deleted:", *_indented(before)])
            case _:
                pass

    def _write(self, channel: str, now: datetime, said: list[str]) -> None:
        at = now.astimezone(BERLIN)
        day = f"{at:%A} {at.day} {at:%B %Y}"
        if self._days.get(channel) != day:
            self._days[channel] = day
            self.lines[channel] += [*([""] if self.lines[channel] else []), f"== {day} =="]
        first, *rest = said
        self.lines[channel] += [f"{at:%H:%M} {first}", *rest]


def _how(message: Message) -> str:
    if not message.is_reply:
        return "message"
    return "reply, also sent to the channel" if message.broadcast else "reply"


def _changed(before: str, after: str) -> Iterator[str]:
    for line in difflib.ndiff(before.splitlines(), after.splitlines()):
        if line[0] in "+-":
            yield line


def _indented(*texts: str) -> list[str]:
    return [f"      {line}" for text in texts for line in text.splitlines()]
