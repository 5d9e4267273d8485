"""What a log line about a delivery carries as fields, so that lines can be found and counted by them."""

from collections.abc import Mapping
from contextvars import ContextVar
from types import MappingProxyType

from rollouts.deliveries import Delivery
from rollouts.topics import TopicKind

UNDER_WAY: ContextVar[Mapping[str, object]] = ContextVar("under_way", default=MappingProxyType({}))
"""The facts of what is being delivered here: each line that is logged meanwhile carries them."""

NOBODY_TO_ASK = "Nobody can be asked about a message that was not posted; /release deliveries shows it."


def facts_of(delivery: Delivery, *, outcome: str = "", reason: str = "") -> dict[str, object]:
    """Return the fields for `extra`: `delivery` is its id in the ledger; what is empty is left out."""
    key = delivery.key
    facts = {
        "delivery": delivery.id,
        "topic": str(key.topic),
        "case": key.topic.number if key.topic.kind is TopicKind.CASE else "",
        "announcement": str(key.announcement),
        "channel": key.channel,
        "attempt": delivery.attempts,
        "outcome": outcome,
        "reason": reason,
    }
    return {name: fact for name, fact in facts.items() if fact != ""}
