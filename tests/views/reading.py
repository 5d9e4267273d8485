"""How the tests read what Slack is given; whatever is read is first held against Slack's limits."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from rollouts.deliveries import Content
from slack_simulator.block_kit import check_blocks, check_view
from views.text import length

TEXT_MOST = 4000
ALL_BLOCKS_MOST = 9000
"""Slack refuses messages that are too long as a whole; from where on it does not say, it was some 11,000."""

_PING = re.compile(r"<!(channel|here|everyone)", re.IGNORECASE)


def keep_limits(content: Content) -> Content:
    """Assert that Slack takes the content, and that nobody is pinged by it."""
    blocks = [dict(block) for block in content.blocks]
    assert blocks
    assert not (reasons := check_blocks(blocks)), reasons
    assert 0 < length(content.text) <= TEXT_MOST
    in_all = sum(length(text) for text in _texts(blocks))
    assert in_all <= ALL_BLOCKS_MOST, in_all
    marked = "\n".join(_texts(list(_of_type("mrkdwn", blocks))))
    assert not (pings := _PING.findall(marked + content.text)), pings
    assert "<!date" not in content.text
    return content


def in_blocks(content: Content) -> str:
    """Return all words of the blocks; dates as their fallback says them."""
    keep_limits(content)
    return re.sub(r"<!date\^[^|>]*\|([^>]*)>", r"\1", "\n".join(_texts(list(content.blocks))))


def in_text(content: Content) -> str:
    """Return the text beside the blocks."""
    return keep_limits(content).text


def buttons(content: Content) -> dict[str, dict[str, Any]]:
    """Return the buttons by what is written on them."""
    keep_limits(content)
    return {found["text"]["text"]: found for found in _of_type("button", list(content.blocks))}


def keep_view_limits(view: dict[str, object]) -> dict[str, Any]:
    """Assert that Slack takes the view."""
    assert not (reasons := check_view(view)), reasons
    return view


def inputs(view: dict[str, object]) -> dict[str, dict[str, Any]]:
    """Return the input blocks of a form by block id."""
    keep_view_limits(view)
    return {block["block_id"]: block for block in _of_type("input", view["blocks"])}


def _of_type(name: str, value: object) -> Iterator[dict[str, Any]]:
    if isinstance(value, Mapping):
        if value.get("type") == name:
            yield dict(value)
        for part in value.values():
            yield from _of_type(name, part)
    elif isinstance(value, list | tuple):
        for part in value:
            yield from _of_type(name, part)


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, Mapping):
        for name, part in value.items():
            if name == "text" and isinstance(part, str):
                yield part
            else:
                yield from _texts(part)
    elif isinstance(value, list | tuple):
        for part in value:
            yield from _texts(part)
