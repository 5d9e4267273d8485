"""The vendor's words that a release is live, or was stopped, where nobody here has confirmed it."""

from collections.abc import Iterator, Mapping

from rollouts.intake.filling import about
from rollouts.intake.judging import steps_to_stop
from rollouts.news import STOPS
from rollouts.news_drafts import ReadEntry
from rollouts.ports import Ledger
from rollouts.releases import Release, Stage, Status
from rollouts.transitions import Verb, after


def vendors_words(ledger: Ledger, release: Release) -> Mapping[str, ReadEntry]:
    """Return the newest word for each server (by key) that differs from how the release stands here.

    The vendor calls it live where it is not, or writes that it was stopped where nobody has stopped it. Of
    one that was rolled back, what was written before that says nothing any more.
    """
    stages = {stage.server: stage for stage in release.stages}
    words: dict[str, ReadEntry] = {}
    entries = (
        entry
        for name in dict.fromkeys(map(about, release.all_names))
        for draft in ledger.drafts(about=name)
        for entry in draft.entries
    )
    for entry in sorted(entries, key=lambda each: each.at):
        stage = stages.get(entry.news.live_on.value) if entry.news.live_on else None
        if stage:
            words.pop(stage.server, None)
        if stage and after(stage.status, Verb.CONFIRM) and not _is_of_before(entry, stage):
            words[stage.server] = entry
        for planned in entry.news.dates:
            if is_stop(words.get(planned)):
                del words[planned]
        words.update(_stopped(entry, release))
    return words


def is_stop(word: ReadEntry | None) -> bool:
    """Say whether a word is that a release was stopped, and not that it is live."""
    return word is not None and word.news.kind is not None and word.news.kind.value in STOPS


def _stopped(entry: ReadEntry, release: Release) -> Iterator[tuple[str, ReadEntry]]:
    """Yield the servers on which an entry that nobody has decided about says that the release was stopped."""
    if not is_stop(entry) or entry.is_decided:
        return
    for step in steps_to_stop(entry.news, release):
        for stage in release.stages:
            is_meant = step.server in {"", stage.server} and after(stage.status, step.verb)
            if is_meant and not (stage.changed_at and entry.at < stage.changed_at):
                yield stage.server, entry


def _is_of_before(word: ReadEntry, stage: Stage) -> bool:
    back_at = stage.changed_at if stage.status is Status.ROLLED_BACK else None
    return back_at is not None and word.at <= back_at
