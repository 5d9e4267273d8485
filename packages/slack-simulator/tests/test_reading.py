"""Messages as a reader sees them: names for ids, buttons as [Label], channels as a dialogue."""

import pytest
from slack_sdk.web.async_client import AsyncWebClient

from kit import Clock, plain
from slack_simulator import Workspace
from slack_simulator.records import JSON
from slack_simulator.testing import Driver, Person
from slack_simulator.testing.plain_text import blocks_text, marked_up
from slack_simulator.user_actions.typed_text import to_slack_text

MARKED_UP = {
    "*bold* and _slanted_, ~gone~, `code`": "bold and slanted, gone, code",
    "2 * 3 * 4 snake_case_name": "2 * 3 * 4 snake_case_name",
    "<@U0ANA> in <#C0ACME> with <!subteam^S0SUPPORT>": "@Ana Lima in #acme-lms with @support-oncall",
    "<@U0NOBODY> and <!here>": "@U0NOBODY and @here",
    "<https://vendor.example|the docs> <https://vendor.example>": "the docs https://vendor.example",
    "<!date^1794214800^{date_long}|9 November (UTC)>": "9 November (UTC)",
    "Tom &amp; &lt;Jerry&gt;": "Tom & <Jerry>",
}


@pytest.mark.parametrize("text", MARKED_UP)
def test_markup_is_read_as_words(workspace: Workspace, text: str) -> None:
    assert marked_up(workspace, text) == MARKED_UP[text]


PICTURE = {"type": "image", "alt_text": "A chart", "image_url": "https://vendor.example/a.png"}
BUTTON = {"type": "button", "text": plain("Go")}


def rich_text(text: str) -> JSON:
    return {"type": "rich_text_section", "elements": [{"type": "text", "text": text}]}


RICH = {
    "type": "rich_text",
    "elements": [
        {
            "type": "rich_text_section",
            "elements": [
                {"type": "user", "user_id": "U0ANA"},
                {"type": "text", "text": " in "},
                {"type": "channel", "channel_id": "C0ACME"},
                {"type": "text", "text": " with "},
                {"type": "usergroup", "usergroup_id": "S0SUPPORT"},
                {"type": "emoji", "name": "tada"},
                {"type": "broadcast", "range": "here"},
                {"type": "link", "url": "https://vendor.example"},
                {"type": "date", "timestamp": 1, "format": "{date}", "fallback": " on Monday"},
            ],
        },
        {
            "type": "rich_text_list",
            "elements": [
                rich_text("one"),
                rich_text("two"),
            ],
        },
    ],
}


BLOCKS: list[tuple[JSON, str]] = [
    ({"type": "header", "text": plain("Title")}, "Title"),
    ({"type": "section", "text": plain("A"), "fields": [plain("B")], "accessory": BUTTON}, "A\nB\n[Go]"),
    ({"type": "section", "text": plain("A"), "accessory": PICTURE}, "A\n(A chart)"),
    ({"type": "context", "elements": [plain("small"), PICTURE]}, "small (A chart)"),
    (
        {"type": "actions", "elements": [BUTTON, {"type": "datepicker", "placeholder": plain("Day")}]},
        "[Go] [Day]",
    ),
    ({"type": "actions", "elements": [{"type": "overflow", "options": [{"text": plain("Edit")}]}]}, "[Edit]"),
    ({"type": "input", "label": plain("Name"), "element": {"type": "plain_text_input"}}, "Name: []"),
    (PICTURE, "(A chart)"),
    ({"type": "divider"}, "---"),
    ({"type": "markdown", "text": "# Hi"}, "# Hi"),
    ({"type": "alert", "text": plain("Careful")}, "Careful"),
    (
        {"type": "table", "rows": [[{"type": "raw_text", "text": "a"}, rich_text("one")]]},
        "a | one",
    ),
    (
        RICH,
        "@Ana Lima in #acme-lms with @support-oncall:tada:@herehttps://vendor.example on Monday\none\ntwo",
    ),
]


@pytest.mark.parametrize(("block", "expected"), BLOCKS, ids=[block["type"] for block, _ in BLOCKS])
def test_a_block_is_read_as_words(workspace: Workspace, block: JSON, expected: str) -> None:
    assert blocks_text(workspace, [block]) == expected


async def test_a_channel_reads_like_a_dialogue(
    client: AsyncWebClient, driver: Driver, ana: Person, clock: Clock
) -> None:
    button = {"type": "actions", "elements": [{"type": "button", "text": plain("Report urgent")}]}
    section = {"type": "section", "text": {"type": "mrkdwn", "text": "*2026.11* is coming"}}
    posted = await client.chat_postMessage(channel="C0ACME", text="short", blocks=[section, button])
    clock.moves(minutes=5)
    await ana.says("thanks", in_="#acme-lms", thread=driver.messages("#acme-lms")[0])
    await client.chat_postMessage(
        channel="C0ACME", text="welcome", thread_ts=posted["ts"], reply_broadcast=True
    )
    clock.moves(days=1)
    await client.chat_postEphemeral(channel="C0ACME", user="U0ANA", text="psst")
    await client.chat_postMessage(
        channel="C0ACME", text="a", attachments=[{"text": "_b_"}, {"blocks": [section]}]
    )
    late = await client.chat_postMessage(channel="C0ACME", text="x")
    await client.chat_update(channel="C0ACME", ts=late["ts"], text="y")
    assert driver.transcript("#acme-lms").split("\n") == [
        "Monday 9 November 2026",
        "09:00 Helper: 2026.11 is coming",
        "      [Report urgent]",
        "  09:05 Ana Lima: thanks",
        "  09:05 Helper (also sent to the channel): welcome",
        "Tuesday 10 November 2026",
        "09:05 Helper (only to Ana Lima): psst",
        "09:05 Helper: a",
        "      b",
        "      2026.11 is coming",
        "09:05 Helper (edited): y",
    ]


TYPED = {
    "@Ana Lima, @ben and @BEN": "<@U0ANA>, <@U0BEN> and <@U0BEN>",
    "see #acme-lms or #nowhere": "see <#C0ACME> or #nowhere",
    "@support-oncall @here @nobody": "<!subteam^S0SUPPORT> <!here> @nobody",
    "ana@ben.example": "ana@ben.example",
    "1 < 2 & <!channel>": "1 &lt; 2 &amp; &lt;!channel&gt;",
}


@pytest.mark.parametrize("typed", TYPED)
def test_what_people_type_becomes_slacks_text(workspace: Workspace, typed: str) -> None:
    assert to_slack_text(workspace, typed) == TYPED[typed]
