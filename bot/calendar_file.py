"""Calendar files: YAML in and out. Only the shape is checked here; what it means is checked by the rules."""

import datetime as dt
from collections.abc import Hashable
from pathlib import Path
from typing import Annotated, Any

import yaml
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from bot.errors import StartFailed
from rollouts.drafts import Draft
from rollouts.integrations import Environment, Integration
from rollouts.releases import DocLink, OptIn
from rollouts.servers import Server
from rollouts.usecases.calendar_file import Calendar

BYTES_MAX = 2_000_000


def _quoted(value: object) -> object:
    if isinstance(value, int | float) and not isinstance(value, bool):
        raise ValueError(  # noqa: TRY004 - pydantic turns this one into a problem of the field
            'write it in quotes, such as "2026.10", or YAML takes it for a number'
        )
    return value


Text = Annotated[str, BeforeValidator(_quoted)]


class _Loader(yaml.SafeLoader):
    """Leaves dates to the fields, which name their entry when one is no day; a key may stand once."""

    yaml_implicit_resolvers = {  # noqa: RUF012 - PyYAML's own name and shape
        first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:timestamp"]
        for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:  # noqa: FBT001, FBT002 - PyYAML calls it so
        seen: set[str] = set()
        for key, _ in node.value:
            if str(key.value) in seen:
                raise yaml.constructor.ConstructorError(
                    problem=f"“{key.value}” stands there twice", problem_mark=key.start_mark
                )
            seen.add(str(key.value))
        return super().construct_mapping(node, deep=deep)


class _Entry(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class _Server(_Entry):
    key: Text
    name: Text
    former_name: Text | None = None
    lag_days: int = 0


class _Integration(_Entry):
    name: Text
    channel: Text
    owners: tuple[Text, ...] = ()
    environments: dict[str, str]
    timezone: str | None = None


class _OptIn(_Entry):
    name: Text
    how_to_enable: Text = ""
    enabled_by_default: bool = False


class _Doc(_Entry):
    title: Text
    url: str


class _Release(_Entry):
    name: Text
    title: Text
    affects_integrations: bool = True
    dates: dict[str, dt.date] = Field(default_factory=dict)
    live: dict[str, dt.date] = Field(default_factory=dict)
    owner: str | None = None
    summary: Text = ""
    ui_changes: tuple[Text, ...] = ()
    opt_ins: tuple[_OptIn, ...] = ()
    docs: tuple[_Doc, ...] = ()


class _File(_Entry):
    servers: tuple[_Server, ...] | None = None
    integrations: tuple[_Integration, ...] = ()
    releases: tuple[_Release, ...] = ()


def read(path: Path) -> Calendar:
    """Read a calendar file.

    Raises:
        StartFailed: it cannot be read, is no YAML, or an entry is not of the right shape; the entry and the
            field are named, and what can be done.
    """
    try:
        if path.stat().st_size > BYTES_MAX:
            raise StartFailed(f"{path} is larger than 2 MB: that is no calendar file. Nothing was changed.")
        found = yaml.load(path.read_text(encoding="utf-8"), _Loader)  # noqa: S506 - a SafeLoader too
    except OSError as error:
        raise StartFailed(f"{path} cannot be read: {error.strerror}. Nothing was changed.") from None
    except UnicodeDecodeError:
        raise StartFailed(f"{path} is not UTF-8 text. Nothing was changed.") from None
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        mark = getattr(error, "problem_mark", None)
        where = f", line {mark.line + 1}" if mark else ""
        why = getattr(error, "problem", None) or "it cannot be understood"
        raise StartFailed(f"{path} is no valid YAML{where}: {why}. Nothing was changed.") from None
    try:
        return _calendar(_File.model_validate(found or {}))
    except ValidationError as error:
        problems = [f"  {_where(problem['loc'], found)}: {_why(problem)}" for problem in error.errors()]
        raise StartFailed("\n".join([f"{path} cannot be taken. Nothing was changed.", *problems])) from None


def _where(loc: tuple[int | str, ...], found: object) -> str:
    """Name the entry by its name rather than by its place, then the field."""
    if len(loc) < 2 or not isinstance(found, dict):  # noqa: PLR2004 - a list's name and a place in it
        return ".".join(map(str, loc)) or "the file"
    entries, place, *field = loc
    entry = found[entries][place]
    name = (entry.get("name") or entry.get("key")) if isinstance(entry, dict) else None
    label = f"{str(entries).removesuffix('s')} {name}" if name else f"{entries}, entry {int(place) + 1}"
    return ", ".join(filter(None, [label, ".".join(map(str, field))]))


def _why(problem: Any) -> str:  # noqa: ANN401 - pydantic's own error dict
    match problem["type"]:
        case "missing":
            return "is missing"
        case "extra_forbidden":
            return "is no field of this entry"
        case "date_from_datetime_parsing" | "date_from_datetime_inexact" | "date_parsing" | "date_type":
            return "is no day; write it like 2026-11-30"
        case "model_type" | "dict_type":
            return "holds no fields; write them as name: value"
        case "tuple_type":
            return "is no list; begin each entry with a dash"
        case _:
            return str(problem["msg"]).removeprefix("Value error, ")


def _calendar(file: _File) -> Calendar:
    return Calendar(
        servers=tuple(Server(**server.model_dump()) for server in file.servers)
        if file.servers is not None
        else None,
        integrations=tuple(
            Integration(
                name=entry.name,
                channel=entry.channel,
                owners=entry.owners,
                environments=tuple(Environment(name, server) for name, server in entry.environments.items()),
                timezone=entry.timezone,
            )
            for entry in file.integrations
        ),
        releases=tuple(_draft(entry) for entry in file.releases),
    )


def _draft(entry: _Release) -> Draft:
    return Draft(
        name=entry.name,
        title=entry.title,
        dates=entry.dates,
        live=entry.live,
        affects_integrations=entry.affects_integrations,
        summary=entry.summary,
        ui_changes=entry.ui_changes,
        opt_ins=tuple(OptIn(**opt_in.model_dump()) for opt_in in entry.opt_ins),
        docs=tuple(DocLink(**doc.model_dump()) for doc in entry.docs),
        owner=entry.owner,
    )


def write(calendar: Calendar) -> str:
    """Write a calendar as the YAML that `read` takes; what is empty is left out."""
    file = _File(
        servers=tuple(
            _Server(key=s.key, name=s.name, former_name=s.former_name, lag_days=s.lag_days)
            for s in calendar.servers or ()
        ),
        integrations=tuple(
            _Integration(
                name=entry.name,
                channel=entry.channel,
                owners=entry.owners,
                environments={placed.name: placed.server for placed in entry.environments},
                timezone=entry.timezone,
            )
            for entry in calendar.integrations
        ),
        releases=tuple(
            _Release(
                name=draft.name,
                title=draft.title,
                affects_integrations=draft.affects_integrations,
                dates=dict(draft.dates),
                live=dict(draft.live),
                owner=draft.owner,
                summary=draft.summary,
                ui_changes=draft.ui_changes,
                opt_ins=tuple(_OptIn.model_validate(o, from_attributes=True) for o in draft.opt_ins),
                docs=tuple(_Doc.model_validate(d, from_attributes=True) for d in draft.docs),
            )
            for draft in calendar.releases
        ),
    )
    plain = file.model_dump(exclude_defaults=True)
    for release, entry in zip(plain.get("releases", ()), file.releases, strict=True):
        release["affects_integrations"] = entry.affects_integrations
    return yaml.safe_dump(_lists(plain), allow_unicode=True, sort_keys=False, width=100)


def _lists(value: Any) -> Any:  # noqa: ANN401 - any YAML value
    """Turn tuples into lists, which is all that YAML knows."""
    if isinstance(value, dict):
        return {name: _lists(item) for name, item in value.items()}
    return [_lists(item) for item in value] if isinstance(value, list | tuple) else value
