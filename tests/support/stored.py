"""Deliveries in any state, put into a ledger without going the whole way there."""

from collections.abc import Iterable
from dataclasses import replace

from rollouts.deliveries import Delivery, NewDelivery
from rollouts.ports import Ledger


def put(ledger: Ledger, deliveries: Iterable[Delivery]) -> int:
    """Plan deliveries and let them stand as given, with the ledger's ids. Return how many were new."""
    given = tuple(deliveries)
    planned = ledger.plan(NewDelivery(each.key, each.due_at, each.action) for each in given)
    further = [each for each in given if each != Delivery(each.id, each.key, each.due_at, each.action)]
    known = {
        row.key: row.id for topic in {it.key.topic for it in further} for row in ledger.deliveries(topic)
    }
    ledger.save_deliveries(replace(each, id=known[each.key]) for each in further)
    return planned
