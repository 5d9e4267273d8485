"""From what was read to a release as it could be entered, and what of it differs from the calendar."""

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from rollouts.drafts import Draft
from rollouts.news import News, OptInNews
from rollouts.releases import DocLink, Feature, Release
from rollouts.texts import name_key

_PIECES: Final = re.compile(r"\d+|[^\W\d_]+")
_SAY_NOTHING: Final = frozenset({"release", "version", "v", "r"})


def called(name: str, releases: Iterable[Release]) -> Release | None:
    """Return the one release that goes by a name, however that is spelt: "R2026-11" is 2026.11.

    One that goes by it today comes before one that did once.
    """
    releases, typed = tuple(releases), spelling(name)
    today = [release for release in releases if spelling(release.name) == typed]
    found = today or [each for each in releases if typed in map(spelling, each.formerly)]
    return found[0] if len(found) == 1 else None


def spelling(name: str) -> tuple[str, ...]:
    """Return what is the same however the name of a release is spelt."""
    pieces = _PIECES.findall(name_key(name))
    return tuple(piece.lstrip("0") or "0" for piece in pieces if piece not in _SAY_NOTHING)


def about(name: str) -> str:
    """Return the text by which drafts about a release are kept; an empty one for a name that says nothing."""
    return " ".join(spelling(name))


def filled(news: News, known: Draft | None = None) -> Draft:
    """Return a release with all that was read; of a known one the rest stays as it is.

    Whether a feature is on by default is off where the text does not say: vendor, "Some features ship
    disabled by default".
    """
    draft = known or Draft(news.name.value if news.name else "", "")
    return replace(
        draft,
        title=news.title.value if news.title else draft.title,
        dates={**draft.dates, **{server: fact.value for server, fact in news.dates.items()}},
        affects_integrations=news.impact.value if news.impact else draft.affects_integrations,
        ui_changes=tuple(fact.value for fact in news.ui_changes) or draft.ui_changes,
        opt_ins=tuple(_feature(fact.value) for fact in news.opt_ins) or draft.opt_ins,
        docs=tuple(_one_by_one((*draft.docs, *(_page(fact.value) for fact in news.docs)))),
        left_out=tuple(server for server in draft.left_out if server not in news.dates),
    )


def _feature(read: OptInNews) -> Feature:
    """Write a feature as a line of the form can hold it, in which `|` stands between its parts."""
    return Feature(_unbarred(read.name), _unbarred(read.how_to_enable), bool(read.enabled_by_default))


def _page(read: DocLink) -> DocLink:
    return DocLink(_unbarred(read.title), read.url)


def _unbarred(text: str) -> str:
    return text.replace("|", "/")


def _one_by_one(pages: Iterable[DocLink]) -> Iterable[DocLink]:
    """Return each page of documentation once, as it was called first."""
    found: dict[str, DocLink] = {}
    for page in pages:
        found.setdefault(page.url, page)
    return found.values()
