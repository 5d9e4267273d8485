"""`intake.yml`: how the vendor words its news; the packaged one, and an administrator's that adds to it."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path

from pydantic import TypeAdapter, ValidationError, with_config

from bot import yaml_file
from bot.errors import StartFailed
from rollouts.intake.wordings import Language, Wordings
from rollouts.news import DayOrder

PACKAGED = Path(__file__).with_name("intake.yml")
MONTHS, WEEKDAYS = 12, 7


@with_config(extra="forbid")
@dataclass(frozen=True, slots=True)
class _File:
    day_order: DayOrder | None = None
    names: tuple[str, ...] = ()
    languages: Mapping[str, Language] | None = None
    senders: Mapping[str, DayOrder] | None = None


def read(path: Path | None = None) -> Wordings:
    """Return the packaged wordings, with those of a file of the administrator's added.

    Raises:
        StartFailed: the file cannot be read, or a field of it is not of the right shape; which, and why.
    """
    packaged = _packaged()
    return packaged if path is None else _added(packaged, _file(path), path)


@cache
def _packaged() -> Wordings:
    return _added(Wordings(), _file(PACKAGED), PACKAGED)


def _file(path: Path) -> _File:
    found = yaml_file.read(path, fields=("day_order", "senders", "names", "languages"))
    try:
        return TypeAdapter(_File).validate_python(found)
    except ValidationError as error:
        problems = dict.fromkeys(
            f"  {'.'.join(map(str, each['loc']))}: {_WRONG.get(each['type'], 'cannot be understood')}"
            for each in error.errors()
        )
        raise StartFailed("\n".join([f"{path} cannot be used.", *problems])) from None


_WRONG = {
    "string_type": "must be text; put it in quotes",
    "tuple_type": "is not a list; begin each entry with a dash",
    "dict_type": "must have fields, written as name: value",
    "dataclass_type": "must have fields, written as name: value",
    "enum": "is not known here",
    "unexpected_keyword_argument": "is not known here",
}


def _added(known: Wordings, file: _File, path: Path) -> Wordings:
    languages = dict(known.languages)
    for name, language in (file.languages or {}).items():
        for field, count in (("months", MONTHS), ("weekdays", WEEKDAYS)):
            if len(getattr(language, field)) not in {0, count}:
                raise StartFailed(
                    f"{path} cannot be used.\n  languages.{name}.{field}: must have {count} entries."
                )
        languages[name] = _joined(languages.get(name, Language()), language)
    senders = {**known.senders, **{each.casefold(): way for each, way in (file.senders or {}).items()}}
    return Wordings(file.day_order or known.day_order, (*known.names, *file.names), languages, senders)


def _joined(known: Language, more: Language) -> Language:
    """Add the words of one language to those that are known of it; months and weekdays one by one."""
    values = {
        field.name: (getattr(known, field.name), getattr(more, field.name)) for field in fields(Language)
    }
    joined = {
        name: {kind: (*old.get(kind, ()), *new.get(kind, ())) for kind in (*old, *new)}
        if isinstance(old, Mapping)
        else _one_by_one(old, new)
        if name in {"months", "weekdays", "numbers"}
        else (*old, *new)
        for name, (old, new) in values.items()
    }
    return TypeAdapter(Language).validate_python(joined)


def _one_by_one(old: tuple[str, ...], new: tuple[str, ...]) -> tuple[str, ...]:
    if not old or not new:
        return old or new
    return tuple(f"{one} {other}" for one, other in zip(old, new, strict=False))
