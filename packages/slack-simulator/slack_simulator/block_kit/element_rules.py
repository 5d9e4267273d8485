"""Rules of the block elements, and where each may stand.

https://docs.slack.dev/reference/block-kit/block-elements
"""

from collections.abc import Mapping

from slack_simulator.block_kit.objects import (
    action_id,
    confirm,
    image_source,
    option,
    option_groups,
    options,
    plain_text,
    slack_file,
    url,
)
from slack_simulator.block_kit.rules import (
    Required,
    Rule,
    boolean,
    exactly_one,
    items,
    number,
    one_of,
    record,
    refuse,
    string,
)

DATE = r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])"
TIME = r"([01]\d|2[0-3]):[0-5]\d"

_COMMON: dict[str, Rule | Required] = {"action_id": action_id, "confirm": confirm, "focus_on_load": boolean}
_MENU = _COMMON | {"placeholder": plain_text(150)}
_id = string(most=255)
_ids = items(_id, most=100)
_conversation_filter = record(
    {
        "include": items(one_of("im", "mpim", "private", "public"), most=4),
        "exclude_external_shared_channels": boolean,
        "exclude_bot_users": boolean,
    }
)
_dispatch = record({"trigger_actions_on": items(one_of("on_enter_pressed", "on_character_entered"), most=2)})


def _given_options(value: Mapping[str, object]) -> list[object]:
    found: list[object] = []
    for holder in [value, *_groups(value)]:
        listed = holder.get("options", [])
        found.extend(listed if isinstance(listed, list) else [])
    return found


def _groups(value: Mapping[str, object]) -> list[dict[str, object]]:
    groups = value.get("option_groups", [])
    return groups if isinstance(groups, list) else []


def _initial_is_an_option(value: object, pointer: str, reasons: list[str]) -> None:
    if not isinstance(value, dict):
        return
    offered = _given_options(value)
    wanted = [value["initial_option"]] if "initial_option" in value else value.get("initial_options", [])
    for one in wanted:
        if one not in offered:
            refuse(reasons, pointer, "initial option was not found in the options")


def _lengths_in_order(value: object, pointer: str, reasons: list[str]) -> None:
    if isinstance(value, dict) and value.get("min_length", 0) > value.get("max_length", 3000):
        refuse(reasons, pointer, "min_length must not be more than max_length")


def _menu(more: Mapping[str, Rule | Required], *whole: Rule) -> Rule:
    return record({**_MENU, **more}, *whole)


_lists: dict[str, Rule | Required] = {"options": options(100), "option_groups": option_groups}
_one_list = exactly_one("options", "option_groups")
_many: dict[str, Rule | Required] = {"max_selected_items": number(least=1, most=100)}
_conversations: dict[str, Rule | Required] = {
    "default_to_current_conversation": boolean,
    "filter": _conversation_filter,
}
_text_input: dict[str, Rule | Required] = {
    "action_id": action_id,
    "placeholder": plain_text(150),
    "focus_on_load": boolean,
    "dispatch_action_config": _dispatch,
}
_boxes = _COMMON | {"options": Required(options(10, marked_up=True))}

ELEMENTS: dict[str, Rule] = {
    "button": record(
        {
            "action_id": action_id,
            "confirm": confirm,
            "text": Required(plain_text(75)),
            "value": string(most=2000),
            "url": url,
            "style": one_of("primary", "danger"),
            "accessibility_label": string(most=75),
        }
    ),
    "checkboxes": record(_boxes | {"initial_options": options(10, marked_up=True)}, _initial_is_an_option),
    "radio_buttons": record(_boxes | {"initial_option": option(marked_up=True)}, _initial_is_an_option),
    "overflow": record(
        {"action_id": action_id, "confirm": confirm, "options": Required(options(5, linked=True))}
    ),
    "datepicker": _menu({"initial_date": string(most=10, pattern=DATE)}),
    "timepicker": _menu({"initial_time": string(most=5, pattern=TIME), "timezone": _id}),
    "datetimepicker": record(
        _COMMON | {"initial_date_time": number(least=1_000_000_000, most=9_999_999_999)}
    ),
    "static_select": _menu(_lists | {"initial_option": option()}, _one_list, _initial_is_an_option),
    "external_select": _menu({"initial_option": option(), "min_query_length": number(least=0, most=3000)}),
    "users_select": _menu({"initial_user": _id}),
    "channels_select": _menu({"initial_channel": _id, "response_url_enabled": boolean}),
    "conversations_select": _menu(
        _conversations | {"initial_conversation": _id, "response_url_enabled": boolean}
    ),
    "multi_static_select": _menu(
        _lists | _many | {"initial_options": options(100)}, _one_list, _initial_is_an_option
    ),
    "multi_external_select": _menu(
        _many | {"initial_options": options(100), "min_query_length": number(least=0, most=3000)}
    ),
    "multi_users_select": _menu(_many | {"initial_users": _ids}),
    "multi_channels_select": _menu(_many | {"initial_channels": _ids}),
    "multi_conversations_select": _menu(_many | _conversations | {"initial_conversations": _ids}),
    "plain_text_input": record(
        _text_input
        | {
            "initial_value": string(most=3000, least=0),
            "multiline": boolean,
            "min_length": number(least=0, most=3000),
            "max_length": number(least=1, most=3000),
        },
        _lengths_in_order,
    ),
    "email_text_input": record(_text_input | {"initial_value": string(most=3000, least=0)}),
    "url_text_input": record(_text_input | {"initial_value": string(most=3000, least=0)}),
    "number_input": record(
        _text_input
        | {
            "is_decimal_allowed": Required(boolean),
            "initial_value": string(most=100, least=0),
            "min_value": string(most=100),
            "max_value": string(most=100),
        }
    ),
    "image": record(
        {
            "alt_text": Required(string(most=2000)),
            "image_url": url,
            "slack_file": slack_file,
        },
        image_source,
    ),
}
"""The rule of each element that the workspace knows."""

_MENUS = {"static_select", "external_select", "users_select", "channels_select", "conversations_select"}
_MULTI_MENUS = {f"multi_{name}" for name in _MENUS}
_PICKERS = {"checkboxes", "radio_buttons", "datepicker", "timepicker"}
_TEXT_INPUTS = {"plain_text_input", "email_text_input", "url_text_input", "number_input"}

IN_SECTION = _MENUS | _MULTI_MENUS | _PICKERS | {"button", "overflow", "image"}
IN_ACTIONS = _MENUS | _PICKERS | {"button", "overflow", "datetimepicker"}
IN_INPUT = _MENUS | _MULTI_MENUS | _PICKERS | _TEXT_INPUTS | {"datetimepicker"}


def only(names: set[str]) -> dict[str, Rule]:
    """Return the rules of the elements that may stand in a block."""
    return {name: ELEMENTS[name] for name in names}
