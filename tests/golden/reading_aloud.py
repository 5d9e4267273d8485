"""What a message or form shows, in lines that a reviewer can read; the exact blocks stand beside them."""

import re
from collections.abc import Iterator
from typing import Any

Block = dict[str, Any]

_DATE = re.compile(r"<!date\^[^|>]*\|([^>]*)>")
_LINK = re.compile(r"<(https?://[^|>]*)\|([^>]*)>")
_REFERENCE = re.compile(r"<(https?://[^>]*|[@#][^>]*)>")
_GROUP = re.compile(r"<!subteam\^([^>]*)>")
_CHOSEN = (
    "initial_value",
    "initial_date",
    "initial_user",
    "initial_users",
    "initial_conversation",
    "initial_options",
    "default_to_current_conversation",
)


def blocks_aloud(blocks: list[Block]) -> Iterator[str]:
    """Yield what blocks show, with an empty line between them."""
    for number, block in enumerate(blocks):
        if number:
            yield ""
        yield from _block(block)


def view_aloud(view: Block) -> Iterator[str]:
    """Yield what a form shows: its title, its fields, and the buttons at its foot."""
    if "title" in view:
        yield f"# {_words(view['title'])}"
        yield ""
    yield from blocks_aloud(view["blocks"])
    yield ""
    yield " ".join(f"[{_words(view[name])}]" for name in ("close", "submit") if name in view)


def unmarked(text: str) -> str:
    """Say mrkdwn in words: dates as their fallback says them, mentions by id, signs as they are drawn."""
    text = _GROUP.sub(r"@\1", _REFERENCE.sub(r"\1", _LINK.sub(r"\2 (\1)", _DATE.sub(r"\1", text))))
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def _words(text: Block) -> str:
    return unmarked(text["text"]) if text["type"] == "mrkdwn" else str(text["text"])


def _block(block: Block) -> Iterator[str]:
    match block["type"]:
        case "header":
            yield f"# {_words(block['text'])}"
        case "section":
            yield from _section(block)
        case "context":
            yield f"small print: {' '.join(_words(element) for element in block['elements'])}"
        case "actions":
            for element in block["elements"]:
                yield from _button(element)
        case "divider":
            yield "----"
        case "input":
            yield from _input(block)
        case kind:
            raise AssertionError(f"Nobody has said how a {kind} block reads.")


def _section(block: Block) -> Iterator[str]:
    if "text" in block:
        yield _words(block["text"])
    for field in block.get("fields", []):
        title, _, value = _words(field).partition("\n")
        yield f"{title} {value}"
    if "accessory" in block:
        yield from _button(block["accessory"])


def _button(button: Block) -> Iterator[str]:
    if button["type"] == "overflow":
        entries = (_words(option["text"]) for option in button["options"])
        yield f"[⋯: {', '.join(entries)}]"
        return
    style = f" ({button['style']})" if "style" in button else ""
    yield f"[{_words(button['text'])}]{style}"
    if sure := button.get("confirm"):
        yield f"    asks first: {_words(sure['title'])} {_words(sure['text'])}"
        yield f"    [{_words(sure['confirm'])}] [{_words(sure['deny'])}]"


def _input(block: Block) -> Iterator[str]:
    element = block["element"]
    yield f"{_words(block['label'])}{' (may stay empty)' if block['optional'] else ''}"
    grey = f", in grey: {_words(element['placeholder'])}" if "placeholder" in element else ""
    options = "".join(f", [{_words(option['text'])}]" for option in element.get("options", []))
    yield f"    <{element['type'].replace('_', ' ')}{grey}{options}>"
    for name in _CHOSEN:
        if name in element:
            yield f"    filled in: {_filled(element[name])}"
    if "hint" in block:
        yield f"    {_words(block['hint'])}"


def _filled(value: object) -> str:
    if value is True:
        return "the channel one looks at"
    if isinstance(value, list):
        return ", ".join(_words(one["text"]) if isinstance(one, dict) else str(one) for one in value)
    return str(value)
