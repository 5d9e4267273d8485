"""Where a message goes: under the card of its topic in the channel, or by itself."""

from rollouts.deliveries import Delivery, Kind
from rollouts.ports import Ledger

STANDS_ALONE = frozenset({Kind.OWNER_QUESTION, Kind.UNSURE, Kind.CHANNEL_PAUSED, Kind.DOWNTIME})
"""What is asked or told privately: each by itself, so that it is seen."""


def thread_of(*, ledger: Ledger, delivery: Delivery) -> str | None:
    """Return the message id of the card that a post goes under; None when it goes by itself."""
    if delivery.key.announcement.kind in STANDS_ALONE:
        return None
    card = ledger.card(delivery.key.topic, delivery.key.channel)
    return card.message.id if card and card.message else None
