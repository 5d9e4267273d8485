"""The table of all settings: names, defaults and bounds from the class, words from `.env.example`."""

import re
from collections.abc import Iterator
from datetime import time
from enum import Enum
from pathlib import Path
from typing import get_args

from pydantic import SecretStr
from pydantic.fields import FieldInfo

from bot.settings import Settings

EXAMPLE = Path(__file__).parent.parent / ".env.example"
SETTING = re.compile(r"(?:# )?((?:SLACK|FORTNIGHT)_[A-Z_]+)=(.*)")
BOUNDS = {"gt": "more than", "ge": "from", "le": "to"}
"""What pydantic calls each bound, and what a person reads."""


def of_settings() -> str:
    """Return a row for each explanation of `.env.example`, with the settings that stand under it.

    Raises:
        LookupError: a setting stands in one of the two places alone.
    """
    fields = {_name(key, field): field for key, field in Settings.model_fields.items()}
    rows, listed = [], set[str]()
    for words, names in _explained(EXAMPLE.read_text(encoding="utf-8")):
        listed.update(names)
        if unknown := set(names) - set(fields):
            raise LookupError(f".env.example has {', '.join(unknown)}, which bot/settings.py does not know.")
        listing = "<br>".join(f"`{name}`{_default(fields[name])}{_takes(fields[name])}" for name in names)
        rows.append(f"| {listing} | {words} |")
    if missing := set(fields) - listed:
        raise LookupError(f".env.example does not explain {', '.join(sorted(missing))}.")
    return "\n".join(["| Setting | For |", "| --- | --- |", *rows])


def _name(key: str, field: FieldInfo) -> str:
    return str(field.validation_alias or f"FORTNIGHT_{key.upper()}")


def _explained(text: str) -> Iterator[tuple[str, list[str]]]:
    """Yield each explanation with the settings right under it."""
    words: list[str] = []
    names: list[str] = []
    for line in [*text.splitlines(), ""]:
        found = SETTING.fullmatch(line)
        if found:
            names.append(found[1])
            continue
        if names:
            yield _in_a_cell(" ".join(words)), names
            words, names = [], []
        if not line:
            words = []
        else:
            words.append(line.removeprefix("#").strip())


def _in_a_cell(text: str) -> str:
    """Write names of settings as code, and pages of the documentation as links."""
    escaped = re.sub(r"((?:SLACK|FORTNIGHT)_[A-Z_]+|on_schedule|after_confirm|\S+://\S+)", r"`\1`", text)
    return re.sub(r"docs/([\w-]+\.md)", r"[\1](\1)", escaped.replace("|", r"\|"))


def _default(field: FieldInfo) -> str:
    value = field.get_default(call_default_factory=True)
    if isinstance(value, SecretStr):
        value = value.get_secret_value()
    if isinstance(value, Enum):
        value = value.value
    if isinstance(value, time):
        value = f"{value:%H:%M}"
    if value is None or value in ("", (), frozenset()):
        return ""
    return f"<br>default: `{str(value).lower() if isinstance(value, bool) else value}`"


def _takes(field: FieldInfo) -> str:
    kinds = {field.annotation, *get_args(field.annotation)}
    if SecretStr in kinds:
        return "<br>(a secret)"
    for kind in kinds:
        if isinstance(kind, type) and issubclass(kind, Enum):
            return f"<br>({', '.join(each.value for each in kind)})"
    bounds = {
        word: getattr(rule, name)
        for name, word in BOUNDS.items()
        for rule in field.metadata
        if hasattr(rule, name)
    }
    number = "a whole number" if int in kinds else "a number"
    return f"<br>({number} {' '.join(f'{word} {bound}' for word, bound in bounds.items())})" if bounds else ""
