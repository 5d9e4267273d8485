"""Where a message goes: under the card of its topic in the channel, or by itself."""

from rollouts.deliveries import Delivery
from rollouts.kinds import Placement
from rollouts.ports import Ledger


def thread_of(*, ledger: Ledger, delivery: Delivery) -> str | None:
    """Return the message id of the card that a post goes under; None when it goes by itself."""
    if delivery.key.announcement.kind.placement is Placement.ALONE:
        return None
    card = ledger.card(delivery.key.topic, delivery.key.channel)
    return card.message.id if card and card.message else None
