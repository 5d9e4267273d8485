"""The vendor's words that a release is live where nobody here has confirmed it."""

from collections.abc import Mapping

from rollouts.intake.filling import about
from rollouts.news_drafts import ReadEntry
from rollouts.ports import Ledger
from rollouts.releases import Release, Stage, Status
from rollouts.transitions import Verb, after


def vendors_words(ledger: Ledger, release: Release) -> Mapping[str, ReadEntry]:
    """Return the newest word for each server (by key) on which the release is not live here, and could be.

    Of one that was rolled back, what was written before that says nothing any more.
    """
    stages = {stage.server: stage for stage in release.stages if after(stage.status, Verb.CONFIRM)}
    words: dict[str, ReadEntry] = {}
    if not stages:
        return words
    entries = (
        entry
        for name in dict.fromkeys(map(about, release.all_names))
        for draft in ledger.drafts(about=name)
        for entry in draft.entries
    )
    for entry in sorted(entries, key=lambda each: each.at):
        stage = stages.get(entry.news.live_on.value) if entry.news.live_on else None
        if stage and not _is_of_before(entry, stage):
            words[stage.server] = entry
    return words


def _is_of_before(word: ReadEntry, stage: Stage) -> bool:
    back_at = stage.changed_at if stage.status is Status.ROLLED_BACK else None
    return back_at is not None and word.at <= back_at
