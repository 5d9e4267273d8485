"""Golden files: one for each message, answer or form, or for a small family that differs in one thing."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from tests.golden.reading_aloud import blocks_aloud, unmarked, view_aloud
from tests.golden.rendering import Form, Message, Said, rendered

FOLDER = Path(__file__).parent
SUFFIX = ".txt"


@dataclass(frozen=True)
class FieldErrors:
    """What is said at the fields of a form that cannot be taken."""

    errors: Mapping[str, str]


@dataclass(frozen=True)
class Words:
    """Plain words outside messages and forms: on the command line, or on the local workspace's page."""

    lines: tuple[str, ...]


Variant: TypeAlias = Said | FieldErrors | Words


@dataclass(frozen=True)
class Golden:
    """One golden file: its path without the suffix, and what it holds by the name of each variant."""

    path: str
    variants: Mapping[str, Variant]


def one(path: str, said: Variant) -> Golden:
    """Make the golden file of a single message, answer or form."""
    return Golden(path, {"": said})


def contents(goldens: Iterable[Golden]) -> dict[str, str]:
    """Return what each golden file holds, by its path with the suffix.

    Raises:
        ValueError: two goldens want the same path.
    """
    found: dict[str, str] = {}
    for golden in goldens:
        path = f"{golden.path}{SUFFIX}"
        if path in found:
            raise ValueError(f"Two golden cases are called {golden.path}.")
        found[path] = _file(golden.variants)
    return found


def stored() -> dict[str, str]:
    """Return what the golden files on disk hold."""
    return {
        str(path.relative_to(FOLDER)): path.read_text(encoding="utf-8")
        for path in sorted(FOLDER.rglob(f"*{SUFFIX}"))
    }


def store(wanted: Mapping[str, str]) -> None:
    """Write all golden files anew, and remove those that belong to no case."""
    for path in set(stored()) - set(wanted):
        (FOLDER / path).unlink()
    for path, text in wanted.items():
        (FOLDER / path).parent.mkdir(parents=True, exist_ok=True)
        (FOLDER / path).write_text(text, encoding="utf-8")


def _file(variants: Mapping[str, Variant]) -> str:
    """Write all variants; those that are the same stand once, under their joined names."""
    by_text: dict[str, list[str]] = {}
    for name, said in variants.items():
        by_text.setdefault("\n".join(_lines(said)), []).append(name)
    parts = [f"{_title(names)}{text}\n" for text, names in by_text.items()]
    return "\n".join(parts)


def _title(names: list[str]) -> str:
    title = ", ".join(filter(None, names))
    return f"=== {title} ===\n\n" if title else ""


def _lines(said: Variant) -> Iterator[str]:
    match said:
        case FieldErrors(errors):
            yield from (f"{field}: {error}" for field, error in errors.items())
            return
        case Words(lines):
            yield from lines
            return
        case _:
            shown = rendered(said)
    match shown:
        case Message(text, blocks):
            yield from blocks_aloud(blocks)
            yield "\n--- text ---"
            yield unmarked(text)
            yield "\n--- exactly ---"
            yield _json(text)
            yield from map(_json, blocks)
        case Form(view):
            yield from view_aloud(view)
            yield "\n--- exactly ---"
            yield _json({name: part for name, part in view.items() if name != "blocks"})
            yield from map(_json, view["blocks"])


def _json(value: object) -> str:
    """Write a block on one line; the order of its keys means nothing, so it is always the same."""
    return json.dumps(_in_order(value), ensure_ascii=False)


def _in_order(value: object) -> object:
    if isinstance(value, Mapping):
        return {
            name: _in_order(value[name]) for name in sorted(value, key=lambda name: (name != "type", name))
        }
    return [_in_order(part) for part in value] if isinstance(value, list | tuple) else value
