"""The words of deliveries in the ledger: what a message about a release says, as it was said."""

from collections.abc import Mapping

from sqlalchemy import bindparam, delete, select

from rollouts.topics import Topic
from storage.ledger.batches import insert_new
from storage.ledger.transaction import OURS, Transaction
from storage.tables import DELIVERIES, WORDINGS

SAID_ANEW = delete(WORDINGS).where(WORDINGS.c.delivery.in_(bindparam("numbers", expanding=True)))
ABOUT = (
    select(WORDINGS.c.delivery, WORDINGS.c.words)
    .join(DELIVERIES, DELIVERIES.c.id == WORDINGS.c.delivery)
    .where(DELIVERIES.c.workspace == OURS, DELIVERIES.c.topic == bindparam("topic"))
)


class WordingLedger(Transaction):
    """The ledger's wordings. They are of claimed deliveries, so they may be kept beside others."""

    def keep_words(self, words: Mapping[int, str]) -> None:
        """Keep what deliveries say, by their ids, in place of what was kept of them before."""
        if words:
            self._execute(SAID_ANEW, numbers=list(words))
            rows = [{"delivery": number, "words": said} for number, said in words.items()]
            insert_new(self._connection, WORDINGS, rows)

    def words_about(self, topic: Topic) -> Mapping[int, str]:
        """Return what the deliveries about that say, by their ids, as far as it is kept."""
        return {row.delivery: row.words for row in self._execute(ABOUT, topic=str(topic))}
