"""Settings: they are set in the environment, and what changed there is noted in the history."""

from rollouts.history import BY_SETTINGS, Author, Change, Facts
from rollouts.keeping import keep_settings
from rollouts.ports import Ledger


def note_settings(ledger: Ledger, request: Facts) -> tuple[Change, ...]:
    """Note at start which settings (value by name) are not as they were last noted; return the changes."""
    return keep_settings(ledger=ledger, settings=request, author=Author(BY_SETTINGS, ledger.now))
