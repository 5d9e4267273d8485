"""Settings: they are set in the environment, and what changed there is noted in the history."""

from collections.abc import Collection, Mapping

from rollouts.history import BY_SETTINGS, Author, Change, Facts
from rollouts.keeping import keep_settings, noted_settings
from rollouts.ports import Ledger
from rollouts.settings import Chosen


def note_settings(ledger: Ledger, request: Facts) -> tuple[Change, ...]:
    """Note at start which settings (value by name) are not as they were last noted; return the changes.

    Beside them stands what names in them mean: an id by the name of a channel, a person or a group.
    """
    return keep_settings(ledger=ledger, settings=request, author=Author(BY_SETTINGS, ledger.now))


def names_known(ledger: Ledger, request: frozenset[str]) -> Mapping[str, str]:
    """Return the ids of those of the names that were looked up at an earlier start."""
    return meant(request, noted_settings(ledger=ledger))


def meant(names: Collection[str], noted: Facts) -> Mapping[str, str]:
    """Return the ids of those of the names that are among what was noted."""
    return {name: noted[name] for name in names if noted.get(name)}


def chosen_settings(ledger: Ledger) -> Chosen:
    """Return what was set in Slack."""
    return ledger.chosen()
