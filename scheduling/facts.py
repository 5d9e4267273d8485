"""What the log says of a delivery: its lines carry fields, so that they can be found and counted by them."""

import logging
from contextvars import ContextVar
from typing import assert_never

from rollouts.deliveries import Delivery, Lost, NotPosted, Refused, Sent
from rollouts.delivery.recording import Attempt
from rollouts.topics import TopicKind

UNDER_WAY: ContextVar[Delivery | None] = ContextVar("under_way", default=None)
"""What is being delivered here: each line that is logged meanwhile carries its facts."""

logger = logging.getLogger(__name__)

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


def facts_under_way() -> dict[str, object]:
    """Return the fields of what is being delivered here, if anything is."""
    delivery = UNDER_WAY.get()
    return facts_of(delivery) if delivery else {}


def log_attempt(attempt: Attempt) -> None:
    """Tell the log what became of a delivery."""
    delivery, outcome = attempt.job.delivery, attempt.outcome
    match outcome:
        case Sent():
            sentence = "A message was posted." if attempt.job.replaces is None else "A message was updated."
        case NotPosted():
            sentence = "A message could not be posted; it is tried again."
        case Lost():
            sentence = "The answer to a message was lost; it is looked for."
        case Refused():
            sentence = "A message was refused."
        case _:
            assert_never(outcome)
    # The ledger counts the tries; the log need not say of each that it was in vain.
    is_news = not isinstance(outcome, NotPosted) or delivery.attempts == 1
    level = logging.INFO if is_news else logging.DEBUG
    if logger.isEnabledFor(level):
        reason = getattr(outcome, "reason", "")
        facts = facts_of(delivery, outcome=type(outcome).__name__.lower(), reason=reason)
        logger.log(level, sentence, extra=facts)
