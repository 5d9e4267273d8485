"""Modals and App Homes in forms that Slack takes and refuses."""

import pytest

from kit import modal, plain
from slack_simulator.block_kit import check_view

TEXT_INPUT = {"type": "plain_text_input", "action_id": "text"}


def test_a_modal_of_a_hundred_blocks_is_taken() -> None:
    assert (
        check_view(modal(*[{"type": "divider"}] * 100, close=plain("Back"), private_metadata="x" * 3000))
        == []
    )


def test_an_app_home_is_taken() -> None:
    assert check_view({"type": "home", "blocks": [{"type": "divider"}]}) == []


FOCUSED = TEXT_INPUT | {"focus_on_load": True}
BAD_VIEWS: dict[str, tuple[object, str]] = {
    "view that is no object": ("hello", "must be an object [json-pointer:/view]"),
    "101 blocks": (
        modal(*[{"type": "divider"}] * 101),
        "no more than 100 items allowed [json-pointer:/view/blocks]",
    ),
    "long title": (
        modal() | {"title": plain("x" * 25)},
        "must be less than 25 characters [json-pointer:/view/title/text]",
    ),
    "long submit": (
        modal(submit=plain("x" * 25)),
        "must be less than 25 characters [json-pointer:/view/submit/text]",
    ),
    "no title": ({"type": "modal", "blocks": []}, "missing required field: title [json-pointer:/view]"),
    "no blocks": ({"type": "home"}, "missing required field: blocks [json-pointer:/view]"),
    "blocks that are no list": (
        {"type": "home", "blocks": "none"},
        "must be an array [json-pointer:/view/blocks]",
    ),
    "input without submit": (
        modal({"type": "input", "label": plain(), "element": TEXT_INPUT}),
        "missing required field: submit [json-pointer:/view]",
    ),
    "long metadata": (
        modal(private_metadata="x" * 3001),
        "must be less than 3001 characters [json-pointer:/view/private_metadata]",
    ),
    "home with a title": (
        {"type": "home", "blocks": [], "title": plain()},
        "invalid additional property: title [json-pointer:/view]",
    ),
    "two with the focus": (
        modal(*[{"type": "input", "label": plain(), "element": FOCUSED}] * 2, submit=plain("Send")),
        "only one element may have focus_on_load [json-pointer:/view/blocks]",
    ),
}


@pytest.mark.parametrize("name", BAD_VIEWS)
def test_slack_refuses_the_view(name: str) -> None:
    view, reason = BAD_VIEWS[name]
    assert check_view(view) == [reason]
