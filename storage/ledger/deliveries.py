"""Deliveries in the ledger: planned, recorded and read."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Integer, Select, bindparam, delete, func, or_, select, update

from rollouts.deliveries import (
    Action,
    Announcement,
    Delivery,
    Key,
    Message,
    NewDelivery,
    Reason,
    State,
)
from rollouts.kinds import Kind
from rollouts.ports import POSTED_WITHIN
from rollouts.topics import Topic
from storage.columns import UtcDateTime
from storage.ledger.batches import insert_new_runs, update_by_id
from storage.ledger.rows import (
    announcement_columns,
    identity_of,
    progress_of,
    runs_of,
    telling_of,
)
from storage.ledger.transaction import OURS, NotAlone, Transaction
from storage.tables import DELIVERIES, PAUSES
from storage.tables.deliveries import DUE_AT, IS_HELD, IS_IN_HAND, IS_OPEN, IS_UNDECIDED, Seldom

OWN = select(DELIVERIES).where(DELIVERIES.c.workspace == OURS)
NUMBERED = OWN.where(DELIVERIES.c.id == bindparam("id"))
ABOUT = OWN.where(DELIVERIES.c.topic == bindparam("topic")).order_by(DUE_AT, DELIVERIES.c.id)
NOT_MERELY_PLANNED = ABOUT.where(
    or_(
        DELIVERIES.c.action == Action.UPDATE,
        DELIVERIES.c.revision > 0,
        DELIVERIES.c.state.not_in([State.PLANNED, State.SKIPPED]),
    )
)
ANNOUNCING = ABOUT.where(*(DELIVERIES.c[name] == bindparam(name) for name in ("kind", "server", "number")))
SAID_BEFORE = (
    OWN.where(
        *(DELIVERIES.c[name] == bindparam(name) for name in ("topic", "channel", "kind", "server", "number")),
        DELIVERIES.c.revision < bindparam("revision"),
        DELIVERIES.c.action == Action.POST,
        DELIVERIES.c.state == State.SENT,
    )
    .order_by(DELIVERIES.c.revision.desc())
    .limit(1)
)
# By an expression, so that SQLite keeps to the ids instead of going through all of the workspace.
OURS_BY_ID = func.coalesce(DELIVERIES.c.workspace, DELIVERIES.c.topic) == OURS
ATTEMPTS = select(DELIVERIES.c.id, DELIVERIES.c.state, DELIVERIES.c.attempts).where(
    OURS_BY_ID, DELIVERIES.c.id.in_(bindparam("numbers", expanding=True))
)
AT_ONCE = 1000
"""How many are left out in one statement: each kind of database takes so many numbers in one."""
LEFT_OUT = (
    update(DELIVERIES)
    .where(OURS_BY_ID, DELIVERIES.c.id.in_(bindparam("numbers", expanding=True)))
    .values(
        state=State.SKIPPED,
        reason=bindparam("why"),
        finished_at=bindparam("at", type_=UtcDateTime),
        next_at=None,
    )
)
REMOVED = delete(DELIVERIES).where(OURS_BY_ID, DELIVERIES.c.id.in_(bindparam("numbers", expanding=True)))
FIRST_ABOUT = (
    select(DELIVERIES)
    # By their ids, which the index has: whole rows of all that are due together take longer to be sorted.
    .where(
        DELIVERIES.c.id.in_(
            select(DELIVERIES.c.id)
            .where(DELIVERIES.c.workspace == OURS, Seldom(DELIVERIES.c.topic == bindparam("topic")))
            .order_by(DELIVERIES.c.due_at, DELIVERIES.c.id)
            .limit(bindparam("limit", type_=Integer))
        )
    )
    .order_by(DUE_AT, DELIVERIES.c.id)
)
COUNTED = select(func.count()).where(DELIVERIES.c.workspace == OURS, DELIVERIES.c.topic == bindparam("topic"))
# By an expression, so that SQLite keeps to the index of the few that are undecided.
UNDECIDED_ABOUT = OWN.where(
    IS_UNDECIDED, func.coalesce(DELIVERIES.c.topic, DELIVERIES.c.kind) == bindparam("topic")
)
WAITING_ABOUT = OWN.where(
    DELIVERIES.c.topic == bindparam("topic"),
    DELIVERIES.c.channel.in_(select(PAUSES.c.channel).where(PAUSES.c.workspace == OURS)),
    IS_OPEN,
    DELIVERIES.c.action == Action.POST,
    bindparam("now", type_=UtcDateTime) >= DUE_AT,
)
TOPICS_HELD = (
    # By the channel too, as below.
    select(func.coalesce(DELIVERIES.c.topic, DELIVERIES.c.channel))
    .where(DELIVERIES.c.workspace == OURS, IS_HELD)
    .distinct()
)
STILL_TO_POST = (
    # By an expression, so that SQLite keeps to the index of those that are open; with the channel in it,
    # which no other index has beside the rest, so that it does not go through all of one either.
    select(func.coalesce(DELIVERIES.c.topic, DELIVERIES.c.channel).label("topic"), DELIVERIES.c.kind)
    .where(DELIVERIES.c.workspace == OURS, IS_OPEN, DELIVERIES.c.action == Action.POST)
    .distinct()
)


_IN_HAND_FOR = ("attempts", "searches")
"""What counts up once somebody takes a delivery in hand: who still has it has the same numbers."""


def _given(delivery: Delivery, names: tuple[str, ...]) -> dict[str, object]:
    return {name: getattr(delivery, name) for name in names}


def _any_of_ours() -> ColumnElement[bool]:
    return DELIVERIES.c.workspace == OURS


def _ours_in_hand() -> ColumnElement[bool]:
    return _any_of_ours() & IS_IN_HAND


class DeliveryLedger(Transaction):
    """The ledger's deliveries."""

    def deliveries(self, topic: Topic, *, of: Announcement | None = None) -> tuple[Delivery, ...]:
        """Return all deliveries about that, or those alone that announce this of it, by due time."""
        if of is None:
            return self._deliveries_in(self._execute(ABOUT, topic=str(topic)))
        which = announcement_columns(of)
        return self._deliveries_in(self._execute(ANNOUNCING, topic=str(topic), **which))

    def not_merely_planned(self, topic: Topic) -> tuple[Delivery, ...]:
        """Return the same, but for posts of the first revision that are planned, or were left out."""
        return self._deliveries_in(self._execute(NOT_MERELY_PLANNED, topic=str(topic)))

    def first_deliveries(self, topic: Topic, *, limit: int) -> tuple[Delivery, ...]:
        """Return the first of the deliveries about that, by due time."""
        return self._deliveries_in(self._execute(FIRST_ABOUT, topic=str(topic), limit=limit))

    def count_about(self, topic: Topic) -> int:
        """Return how many deliveries there are about that."""
        return int(self._execute(COUNTED, topic=str(topic)).scalar_one())

    def troubled(self, topic: Topic) -> tuple[Delivery, ...]:
        """Return the posts about that which are undecided, or due in a channel that takes no messages."""
        undecided = self._deliveries_in(self._execute(UNDECIDED_ABOUT, topic=str(topic)))
        waiting = self._deliveries_in(self._execute(WAITING_ABOUT, topic=str(topic), now=self.now))
        return tuple(sorted((*undecided, *waiting), key=lambda each: (each.due_at, each.id)))

    def delivery(self, number: int) -> Delivery | None:
        """Return the delivery with that id."""
        return next(iter(self._deliveries_in(self._execute(NUMBERED, id=number))), None)

    def attempts_of(self, numbers: Collection[int]) -> Mapping[int, tuple[State, int]]:
        """Return by id in which state those deliveries are, and how often each was tried."""
        rows = self._execute(ATTEMPTS, numbers=list(numbers))
        return {row.id: (row.state, row.attempts) for row in rows}

    def posted(self, message: Message) -> Delivery | None:
        """Return the delivery that posted the message, of those that were due within the last weeks."""
        posts = self._select_deliveries().where(
            DELIVERIES.c.due_at >= self.now - POSTED_WITHIN,
            DELIVERIES.c.action == Action.POST,
            DELIVERIES.c.message_channel == message.channel,
            DELIVERIES.c.message_id == message.id,
        )
        return next(iter(self._read_deliveries(posts.order_by(DELIVERIES.c.id).limit(1))), None)

    def plan(self, deliveries: Iterable[NewDelivery]) -> int:
        """Insert deliveries, leaving those whose natural key exists already. Return how many were new."""
        planned = tuple(deliveries)
        runs = runs_of(planned, workspace=self._workspace)
        if not runs:
            return 0
        self._insist_on_being_alone()
        self._cards.clear()
        self._is_due_now |= any(each.due_at <= self._now for each in planned)
        return insert_new_runs(self._connection, DELIVERIES, runs, along="channel")

    def save_deliveries(self, deliveries: Iterable[Delivery]) -> None:
        """Write the state of deliveries, times and reason included; their keys stay.

        Beside others that is only done to deliveries that are in somebody's hand, for one somebody at a time:
        claimed, or searched for, and not once more since then.

        Raises:
            LookupError: one of them is not in the ledger.
            NotAlone: one of them has changed meanwhile, or is in nobody's hand.
        """
        # The last word counts for one that is named twice.
        rows = {delivery.id: {"id": delivery.id, **progress_of(delivery)} for delivery in deliveries}
        self._cards.clear()
        self._save(list(rows.values()))

    def save_telling(self, claimed: Iterable[Delivery]) -> None:
        """Write what claimed deliveries tell and where: statement, message and thread, and nothing else.

        No index has these columns: of each row all others would be written again with the rest of it.

        Raises:
            LookupError: one of them is not in the ledger.
            NotAlone: one of them has changed meanwhile, or is in nobody's hand.
        """
        more = _IN_HAND_FOR if not self._alone else ()
        self._save([{"id": each.id, **telling_of(each), **_given(each, more)} for each in claimed])

    def _save(self, rows: list[dict[str, object]]) -> None:
        if not rows:
            return
        saved = update_by_id(
            self._connection,
            DELIVERIES,
            rows,
            which=_any_of_ours if self._alone else _ours_in_hand,
            unchanged=() if self._alone else _IN_HAND_FOR,
            ours=self._workspace,
        )
        if saved != len(rows) and not self._alone:
            raise NotAlone
        if saved != len(rows):
            raise LookupError(f"Not all of these are deliveries of the ledger: {rows}")

    def leave_out(self, numbers: Sequence[int], *, reason: Reason) -> None:
        """Skip deliveries, by id, for that reason: as if each were saved so, but many in one statement."""
        self._insist_on_being_alone()
        self._cards.clear()
        for start in range(0, len(numbers), AT_ONCE):
            some = numbers[start : start + AT_ONCE]
            self._execute(LEFT_OUT, numbers=some, why=reason.value, at=self.now)

    def remove_deliveries(self, numbers: Iterable[int]) -> None:
        """Remove deliveries, by id; one that is not there is no error."""
        self._forget()
        self._execute(REMOVED, numbers=list(numbers))

    def said_before(self, key: Key) -> Delivery | None:
        """Return the newest sent post of the same announcement in the channel, of an earlier revision."""
        return next(iter(self._deliveries_in(self._execute(SAID_BEFORE, **identity_of(key)))), None)

    def undecided(self, *, limit: int) -> tuple[Delivery, ...]:
        """Return posts that were refused, or are unknown and no longer searched for, the latest due first."""
        posts = self._select_deliveries().where(IS_UNDECIDED)
        # By an expression, so that SQLite keeps to the index of the few that are undecided.
        return self._read_deliveries(posts.order_by(DUE_AT.desc(), DELIVERIES.c.id.desc()).limit(limit))

    def topics_held(self) -> frozenset[Topic]:
        """Return about what deliveries were tried and are not finished: claimed, or waiting."""
        return frozenset(map(Topic.parse, self._execute(TOPICS_HELD).scalars()))

    def still_to_post(self) -> frozenset[tuple[Topic, Kind]]:
        """Return about what posts are still open, and of which kinds."""
        rows = self._execute(STILL_TO_POST)
        return frozenset((Topic.parse(row.topic), self._kinds.parse(row.kind)) for row in rows)

    def upcoming(self, *, limit: int) -> tuple[Delivery, ...]:
        """Return the next open posts, by the time at which they may go out."""
        posts = self._select_deliveries().where(IS_OPEN, DELIVERIES.c.action == Action.POST)
        return self._read_deliveries(posts.order_by(DELIVERIES.c.ready_at, DELIVERIES.c.id).limit(limit))

    def count_deliveries(self) -> Mapping[State, int]:
        """Return how many deliveries are in each state; it looks at all of them."""
        counted = select(DELIVERIES.c.state, func.count()).where(self._own(DELIVERIES))
        rows = self._connection.execute(counted.group_by(DELIVERIES.c.state))
        return {row[0]: row[1] for row in rows}

    def overdue(self, *, before: datetime) -> tuple[Delivery, ...]:
        """Return open posts that were due before that instant, by due time."""
        posts = self._select_deliveries().where(IS_OPEN, DELIVERIES.c.action == Action.POST, before > DUE_AT)
        return self._read_deliveries(posts.order_by(DUE_AT, DELIVERIES.c.id))

    def open_later(self, *, than: datetime) -> tuple[Delivery, ...]:
        """Return the open deliveries, posts and updates, that may not be tried before that instant."""
        later = self._select_deliveries().where(IS_OPEN, DELIVERIES.c.ready_at > than)
        return self._read_deliveries(later.order_by(DELIVERIES.c.ready_at, DELIVERIES.c.id))

    def last_attempt(self) -> datetime | None:
        """Return when a delivery was last tried; it looks at all of them, so it is for the start alone."""
        latest = select(func.max(DELIVERIES.c.started_at)).where(self._own(DELIVERIES))
        return self._connection.execute(latest).scalar()

    def recent(self, *, limit: int, until: datetime | None = None) -> tuple[Delivery, ...]:
        """Return the deliveries that were due last by that instant (or are, of all), the latest first."""
        latest = self._select_deliveries().order_by(DELIVERIES.c.due_at.desc(), DELIVERIES.c.id.desc())
        if until is not None:
            latest = latest.where(DELIVERIES.c.due_at <= until)
        return self._read_deliveries(latest.limit(limit))

    def _select_deliveries(self) -> Select[Any]:
        return select(DELIVERIES).where(self._own(DELIVERIES))

    def _read_deliveries(self, query: Select[Any]) -> tuple[Delivery, ...]:
        return self._deliveries_in(self._connection.execute(query))
