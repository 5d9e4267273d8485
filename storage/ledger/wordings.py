"""The words of deliveries in the ledger: what was said about a release, as it was said."""

from collections.abc import Collection, Iterable, Mapping
from functools import cache, partial
from typing import Any

from sqlalchemy import (
    ColumnElement,
    FromClause,
    Integer,
    Text,
    bindparam,
    cast,
    delete,
    func,
    literal,
    literal_column,
    or_,
    select,
    tuple_,
)

from rollouts.deliveries import Action
from rollouts.said import MINUTE, SaidAlike, Told
from rollouts.topics import Topic
from storage.ledger.batches import insert_new
from storage.ledger.rows import announcement_of
from storage.ledger.transaction import OURS, Transaction
from storage.tables import DELIVERIES, WORDINGS
from storage.tables.deliveries import DUE_AT, is_told

SAID_ANEW = delete(WORDINGS).where(WORDINGS.c.delivery.in_(bindparam("numbers", expanding=True)))
WORDS = select(WORDINGS.c.delivery, WORDINGS.c.words).where(
    WORDINGS.c.delivery.in_(bindparam("numbers", expanding=True))
)
TOPIC = bindparam("topic", type_=Text)
LATER, NEAREST = DELIVERIES.alias("later"), DELIVERIES.alias("nearest")


def _told_of_it(deliveries: FromClause) -> tuple[ColumnElement[bool], ...]:
    """Return the conditions that it was told of the topic, and stands there so: of edits the newest does."""
    same = ("workspace", "topic", "channel", "kind", "server", "number", "action")
    edited_since = select(LATER.c.id).where(
        *(LATER.c[name] == deliveries.c[name] for name in same),
        is_told(LATER),
        tuple_(LATER.c.due_at, LATER.c.id) > tuple_(deliveries.c.due_at, deliveries.c.id),
    )
    stands = or_(deliveries.c.action == Action.POST, ~edited_since.exists())
    return deliveries.c.workspace == OURS, deliveries.c.topic == TOPIC, is_told(deliveries), stands


def _in_words(deliveries: FromClause) -> tuple[ColumnElement[bool], ...]:
    return *_told_of_it(deliveries), deliveries.c.wording.is_not(None)


def _minute(wording: ColumnElement[str]) -> ColumnElement[str]:
    return func.substr(wording, 1, MINUTE)


AFTER_ALL = literal("g")
"""A sign after those of marks: what begins with a minute comes before the minute with it."""
COUNTED = select(func.count(DELIVERIES.c.wording.distinct())).where(*_in_words(DELIVERIES))
LAST_MINUTE = (
    select(_minute(NEAREST.c.wording) + AFTER_ALL)
    .where(*_in_words(NEAREST))
    .group_by(NEAREST.c.wording)
    .order_by(NEAREST.c.wording)
    .limit(literal_column("1"))
    .offset(bindparam("others", type_=Integer))
    .scalar_subquery()
)
"""The minute up to which there are so many: what was said later need not be looked at."""
FIRST = func.min(DELIVERIES.c.id)
ALIKE = (
    select(DELIVERIES.c.wording, FIRST, func.count())
    .where(*_in_words(DELIVERIES), DELIVERIES.c.wording < func.coalesce(LAST_MINUTE, AFTER_ALL))
    .group_by(DELIVERIES.c.wording)
    .order_by(_minute(DELIVERIES.c.wording), FIRST)
    .limit(bindparam("limit", type_=Integer))
)
CHANNELS = (
    select(DELIVERIES.c.channel)
    .where(*_told_of_it(DELIVERIES), DELIVERIES.c.wording == bindparam("wording"))
    .order_by(DELIVERIES.c.id)
    .limit(bindparam("limit", type_=Integer))
)
TOLD = (
    select(
        DELIVERIES.c.id,
        DELIVERIES.c.kind,
        DELIVERIES.c.server,
        DELIVERIES.c.number,
        DELIVERIES.c.channel,
        DELIVERIES.c.action,
        DELIVERIES.c.started_at,
        cast(DELIVERIES.c.statement, Text),
    )
    .where(*_told_of_it(DELIVERIES), DELIVERIES.c.wording.is_(None))
    .order_by(DUE_AT, DELIVERIES.c.id)
)


class WordingLedger(Transaction):
    """The ledger's wordings. They are of claimed deliveries, so they may be kept beside others."""

    def keep_words(self, words: Mapping[int, str]) -> None:
        """Keep what deliveries say, by their ids, in place of what was kept of them before."""
        if words:
            self._execute(SAID_ANEW, numbers=list(words))
            rows = [{"delivery": number, "words": said} for number, said in words.items()]
            insert_new(self._connection, WORDINGS, rows)

    def words(self, numbers: Collection[int]) -> Mapping[int, str]:
        """Return what deliveries said, by their ids, as far as it was kept."""
        return {row.delivery: row.words for row in self._execute(WORDS, numbers=list(numbers))}

    def count_said_alike(self, topic: Topic) -> int:
        """Return how many different things were said about that, or may have been, in words that were kept.

        Of a message's edits the newest counts.
        """
        return int(self._execute(COUNTED, topic=str(topic)).scalar_one())

    def said_alike(self, topic: Topic, *, limit: int) -> tuple[SaidAlike, ...]:
        """Return the first of those: by the minute, and in one minute by id."""
        rows: Iterable[Any] = self._execute(ALIKE, topic=str(topic), limit=limit, others=limit - 1)
        return tuple(SaidAlike(wording, first, channels) for wording, first, channels in rows)

    def channels_told(self, topic: Topic, wording: str, *, limit: int) -> tuple[str, ...]:
        """Return the first channels that were told it in that wording, by the ids of the deliveries."""
        return tuple(self._execute(CHANNELS, topic=str(topic), wording=wording, limit=limit).scalars())

    def told(self, topic: Topic) -> tuple[Told, ...]:
        """Return what was said about that, or may have been, in words that were not kept, by due time.

        It has a statement. Of a message's edits the newest counts.
        """
        announcement = cache(partial(announcement_of, kinds=self._kinds))
        rows: Iterable[Any] = self._execute(TOLD, topic=str(topic))
        return tuple(
            Told(number, announcement(kind, server, part), channel, action, at, facts)
            for number, kind, server, part, channel, action, at, facts in rows
        )
