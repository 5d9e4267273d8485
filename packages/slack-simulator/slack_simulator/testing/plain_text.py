"""Messages and views as a reader sees them, in plain text: names for ids, buttons as [Label], no markup."""

import re
from collections.abc import Callable

from slack_simulator.records import JSON, Message
from slack_simulator.team import Team
from slack_simulator.user_actions.typed_text import unescape

_REFERENCE = re.compile(r"<([^<>]+)>")
_MARKUP = (
    re.compile(r"(?<![\w*])\*(?!\s)([^*\n]+)(?<!\s)\*(?![\w*])"),
    re.compile(r"(?<![\w_])_(?!\s)([^_\n]+)(?<!\s)_(?![\w_])"),
    re.compile(r"(?<![\w~])~(?!\s)([^~\n]+)(?<!\s)~(?![\w~])"),
    re.compile(r"`([^`\n]+)`"),
)


def message_text(team: Team, message: Message) -> str:
    """Return what a message shows: its blocks, or its text when it has none, attachments and files."""
    parts = [blocks_text(team, message.blocks)] if message.blocks else [marked_up(team, message.text)]
    parts += [
        blocks_text(team, one.get("blocks", [])) or marked_up(team, one.get("text", ""))
        for one in message.attachments
    ]
    parts += [f"[{file.name}{': ' if file.alt_text else ''}{file.alt_text}]" for file in message.files]
    return "\n".join(part for part in parts if part)


def blocks_text(team: Team, blocks: list[JSON]) -> str:
    """Return what blocks show, a line or more for each."""
    return "\n".join(line for line in (_block(team, block) for block in blocks) if line)


def marked_up(team: Team, text: str) -> str:
    """Return mrkdwn as plain text: ids become names, dates their fallback."""
    plain = _REFERENCE.sub(lambda found: _reference(team, found[1]), text)
    for pattern in _MARKUP:
        plain = pattern.sub(r"\1", plain)
    return unescape(plain)


def _reference(team: Team, inside: str) -> str:
    target, _, label = inside.partition("|")
    if target.startswith("!date^") or label:
        return label
    if target.startswith("@") and target[1:] in team.users:
        return f"@{team.users[target[1:]].real_name}"
    if target.startswith("#") and target[1:] in team.channels:
        return f"#{team.channels[target[1:]].name}"
    if target.startswith("!subteam^") and target[9:] in team.groups:
        return f"@{team.groups[target[9:]].handle}"
    return f"@{target[1:]}" if target.startswith("!") else target


def _text_object(team: Team, text: JSON | None) -> str:
    if not text:
        return ""
    return marked_up(team, text["text"]) if text["type"] == "mrkdwn" else str(text["text"])


def _section(team: Team, block: JSON) -> str:
    fields = [_text_object(team, field) for field in block.get("fields", [])]
    parts = [_text_object(team, block.get("text")), *fields, element_text(block.get("accessory"))]
    return "\n".join(part for part in parts if part)


def _context(team: Team, block: JSON) -> str:
    return " ".join(
        element_text(one) if one["type"] == "image" else _text_object(team, one) for one in block["elements"]
    )


def _table(team: Team, block: JSON) -> str:
    return "\n".join(" | ".join(_cell(team, cell) for cell in row) for row in block["rows"])


def _block(team: Team, block: JSON) -> str:
    return _BLOCKS[block["type"]](team, block)


def element_text(element: JSON | None) -> str:
    """Return ``[Label]`` for a button, ``[placeholder]`` for what is chosen or filled in."""
    if element is None:
        return ""
    if element["type"] == "image":
        return f"({element['alt_text']})"
    shown = element.get("text") or element.get("placeholder") or {}
    if "options" in element and not shown:
        return " ".join(f"[{option['text']['text']}]" for option in element["options"])
    return f"[{shown.get('text', '')}]"


def _cell(team: Team, cell: JSON) -> str:
    return str(cell["text"]) if cell["type"] == "raw_text" else _rich(team, cell)


def _rich(team: Team, part: JSON) -> str:
    if "elements" in part:
        between = "\n" if part["type"] in {"rich_text", "rich_text_list"} else ""
        return between.join(_rich(team, one) for one in part["elements"])
    kind = part["type"]
    signs = {"user": "@", "channel": "#", "usergroup": "!subteam^"}
    if kind in signs:
        return _reference(team, signs[kind] + part[f"{kind}_id"])
    if kind == "broadcast":
        return f"@{part['range']}"
    if kind == "emoji":
        return f":{part['name']}:"
    return str(part.get("text") or part.get("fallback") or part.get("url") or part.get("value") or "")


_BLOCKS: dict[str, Callable[[Team, JSON], str]] = {
    "section": _section,
    "context": _context,
    "table": _table,
    "rich_text": _rich,
    "header": lambda team, block: _text_object(team, block["text"]),
    "alert": lambda team, block: _text_object(team, block["text"]),
    "actions": lambda _, block: " ".join(element_text(one) for one in block["elements"]),
    "input": lambda _, block: f"{block['label']['text']}: {element_text(block['element'])}",
    "image": lambda _, block: f"({block['alt_text']})",
    "divider": lambda _, block: "---",  # noqa: ARG005 - every block is drawn by a function of both
    "markdown": lambda _, block: str(block["text"]),
}
