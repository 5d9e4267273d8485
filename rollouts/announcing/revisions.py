"""Revisions: what tells a message from an earlier one that says the same thing in the same channel."""

from rollouts.deliveries import Key
from rollouts.ports import Ledger


def next_revision(*, ledger: Ledger, like: Key) -> int:
    """Return the first revision that is free for the announcement and channel of that key."""
    taken = (delivery.key for delivery in ledger.deliveries(like.topic, of=like.announcement))
    return 1 + max((key.revision for key in taken if key.channel == like.channel), default=-1)
