"""What channels were told of a release: the statements of its messages, and of edits of them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from rollouts.deliveries import Action, Delivery, State
from rollouts.statements import Statement


@dataclass(frozen=True, slots=True)
class Told:
    """A statement, and the message that made it: `at` (UTC), posted, or edited in place."""

    statement: Statement
    action: Action
    at: datetime


def told_in(deliveries: Iterable[Delivery]) -> Mapping[str, tuple[Told, ...]]:
    """Return what each channel was told by the deliveries of one release, the newest first.

    It was told when it was tried, not when that became known: a lost message may be found much later. An edit
    adds to what a channel may believe, but notifies nobody: only a post counts as a correction.
    """
    found: defaultdict[str, list[tuple[datetime, int, Told]]] = defaultdict(list)
    for delivery in deliveries:
        if delivery.state is State.SENT and delivery.statement and delivery.started_at:
            told = Told(delivery.statement, delivery.action, delivery.started_at)
            found[delivery.key.channel].append((delivery.started_at, delivery.id, told))
    return {
        channel: tuple(told for _, _, told in sorted(each, key=lambda one: one[:2], reverse=True))
        for channel, each in found.items()
    }
