"""How the tests read what Slack is given; whatever is read is first held against Slack's limits."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from bot.slack.rendering import Rendered, render_form, render_home, render_message
from bot.slack.rendering.limits import length
from slack_simulator.block_kit import check_blocks, check_view
from views.forms import Home, Window
from views.inlines import Words
from views.parts import Message, said

TEXT_MOST = 4000
ALL_BLOCKS_MOST = 9000
"""Slack refuses messages that are too long as a whole; from where on it does not say, it was some 11,000."""

_PING = re.compile(r"<!(channel|here|everyone)", re.IGNORECASE)


def keep_limits(message: Message) -> Message:
    """Assert that Slack takes the message as it is rendered, and that nobody is pinged by it."""
    rendered(message)
    return message


def rendered(message: Message) -> Rendered:
    """Return the message as Slack is given it, and hold it against Slack's limits."""
    content = render_message(message)
    blocks = content.blocks
    assert blocks
    assert not (reasons := check_blocks(blocks)), reasons
    assert 0 < length(content.text) <= TEXT_MOST
    in_all = sum(length(text) for text in _texts(blocks))
    assert in_all <= ALL_BLOCKS_MOST, in_all
    marked = "\n".join(_texts(list(_of_type("mrkdwn", blocks))))
    assert not (pings := _PING.findall(marked + content.text)), pings
    assert "<!date" not in content.text
    return content


def in_blocks(message: Message) -> str:
    """Return all words of the blocks; dates as their fallback says them."""
    blocks = rendered(message).blocks
    return re.sub(r"<!date\^[^|>]*\|([^>]*)>", r"\1", "\n".join(_texts(blocks)))


def in_text(message: Message) -> str:
    """Return the text beside the blocks."""
    return rendered(message).text


def as_text(words: Words) -> str:
    """Return words as they read in the text of a message."""
    return in_text(said(words))


def buttons(message: Message) -> dict[str, dict[str, Any]]:
    """Return the buttons by what is written on them."""
    blocks = rendered(message).blocks
    return {found["text"]["text"]: found for found in _of_type("button", blocks)}


def keep_view_limits(form: Window) -> dict[str, Any]:
    """Assert that Slack takes the form as it is rendered."""
    view = render_form(form)
    assert not (reasons := check_view(view)), reasons
    return view


def keep_home_limits(home: Home) -> dict[str, Any]:
    """Assert that Slack takes the Home as it is rendered, and that nobody is pinged by it."""
    view = render_home(home)
    assert not (reasons := check_view(view)), reasons
    in_all = sum(length(text) for text in _texts(view["blocks"]))
    assert in_all <= ALL_BLOCKS_MOST, in_all
    assert not (pings := _PING.findall("\n".join(_texts(view["blocks"])))), pings
    return view


def inputs(form: Window) -> dict[str, dict[str, Any]]:
    """Return the input blocks of a form by block id."""
    view = keep_view_limits(form)
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
