"""Rules of the layout blocks, and on which surfaces each may stand.

https://docs.slack.dev/reference/block-kit/blocks
"""

from typing import Literal, TypeAlias

from slack_simulator.block_kit.element_rules import ELEMENTS, IN_ACTIONS, IN_INPUT, IN_SECTION, only
from slack_simulator.block_kit.objects import any_text, block_id, image_source, plain_text, slack_file, url
from slack_simulator.block_kit.rich_text import rich_text
from slack_simulator.block_kit.rules import (
    Required,
    Rule,
    at_least_one,
    boolean,
    by_type,
    items,
    one_of,
    record,
    refuse,
    string,
)

Surface: TypeAlias = Literal["message", "modal", "home"]

TABLE_CELL_CHARACTERS = 10_000


def _action_ids_differ(value: object, pointer: str, reasons: list[str]) -> None:
    if not isinstance(value, dict):
        return
    seen: set[str] = set()
    for index, element in enumerate(value["elements"]):
        name = element.get("action_id")
        if name is not None and name in seen:
            refuse(
                reasons,
                f"{pointer}/elements/{index}/action_id",
                f'`action_id` "{name}" already exists for another element',
            )
        seen.add(name)


def _cell_text(value: object) -> int:
    if isinstance(value, dict):
        return sum(
            len(one) if name == "text" and isinstance(one, str) else _cell_text(one)
            for name, one in value.items()
        )
    return sum(map(_cell_text, value)) if isinstance(value, list) else 0


def _cells_are_short(value: object, pointer: str, reasons: list[str]) -> None:
    if _cell_text(value) > TABLE_CELL_CHARACTERS:
        refuse(
            reasons,
            f"{pointer}/rows",
            f"must be less than {TABLE_CELL_CHARACTERS + 1} characters in all cells",
        )


_cell = by_type(
    {
        "raw_text": record({"text": Required(string(most=TABLE_CELL_CHARACTERS))}),
        "rich_text": rich_text,
    }
)
_context_texts: dict[str, Rule] = {
    "plain_text": any_text(3000),
    "mrkdwn": any_text(3000),
    "image": ELEMENTS["image"],
}

BLOCKS: dict[str, Rule] = {
    "section": record(
        {
            "block_id": block_id,
            "text": any_text(3000),
            "fields": items(any_text(2000), most=10),
            "accessory": by_type(only(IN_SECTION)),
            "expand": boolean,
        },
        at_least_one("text", "fields"),
    ),
    "header": record({"block_id": block_id, "text": Required(plain_text(150))}),
    "divider": record({"block_id": block_id}),
    "context": record({"block_id": block_id, "elements": Required(items(by_type(_context_texts), most=10))}),
    "actions": record(
        {"block_id": block_id, "elements": Required(items(by_type(only(IN_ACTIONS)), most=25))},
        _action_ids_differ,
    ),
    "image": record(
        {
            "block_id": block_id,
            "alt_text": Required(string(most=2000)),
            "title": plain_text(2000),
            "image_url": url,
            "slack_file": slack_file,
        },
        image_source,
    ),
    "input": record(
        {
            "block_id": block_id,
            "label": Required(plain_text(2000)),
            "element": Required(by_type(only(IN_INPUT))),
            "hint": plain_text(2000),
            "optional": boolean,
            "dispatch_action": boolean,
        }
    ),
    "markdown": record({"block_id": block_id, "text": Required(string(most=12_000))}),
    "rich_text": rich_text,
    "table": record(
        {
            "block_id": block_id,
            "rows": Required(items(items(_cell, most=20), most=100)),
            "column_settings": items(
                record({"align": one_of("left", "center", "right"), "is_wrapped": boolean}), most=20
            ),
        },
        _cells_are_short,
    ),
    "alert": record(
        {
            "block_id": block_id,
            "text": Required(any_text(200)),
            "level": one_of("default", "info", "warning", "error", "success"),
        }
    ),
}
"""The rule of each block that the workspace knows."""

_EVERYWHERE = {"section", "header", "divider", "context", "actions", "image", "input", "rich_text"}

SURFACES: dict[Surface, dict[str, Rule]] = {
    "message": {name: BLOCKS[name] for name in _EVERYWHERE | {"markdown", "table"}},
    "modal": {name: BLOCKS[name] for name in _EVERYWHERE | {"alert"}},
    "home": {name: BLOCKS[name] for name in _EVERYWHERE | {"table"}},
}
