"""Forms as Slack's modals: each question as an input, read by its block id."""

import pytest

from bot.slack.rendering import render_form
from slack_simulator.block_kit import check_view
from views.actions import FormId
from views.forms import (
    ChannelSelect,
    Checkbox,
    DatePicker,
    Field,
    Form,
    Input,
    Notice,
    PeopleSelect,
    PersonSelect,
    TextBox,
)
from views.parts import said

KINDS = {"include": ["public", "private"], "exclude_bot_users": True}
TICK = {"text": {"type": "plain_text", "text": "Affects"}, "value": "yes"}


def rendered(*fields: Field) -> dict[str, object]:
    view = render_form(Form(FormId.RELEASE, "New release", "Enter", fields, "{}"))
    assert not (reasons := check_view(view)), reasons
    return view


@pytest.mark.parametrize(
    ("asked", "element"),
    [
        (TextBox(most=80), {"type": "plain_text_input", "multiline": False, "max_length": 80}),
        (
            TextBox("Say", "a\nb", multiline=True),
            {
                "type": "plain_text_input",
                "multiline": True,
                "max_length": 3000,
                "initial_value": "a\nb",
                "placeholder": {"type": "plain_text", "text": "Say"},
            },
        ),
        (
            TextBox(initial="abc\ndef", most=5),
            {"type": "plain_text_input", "multiline": False, "max_length": 5, "initial_value": "abc…"},
        ),
        (DatePicker("Day"), {"type": "datepicker", "placeholder": {"type": "plain_text", "text": "Day"}}),
        (
            Checkbox("Affects", "yes", checked=True),
            {"type": "checkboxes", "options": [TICK], "initial_options": [TICK]},
        ),
        (Checkbox("Affects", "yes", checked=False), {"type": "checkboxes", "options": [TICK]}),
        (PersonSelect(""), {"type": "users_select"}),
        (PeopleSelect("", ("U0ANA", "ana")), {"type": "multi_users_select", "initial_users": ["U0ANA"]}),
        (PeopleSelect(""), {"type": "multi_users_select"}),
        (
            ChannelSelect("C0ACME", ""),
            {"type": "conversations_select", "filter": KINDS, "initial_conversation": "C0ACME"},
        ),
        (
            ChannelSelect("#acme", ""),
            {"type": "conversations_select", "filter": KINDS, "default_to_current_conversation": True},
        ),
    ],
)
def test_each_question_has_its_element(asked: Input, element: dict[str, object]) -> None:
    view = rendered(Field("name", "Name", asked))

    assert isinstance(view["blocks"], list)
    assert view["blocks"][0]["element"] == element | {"action_id": "value"}


def test_a_question_has_a_label_a_hint_and_may_be_left_open() -> None:
    view = rendered(Field("name", "Name", TextBox(), hint="Its name.", optional=True))

    assert isinstance(view["blocks"], list)
    assert {name: part for name, part in view["blocks"][0].items() if name != "element"} == {
        "type": "input",
        "block_id": "name",
        "label": {"type": "plain_text", "text": "Name"},
        "optional": True,
        "hint": {"type": "plain_text", "text": "Its name."},
    }


def test_a_form_is_a_modal_that_carries_what_it_is_about() -> None:
    view = rendered(Field("name", "Name", TextBox()))

    assert {name: part for name, part in view.items() if name != "blocks"} == {
        "type": "modal",
        "callback_id": "release_form",
        "title": {"type": "plain_text", "text": "New release"},
        "submit": {"type": "plain_text", "text": "Enter"},
        "close": {"type": "plain_text", "text": "Cancel"},
        "private_metadata": "{}",
    }


def test_a_notice_asks_nothing() -> None:
    assert render_form(Notice("New release", said("One moment…"))) == {
        "type": "modal",
        "title": {"type": "plain_text", "text": "New release"},
        "close": {"type": "plain_text", "text": "Close"},
        "clear_on_close": True,
        "blocks": [{"type": "section", "text": {"type": "mrkdwn", "text": "One moment…", "verbatim": True}}],
    }
