"""Topics: what deliveries are about. A topic's text stands in the database and in the marks of messages."""

from dataclasses import dataclass
from enum import StrEnum


class TopicKind(StrEnum):
    """What may be spoken of; a `DELIVERY`, a `CHANNEL`, `NAMES` and a `MAILBOX` when it is in trouble."""

    RELEASE = "release"
    CASE = "case"
    DELIVERY = "delivery"
    CHANNEL = "channel"
    DOWNTIME = "downtime"
    NAMES = "names"
    MAILBOX = "mailbox"
    ANSWER = "answer"
    DRAFT = "draft"


@dataclass(frozen=True, slots=True)
class Topic:
    """One thing that is spoken of. `key` is its number or name (a release's first one); downtime has none."""

    kind: TopicKind
    key: str = ""

    def __str__(self) -> str:
        return f"{self.kind}:{self.key}" if self.key else self.kind.value

    @classmethod
    def parse(cls, text: str) -> "Topic":
        """Read what `str` wrote.

        Raises:
            ValueError: there is no such kind of topic.
        """
        kind, _, key = text.partition(":")
        return cls(TopicKind(kind), key)

    @property
    def number(self) -> int:
        """The number of a case, a delivery or a draft."""
        return int(self.key)
