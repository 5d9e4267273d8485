"""Every block in a form that Slack takes, and in the forms that it refuses with a reason."""

import pytest

from kit import button, plain
from slack_simulator.block_kit import Surface, check_blocks
from slack_simulator.records import JSON


def mrkdwn(text: str = "*Words*") -> JSON:
    return {"type": "mrkdwn", "text": text}


def rich(*elements: JSON) -> JSON:
    return {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": list(elements)}]}


TEXT_INPUT = {"type": "plain_text_input", "action_id": "text"}
IMAGE = {"type": "image", "image_url": "https://vendor.example/a.png", "alt_text": "A picture"}
ROW = [{"type": "raw_text", "text": "a"}, rich({"type": "text", "text": "b"})]
GOOD: dict[str, tuple[Surface, JSON]] = {
    "section with text": ("message", {"type": "section", "text": mrkdwn("x" * 3000)}),
    "section with ten fields": ("home", {"type": "section", "fields": [mrkdwn("x" * 2000)] * 10}),
    "section with a button": ("modal", {"type": "section", "text": plain(), "accessory": button()}),
    "section with a picture": ("modal", {"type": "section", "text": plain(), "accessory": IMAGE}),
    "header": ("message", {"type": "header", "block_id": "head", "text": plain("x" * 150)}),
    "divider": ("home", {"type": "divider"}),
    "context": ("message", {"type": "context", "elements": [mrkdwn(), IMAGE, plain()]}),
    "actions": ("message", {"type": "actions", "elements": [button(action_id=f"go{n}") for n in range(25)]}),
    "actions without action ids": (
        "message",
        {"type": "actions", "elements": [{"type": "button", "text": plain()}] * 2},
    ),
    "image": ("message", IMAGE | {"title": plain()}),
    "image of Slack's own": ("message", {"type": "image", "alt_text": "A", "slack_file": {"id": "F1"}}),
    "input": (
        "modal",
        {"type": "input", "label": plain(), "hint": plain(), "optional": True, "element": TEXT_INPUT},
    ),
    "input in a message": (
        "message",
        {"type": "input", "label": plain(), "element": TEXT_INPUT, "dispatch_action": True},
    ),
    "markdown": ("message", {"type": "markdown", "text": "# " + "x" * 11_998}),
    "table": ("message", {"type": "table", "rows": [ROW] * 3, "column_settings": [{"align": "right"}]}),
    "alert": ("modal", {"type": "alert", "text": mrkdwn(), "level": "warning"}),
}


BAD: dict[str, tuple[Surface, JSON, str, str]] = {
    "section without words": (
        "message",
        {"type": "section"},
        "must have at least one of: text, fields",
        "",
    ),
    "section too long": (
        "message",
        {"type": "section", "text": mrkdwn("x" * 3001)},
        "must be less than 3001 characters",
        "/text/text",
    ),
    "section with empty text": (
        "message",
        {"type": "section", "text": mrkdwn("")},
        "must be more than 0 characters",
        "/text/text",
    ),
    "eleven fields": (
        "message",
        {"type": "section", "fields": [mrkdwn()] * 11},
        "no more than 10 items allowed",
        "/fields",
    ),
    "field too long": (
        "message",
        {"type": "section", "fields": [mrkdwn("x" * 2001)]},
        "must be less than 2001 characters",
        "/fields/0/text",
    ),
    "text as a bare string": (
        "message",
        {"type": "section", "text": "hello"},
        "must be an object",
        "/text",
    ),
    "text that is a number": (
        "message",
        {"type": "section", "text": plain() | {"text": 4}},
        "must be a string",
        "/text/text",
    ),
    "accessory that is an input": (
        "modal",
        {"type": "section", "text": plain(), "accessory": TEXT_INPUT},
        "unsupported type: plain_text_input",
        "/accessory/type",
    ),
    "header with markup": (
        "message",
        {"type": "header", "text": mrkdwn()},
        "unsupported type: mrkdwn",
        "/text/type",
    ),
    "header too long": (
        "message",
        {"type": "header", "text": plain("x" * 151)},
        "must be less than 151 characters",
        "/text/text",
    ),
    "header without text": (
        "message",
        {"type": "header"},
        "missing required field: text",
        "",
    ),
    "emoji count twice in UTF-16": (
        "message",
        {"type": "header", "text": plain("😀" * 76)},
        "must be less than 151 characters",
        "/text/text",
    ),
    "unknown property": (
        "message",
        {"type": "divider", "colour": "red"},
        "invalid additional property: colour",
        "",
    ),
    "block id too long": (
        "message",
        {"type": "divider", "block_id": "x" * 256},
        "must be less than 256 characters",
        "/block_id",
    ),
    "eleven context elements": (
        "message",
        {"type": "context", "elements": [mrkdwn()] * 11},
        "no more than 10 items allowed",
        "/elements",
    ),
    "context with a button": (
        "message",
        {"type": "context", "elements": [button()]},
        "unsupported type: button",
        "/elements/0/type",
    ),
    "no actions": (
        "message",
        {"type": "actions", "elements": []},
        "no less than 1 items allowed",
        "/elements",
    ),
    "26 actions": (
        "message",
        {"type": "actions", "elements": [button(action_id=f"go{n}") for n in range(26)]},
        "no more than 25 items allowed",
        "/elements",
    ),
    "doubled action id": (
        "message",
        {"type": "actions", "elements": [button(), button()]},
        '`action_id` "Go" already exists for another element',
        "/elements/1/action_id",
    ),
    "image without words": (
        "message",
        {"type": "image", "image_url": "https://vendor.example/a.png"},
        "missing required field: alt_text",
        "",
    ),
    "image without source": (
        "message",
        {"type": "image", "alt_text": "A"},
        "must have exactly one of: image_url, slack_file",
        "",
    ),
    "image from nowhere": (
        "message",
        {"type": "image", "alt_text": "A", "image_url": "a.png"},
        "must match the pattern https?://\\S+",
        "/image_url",
    ),
    "input without label": (
        "modal",
        {"type": "input", "element": TEXT_INPUT},
        "missing required field: label",
        "",
    ),
    "input that is a button": (
        "modal",
        {"type": "input", "label": plain(), "element": button()},
        "unsupported type: button",
        "/element/type",
    ),
    "optional that is a word": (
        "modal",
        {"type": "input", "label": plain(), "element": TEXT_INPUT, "optional": "yes"},
        "must be a boolean",
        "/optional",
    ),
    "markdown in a modal": (
        "modal",
        {"type": "markdown", "text": "a"},
        "unsupported type: markdown",
        "/type",
    ),
    "table too wide": (
        "message",
        {"type": "table", "rows": [[{"type": "raw_text", "text": "a"}] * 21]},
        "no more than 20 items allowed",
        "/rows/0",
    ),
    "table with too much text": (
        "message",
        {"type": "table", "rows": [[{"type": "raw_text", "text": "a" * 6000}]] * 2},
        "must be less than 10001 characters in all cells",
        "/rows",
    ),
    "alert in a message": (
        "message",
        {"type": "alert", "text": plain()},
        "unsupported type: alert",
        "/type",
    ),
    "block of no kind": (
        "message",
        {"text": plain()},
        "missing required field: type",
        "",
    ),
    "block that Slack never had": (
        "message",
        {"type": "marquee"},
        "unsupported type: marquee",
        "/type",
    ),
}


@pytest.mark.parametrize("name", GOOD)
def test_slack_takes(name: str) -> None:
    surface, block = GOOD[name]
    assert check_blocks([block], surface) == []


@pytest.mark.parametrize("name", BAD)
def test_slack_refuses(name: str) -> None:
    surface, block, reason, where = BAD[name]
    assert check_blocks([block], surface) == [f"{reason} [json-pointer:/blocks/0{where}]"]


def test_a_message_takes_fifty_blocks_and_no_more() -> None:
    assert check_blocks([{"type": "divider"}] * 50) == []
    assert check_blocks([{"type": "divider"}] * 51) == [
        "no more than 50 items allowed [json-pointer:/blocks]"
    ]


def test_blocks_must_be_a_list_of_objects() -> None:
    assert check_blocks("hello") == ["must be an array [json-pointer:/blocks]"]
    assert check_blocks(["hello"]) == ["must be an object [json-pointer:/blocks/0]"]


def test_two_blocks_may_not_share_an_id() -> None:
    twins = [{"type": "divider", "block_id": "a"}] * 2
    assert check_blocks(twins) == ['`block_id` "a" already exists [json-pointer:/blocks/1/block_id]']


def test_markdown_is_counted_over_the_whole_message() -> None:
    half = {"type": "markdown", "text": "x" * 6001}
    assert check_blocks([half, half]) == [
        "must be less than 12001 characters of markdown [json-pointer:/blocks]"
    ]


def test_a_message_has_one_table_at_most() -> None:
    table = {"type": "table", "rows": [ROW]}
    assert check_blocks([table, table]) == ["only one table allowed [json-pointer:/blocks]"]
