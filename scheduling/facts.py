"""What a log line about a delivery carries as fields, so that lines can be found and counted by them."""

from rollouts.deliveries import Delivery

NOBODY_TO_ASK = "Nobody can be asked about a message that was not posted; /release deliveries shows it."


def facts_of(delivery: Delivery, *, outcome: str = "", reason: str = "") -> dict[str, object]:
    """Return the fields for `extra`: `delivery` is its id in the ledger; what is empty is left out."""
    key = delivery.key
    facts = {
        "delivery": delivery.id,
        "topic": str(key.topic),
        "announcement": str(key.announcement),
        "channel": key.channel,
        "attempt": delivery.attempts,
        "outcome": outcome,
        "reason": reason,
    }
    return {name: fact for name, fact in facts.items() if fact != ""}
