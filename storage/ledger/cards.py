"""Cards in the ledger: the message of a topic in a channel under which the later ones go."""

from collections.abc import Iterable

from sqlalchemy import bindparam, func, select

from rollouts.deliveries import Delivery
from rollouts.topics import Topic
from storage.ledger.rows import channels_in
from storage.ledger.transaction import OURS, Transaction
from storage.tables import DELIVERIES
from storage.tables.deliveries import IS_CARD

CARDS = (
    select(DELIVERIES)
    .where(
        DELIVERIES.c.workspace == OURS,
        DELIVERIES.c.topic == bindparam("topic"),
        DELIVERIES.c.channel.in_(bindparam("channels", expanding=True)),
        IS_CARD,
    )
    .order_by(DELIVERIES.c.finished_at, DELIVERIES.c.id)
)
WITH_CARD = select(func.aggregate_strings(DELIVERIES.c.channel, ",")).where(
    DELIVERIES.c.workspace == OURS, DELIVERIES.c.topic == bindparam("topic"), IS_CARD
)
"""In one row: a thousand of them take longer than the answer."""


class CardLedger(Transaction):
    """The ledger's cards. Those of claimed deliveries are read together, as each will be asked for.

    What began in this very transaction has none: nothing was said of it yet.
    """

    def card(self, topic: Topic, channel: str) -> Delivery | None:
        """Return the newest sent post of the topic in the channel that is no reply and was not deleted."""
        if topic in self._begun:
            return None
        if (topic, channel) not in self._cards:
            channels = {channel, *(there for about, there in self._claimed if about == topic)}
            self._cards.update({(topic, there): None for there in channels})
            self._cards.update(
                {(topic, card.key.channel): card for card in self._read_cards(topic, channels)}
            )
        return self._cards[topic, channel]

    def channels_with_card(self, topic: Topic) -> frozenset[str]:
        """Return the channels that have a card of it, which was not deleted."""
        return channels_in(self._execute(WITH_CARD, topic=str(topic)).scalar())

    def _read_cards(self, topic: Topic, channels: Iterable[str]) -> tuple[Delivery, ...]:
        """Return the posts that are or were cards there, the newest last."""
        return self._deliveries_in(self._execute(CARDS, topic=str(topic), channels=list(channels)))
