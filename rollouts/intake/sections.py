"""The lists of a release's news: UI changes, opt-in features, documentation."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from rollouts.intake.lines import Block, BlockKind
from rollouts.intake.wordings import Wordings
from rollouts.news import About, OptInNews
from rollouts.releases import DocLink
from rollouts.texts import plain_signs

_ITEMS_MAX: Final = 50
_TITLE_WORDS: Final = 8
"""A line that is all link and not longer is its title; else it is a sentence."""
_INLINE: Final = re.compile(r"\s*[;·]\s*")
_LINK: Final = re.compile(
    r"\[(?P<markdown>[^\]]{1,200})\]\((?P<there>https?://[^\s)]+)\)"
    r"|(?P<words>[^|()]{0,200}?)(?:\s*(?::|[-–—(<|]|\s)\s*|^)(?P<url>https?://[^\s<>|)]+)[)>]?"  # noqa: RUF001 - dashes as people type them
)
_NAME_ENDS: Final = re.compile(r"\s*(?:[:(;,]|\s[-–—]\s|$)")  # noqa: RUF001 - as above
_HOW_ENDS: Final = re.compile(r"[.;)]*$|[.;)]\s.*$")
_VERB: Final = re.compile(r"[\s(,:;–—-]*(?:\b(?:is|are|ships|comes|ist|sind|est|sont))?\s*$", re.IGNORECASE)  # noqa: RUF001 - as above


def sections(found: Sequence[Block], wordings: Wordings) -> dict[About, list[str]]:
    """Return the items of each list, in the language that comes first."""
    lists: dict[About, list[str]] = {}
    languages: dict[About, str] = {}
    for place, block in enumerate(found):
        for about, language, rest in _headings(block, wordings):
            if languages.setdefault(about, language) == language:
                items = _INLINE.split(rest) if rest else _items(found[place + 1 :], wordings)
                lists.setdefault(about, []).extend(item for item in items if _is_something(item, wordings))
    return {about: items[:_ITEMS_MAX] for about, items in lists.items()}


def _headings(block: Block, wordings: Wordings) -> Iterator[tuple[About, str, str]]:
    """Yield what a block stands above, and what follows in its own line."""
    label, _, rest = block.text.partition(":")
    for about, by_language in wordings.sections.items():
        for language, heading in by_language.items():
            if heading.fullmatch(plain_signs(label).strip(" *_")):
                yield about, language, "" if "://" in block.text else rest.strip(" *_")


def _items(following: Sequence[Block], wordings: Wordings) -> Iterator[str]:
    """Yield the list that begins here; lines without a mark that are not apart belong to it too."""
    for block in following:
        is_line = not block.after_blank and "://" not in block.text and not any(_headings(block, wordings))
        if block.kind is not BlockKind.ITEM and not is_line:
            return
        yield block.words


def _is_something(item: str, wordings: Wordings) -> bool:
    return bool(item) and not wordings.pattern("nothing").fullmatch(plain_signs(item).strip(" .!"))


def opt_in(item: str, wordings: Wordings) -> OptInNews | None:
    """Read "Offline mode (off by default): enable it under Settings"; None without a name."""
    plain = plain_signs(item)
    off, on = (wordings.pattern(each).search(plain) for each in ("off_by_default", "on_by_default"))
    default = None if bool(off) == bool(on) else bool(on)
    enable = wordings.pattern("to_enable").search(plain)
    starts = [found.start() for found in (off, on, enable) if found]
    head = item[: min(starts)] if starts else item
    head = _VERB.sub("", head)
    ends = _NAME_ENDS.search(head)
    name = (head[: ends.start()] if ends else head).strip(" .\"'“”")
    how = _HOW_ENDS.sub("", item[enable.end() :].strip(" :,")).strip() if enable else ""
    return OptInNews(name, how, default) if name else None


def doc_links(text: str, *, listed: bool, wordings: Wordings) -> Iterator[DocLink]:
    """Yield the pages of documentation that a line leads to: those that are called so, or all of a list."""
    for found in _LINK.finditer(text):
        title = (found["markdown"] or found["words"] or "").strip(" -–—:*\"'“”")  # noqa: RUF001 - as above
        url = (found["there"] or found["url"]).rstrip(".,;")
        plain = plain_signs(title)
        if wordings.pattern("other_links").search(plain):
            continue
        called = [each for each in wordings.pattern("doc_links").finditer(plain) if each.end() == len(plain)]
        if not listed and not called:
            continue
        before, after = text[: found.start()].rstrip(), text[found.end() :].lstrip()
        is_alone = before[-1:] in {"", "|"} and after[:1] in {"", "|"}
        whole = listed or (is_alone and len(title.split()) <= _TITLE_WORDS)
        yield DocLink((title or url) if whole else title[called[-1].start() :], url)
