"""The numbers of cases as people type them: "3", "#3", "case 3", "resolve 3", "how is case no. 3?"."""

import re

_NUMBER = r"#?0*(?P<number>[1-9]\d{0,8})(?![\w.]*\d)"
_CASE = r"(?:urgent )?case (?:no\.? |nr\.? |number )?"
_STEP = r"(?:acknowledge|ack|take|resolve|close|reopen|change|edit|update|details) (?:of |on )?"
"""What is done with a case is done by its buttons: who types the step is shown them."""
_WHOLE = re.compile(rf"(?:{_STEP})?(?:{_CASE})?{_NUMBER}", re.IGNORECASE | re.ASCII)
_WITHIN = re.compile(rf"\b{_CASE}{_NUMBER}", re.IGNORECASE | re.ASCII)


def case_number(typed: str) -> int | None:
    """Return the number of the case that is named by all that was typed; None where it names none."""
    return _read(_WHOLE.fullmatch(" ".join(typed.split())))


def case_number_in(text: str) -> int | None:
    """Return the number of the first case of which a sentence speaks; None where it speaks of none."""
    return _read(_WITHIN.search(" ".join(text.split())))


def _read(found: "re.Match[str] | None") -> int | None:
    return int(found["number"]) if found else None
