"""Every element in forms that Slack takes and refuses."""

import pytest

from kit import plain
from slack_simulator.block_kit import check_blocks
from slack_simulator.block_kit.element_rules import ELEMENTS
from slack_simulator.records import JSON


def option(value: str = "a", **more: object) -> JSON:
    return {"text": plain(), "value": value, **more}


def group(*options: JSON) -> JSON:
    return {"label": plain(), "options": list(options)}


CONFIRM = {"title": plain(), "text": plain(), "confirm": plain("Yes"), "deny": plain("No"), "style": "danger"}
FILTER = {"include": ["public", "private"], "exclude_bot_users": True}
GOOD: list[JSON] = [
    {"type": "button", "text": plain("x" * 75), "value": "x" * 2000, "style": "primary", "confirm": CONFIRM},
    {"type": "button", "text": plain(), "url": "https://vendor.example", "accessibility_label": "More"},
    {"type": "checkboxes", "options": [option("a"), option("b")], "initial_options": [option("b")]},
    {
        "type": "radio_buttons",
        "options": [option(description=plain())],
        "initial_option": option(description=plain()),
    },
    {"type": "overflow", "options": [option(url="https://vendor.example")] * 5},
    {"type": "datepicker", "initial_date": "2026-11-30", "placeholder": plain("x" * 150)},
    {"type": "timepicker", "initial_time": "09:00"},
    {"type": "datetimepicker", "initial_date_time": 1_795_404_774},
    {"type": "static_select", "options": [option()] * 100, "initial_option": option()},
    {
        "type": "static_select",
        "option_groups": [group(option("a")), group(option("b"))],
        "initial_option": option("b"),
    },
    {"type": "external_select", "min_query_length": 0, "initial_option": option()},
    {"type": "users_select", "initial_user": "U0ANA"},
    {"type": "channels_select", "initial_channel": "C0ACME"},
    {"type": "conversations_select", "default_to_current_conversation": True, "filter": FILTER},
    {
        "type": "multi_static_select",
        "options": [option()],
        "initial_options": [option()],
        "max_selected_items": 2,
    },
    {"type": "multi_external_select", "initial_options": [option()]},
    {"type": "multi_users_select", "initial_users": ["U0ANA"]},
    {"type": "multi_channels_select", "initial_channels": ["C0ACME"]},
    {"type": "multi_conversations_select", "initial_conversations": ["C0ACME"], "filter": FILTER},
    {"type": "plain_text_input", "multiline": True, "min_length": 1, "max_length": 3000, "initial_value": ""},
    {"type": "plain_text_input", "dispatch_action_config": {"trigger_actions_on": ["on_enter_pressed"]}},
    {"type": "email_text_input", "placeholder": plain()},
    {"type": "url_text_input", "initial_value": "https://vendor.example"},
    {"type": "number_input", "is_decimal_allowed": False, "min_value": "1", "max_value": "9"},
    {"type": "image", "image_url": "https://vendor.example/a.png", "alt_text": "A picture"},
]


BAD: dict[str, tuple[JSON, str]] = {
    "button without words": ({"type": "button", "action_id": "a"}, "missing required field: text"),
    "button with markup": (
        {"type": "button", "text": {"type": "mrkdwn", "text": "*x*"}},
        "unsupported type: mrkdwn",
    ),
    "button too long": ({"type": "button", "text": plain("x" * 76)}, "must be less than 76 characters"),
    "button value too long": (
        {"type": "button", "text": plain(), "value": "x" * 2001},
        "must be less than 2001 characters",
    ),
    "button of no style": (
        {"type": "button", "text": plain(), "style": "huge"},
        "must be one of primary, danger",
    ),
    "button that is disabled": (
        {"type": "button", "text": plain(), "disabled": True},
        "invalid additional property: disabled",
    ),
    "confirmation without words": (
        {"type": "button", "text": plain(), "confirm": {}},
        "missing required field: title",
    ),
    "long confirmation": (
        {"type": "button", "text": plain(), "confirm": CONFIRM | {"confirm": plain("x" * 31)}},
        "must be less than 31 characters",
    ),
    "eleven checkboxes": (
        {"type": "checkboxes", "options": [option()] * 11},
        "no more than 10 items allowed",
    ),
    "eleven radio buttons": (
        {"type": "radio_buttons", "options": [option()] * 11},
        "no more than 10 items allowed",
    ),
    "six in an overflow menu": (
        {"type": "overflow", "options": [option()] * 6},
        "no more than 5 items allowed",
    ),
    "101 options": ({"type": "static_select", "options": [option()] * 101}, "no more than 100 items allowed"),
    "no options": ({"type": "static_select", "options": []}, "no less than 1 items allowed"),
    "options and groups": (
        {"type": "static_select", "options": [option()], "option_groups": [group(option())]},
        "must have exactly one of: options, option_groups",
    ),
    "an initial option that is not offered": (
        {"type": "static_select", "options": [option()], "initial_option": option("b")},
        "initial option was not found in the options",
    ),
    "an initial box that is not offered": (
        {"type": "checkboxes", "options": [option()], "initial_options": [option("b")]},
        "initial option was not found in the options",
    ),
    "option text too long": (
        {"type": "static_select", "options": [option() | {"text": plain("x" * 76)}]},
        "must be less than 76 characters",
    ),
    "option value too long": (
        {"type": "static_select", "options": [option("x" * 151)]},
        "must be less than 151 characters",
    ),
    "option with a link": (
        {"type": "static_select", "options": [option(url="https://vendor.example")]},
        "invalid additional property: url",
    ),
    "placeholder too long": (
        {"type": "users_select", "placeholder": plain("x" * 151)},
        "must be less than 151 characters",
    ),
    "no such day": ({"type": "datepicker", "initial_date": "2026-13-01"}, "must match the pattern"),
    "no such time": ({"type": "timepicker", "initial_time": "25:00"}, "must match the pattern"),
    "moment in milliseconds": (
        {"type": "datetimepicker", "initial_date_time": 1_795_404_774_000},
        "must be between",
    ),
    "moment as words": ({"type": "datetimepicker", "initial_date_time": "now"}, "must be an integer"),
    "text input too long": ({"type": "plain_text_input", "max_length": 3001}, "must be between 1 and 3000"),
    "shortest above longest": (
        {"type": "plain_text_input", "min_length": 9, "max_length": 3},
        "min_length must not be more than max_length",
    ),
    "number without its kind": ({"type": "number_input"}, "missing required field: is_decimal_allowed"),
    "conversation filter of nothing": (
        {"type": "conversations_select", "filter": {"include": ["all"]}},
        "must be one of im, mpim, private, public",
    ),
    "action id too long": (
        {"type": "users_select", "action_id": "x" * 256},
        "must be less than 256 characters",
    ),
}


def placed(element: JSON) -> JSON:
    """Put an element where it may stand."""
    kind = element["type"]
    if kind.endswith("_input") or kind == "datetimepicker":
        return {"type": "input", "label": plain(), "element": element}
    return {"type": "section", "text": plain(), "accessory": element}


def test_every_element_has_a_good_case() -> None:
    assert {element["type"] for element in GOOD} == set(ELEMENTS)


@pytest.mark.parametrize("element", GOOD, ids=lambda element: element["type"])
def test_slack_takes_the_element(element: JSON) -> None:
    assert check_blocks([placed(element)]) == []


@pytest.mark.parametrize("name", BAD)
def test_slack_refuses_the_element(name: str) -> None:
    element, reason = BAD[name]
    found = check_blocks([placed(element)])
    assert [one for one in found if one.startswith(reason)], found
