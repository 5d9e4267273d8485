"""Deliveries in the ledger that are about one topic: counted where they are alike, which may be thousands."""

from sqlalchemy import Integer, bindparam, func, select

from rollouts.deliveries import Action, Alike
from rollouts.kinds import Kind
from rollouts.topics import Topic
from storage.ledger.rows import announcement_columns, announcement_of, channels_in
from storage.ledger.transaction import OURS, Transaction
from storage.tables import DELIVERIES

ALIKE_BY = tuple(
    DELIVERIES.c[name] for name in ("due_at", "kind", "server", "number", "revision", "action", "state")
)
"""In the order of their index, so that they are counted without a look at their rows."""
GROUPS = (
    select(*ALIKE_BY, func.count().label("posts"))
    .where(DELIVERIES.c.workspace == OURS, DELIVERIES.c.topic == bindparam("topic"))
    .group_by(*ALIKE_BY)
    .subquery()
)
ALIKE = select(
    GROUPS,
    # The first of each is near: to look for the least id while they are counted takes a fifth more.
    select(func.min(DELIVERIES.c.id))
    .where(
        DELIVERIES.c.workspace == OURS,
        DELIVERIES.c.topic == bindparam("topic"),
        *(column == GROUPS.c[column.name] for column in ALIKE_BY),
    )
    .scalar_subquery()
    .label("first"),
)
CHANNELS = (
    select(DELIVERIES.c.id, DELIVERIES.c.channel)
    .where(
        DELIVERIES.c.workspace == OURS,
        DELIVERIES.c.topic == bindparam("topic"),
        *(column == bindparam(column.name) for column in ALIKE_BY),
    )
    .order_by(DELIVERIES.c.id)
    .limit(bindparam("limit", type_=Integer))
)
CHANNELS_ABOUT = select(
    func.aggregate_strings(
        select(DELIVERIES.c.channel)
        .where(
            DELIVERIES.c.workspace == OURS,
            DELIVERIES.c.topic == bindparam("topic"),
            DELIVERIES.c.kind.in_(bindparam("kinds", expanding=True)),
        )
        .distinct()
        .subquery()
        .c.channel,
        ",",
    )
)
"""In one row: a thousand of them take longer than the answer."""


class AlikeLedger(Transaction):
    """The ledger's deliveries, those alike together."""

    def alike(self, topic: Topic) -> tuple[Alike, ...]:
        """Return the posts about that, those alike together, by due time and the first one's number."""
        found = (
            Alike(
                topic=topic,
                announcement=announcement_of(row.kind, row.server, row.number, self._kinds),
                revision=row.revision,
                due_at=row.due_at,
                state=row.state,
                first=row.first,
                count=row.posts,
            )
            for row in self._execute(ALIKE, topic=str(topic))
            # Not asked for there: with that condition SQLite would sort all of them.
            if row.action is Action.POST
        )
        return tuple(sorted(found, key=lambda each: (each.due_at, each.first)))

    def channels_of(self, alike: Alike, *, limit: int | None = None) -> tuple[tuple[int, str], ...]:
        """Return the ids of posts alike, each with its channel, by id; the first ones with `limit`."""
        rows = self._execute(
            CHANNELS,
            topic=str(alike.topic),
            **announcement_columns(alike.announcement),
            revision=alike.revision,
            due_at=alike.due_at,
            action=Action.POST,
            state=alike.state,
            limit=alike.count if limit is None else limit,
        )
        return tuple((row.id, row.channel) for row in rows)

    def channels_about(self, topic: Topic, *, kinds: frozenset[Kind]) -> frozenset[str]:
        """Return the channels with deliveries about that, of those kinds."""
        found = self._execute(CHANNELS_ABOUT, topic=str(topic), kinds=[kind.key for kind in kinds])
        return channels_in(found.scalar())
