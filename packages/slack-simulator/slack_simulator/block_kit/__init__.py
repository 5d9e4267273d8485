"""Checks the blocks of messages and views as strictly as Slack does, limits included.

``check_blocks`` and ``check_view`` return the reasons why Slack would refuse, each with a JSON pointer; an
empty list means that all is well.
Blocks newer than those in ``block_rules.BLOCKS`` are refused as unsupported.
"""

import json
from collections.abc import Iterator

from slack_simulator.block_kit.block_rules import SURFACES, Surface
from slack_simulator.block_kit.objects import plain_text
from slack_simulator.block_kit.rules import Required, Rule, boolean, by_type, items, record, refuse, string

__all__ = ["MOST_VIEW_BYTES", "Surface", "check_attachments", "check_blocks", "check_view"]

MOST_BLOCKS: dict[Surface, int] = {"message": 50, "modal": 100, "home": 100}
MOST_MARKDOWN = 12_000
MOST_VIEW_BYTES = 250 * 1024


def check_blocks(blocks: object, surface: Surface = "message", pointer: str = "/blocks") -> list[str]:
    """Return why Slack would refuse these blocks on that surface."""
    reasons: list[str] = []
    least = 1 if surface == "modal" else 0
    items(by_type(SURFACES[surface]), most=MOST_BLOCKS[surface], least=least)(blocks, pointer, reasons)
    if not reasons:
        _check_together(list(_dicts(blocks)), pointer, reasons)
    return reasons


def check_attachments(attachments: object) -> list[str]:
    """Return why Slack would refuse these attachments; of each only its blocks are looked at."""
    if not isinstance(attachments, list):
        return ["must be an array [json-pointer:/attachments]"]
    reasons: list[str] = []
    for index, attachment in enumerate(attachments):
        pointer = f"/attachments/{index}"
        if isinstance(attachment, dict):
            reasons += check_blocks(attachment.get("blocks", []), "message", f"{pointer}/blocks")
        else:
            refuse(reasons, pointer, "must be an object")
    return reasons


def check_view(view: object) -> list[str]:
    """Return why Slack would refuse this modal or App Home."""
    reasons: list[str] = []
    by_type({"modal": _MODAL, "home": _HOME})(view, "/view", reasons)
    if reasons or not isinstance(view, dict):
        return reasons
    surface: Surface = view["type"]
    reasons = check_blocks(view["blocks"], surface, "/view/blocks")
    if (
        surface == "modal"
        and any(block.get("type") == "input" for block in view["blocks"])
        and "submit" not in view
    ):
        refuse(reasons, "/view", "missing required field: submit")
    if json.dumps(view["blocks"]).count('"focus_on_load": true') > 1:
        refuse(reasons, "/view/blocks", "only one element may have focus_on_load")
    return reasons


def _dicts(blocks: object) -> Iterator[dict[str, object]]:
    for block in blocks if isinstance(blocks, list) else []:
        if isinstance(block, dict):
            yield block


def _check_together(blocks: list[dict[str, object]], pointer: str, reasons: list[str]) -> None:
    seen: set[object] = set()
    for index, block in enumerate(blocks):
        name = block.get("block_id")
        if name is not None and name in seen:
            refuse(reasons, f"{pointer}/{index}/block_id", f'`block_id` "{name}" already exists')
        seen.add(name)
    if sum(len(str(block["text"])) for block in blocks if block["type"] == "markdown") > MOST_MARKDOWN:
        refuse(reasons, pointer, f"must be less than {MOST_MARKDOWN + 1} characters of markdown")
    if sum(block["type"] == "table" for block in blocks) > 1:
        refuse(reasons, pointer, "only one table allowed")


def _any_blocks(value: object, pointer: str, reasons: list[str]) -> None:
    if not isinstance(value, list):
        refuse(reasons, pointer, "must be an array")


_SHARED: dict[str, Rule | Required] = {
    "blocks": Required(_any_blocks),
    "private_metadata": string(most=3000, least=0),
    "callback_id": string(most=255, least=0),
    "external_id": string(most=255, least=0),
}
_HOME = record(_SHARED)
_MODAL = record(
    _SHARED
    | {
        "title": Required(plain_text(24)),
        "submit": plain_text(24),
        "close": plain_text(24),
        "clear_on_close": boolean,
        "notify_on_close": boolean,
        "submit_disabled": boolean,
    }
)
