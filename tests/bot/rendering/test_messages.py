"""Messages in Block Kit: each part as Slack draws it, within its limits."""

import json
from typing import Any

import pytest

from bot.slack.rendering import render_message
from slack_simulator.block_kit import check_blocks
from tests.support.story import STANDARD_DAY, ZONE, at
from views.actions import Press
from views.inlines import Moment, Person, say
from views.parts import (
    Button,
    Buttons,
    Divider,
    Fields,
    Heading,
    Message,
    Paragraph,
    Part,
    Question,
    Rows,
    SmallPrint,
    listing,
    said,
    titled,
)

SHOW = Button("Show", Press.SHOW_RELEASE, "{}")
DRAWN = {"type": "button", "text": {"type": "plain_text", "text": "Show"}, "action_id": "show_release"} | {
    "value": "{}"
}


def marked(text: str) -> dict[str, object]:
    return {"type": "mrkdwn", "text": text, "verbatim": True}


def plain(text: str) -> dict[str, object]:
    return {"type": "plain_text", "text": text}


def blocks(*parts: Part) -> list[dict[str, object]]:
    made = render_message(Message("text", parts)).blocks
    assert not (reasons := check_blocks(made)), reasons
    return made


@pytest.mark.parametrize(
    ("part", "block"),
    [
        (Heading("A & B"), {"type": "header", "text": plain("A & B")}),
        (Paragraph("A & B"), {"type": "section", "text": marked("A &amp; B")}),
        (Paragraph("A", SHOW), {"type": "section", "text": marked("A"), "accessory": DRAWN}),
        (titled("Where", "here"), {"type": "section", "text": marked("*Where*\nhere")}),
        (SmallPrint("a"), {"type": "context", "elements": [marked("a")]}),
        (Divider(), {"type": "divider"}),
        (Buttons((SHOW,)), {"type": "actions", "elements": [DRAWN]}),
        (Fields((("By", Person("U0ANA")),)), {"type": "section", "fields": [marked("*By*\n<@U0ANA>")]}),
    ],
)
def test_each_part_is_one_block(part: Part, block: dict[str, object]) -> None:
    assert blocks(part) == [block]


def test_a_row_without_buttons_takes_no_room() -> None:
    assert blocks(Paragraph("a"), Buttons(())) == blocks(Paragraph("a"))


@pytest.mark.parametrize(
    ("value", "carried"),
    [
        (
            '{"delivery":7,"release":"a \\"b\\""}',
            {"press": "show_release", "delivery": 7, "release": 'a "b"'},
        ),
        ("{}", {"press": "show_release"}),
        ("", {"press": "show_release"}),
    ],
)
def test_an_entry_of_a_menu_carries_what_its_button_would_and_which_it_is(
    value: str, carried: dict[str, object]
) -> None:
    (row,) = blocks(Buttons((SHOW,), (Button("Show", Press.SHOW_RELEASE, value),)))
    elements: Any = row["elements"]
    assert json.loads(elements[-1]["options"][0]["value"]) == carried


def test_a_button_may_stand_out_and_ask_before_it_acts() -> None:
    sure = Question("Remove it?", "It is gone then.", "Remove", "Keep")
    remove = Button("Remove", Press.REMOVE_INTEGRATION, "{}", style="danger", asks=sure)

    (row,) = blocks(Buttons((remove,)))

    assert isinstance(row["elements"], list)
    assert row["elements"][0]["style"] == "danger"
    assert row["elements"][0]["confirm"] == {
        "title": plain("Remove it?"),
        "text": plain("It is gone then."),
        "confirm": plain("Remove"),
        "deny": plain("Keep"),
        "style": "danger",
    }


def test_a_list_without_items_is_not_there() -> None:
    assert listing("Posts", [], most=100) == []
    assert blocks(*listing("Posts", ["a", "b"], most=100)) == [
        {"type": "section", "text": marked("*Posts*\n• a\n• b")}
    ]


def test_long_rows_go_on_in_further_paragraphs_and_the_rest_is_counted() -> None:
    rows = Rows(tuple(["x" * 1000] * 9), lambda left: say("… and {left} more.", left=left))

    made = blocks(rows)

    two = f"• {'x' * 1000}\n• {'x' * 1000}"
    assert made == [
        *[{"type": "section", "text": marked(two)}] * 3,
        {"type": "context", "elements": [marked("… and 3 more.")]},
    ]
    assert blocks(Rows(("a", "b"), str)) == [{"type": "section", "text": marked("• a\n• b")}]


def test_rows_that_no_message_has_room_for_are_counted_and_not_rendered() -> None:
    cannot_be_rendered: Any = object()
    items = (*["x" * 1000] * 7, *[cannot_be_rendered] * 90)

    assert blocks(Rows(items, lambda left: f"{left} more", others=900))[3:] == [
        {"type": "context", "elements": [marked("991 more")]}
    ]


def test_rows_that_are_not_among_the_items_are_counted_too() -> None:
    assert blocks(Rows(("a",), lambda left: f"{left} more", others=2))[1:] == [
        {"type": "context", "elements": [marked("2 more")]}
    ]


def test_a_table_has_at_most_ten_fields() -> None:
    (made,) = blocks(Fields((("Title", "value"),) * 11))

    assert isinstance(made["fields"], list)
    assert len(made["fields"]) == 10


def test_the_posted_message_is_known_by_its_delivery() -> None:
    made = render_message(Message("a", (Heading("a"), Paragraph("b")), delivery=7)).blocks

    assert [block.get("block_id") for block in made] == ["delivery:7", None]


def test_moments_are_tokens_in_the_blocks_and_written_out_in_the_text() -> None:
    made = render_message(said(say("At {when}.", when=Moment(at(STANDARD_DAY, 10, 12), ZONE))))

    assert made.text == "At Mon 30 Nov 2026, 10:12 (Europe/Berlin)."
    assert "<!date^" in str(made.blocks)


def test_the_longest_texts_are_cut_until_the_message_fits_as_a_whole() -> None:
    made = blocks(Heading("a"), *[Paragraph("x" * 2900)] * 4, SmallPrint("short"), Buttons((SHOW,)))

    texts = [str(block["text"]["text"]) for block in made if isinstance(block.get("text"), dict)]  # type: ignore[index] # as just asked
    in_all = sum(map(len, texts)) + len("short") + len("Show")
    assert 8990 <= in_all <= 9000
    assert "short" in str(made)


def test_a_message_that_just_fits_is_left_alone() -> None:
    (made, _, _) = blocks(*[Paragraph("x" * 2900)] * 3)

    assert made == {"type": "section", "text": marked("x" * 2900)}
