"""What Slack's client itself refuses in a form before the app is asked.

https://docs.slack.dev/reference/block-kit/block-elements/plain-text-input-element and its neighbours
"""

import re

from slack_simulator.elements import Placed, elements_of, is_empty, state_values
from slack_simulator.records import JSON, View

_PATTERNS = {
    "email_text_input": (re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+"), "Please enter a valid email address."),
    "url_text_input": (re.compile(r"https?://[^\s.]+\S*"), "Please enter a valid URL."),
}


def problems(view: View) -> dict[str, str]:
    """Return the sentence for each input block whose value will not do."""
    values = state_values(view.blocks, view.state)
    found: dict[str, str] = {}
    for placed in elements_of(view.blocks):
        if placed.block["type"] == "input":
            problem = _problem(placed, values[placed.block_id][placed.action_id])
            if problem:
                found[placed.block_id] = problem
    return found


def _problem(placed: Placed, value: JSON) -> str:
    if is_empty(placed.kind, value):
        return "" if placed.block.get("optional") else "Please complete this required field."
    text = value.get("value")
    if placed.kind == "plain_text_input":
        return _length_problem(placed.element, str(text))
    if placed.kind == "number_input":
        return _number_problem(placed.element, str(text))
    if placed.kind in _PATTERNS:
        pattern, sentence = _PATTERNS[placed.kind]
        return "" if pattern.fullmatch(str(text)) else sentence
    return ""


def _length_problem(element: JSON, text: str) -> str:
    least, most = element.get("min_length", 0), element.get("max_length", 3000)
    if len(text) < least:
        return f"Must be at least {least} characters."
    return f"Must be at most {most} characters." if len(text) > most else ""


def _number_problem(element: JSON, text: str) -> str:
    whole = not element["is_decimal_allowed"]
    if not re.fullmatch(r"-?\d+" if whole else r"-?\d+(\.\d+)?", text):
        return "Please enter a whole number." if whole else "Please enter a number."
    least, most = element.get("min_value"), element.get("max_value")
    if least is not None and float(text) < float(least):
        return f"Must be at least {least}."
    return f"Must be at most {most}." if most is not None and float(text) > float(most) else ""
