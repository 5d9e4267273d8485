"""Removing what is over and not needed any more, little by little."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from rollouts.announcing.retention import (
    are_mails_needed,
    changes_not_needed,
    edits_not_needed,
    is_case_over,
    is_release_over,
)
from rollouts.history import Kept
from rollouts.ports import Ledger
from rollouts.topics import Topic, TopicKind
from rollouts.usecases.overviews import CALENDAR_BACK


@dataclass(frozen=True, slots=True)
class Tidy:
    """What has been over for longer than `keep` is to be tidied; `after` is where the last time ended.

    `most` deliveries of so many `things` are looked at in one transaction: others wait meanwhile.
    """

    keep: timedelta
    after: str = ""
    most: int = 200
    things: int = 10


def tidy(ledger: Ledger, request: Tidy) -> str:
    """Remove a batch of what is not needed any more; return where to go on, an empty text at the end."""
    found = {str(topic): topic for topic in _over(ledger, request.keep)}
    left = sorted(name for name in found if name > request.after)
    after, room = request.after, request.most
    for name in left[: request.things]:
        deliveries, before = ledger.deliveries(found[name]), ledger.now - request.keep
        edits = edits_not_needed(deliveries, before=before)
        if edits:
            ledger.remove_deliveries(edit.id for edit in edits[:room])
        if len(edits) > room:
            return after
        room -= len(edits)
        if found[name].kind is TopicKind.RELEASE:
            _forget_changes(ledger, found[name].key, request.keep)
        elif not are_mails_needed(deliveries, before=before):
            ledger.forget_mails(case=found[name].number)
        after = name
    return after if len(left) > request.things else ""


def _over(ledger: Ledger, keep: timedelta) -> Iterator[Topic]:
    before = ledger.now - keep
    yield from (each.topic for each in ledger.releases() if is_release_over(each, before=before))
    yield from (each.topic for each in ledger.cases() if is_case_over(each, before=before))


def _forget_changes(ledger: Ledger, release: str, keep: timedelta) -> None:
    """Forget the changes of a release and its checks, once the calendar does not show it any more."""
    before = ledger.now - max(keep, CALENDAR_BACK)
    for thing in (Kept.RELEASE, Kept.CHECK):
        if span := changes_not_needed(ledger.history(thing, release), before=before):
            after, until = span
            ledger.forget_changes(thing, release, after=after, before=until)
