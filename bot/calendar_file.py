"""Calendar files: YAML in and out. Only the shape is checked here; what it means is checked by the rules."""

from collections.abc import Hashable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from pydantic import TypeAdapter, ValidationError, with_config
from pydantic_core import ErrorDetails

from bot.errors import StartFailed
from rollouts import texts
from rollouts.drafts import Draft
from rollouts.integrations import Environment, Integration
from rollouts.servers import Server
from rollouts.usecases.calendar_file import Calendar

BYTES_MAX = 2_000_000


class _Loader(yaml.SafeLoader):
    """Leaves dates to the fields, which name their entry when one is no day; a key may stand once."""

    yaml_implicit_resolvers = {  # noqa: RUF012 - PyYAML's own name and shape
        first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:timestamp"]
        for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:  # noqa: FBT001, FBT002 - PyYAML calls it so
        seen: set[str] = set()
        for key, _ in node.value:
            name = texts.name_key(str(key.value))
            if name in seen:
                raise yaml.constructor.ConstructorError(
                    problem=f"“{key.value}” appears twice", problem_mark=key.start_mark
                )
            seen.add(name)
        return super().construct_mapping(node, deep=deep)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Integration:
    """An integration as a file has it: its environments as `name: server`."""

    name: str
    channel: str
    owners: tuple[str, ...] = ()
    environments: dict[str, str]
    timezone: str | None = None


@with_config(extra="forbid")
@dataclass(frozen=True, slots=True)
class _File:
    servers: tuple[Server, ...] | None = None
    integrations: tuple[_Integration, ...] = ()
    releases: tuple[Draft, ...] = ()


_FILE = TypeAdapter(_File)


def read(path: Path) -> Calendar:
    """Read a calendar file.

    Raises:
        StartFailed: it cannot be read, is not YAML, or an entry is not of the right shape; the entry and the
            field are named, and what can be done.
    """
    try:
        if path.stat().st_size > BYTES_MAX:
            raise StartFailed(
                f"{path} is larger than 2 MB: that is not a calendar file. Nothing was changed."
            )
        found = _kept(yaml.load(path.read_text(encoding="utf-8"), _Loader))  # noqa: S506 - a SafeLoader too
    except OSError as error:
        raise StartFailed(f"{path} cannot be read: {error.strerror}. Nothing was changed.") from None
    except UnicodeDecodeError:
        raise StartFailed(f"{path} is not UTF-8 text. Nothing was changed.") from None
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        mark = getattr(error, "problem_mark", None)
        where = f", line {mark.line + 1}" if mark else ""
        why = getattr(error, "problem", None) or "it cannot be understood"
        raise StartFailed(f"{path} is not valid YAML{where}: {why}. Nothing was changed.") from None
    try:
        file = _FILE.validate_python(found or {})
    except ValidationError as error:
        problems = [
            f"  {_location(problem['loc'], found)}: {_explanation(problem)}" for problem in error.errors()
        ]
        raise StartFailed(
            "\n".join([f"{path} cannot be imported. Nothing was changed.", *problems])
        ) from None
    return Calendar(file.servers, tuple(map(_as_integration, file.integrations)), file.releases)


def _kept(thing: Any, field: object = "") -> Any:  # noqa: ANN401 - whatever YAML can hold
    """Return what a file says with each text as texts are kept: a summary may have several lines."""
    match thing:
        case str():
            return texts.lines(thing) if field == "summary" else texts.one_line(thing)
        case list():
            return [_kept(each, field) for each in thing]
        case dict():
            return {_kept(key): _kept(value, key) for key, value in thing.items()}
    return thing


def _location(loc: tuple[int | str, ...], found: object) -> str:
    """Name the entry by its name rather than by its place, then the field."""
    if len(loc) < 2 or not isinstance(found, dict):  # noqa: PLR2004 - a list's name and a place in it
        return ".".join(map(str, loc)) or "the file"
    entries, place, *field = loc
    entry = found[entries][place]
    name = (entry.get("name") or entry.get("key")) if isinstance(entry, dict) else None
    label = f"{str(entries).removesuffix('s')} {name}" if name else f"{entries}, entry {int(place) + 1}"
    return ", ".join(filter(None, [label, ".".join(map(str, field))]))


def _explanation(problem: ErrorDetails) -> str:
    match problem["type"]:
        case "missing":
            return "is missing"
        case "unexpected_keyword_argument":
            return "is not a field of this entry"
        case "date_from_datetime_parsing" | "date_from_datetime_inexact" | "date_parsing" | "date_type":
            return "is not a date; write it like 2026-11-30"
        case "dataclass_type" | "dict_type":
            return "must have fields, written as name: value"
        case "tuple_type":
            return "is not a list; begin each entry with a dash"
        case "string_type" if type(problem["input"]) in {int, float}:
            return 'put it in quotes, such as "2026.10", or YAML reads it as a number'
        case _:
            return problem["msg"]


def _as_integration(entry: _Integration) -> Integration:
    environments = tuple(Environment(name, server) for name, server in entry.environments.items())
    return Integration(entry.name, entry.channel, entry.owners, environments, entry.timezone)


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
    file = _File(calendar.servers or (), tuple(map(_as_entry, calendar.integrations)), calendar.releases)
    plain: dict[str, Any] = _FILE.dump_python(file, exclude_defaults=True)
    if "releases" in plain:
        plain["releases"] = [_with_impact(entry) for entry in plain["releases"]]
    return yaml.safe_dump(plain, allow_unicode=True, sort_keys=False, width=100)


def _with_impact(release: dict[str, Any]) -> dict[str, Any]:
    """Say of every release whether it affects integrations, the usual answer too, and say it early."""
    affects = release.get("affects_integrations", True)
    return {"name": release["name"], "title": release["title"], "affects_integrations": affects} | release
