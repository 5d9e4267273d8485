"""Forms as modals.

https://docs.slack.dev/reference/views/modal-views
"""

import re
from collections.abc import Mapping
from typing import Any, Final, assert_never

from bot.slack.rendering.limits import (
    FORM_TITLE_MOST,
    LABEL_MOST,
    OPTION_MOST,
    OPTIONS_MOST,
    PLACEHOLDER_MOST,
    USERS_MOST,
    cut_plain,
)
from bot.slack.rendering.messages import render_parts
from bot.slack.rendering.objects import Block, plain
from views.forms import (
    ChannelSelect,
    Checkbox,
    Choice,
    Choices,
    DatePicker,
    Field,
    Input,
    Notice,
    PeopleSelect,
    PersonSelect,
    TextBox,
    Window,
)
from views.parts import Message

VALUE: Final = "value"
"""The action id of every input, so that a form is read in one way: by block id."""

_CHANNEL = re.compile(r"[CG][A-Z0-9]+")
_USER = re.compile(r"[UW][A-Z0-9]+")


def render_form(form: Window, filled: Mapping[str, Any] | None = None) -> dict[str, object]:
    """Render a form, or a window without a question: closed, it closes what it lies over too.

    The fields of `filled`, a form as somebody sent it, stand below it as they were filled.
    """
    if isinstance(form, Notice):
        return {
            "type": "modal",
            "title": _plain(form.title, FORM_TITLE_MOST),
            "close": _plain("Close", FORM_TITLE_MOST),
            "clear_on_close": True,
            "blocks": render_parts(form.message),
        }
    fields = [*map(_field, form.fields), *(_fields_of(filled) if filled else [])]
    return {
        "type": "modal",
        "callback_id": form.id.value,
        "title": _plain(form.title, FORM_TITLE_MOST),
        "submit": _plain(form.submit, FORM_TITLE_MOST),
        "close": _plain(form.close, FORM_TITLE_MOST),
        "private_metadata": form.value,
        "blocks": [*(render_parts(form.over) if form.over else []), *fields],
    }


def render_again(
    view: Mapping[str, Any], message: Message, *, submit: str = "", value: str = ""
) -> dict[str, object]:
    """Render a form as somebody sent it, with the message over it; `view` is the one of Slack's payload.

    `submit` and `value` replace what its button says and what comes back with it.

    https://docs.slack.dev/reference/interaction-payloads/view-interactions-payload
    """
    kept = ("callback_id", "title", "submit", "close", "private_metadata")
    changed: Block = {"submit": _plain(submit, FORM_TITLE_MOST)} if submit else {}
    changed |= {"private_metadata": value} if value else {}
    return {
        "type": "modal",
        **{part: view[part] for part in kept if view.get(part)},
        **changed,
        "blocks": [*render_parts(message), *_fields_of(view)],
    }


def _fields_of(view: Mapping[str, Any]) -> list[Block]:
    """Return the fields of a form as somebody sent it, as they were filled."""
    asked = [block for block in view["blocks"] if block["type"] == "input"]
    return [_filled(block, view["state"]["values"].get(block["block_id"], {})) for block in asked]


_INITIAL = {
    "plain_text_input": ("value", "initial_value"),
    "datepicker": ("selected_date", "initial_date"),
    "checkboxes": ("selected_options", "initial_options"),
    "static_select": ("selected_option", "initial_option"),
    "multi_static_select": ("selected_options", "initial_options"),
    "users_select": ("selected_user", "initial_user"),
    "multi_users_select": ("selected_users", "initial_users"),
    "conversations_select": ("selected_conversation", "initial_conversation"),
}
"""Of each input in a form: under which name Slack gives what was put in, and under which it takes it back."""


def _filled(block: Mapping[str, Any], state: Mapping[str, Mapping[str, Any]]) -> Block:
    """Put into an input what its field holds, which may be less than it began with."""
    element: Block = dict(block["element"])
    given, initial = _INITIAL[str(element["type"])]
    element.pop(initial, None)
    if value := state.get(VALUE, {}).get(given):
        element[initial] = value
        element.pop("default_to_current_conversation", None)
    return {**block, "element": element}


