"""What a sentence says that its text is for: that a release comes, moves, is live, was stopped.

What it says only of a part of a release, under a condition, or as possible, it does not say.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

from rollouts.intake.marks import Sentence
from rollouts.intake.wordings import RELEASE_MARK, Wordings
from rollouts.news import STOPS, NewsKind

_DOUBTS: Final = ("unsure", "denied", "other_topics", "possible")
HAPPENS: Final = frozenset({NewsKind.CONFIRMATION, *STOPS})
"""These are said of what has happened to the release itself."""


def says(kind: NewsKind, sentence: Sentence, wordings: Wordings) -> bool:
    """Say whether a sentence tells what the text is for, and not of something else, or what is to be."""
    text = sentence.marked
    found = wordings.kinds[kind].search(text)
    if not found or (kind in HAPPENS and (text.endswith("?") or _is_of_a_part(text, found, wordings))):
        return False
    if kind in STOPS:
        # "was rolled back" is a topic of its own for any other kind of mail.
        before, after = text[: found.start()], text[found.end() :]
        is_doubtful = any(wordings.pattern(each).search(before) for each in _DOUBTS)
        return not (is_doubtful or wordings.pattern("not_stopped").search(f"{before} {after}"))
    if wordings.pattern("other_topics").search(text):
        return False
    return kind is not NewsKind.CONFIRMATION or not wordings.pattern("not_yet").search(text)


def _is_of_a_part(text: str, found: re.Match[str], wordings: Wordings) -> bool:
    """Say whether it happens to something of the release alone: "a fix for release 2026.11 was deployed"."""
    mark = text.find(RELEASE_MARK, found.start(), found.end())
    before = text[: mark if mark >= 0 else found.start()]
    belongs = wordings.part_of.search(before)
    return bool(belongs and not wordings.carrier.search(before[: belongs.start()]))


def meant(before: Sentence, sentence: Sentence, wordings: Wordings) -> Sentence | None:
    """Return a sentence that begins with "it", with the release of the one before in that place.

    "It" is the release only where nothing else can be meant: the one before says that it went live, or begins
    with it, and this one names a server.
    """
    it = wordings.pattern("it").match(sentence.marked)
    if not it or not before.names:
        return None
    went_live = wordings.pattern("went_live").search(before.marked)
    is_about_it = bool(went_live and not _is_of_a_part(before.marked, went_live, wordings))
    is_about_it = is_about_it or bool(sentence.servers and wordings.begins_with_release(before.marked))
    if not is_about_it:
        return None
    return replace(
        sentence,
        marked=RELEASE_MARK + sentence.marked[it.end() :],
        servers=sentence.servers or before.servers,
    )


def overtaken(sentences: Iterable[Sentence], wordings: Wordings) -> frozenset[NewsKind]:
    """Return what sentences may say and others among them take back, however those are worded.

    What was live may be so no more, and what was stopped may go on again.
    """
    doubts = ("denied", "possible", "not_stopped")
    sure = [
        each.marked
        for each in sentences
        if not any(wordings.pattern(doubt).search(each.marked) for doubt in doubts)
    ]
    found: set[NewsKind] = set()
    if any(map(wordings.pattern("undone").search, sure)):
        found.add(NewsKind.CONFIRMATION)
    if any(map(wordings.pattern("resumed").search, sure)):
        found.update(STOPS)
    return frozenset(found)


def server_said(kind: NewsKind, told: Sequence[Sentence], wordings: Wordings) -> tuple[str, str] | None:
    """Return the one server of which a sentence says so, and that; one in the very words comes first."""
    if kind not in HAPPENS:
        return None
    for sentence in told:
        if not says(kind, sentence, wordings):
            continue
        servers = {place.what for place in sentence.servers}
        if kind in STOPS and (found := wordings.kinds[kind].search(sentence.marked)):
            within = (place for place in sentence.servers if found.start() <= place.start < found.end())
            servers = {place.what for place in within} or servers
        if len(servers) == 1:
            return next(iter(servers)), sentence.said
    return None
