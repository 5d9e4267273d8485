"""The words of deliveries in the ledger: what was said about a release, as it was said."""

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import Text, and_, bindparam, cast, delete, func, select

from rollouts.deliveries import SAID, Action, Announcement, Reason, State, Told
from rollouts.topics import Topic
from storage.ledger.batches import insert_new
from storage.ledger.rows import announcement_of
from storage.ledger.transaction import OURS, Transaction
from storage.tables import DELIVERIES, WORDINGS
from storage.tables.deliveries import Seldom

TOLD = (
    select(
        DELIVERIES.c.id,
        DELIVERIES.c.kind,
        DELIVERIES.c.server,
        DELIVERIES.c.number,
        DELIVERIES.c.channel,
        DELIVERIES.c.action,
        DELIVERIES.c.started_at,
        and_(
            DELIVERIES.c.action == Action.POST,
            DELIVERIES.c.state == State.SENT,
            DELIVERIES.c.thread.is_(None),
            DELIVERIES.c.reason != Reason.MESSAGE_GONE.value,
        ),
        func.coalesce(WORDINGS.c.words, ""),
        func.coalesce(cast(DELIVERIES.c.statement, Text), ""),
    )
    .join(WORDINGS, WORDINGS.c.delivery == DELIVERIES.c.id, isouter=True)
    .where(
        DELIVERIES.c.workspace == OURS,
        Seldom(DELIVERIES.c.topic == bindparam("topic")),
        DELIVERIES.c.state.in_(sorted(SAID)),
    )
    .order_by(DELIVERIES.c.due_at, DELIVERIES.c.id)
)
"""A few columns: whole rows of thousands, and their statements, take longer to read than the answer."""
SAID_ANEW = delete(WORDINGS).where(WORDINGS.c.delivery.in_(bindparam("numbers", expanding=True)))


class WordingLedger(Transaction):
    """The ledger's wordings. They are of claimed deliveries, so they may be kept beside others."""

    def keep_words(self, words: Mapping[int, str]) -> None:
        """Keep what deliveries say, by their ids, in place of what was kept of them before."""
        if words:
            self._execute(SAID_ANEW, numbers=list(words))
            rows = [{"delivery": number, "words": said} for number, said in words.items()]
            insert_new(self._connection, WORDINGS, rows)

    def told(self, topic: Topic) -> tuple[Told, ...]:
        """Return in short the posts and updates about that which were said, or may have been, by due time."""
        announcements: dict[tuple[str, str, int], Announcement] = {}

        def announcement(*which: *tuple[str, str, int]) -> Announcement:
            if which not in announcements:
                announcements[which] = announcement_of(*which, self._kinds)
            return announcements[which]

        rows: Iterable[Any] = self._execute(TOLD, topic=str(topic))
        return tuple(
            Told(number, announcement(kind, server, part), channel, action, at, is_card, words, facts)
            for number, kind, server, part, channel, action, at, is_card, words, facts in rows
        )
