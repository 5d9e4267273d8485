"""Deliveries and their rows, each made out of the other."""

from collections.abc import Iterable, Sequence
from datetime import date
from functools import cache, lru_cache, partial
from itertools import groupby
from typing import Any, NamedTuple

from sqlalchemy import Row

from rollouts.deliveries import Announcement, Delivery, Key, Message, NewDelivery, State
from rollouts.kinds import Kinds
from rollouts.releases import Standing
from rollouts.statements import StageTold, Statement
from rollouts.topics import Topic
from storage.columns import in_utc
from storage.ledger.batches import Run
from storage.tables.deliveries import DELIVERIES, NO_NUMBER


def _named(columns: Iterable[str]) -> Any:  # noqa: ANN401 - a class that only the table knows
    return NamedTuple("Columns", [(name, Any) for name in columns])


_COLUMNS = _named(DELIVERIES.c.keys())
"""A row by its columns: to ask SQLAlchemy's own for each takes as long as all the rest."""


def progress_of(delivery: Delivery) -> dict[str, object]:
    """Return what may change about a delivery, by column."""
    return {
        "due_at": delivery.due_at,
        "state": delivery.state,
        "next_at": delivery.next_at,
        "attempts": delivery.attempts,
        "searches": delivery.searches,
        "started_at": delivery.started_at,
        "lost_at": delivery.lost_at,
        "finished_at": delivery.finished_at,
        "reason": delivery.reason,
        **telling_of(delivery),
    }


def telling_of(delivery: Delivery) -> dict[str, object]:
    """Return what a claimed delivery tells and where, by column."""
    message = delivery.message
    return {
        "message_channel": message.channel if message else None,
        "message_id": message.id if message else None,
        "thread": delivery.thread,
        "statement": delivery.statement and _statement_json(delivery.statement),
        "wording": delivery.wording or None,
    }


def identity_of(key: Key) -> dict[str, object]:
    """Return what tells a delivery from all others, by column."""
    return {
        "topic": str(key.topic),
        "channel": key.channel,
        **announcement_columns(key.announcement),
        "revision": key.revision,
    }


def announcement_columns(announcement: Announcement) -> dict[str, object]:
    """Return what tells an announcement from others, by column."""
    return {
        "kind": announcement.kind.key,
        "server": announcement.server,
        "number": NO_NUMBER if announcement.number is None else announcement.number,
    }


def runs_of(deliveries: Iterable[NewDelivery], *, workspace: str) -> list[Run]:
    """Return the rows of deliveries that are planned, in their order, one for all that differ by channel.

    They follow each other, as there are tens of thousands of them for a thousand channels.
    """
    return [
        (_row_of(first, workspace=workspace), [first.key.channel, *(each.key.channel for each in others)])
        for _, others in groupby(deliveries, key=_all_but_channel)
        for first in [next(others)]
    ]


def _all_but_channel(delivery: NewDelivery) -> tuple[object, ...]:
    key = delivery.key
    # In UTC, as of an hour that comes twice both are equal.
    due_at = in_utc(delivery.due_at)
    return key.topic, key.announcement, key.announcement.posts, key.revision, due_at, delivery.action


def _row_of(delivery: NewDelivery, *, workspace: str) -> dict[str, object]:
    """Return the row of a delivery that is planned, by column, but for its channel.

    It is put together at once: of tens of thousands, `identity_of` and its parts would take half the time.
    """
    key, announcement = delivery.key, delivery.key.announcement
    return {
        "workspace": workspace,
        "topic": str(key.topic),
        "kind": announcement.kind.key,
        "server": announcement.server,
        "number": NO_NUMBER if announcement.number is None else announcement.number,
        "revision": key.revision,
        "posts": list(announcement.posts) or None,
        "action": delivery.action,
        "state": State.PLANNED,
        "due_at": delivery.due_at,
        "attempts": 0,
        "searches": 0,
        "reason": "",
    }


@lru_cache(maxsize=16)
def channels_in(text: str | None) -> frozenset[str]:
    """Return the channels that the database has put together in one row; a thousand are mostly the same."""
    return frozenset(text.split(",")) if text else frozenset()


def announcement_of(
    kind: str, server: str, number: int, kinds: Kinds, posts: Sequence[int] | None = None
) -> Announcement:
    """Make the announcement out of its columns.

    Raises:
        ValueError: its kind is none of these.
    """
    return Announcement(
        kinds.parse(kind), server, None if number == NO_NUMBER else number, tuple(posts or ())
    )


def deliveries_of(rows: Iterable[Row[Any]], kinds: Kinds) -> tuple[Delivery, ...]:
    """Make the deliveries out of their rows; thousands of them say the same few things of one topic.

    Raises:
        ValueError: the kind of one of them is none of these.
    """
    topic = cache(Topic.parse)
    said = cache(partial(announcement_of, kinds=kinds))
    return tuple(
        _delivery(row, topic(row.topic), said(row.kind, row.server, row.number, posts=tuple(row.posts or ())))
        for row in map(_COLUMNS._make, rows)
    )


def _delivery(row: Any, topic: Topic, announcement: Announcement) -> Delivery:  # noqa: ANN401 - its columns
    return Delivery(
        id=row.id,
        key=Key(topic, announcement, row.channel, row.revision),
        due_at=row.due_at,
        action=row.action,
        state=row.state,
        next_at=row.next_at,
        attempts=row.attempts,
        searches=row.searches,
        started_at=row.started_at,
        lost_at=row.lost_at,
        finished_at=row.finished_at,
        message=None if row.message_id is None else Message(row.message_channel, row.message_id),
        thread=row.thread,
        reason=row.reason,
        statement=row.statement and _statement(row.statement),
        wording=row.wording or "",
    )


@lru_cache(maxsize=100)
def _statement_json(statement: Statement) -> dict[str, object]:
    """Write a statement; what is empty is left out, since there is one in every row.

    Thousands of rows tell the same, and nobody changes what is written once.
    """
    facts = {
        "stages": [[told.server, told.date.isoformat(), told.standing.value] for told in statement.stages],
        "affects_integrations": statement.affects_integrations,
        "ui_changes": list(statement.ui_changes),
        "opt_ins": list(statement.opt_ins),
        "is_assumed": statement.is_assumed,
    }
    return {name: fact for name, fact in facts.items() if fact}


def _statement(facts: dict[str, Any]) -> Statement:
    return Statement(
        stages=tuple(
            StageTold(server, date.fromisoformat(day), Standing(standing))
            for server, day, standing in facts["stages"]
        ),
        affects_integrations=facts.get("affects_integrations", False),
        ui_changes=tuple(facts.get("ui_changes", ())),
        opt_ins=tuple(facts.get("opt_ins", ())),
        is_assumed=facts.get("is_assumed", False),
    )
