"""Calendar files: YAML in and out. Only the shape is checked here; what it means is checked by the rules."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from pydantic import TypeAdapter, ValidationError, with_config
from pydantic_core import ErrorDetails

from bot import yaml_file
from bot.errors import StartFailed
from rollouts.drafts import Draft
from rollouts.feeds import Feed
from rollouts.integrations import Environment, Integration
from rollouts.names import nearest
from rollouts.news import DayOrder
from rollouts.references import channel_reference, person_reference
from rollouts.releases import DocLink, Feature
from rollouts.servers import Server
from rollouts.usecases.calendar_file import Calendar


@dataclass(frozen=True, slots=True, kw_only=True)
class _Integration:
    """An integration as a file has it: its environments as `name: server`."""

    name: str
    channel: str
    owners: tuple[str, ...] = ()
    environments: dict[str, str]
    timezone: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Source:
    """A source of the vendor's news as a file has it."""

    name: str
    feed: str
    day_order: DayOrder | None = None


@with_config(extra="forbid")
@dataclass(frozen=True, slots=True)
class _File:
    servers: tuple[Server, ...] | None = None
    integrations: tuple[_Integration, ...] = ()
    sources: tuple[_Source, ...] | None = None
    releases: tuple[Draft, ...] = ()


@cache
def _file() -> TypeAdapter[_File]:
    """Return what checks a file: made when there is one, as it takes longer than most modules to load."""
    return TypeAdapter(_File)


def read(path: Path) -> Calendar:
    """Read a calendar file.

    Raises:
        StartFailed: it cannot be read, is not YAML, or an entry is not of the right shape; the entry and the
            field are named, and what can be done.
    """
    found = yaml_file.read(path, fields=("servers", "integrations", "sources", "releases"))
    _leave_servers_out(found.get("releases"))
    _take_no_yes_for_a_number(found.get("servers"))
    try:
        file = _file().validate_python(found)
    except ValidationError as error:
        problems = dict.fromkeys(
            f"  {_location(problem['loc'], found)}: {_explanation(problem)}" for problem in error.errors()
        )
        raise StartFailed(
            "\n".join([f"{path} cannot be imported. Nothing was changed.", *problems])
        ) from None
    integrations = tuple(map(_as_integration, file.integrations))
    sources = (
        None
        if file.sources is None
        else tuple(Feed(each.name, each.feed, each.day_order) for each in file.sources)
    )
    return Calendar(file.servers, integrations, tuple(map(_as_draft, file.releases)), sources)


LEFT_OUT = "none"
"""Stands for the date on a server that a release does not come to: `controlled: none`."""


def _leave_servers_out(releases: object) -> None:
    """Read the dates that are `none`."""
    for entry in releases if isinstance(releases, list) else ():
        dates = entry.get("dates") if isinstance(entry, dict) else None
        if isinstance(dates, dict):
            none = [key for key, day in dates.items() if isinstance(day, str) and day.casefold() == LEFT_OUT]
            entry["dates"] = {key: day for key, day in dates.items() if key not in none}
            if none:
                entry["left_out"] = none


def _take_no_yes_for_a_number(servers: object) -> None:
    """Leave `lag_days: yes` to be refused: Python takes it for 1."""
    for entry in servers if isinstance(servers, list) else ():
        if isinstance(entry, dict) and isinstance(entry.get("lag_days"), bool):
            entry["lag_days"] = "yes or no"


def _location(loc: tuple[int | str, ...], found: Mapping[Any, Any]) -> str:
    """Name the entry by its name rather than by its place, then the field."""
    if len(loc) < 2:  # noqa: PLR2004 - a list's name and a place in it
        return str(loc[0])
    entries, place, *field = loc
    entry = found[entries][place]
    names = (entry.get("name"), entry.get("key")) if isinstance(entry, dict) else ()
    # A name that YAML reads as yes or no is none that its author would know.
    name = next(
        (name for name in names if isinstance(name, str | int | float) and name and name is not True), None
    )
    label = f"{str(entries).removesuffix('s')} {name}" if name else f"{entries}, entry {int(place) + 1}"
    return ", ".join(filter(None, [label, _field(field)]))


def _field(parts: list[int | str]) -> str:
    """Name a field and what it is in: `dates.standard`, `opt_ins, entry 2, name`."""
    if parts and parts[-1] == "[key]":
        return ".".join(map(str, parts[:-1]))
    named = (f", entry {part + 1}, " if isinstance(part, int) else f"{part}." for part in parts)
    return "".join(named).replace("., ", ", ").strip("., ")


