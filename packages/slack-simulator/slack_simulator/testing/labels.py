"""Finds elements by the words on them, and turns words into the values that Slack sends for them."""

import re
from datetime import date

from slack_simulator.elements import Placed, elements_of
from slack_simulator.records import JSON
from slack_simulator.team import Team
from slack_simulator.user_actions.in_forms import offered_options


def same_words(one: str, other: str) -> bool:
    """Whether two labels say the same to a reader: emoji, case and spaces aside."""
    return _bare(one) == _bare(other)


def _bare(text: str) -> str:
    return " ".join(re.sub(r":[\w+-]+:", " ", text).casefold().split())


def find_button(blocks: list[JSON], label: str) -> tuple[Placed, JSON] | None:
    """Return the button with that label, or the overflow menu that offers it, and the value of the press."""
    for placed in elements_of(blocks):
        if placed.kind == "button" and same_words(placed.element["text"]["text"], label):
            return placed, {}
        if placed.kind == "overflow":
            for option in placed.element["options"]:
                if same_words(option["text"]["text"], label):
                    return placed, {"selected_option": option}
    return None


def find_field(blocks: list[JSON], label: str) -> Placed | None:
    """Return the input with that label, or the menu, picker or boxes with that placeholder or text."""
    for placed in elements_of(blocks):
        if placed.kind != "button" and any(same_words(name, label) for name in _names(placed)):
            return placed
    return None


def _names(placed: Placed) -> list[str]:
    texts = [placed.block.get("label"), placed.element.get("placeholder"), placed.block.get("text")]
    return [str(text["text"]).strip("*") for text in texts if isinstance(text, dict)] + [placed.action_id]


def labels_of(blocks: list[JSON]) -> list[str]:
    """Return what can be pressed, chosen or filled in, for a sentence that says what is there."""
    found: list[str] = []
    for placed in elements_of(blocks):
        text = placed.element.get("text")
        found.append(str(text["text"]) if isinstance(text, dict) else _names(placed)[0])
    return found


def value_in_words(team: Team, placed: Placed, words: object, options: list[JSON] | None = None) -> object:
    """Turn ``words`` into the value of the element's own field.

    Words are text, a date, or a list of texts for elements that take several; None empties the element.
    ``options`` are those that the app offered for an external select. Raises LookupError when a word names
    nothing.
    """
    if words is None:
        return [] if placed.kind.startswith("multi_") or placed.kind == "checkboxes" else None
    if placed.kind.startswith("multi_") or placed.kind == "checkboxes":
        every = words if isinstance(words, list) else [words]
        return [_one_value(team, placed, str(word), options) for word in every]
    if placed.kind == "datetimepicker" and isinstance(words, int):
        return words
    return _one_value(team, placed, words.isoformat() if isinstance(words, date) else str(words), options)


def _one_value(team: Team, placed: Placed, word: str, options: list[JSON] | None) -> object:
    kind = placed.kind.removeprefix("multi_")
    if kind in {"static_select", "radio_buttons", "checkboxes", "external_select"}:
        offered = offered_options(placed.element) if options is None else options
        return _option(offered, word)
    if kind == "users_select":
        return find_user(team, word)
    if kind in {"channels_select", "conversations_select"}:
        return find_channel(team, word)
    return word


def _option(offered: list[JSON], word: str) -> JSON:
    for option in offered:
        if same_words(option["text"]["text"], word) or option["value"] == word:
            return option
    names = ", ".join(option["text"]["text"] for option in offered)
    raise LookupError(f"{word!r} is not offered; there is: {names}")


def find_user(team: Team, word: str) -> str:
    """Return the id of the person called ``@ana``, ``Ana Lima`` or by id."""
    name = word.removeprefix("@").casefold()
    for user in team.users.values():
        if name in {user.id.casefold(), user.name.casefold(), user.real_name.casefold()}:
            return user.id
    raise LookupError(f"nobody is called {word!r}")


def find_channel(team: Team, word: str) -> str:
    """Return the id of the channel called ``#general`` or by id."""
    name = word.removeprefix("#").casefold()
    for channel in team.channels.values():
        if name in {channel.id.casefold(), channel.name.casefold()}:
            return channel.id
    raise LookupError(f"no channel is called {word!r}")
