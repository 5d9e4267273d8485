"""Rich text in forms that Slack takes and refuses."""

import pytest

from slack_simulator.block_kit import Surface, check_blocks
from slack_simulator.records import JSON


def rich(*elements: JSON) -> JSON:
    return {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": list(elements)}]}


GOOD: dict[str, tuple[Surface, JSON]] = {
    "rich text": (
        "message",
        rich(
            {"type": "text", "text": "a", "style": {"bold": True}},
            {"type": "user", "user_id": "U0ANA"},
            {"type": "usergroup", "usergroup_id": "S0"},
            {"type": "channel", "channel_id": "C0"},
            {"type": "link", "url": "https://vendor.example", "text": "docs"},
            {"type": "emoji", "name": "tada"},
            {"type": "broadcast", "range": "here"},
            {"type": "date", "timestamp": 1, "format": "{date}", "fallback": "1 January"},
        ),
    ),
    "rich text list": (
        "home",
        {
            "type": "rich_text",
            "elements": [
                {
                    "type": "rich_text_list",
                    "style": "bullet",
                    "elements": [{"type": "rich_text_section", "elements": []}],
                },
                {"type": "rich_text_quote", "elements": [{"type": "text", "text": "q"}]},
                {"type": "rich_text_preformatted", "elements": [{"type": "text", "text": "p"}], "border": 1},
            ],
        },
    ),
}

BAD: dict[str, tuple[JSON, str]] = {
    "a broadcast to nobody": (
        rich({"type": "broadcast", "range": "all"}),
        "must be one of here, channel, everyone [json-pointer:/blocks/0/elements/0/elements/0/range]",
    ),
    "a person without an id": (
        rich({"type": "user"}),
        "missing required field: user_id [json-pointer:/blocks/0/elements/0/elements/0]",
    ),
    "a part that is none": (
        {"type": "rich_text", "elements": [{"type": "text", "text": "a"}]},
        "unsupported type: text [json-pointer:/blocks/0/elements/0/type]",
    ),
    "text of no characters": (
        rich({"type": "text", "text": ""}),
        "must be more than 0 characters [json-pointer:/blocks/0/elements/0/elements/0/text]",
    ),
}


@pytest.mark.parametrize("name", GOOD)
def test_slack_takes_the_rich_text(name: str) -> None:
    surface, block = GOOD[name]
    assert check_blocks([block], surface) == []


@pytest.mark.parametrize("name", BAD)
def test_slack_refuses_the_rich_text(name: str) -> None:
    block, reason = BAD[name]
    assert check_blocks([block]) == [reason]