def _field(field: Field) -> Block:
    block: Block = {
        "type": "input",
        "block_id": field.name,
        "label": _plain(field.label, LABEL_MOST),
        "element": {**_element(field.input), "action_id": VALUE},
        "optional": field.optional,
    }
    return block | ({"hint": _plain(field.hint, LABEL_MOST)} if field.hint else {})


def _element(asked: Input) -> Block:
    match asked:
        case TextBox():
            return _text_box(asked)
        case DatePicker(placeholder, initial):
            picked: Block = {"initial_date": initial.isoformat()} if initial else {}
            return {"type": "datepicker"} | picked | _placeholder(placeholder)
        case Checkbox(label, value, checked):
            option: Block = {"text": _plain(label, OPTION_MOST), "value": value}
            ticked: Block = {"initial_options": [option]} if checked else {}
            return {"type": "checkboxes", "options": [option]} | ticked
        case PersonSelect(placeholder, initial):
            chosen: Block = {"initial_user": initial} if initial and _USER.fullmatch(initial) else {}
            return {"type": "users_select"} | chosen | _placeholder(placeholder)
        case PeopleSelect(placeholder, initial):
            users = list(filter(_USER.fullmatch, initial))[:USERS_MOST]
            all_of_them: Block = {"initial_users": users} if users else {}
            return {"type": "multi_users_select"} | all_of_them | _placeholder(placeholder)
        case ChannelSelect():
            return _channel_select(asked)
        case Choice(options, initial, placeholder):
            return _choice("static_select", options, (initial,), placeholder)
        case Choices(options, several, placeholder):
            return _choice("multi_static_select", options, several, placeholder)
        case _:
            assert_never(asked)


def _text_box(box: TextBox) -> Block:
    element: Block = {"type": "plain_text_input", "multiline": box.multiline, "max_length": box.most}
    if box.initial:
        element["initial_value"] = box.initial if box.multiline else cut_plain(box.initial, box.most)
    return element | _placeholder(box.placeholder)


def _choice(
    kind: str, named: tuple[tuple[str, str], ...], initial: tuple[str | None, ...], placeholder: str
) -> Block:
    """Render a choice; what is too long for one list is divided into groups, called by where they begin.

    https://docs.slack.dev/reference/block-kit/block-elements/select-menu-element
    https://docs.slack.dev/reference/block-kit/block-elements/multi-select-menu-element
    """
    options: list[Block] = [{"text": _plain(label, OPTION_MOST), "value": value} for value, label in named]
    chosen = [option for option in options if option["value"] in initial]
    element: Block = {"type": kind}
    if chosen:
        element |= (
            {"initial_options": chosen} if kind == "multi_static_select" else {"initial_option": chosen[0]}
        )
    if len(options) <= OPTIONS_MOST:
        return element | {"options": options} | _placeholder(placeholder)
    starts = range(0, len(options), OPTIONS_MOST)
    groups: list[Block] = [
        {
            "label": _plain(f"From {named[start][1]}", OPTION_MOST),
            "options": options[start : start + OPTIONS_MOST],
        }
        for start in starts
    ]
    return element | {"option_groups": groups} | _placeholder(placeholder)


def _channel_select(select: ChannelSelect) -> Block:
    known = select.initial and _CHANNEL.fullmatch(select.initial)
    chosen: Block = (
        {"initial_conversation": select.initial} if known else {"default_to_current_conversation": True}
    )
    kinds = {"include": ["public", "private"], "exclude_bot_users": True}
    found: Block = {"type": "conversations_select", "filter": kinds}
    return found | chosen | _placeholder(select.placeholder)


def _placeholder(text: str) -> Block:
    return {"placeholder": _plain(text, PLACEHOLDER_MOST)} if text else {}


def _plain(text: str, most: int) -> Block:
    return plain(cut_plain(text, most))
