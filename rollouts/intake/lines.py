"""A text as blocks and sentences: headings, items of lists, rows of tables, paragraphs that were wrapped."""

import re
from collections.abc import Container, Iterator
from dataclasses import dataclass
from enum import Enum
from typing import Final

TEXT_MAX: Final = 60_000
"""Characters that are read; news of a release is short."""
BLOCK_MAX: Final = 2_000
_WRAPPED: Final = 50
"""A line that is at least so long may go on in the next one."""
_HEADING_MAX: Final = 90
_ITEM: Final = re.compile(r"\s*(?:[-*+•·‣▪◦–]|(?P<number>\d{1,2})[.)])\s+(?P<words>.+)")  # noqa: RUF001 - a dash as people type it
_MARKDOWN: Final = re.compile(r"\s*#{1,6}\s+(?P<words>.+?)\s*#*")
_RULE: Final = re.compile(r"[\s|:+=_*-]*")
_LABEL: Final = re.compile(r"[^\s:][^:]{0,40} ?:(?:\s|$)|[^|]*\|")
_SENTENCE_END: Final = re.compile(r"[.!?][\"”)]*\s+(?=[\"“„(¿¡]?[^\W\d_])")
_DAY_BEFORE: Final = re.compile(r"(?<![\w.])\d{1,2}\.\s+$")
_LINK: Final = re.compile(r"https?://\S+")


class BlockKind(Enum):
    """What a block of text is."""

    HEADING = "heading"
    ITEM = "item"
    TEXT = "text"


@dataclass(slots=True)
class Block:
    """Some lines that belong together, as one; `after_blank` when an empty line stands above it.

    `words` is an item without its mark, elsewhere the text.
    """

    kind: BlockKind
    text: str
    words: str
    after_blank: bool


def blocks(text: str) -> list[Block]:
    """Return the blocks of a text in their order."""
    found: list[Block] = []
    blank, goes_on = True, False
    for raw in text[:TEXT_MAX].split("\n"):
        line = " ".join(raw.split())
        if _RULE.fullmatch(line):
            blank, goes_on = blank or not line or "|" not in line, False
            continue
        if line.startswith("|"):
            line = line.strip("| ")
        block, is_marked = _block(line, blank)
        is_within = raw[:1] in {" ", "\t"} and bool(found) and found[-1].kind is BlockKind.ITEM
        if not is_marked and not blank and (is_within or (goes_on and not _LABEL.match(line))):
            _go_on(found[-1], line)
        else:
            found.append(block)
        blank, goes_on = False, len(line) >= _WRAPPED and line[-1] != ":"
    return found


def _go_on(block: Block, line: str) -> None:
    """Add a line to the block that it belongs to; what takes more than a line is no heading."""
    if len(block.text) < BLOCK_MAX:
        block.text += f" {line}"
        block.words += f" {line}"
    if block.kind is BlockKind.HEADING:
        block.kind = BlockKind.TEXT


def _block(line: str, after_blank: bool) -> tuple[Block, bool]:  # noqa: FBT001 - a field of the block
    """Return the block that a line begins, and whether a mark says what it is."""
    line = line[:BLOCK_MAX]
    if heading := _MARKDOWN.fullmatch(line):
        return Block(BlockKind.HEADING, heading["words"], heading["words"], after_blank), True
    if item := _ITEM.fullmatch(line):
        text = line if item["number"] else item["words"]
        return Block(BlockKind.ITEM, text, item["words"], after_blank), True
    is_heading = len(line) <= _HEADING_MAX and line[-1] not in ".!?;," and not _LINK.search(line)
    return Block(BlockKind.HEADING if is_heading else BlockKind.TEXT, line, line, after_blank), False


def sentences(text: str, *, months: Container[str]) -> Iterator[str]:
    """Cut a block into its sentences; "2. Dezember" is not the end of one. `months` are folded."""
    start = 0
    for end in _SENTENCE_END.finditer(text):
        following = re.match(r"\W*(\w+)", text[end.end() :])
        is_month = following and following[1].casefold() in months
        if not (following and following[1][0].isupper()) or (
            is_month and _DAY_BEFORE.search(text[start : end.end()])
        ):
            continue
        yield text[start : end.end()].strip()
        start = end.end()
    yield text[start:].strip()
