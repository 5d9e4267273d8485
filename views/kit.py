"""The small kit of blocks that every message is made of: plain dicts, cut to Slack's limits.

Texts given to the kit are mrkdwn, already escaped by `views/text.py`, unless a docstring says plain.
"""

from collections.abc import Iterable
from typing import TypeAlias

from rollouts.deliveries import Content
from views.actions import Press
from views.fitting import fitted
from views.text import SECTION_MOST, TEXT_MOST, bullets, cut, cut_plain, plain_dates

Block: TypeAlias = dict[str, object]

HEADER_MOST = 150
BUTTON_MOST = 75
FIELD_MOST = 2000
FIELDS_MOST = 10
DIALOG_TITLE_MOST = 100
DIALOG_TEXT_MOST = 300
DIALOG_BUTTON_MOST = 30


def plain(text: str, most: int) -> Block:
    """Make a text object in which no sign has a meaning."""
    return {"type": "plain_text", "text": cut_plain(text, most)}


def marked(text: str, most: int = SECTION_MOST) -> Block:
    """Make a mrkdwn text object; verbatim, so that Slack reads no names of channels or people into it."""
    return {"type": "mrkdwn", "text": cut(text, most), "verbatim": True}


def header(text: str) -> Block:
    """Make a heading from plain text."""
    return {"type": "header", "text": plain(text, HEADER_MOST)}


def section(text: str, *, accessory: Block | None = None) -> Block:
    """Make a paragraph, with a button at its side if wanted."""
    block: Block = {"type": "section", "text": marked(text)}
    return block if accessory is None else block | {"accessory": accessory}


def listing(title: str, lines: list[str], *, most: int) -> list[Block]:
    """Make a titled list in one section, or nothing when there are no lines."""
    return [section(f"*{title}*\n{bullets(lines, most=most)}")] if lines else []


def fields(pairs: Iterable[tuple[str, str]]) -> Block:
    """Make a small table of plain titles and mrkdwn values."""
    made = [marked(f"*{title}*\n{value}", FIELD_MOST) for title, value in pairs]
    return {"type": "section", "fields": made[:FIELDS_MOST]}


def context(text: str) -> Block:
    """Make a line of small print."""
    return {"type": "context", "elements": [marked(text)]}


def divider() -> Block:
    """Make a rule between parts."""
    return {"type": "divider"}


def actions(*elements: Block) -> list[Block]:
    """Make a row of buttons, or nothing when there are none."""
    return [{"type": "actions", "elements": list(elements)}] if elements else []


def button(
    label: str, press: Press, value: str, *, style: str | None = None, confirm: Block | None = None
) -> Block:
    """Make a button; `value` is what `actions.pack` wrote, `style` is "primary" or "danger"."""
    made: Block = {
        "type": "button",
        "text": plain(label, BUTTON_MOST),
        "action_id": press.value,
        "value": value,
    }
    extras = {"style": style, "confirm": confirm}
    return made | {name: extra for name, extra in extras.items() if extra is not None}


def dialog(*, title: str, text: str, yes: str, no: str) -> Block:
    """Make the question that a button asks before it acts, from plain texts."""
    return {
        "title": plain(title, DIALOG_TITLE_MOST),
        "text": plain(text, DIALOG_TEXT_MOST),
        "confirm": plain(yes, DIALOG_BUTTON_MOST),
        "deny": plain(no, DIALOG_BUTTON_MOST),
        "style": "danger",
    }


def content(text: str, blocks: Iterable[Block]) -> Content:
    """Make what a message says. `text` is mrkdwn too; its dates are written out, for notifications."""
    return Content(cut(plain_dates(text), TEXT_MOST), fitted(blocks))


def said(text: str, *more: Block) -> Content:
    """Make a message of one paragraph, with more blocks below it if wanted."""
    return content(text, (section(text), *more))