def _explanation(problem: ErrorDetails) -> str:
    """Say what is wrong with a value, and what would be right; never in the library's own words."""
    kind, value = problem["type"], problem["input"]
    if kind == "string_type":
        return _no_text(value)
    if kind == "unexpected_keyword_argument" and len(problem["loc"]) == 1:
        return "is not known here. A calendar has servers, integrations, sources and releases"
    if kind == "unexpected_keyword_argument":
        return _no_field(problem["loc"], value)
    if value is None:
        return "is empty. Write something behind it, or leave it out"
    if isinstance(value, str) and _WRONG_SHAPES.get(kind) is _NO_DATE and _LIKE_A_DATE.fullmatch(value):
        return f"there is no {value}"
    return _WRONG_SHAPES.get(kind, "cannot be understood")


_LIKE_A_DATE = re.compile(r"\d{4}-\d\d?-\d\d?")
_NO_DATE = "is not a date; write it like 2026-11-30"
_NO_NUMBER = "is not a whole number; write it like 14"
_NO_FIELDS = "must have fields, written as name: value"
_WRONG_SHAPES = {
    "missing": "is missing",
    "enum": "is none of day, month and ask",
    "date_from_datetime_parsing": _NO_DATE,
    "date_from_datetime_inexact": _NO_DATE,
    "date_parsing": _NO_DATE,
    "date_type": _NO_DATE,
    "dataclass_type": _NO_FIELDS,
    "dict_type": _NO_FIELDS,
    "tuple_type": "is not a list; begin each entry with a dash",
    "bool_type": "is neither yes nor no; write true or false",
    "bool_parsing": "is neither yes nor no; write true or false",
    "int_type": _NO_NUMBER,
    "int_parsing": _NO_NUMBER,
    "int_from_float": _NO_NUMBER,
}
"""What to say of each kind of error that pydantic finds in these shapes."""


_ENTRIES: Mapping[int | str, type] = {
    "servers": Server,
    "integrations": _Integration,
    "sources": _Source,
    "releases": Draft,
    "opt_ins": Feature,
    "docs": DocLink,
}
"""What the entries of each list are."""
_DAY = re.compile(r"\d{4}-\d\d?-\d\d?")


def _no_field(loc: tuple[int | str, ...], value: object) -> str:
    """Say which fields the entry has, or the one that is probably meant."""
    entry = next(_ENTRIES[part] for part in reversed(loc) if part in _ENTRIES)
    if entry is Draft and isinstance(value, str) and _DAY.fullmatch(value):
        return f"is not a field of this entry. Write its day as dates: {{{loc[-1]}: {value}}}"
    known = [each.name for each in fields(entry) if each.name != "left_out"]  # a file writes it as a date
    near = nearest(str(loc[-1]), known)
    which = f"Did you mean {near[0]}?" if near else f"It may have {', '.join(known)}"
    return f"is not a field of this entry. {which}"


def _no_text(value: object) -> str:
    """Say what YAML made of what was meant to be a text."""
    match value:
        case None:
            return 'is empty. A # begins a comment in YAML: put it in quotes, such as "#acme"'
        case bool():
            return 'put it in quotes, such as "no", or YAML reads it as yes or no'
        case int() | float():
            return 'put it in quotes, such as "2026.10", or YAML reads it as a number'
        case list():
            return "is a list; write one text"
        case _:
            return "has fields of its own; write one text, in quotes if there is a “:” in it"


def _as_integration(entry: _Integration) -> Integration:
    environments = tuple(Environment(name, server) for name, server in entry.environments.items())
    owners = tuple(map(person_reference, entry.owners))
    return Integration(entry.name, channel_reference(entry.channel), owners, environments, entry.timezone)


def _as_draft(entry: Draft) -> Draft:
    return replace(entry, owner=person_reference(entry.owner) if entry.owner else None)


def _as_entry(integration: Integration) -> _Integration:
    return _Integration(
        name=integration.name,
        channel=integration.channel,
        owners=integration.owners,
        environments={placed.name: placed.server for placed in integration.environments},
        timezone=integration.timezone,
    )


def write(calendar: Calendar) -> str:
    """Write a calendar as the YAML that `read` takes; what is empty is left out."""
    integrations = tuple(map(_as_entry, calendar.integrations))
    sources = tuple(
        _Source(name=each.name, feed=each.url, day_order=each.day_order) for each in calendar.sources or ()
    )
    file = _File(calendar.servers or (), integrations, sources or None, calendar.releases)
    plain: dict[str, Any] = _file().dump_python(file, exclude_defaults=True)
    for source in plain.get("sources", ()):
        source |= {key: str(value) for key, value in source.items()}
    if "releases" in plain:
        plain["releases"] = [_with_impact(entry) for entry in plain["releases"]]
    return yaml.safe_dump(plain, allow_unicode=True, sort_keys=False, width=100)


def _with_impact(release: dict[str, Any]) -> dict[str, Any]:
    """Say of every release whether it affects integrations, the usual answer too, and say it early."""
    affects = release.get("affects_integrations", True)
    left_out = dict.fromkeys(release.pop("left_out", ()), LEFT_OUT)
    release |= {"dates": {**release["dates"], **left_out}}
    return {"name": release["name"], "title": release["title"], "affects_integrations": affects} | release
