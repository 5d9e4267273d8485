"""What the chat system said of people is kept, for when it says nothing."""

from rollouts.people import LookedUp
from rollouts.ports import Ledger


def recall_people(ledger: Ledger) -> tuple[LookedUp, ...]:
    """Return what was last said of people and user groups."""
    return ledger.looked_up()


def keep_people(ledger: Ledger, found: LookedUp) -> None:
    """Keep what is said of one now."""
    ledger.keep_looked_up(found)
