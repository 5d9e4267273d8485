"""After a backup was put in the place of what was lost: what went out since then is not known to it."""

from dataclasses import replace

from rollouts.announcing.planning import release_of
from rollouts.deliveries import Delivery, State
from rollouts.ports import Ledger
from rollouts.statements import Statement, statement_of


def take_for_tried(ledger: Ledger) -> int:
    """Take each post that is due by now for one whose process died over it; return how many there are.

    It may have gone out after the backup was made. So the next start looks for it, and it goes out again only
    where it is not found. What an edit says twice is the same message, so edits are not looked for.
    """
    due = [
        replace(
            delivery,
            state=State.CLAIMED,
            attempts=delivery.attempts + 1,
            started_at=delivery.due_at,
            next_at=None,
            statement=delivery.statement or _assumed(ledger, delivery),
        )
        for delivery in ledger.overdue(before=ledger.now)
    ]
    ledger.save_deliveries(due)
    return len(due)


def _assumed(ledger: Ledger, delivery: Delivery) -> Statement | None:
    """Return what it will have told of its release, if it went out: what the backup knows of it."""
    release = release_of(ledger=ledger, topic=delivery.key.topic)
    if release is None or delivery.key.announcement.kind.is_report:
        return None
    told = statement_of(release=release, today=ledger.policy.day(delivery.due_at))
    return replace(told, is_assumed=True)
