"""What is said of a setting, or of a line of `.env`, that cannot be taken; never its value."""

import io
from pathlib import Path
from typing import Any

from dotenv.parser import parse_stream  # pydantic-settings reads `.env` with it

from bot.errors import StartFailed


def require_lines(file: Path | str | None, *, encoding: str | None) -> None:
    """See that each line is understood: python-dotenv passes over what it does not understand.

    Raises:
        StartFailed: one is not; it says which.
        OSError, UnicodeDecodeError: the file cannot be read, or is no text.
    """
    if file is None or not Path(file).is_file():
        return
    text = Path(file).read_text(encoding=encoding)
    for binding in parse_stream(io.StringIO(text)):
        if binding.error:
            said = binding.original.string
            blank = said[: len(said) - len(said.lstrip())].count("\n")
            raise StartFailed(
                f"Line {binding.original.line + blank} of the file .env is not understood. "
                "Write NAME=value, with a quote at both ends of the value or at none."
            )


def variable(setting: str) -> str:
    """Return what a setting is called in the environment."""
    return setting if setting.startswith("SLACK_") else f"FORTNIGHT_{setting.upper()}"


def explained(problem: Any) -> str:  # noqa: ANN401 - pydantic's own error dict
    """Say which setting cannot be used, and why."""
    field = str(problem["loc"][0]) if problem["loc"] else "settings"
    return f"The setting {variable(field)} cannot be used: {what_is_wrong(problem)}."


def what_is_wrong(problem: Any) -> str:  # noqa: ANN401 - pydantic's own error dict
    """Say what is wrong with a value, and what would be right."""
    hint = _HINTS.get(problem["type"])
    limits = {key: str(value).replace("'", "") for key, value in problem.get("ctx", {}).items()}
    if hint:
        return hint.format(**limits)
    ours = str(problem["msg"]).removeprefix("Value error, ") if problem["type"] == "value_error" else ""
    return ours or "it cannot be understood; see .env.example"


_HINTS = {
    "time_parsing": "it is not a time of day; write it like 09:00",
    "int_parsing": "it is not a whole number; write a whole number like 21",
    "int_from_float": "it is not a whole number; write a whole number like 21",
    "int_parsing_size": "it is not a number that can be meant; write a whole number like 21",
    "float_parsing": "it is not a number; write a number like 3 or 0.5",
    "finite_number": "it is not a number; write a number like 3 or 0.5",
    "greater_than_equal": "write a number that is at least {ge}",
    "less_than_equal": "write a number that is at most {le}",
    "enum": "write {expected}",
    "bool_parsing": "write true or false",
}
"""What would be right, by the kind of error that pydantic finds."""
