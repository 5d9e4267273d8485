"""Deliveries and their rows, each made out of the other."""

from typing import Any

from sqlalchemy import Row

from rollouts.deliveries import Announcement, Delivery, Key, Message
from rollouts.topics import Topic


def progress_of(delivery: Delivery) -> dict[str, object]:
    """Return what may change about a delivery, by column."""
    message = delivery.message
    return {
        "due_at": delivery.due_at,
        "state": delivery.state,
        "next_at": delivery.next_at,
        "attempts": delivery.attempts,
        "looks": delivery.looks,
        "started_at": delivery.started_at,
        "finished_at": delivery.finished_at,
        "message_channel": message.channel if message else None,
        "message_id": message.id if message else None,
        "thread": delivery.thread,
        "reason": delivery.reason,
    }


def delivery_of(row: Row[Any]) -> Delivery:
    """Make the delivery out of its row."""
    return Delivery(
        key=Key(Topic.parse(row.topic), Announcement.parse(row.announcement), row.channel, row.revision),
        due_at=row.due_at,
        action=row.action,
        state=row.state,
        next_at=row.next_at,
        attempts=row.attempts,
        looks=row.looks,
        started_at=row.started_at,
        finished_at=row.finished_at,
        message=None if row.message_id is None else Message(row.message_channel, row.message_id),
        thread=row.thread,
        reason=row.reason,
        id=row.id,
    )
