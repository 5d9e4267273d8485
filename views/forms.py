"""The kit of forms: input blocks and the view around them. All texts in a form are plain."""

from collections.abc import Iterable

from views.actions import Form
from views.kit import Block, plain
from views.text import cut_plain

VALUE = "value"
"""The action id of every input, so that a form is read in one way: by block id."""

TITLE_MOST = 24
LABEL_MOST = 2000
PLACEHOLDER_MOST = 150
OPTION_MOST = 75
INPUT_MOST = 3000
USERS_MOST = 100


def modal(
    callback: Form, *, title: str, submit: str, blocks: Iterable[Block], private_metadata: str
) -> dict[str, object]:
    """Make a form; `private_metadata` is what `actions.pack` wrote."""
    return {
        "type": "modal",
        "callback_id": callback.value,
        "title": plain(title, TITLE_MOST),
        "submit": plain(submit, TITLE_MOST),
        "close": plain("Cancel", TITLE_MOST),
        "private_metadata": private_metadata,
        "blocks": list(blocks),
    }


def field(block_id: str, label: str, element: Block, *, hint: str = "", optional: bool = False) -> Block:
    """Make an input block around an element."""
    block: Block = {
        "type": "input",
        "block_id": block_id,
        "label": plain(label, LABEL_MOST),
        "element": {**element, "action_id": VALUE},
        "optional": optional,
    }
    return block | ({"hint": plain(hint, LABEL_MOST)} if hint else {})


def text_input(
    *, placeholder: str = "", initial: str = "", most: int = INPUT_MOST, multiline: bool = False
) -> Block:
    """Make a box to type in, of one line or several."""
    element: Block = {"type": "plain_text_input", "multiline": multiline, "max_length": most}
    if initial:
        element["initial_value"] = initial if multiline else cut_plain(initial, most)
    return element | _placeholder(placeholder)


def date_picker(*, placeholder: str) -> Block:
    """Make a calendar to pick a day from."""
    return {"type": "datepicker"} | _placeholder(placeholder)


def checkbox(label: str, *, value: str, checked: bool) -> Block:
    """Make a single box to tick."""
    option: Block = {"text": plain(label, OPTION_MOST), "value": value}
    ticked: Block = {"initial_options": [option]} if checked else {}
    return {"type": "checkboxes", "options": [option]} | ticked


def user_select(*, placeholder: str) -> Block:
    """Make a choice of one person."""
    return {"type": "users_select"} | _placeholder(placeholder)


def users_select(*, placeholder: str, initial: tuple[str, ...]) -> Block:
    """Make a choice of people."""
    chosen: Block = {"initial_users": list(initial[:USERS_MOST])} if initial else {}
    return {"type": "multi_users_select"} | chosen | _placeholder(placeholder)


def channel_select(*, initial: str | None) -> Block:
    """Make a choice of a channel; without `initial` it is the one the person looks at."""
    chosen: Block = (
        {"initial_conversation": initial} if initial else {"default_to_current_conversation": True}
    )
    kinds = {"include": ["public", "private"], "exclude_bot_users": True}
    return {"type": "conversations_select", "filter": kinds} | chosen | _placeholder("Choose a channel")


def _placeholder(text: str) -> Block:
    return {"placeholder": plain(text, PLACEHOLDER_MOST)} if text else {}
