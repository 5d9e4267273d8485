"""What a reader sees of what is sent to Slack, where nothing in it is markup."""
# ruff: noqa: RUF001 - the signs that look alike are what is meant

import re
from html import unescape

LOOKS_LIKE = str.maketrans("∗ˍ∼ˋ﹥", "*_~`>")
"""The signs that stand for those that would mark text up, and what they look like."""

ESCAPED = re.compile(r"&(amp|lt|gt);")


def unescaped(written: str) -> str:
    """Undo what Slack undoes, and nothing else that looks like an entity."""
    return ESCAPED.sub(lambda found: unescape(found.group()), written)


def as_read(written: str) -> str:
    """Return what it looks like."""
    return unescaped(written).translate(LOOKS_LIKE)
