"""Messages as text: what is said later, until it is posted; and the words of what was said, as it stood."""

import datetime as dt
import json
from dataclasses import fields, is_dataclass
from enum import Enum
from typing import Any

from views import inlines, parts
from views.actions import Press
from views.once import Once

_PARTS: dict[str, type[Any]] = {
    name: part
    for module in (parts, inlines)
    for name, part in vars(module).items()
    if isinstance(part, type) and is_dataclass(part)
}
_FIELDS: dict[type[Any], tuple[str, ...]] = {
    part: tuple(field.name for field in fields(part)) for part in _PARTS.values()
}
_VALUES: dict[str, Any] = {
    "Press": Press,
    "date": dt.date.fromisoformat,
    "datetime": dt.datetime.fromisoformat,
}


def write(message: parts.Message) -> str:
    """Write the message as JSON.

    Raises:
        TypeError: there is something in it that is not kept: what counts what was left out of a list.
    """
    return _written(message)


def read(text: str) -> parts.Message:
    """Read what `write` wrote."""
    message: parts.Message = _read(json.loads(text))
    return message


def write_words(words: inlines.Words) -> str:
    """Write what a message says, without how it is laid out, as JSON; the words of every message can be."""
    return _written(words)


def read_words(text: str) -> inlines.Words:
    """Read what `write_words` wrote."""
    words: inlines.Words = _read(json.loads(text))
    return words


_as_json = json.JSONEncoder(ensure_ascii=False).encode


def _written(thing: object) -> str:
    # Most of a message is texts and what holds them, and thousands of messages are written.
    kind = type(thing)
    if kind is str:
        return _as_json(thing)
    if kind is tuple and isinstance(thing, tuple):
        return f"[{','.join([_written(part) for part in thing])}]"
    if isinstance(thing, inlines.Alike):
        return _written_once(thing)
    if (names := _FIELDS.get(kind)) is not None:
        values = [f',"{name}":{_written(getattr(thing, name))}' for name in names]
        return f'{{"is":"{kind.__name__}"{"".join(values)}}}'
    if isinstance(thing, Enum):
        return f'{{"is":"{kind.__name__}","value":{_as_json(thing.value)}}}'
    if isinstance(thing, dt.date):
        return f'{{"is":"{kind.__name__}","value":"{thing.isoformat()}"}}'
    if thing is None or isinstance(thing, str | int):
        return _as_json(thing)
    raise TypeError(f"{thing!r} cannot be kept as text.")


def _alike(words: inlines.Alike) -> str:
    return _written(inlines.Text(words.parts))


_written_once = Once(_alike)


def _read(plain: Any) -> Any:  # noqa: ANN401 - JSON in, any part of a message out
    if isinstance(plain, list):
        return tuple(_read(part) for part in plain)
    if not isinstance(plain, dict):
        return plain
    name = plain.pop("is")
    if name in _VALUES:
        return _VALUES[name](plain["value"])
    return _PARTS[name](**{field: _read(part) for field, part in plain.items()})
