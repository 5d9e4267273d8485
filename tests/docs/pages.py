"""The Markdown pages of the project: their links, their headings, and the commands that they show."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path
from urllib.parse import unquote

from markdown_it import MarkdownIt
from markdown_it.token import Token

ROOT = Path(__file__).parent.parent.parent
PAGES = sorted(
    [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("packages/*/*.md")],
    key=lambda page: page.relative_to(ROOT).as_posix(),
)
SHELL = {"sh", "console"}


@dataclass(frozen=True)
class Shown:
    """A command as a page shows it, without its comment."""

    page: str
    command: str


@cache
def tokens(page: Path) -> list[Token]:
    """Parse a page, once."""
    return MarkdownIt("commonmark").enable("table").parse(page.read_text(encoding="utf-8"))


def links(page: Path) -> Iterator[str]:
    """Yield every address that a page links to, pictures in HTML too."""
    for token in tokens(page):
        for inner in token.children or ():
            yield from (str(inner.attrs[key]) for key in ("href", "src") if key in inner.attrs)
        if token.type == "html_block":
            yield from re.findall(r'(?:src|srcset|href)="([^"]+)"', token.content)


def anchors(page: Path) -> set[str]:
    """Return what a link may point at in a page: its headings, as a code host and MyST call them."""
    parsed = tokens(page)
    headings = [after.content for token, after in pairwise(parsed) if token.type == "heading_open"]
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def broken(page: Path) -> Iterator[str]:
    """Yield the links within the project that lead nowhere."""
    for link in links(page):
        if re.match(r"[a-z]+:", link):
            continue
        path, _, anchor = unquote(link).partition("#")
        target = (page.parent / path).resolve() if path else page
        if not target.exists() or (anchor and anchor not in anchors(target)):
            yield f"{page.name}: {link}"


def commands() -> Iterator[Shown]:
    """Yield every command in a block of the shell, lines that go on put together."""
    for page in PAGES:
        for _, block in _blocks(page):
            for command in _lines(block):
                yield Shown(page.relative_to(ROOT).as_posix(), command)


def commands_of(page: str, section: str) -> list[str]:
    """Return the commands below one heading of a page."""
    return [line for heading, block in _blocks(ROOT / page) if heading == section for line in _lines(block)]


def _blocks(page: Path) -> Iterator[tuple[str, str]]:
    """Yield each block of the shell, with the heading it stands below."""
    heading = ""
    for before, token in pairwise(tokens(page)):
        if before.type == "heading_open":
            heading = token.content
        if token.type == "fence" and token.info in SHELL:
            yield heading, token.content


def _lines(block: str) -> Iterator[str]:
    for line in re.sub(r"\\\n\s*", "", block).splitlines():
        if command := re.sub(r"\s+# .*", "", line).removeprefix("$ ").strip():
            yield command
