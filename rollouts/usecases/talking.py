"""What somebody was told of last, so that "it" means that the next time, whoever of us answers."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from rollouts.ports import Ledger

WITHIN = timedelta(minutes=15)
"""For how long "it" is the release that somebody was told of last."""


@dataclass(frozen=True, slots=True)
class TalkedOf:
    """Somebody (their id) was told of the release of that name."""

    asker: str
    release: str


def talked_of(ledger: Ledger, asker: str) -> str:
    """Return the name of the release that somebody was told of last; an empty one if of none, or long ago.

    It is the name that it has now.
    """
    kept = ledger.shared_answer(_key(asker))
    if kept is None:
        return ""
    at, _, release = kept.partition(" ")
    if not timedelta() <= ledger.now - datetime.fromisoformat(at) <= WITHIN:
        return ""
    found = ledger.release_with_key(release)
    return found.name if found else release


def note_talk(ledger: Ledger, request: TalkedOf) -> None:
    """Take note of what somebody was told of."""
    found = ledger.release(request.release)
    key = found.key if found else request.release
    ledger.keep_answer(_key(request.asker), f"{ledger.now.isoformat()} {key}")


def _key(asker: str) -> str:
    return f"talked of with {asker}"
