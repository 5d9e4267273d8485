"""The interactive elements inside blocks: where they are, what they hold, and Slack's shape of their values.

https://docs.slack.dev/reference/block-kit/block-elements
"""

import copy
import secrets
from collections.abc import Iterator
from dataclasses import dataclass

from slack_simulator.records import JSON, Message

VALUE_FIELDS = {
    "plain_text_input": ("value", "initial_value"),
    "email_text_input": ("value", "initial_value"),
    "url_text_input": ("value", "initial_value"),
    "number_input": ("value", "initial_value"),
    "rich_text_input": ("rich_text_value", "initial_value"),
    "static_select": ("selected_option", "initial_option"),
    "external_select": ("selected_option", "initial_option"),
    "radio_buttons": ("selected_option", "initial_option"),
    "users_select": ("selected_user", "initial_user"),
    "conversations_select": ("selected_conversation", "initial_conversation"),
    "channels_select": ("selected_channel", "initial_channel"),
    "datepicker": ("selected_date", "initial_date"),
    "timepicker": ("selected_time", "initial_time"),
    "datetimepicker": ("selected_date_time", "initial_date_time"),
    "checkboxes": ("selected_options", "initial_options"),
    "multi_static_select": ("selected_options", "initial_options"),
    "multi_external_select": ("selected_options", "initial_options"),
    "multi_users_select": ("selected_users", "initial_users"),
    "multi_conversations_select": ("selected_conversations", "initial_conversations"),
    "multi_channels_select": ("selected_channels", "initial_channels"),
}
"""Of each element that keeps a value: the field it has in ``state.values``, and the one that presets it."""

INTERACTIVE = frozenset(VALUE_FIELDS) | {"button", "overflow", "workflow_button", "file_input"}


@dataclass(frozen=True)
class Placed:
    """An interactive element and the block that it stands in."""

    block: JSON
    element: JSON

    @property
    def block_id(self) -> str:
        """The id of the block."""
        return str(self.block["block_id"])

    @property
    def action_id(self) -> str:
        """The id of the element, unique in its block."""
        return str(self.element["action_id"])

    @property
    def kind(self) -> str:
        """The element's type, such as ``static_select``."""
        return str(self.element["type"])


def elements_of(blocks: list[JSON]) -> Iterator[Placed]:
    """Walk over the interactive elements, in the order in which a person sees them."""
    for block in blocks:
        inside = [block.get("accessory"), block.get("element"), *block.get("elements", [])]
        for element in inside:
            if element and element.get("type") in INTERACTIVE:
                yield Placed(block, element)


def find_element(blocks: list[JSON], block_id: str, action_id: str) -> Placed | None:
    """Return the element with these ids."""
    return next(
        (one for one in elements_of(blocks) if (one.block_id, one.action_id) == (block_id, action_id)), None
    )


def with_ids(blocks: list[JSON]) -> list[JSON]:
    """Copy the blocks with a ``block_id`` and ``action_id`` wherever the app left them out, as Slack does."""
    filled = copy.deepcopy(blocks)
    for block in filled:
        if block["type"] != "markdown":
            block.setdefault("block_id", secrets.token_urlsafe(4)[:5])
    for placed in elements_of(filled):
        placed.element.setdefault("action_id", secrets.token_urlsafe(6))
    return filled


def attachments_with_ids(attachments: list[JSON]) -> list[JSON]:
    """Copy the attachments, with ids in their blocks."""
    return [one | {"blocks": with_ids(one["blocks"])} if one.get("blocks") else one for one in attachments]


def blocks_of(message: Message) -> list[JSON]:
    """Return all blocks of a message, those of its attachments included."""
    return [*message.blocks, *(block for one in message.attachments for block in one.get("blocks") or [])]


def value_of(element: JSON, value: object) -> JSON:
    """Return ``{"type": ..., "selected_option": value}`` or whatever the element's own field is called."""
    kind: str = element["type"]
    return {"type": kind, VALUE_FIELDS[kind][0]: value}


def state_values(blocks: list[JSON], filled: dict[str, dict[str, JSON]]) -> dict[str, dict[str, JSON]]:
    """Return ``state.values`` as Slack sends it: every value there is, what is empty as null or []."""
    values: dict[str, dict[str, JSON]] = {}
    for placed in elements_of(blocks):
        if placed.kind not in VALUE_FIELDS:
            continue
        given = filled.get(placed.block_id, {}).get(placed.action_id)
        if given is None or given.get("type") != placed.kind:
            nothing: object = [] if VALUE_FIELDS[placed.kind][0].endswith("s") else None
            given = value_of(placed.element, placed.element.get(VALUE_FIELDS[placed.kind][1], nothing))
        values.setdefault(placed.block_id, {})[placed.action_id] = given
    return values


def is_empty(kind: str, value: JSON) -> bool:
    """Whether a value of ``state.values`` says nothing."""
    held = value.get(VALUE_FIELDS[kind][0])
    return held is None or held in ("", [])
