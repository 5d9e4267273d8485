"""Reading forms: from Slack's input values to what the rules take."""

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Any

from rollouts.drafts import Draft
from rollouts.integrations import Environment, Integration
from rollouts.releases import DocLink, Feature

Fields = Mapping[str, Mapping[str, Any]]
OFF = {"off", "no", "disabled", ""}


def text(fields: Fields, name: str) -> str:
    """Return what was typed, without blanks around it."""
    return (fields.get(name, {}).get("value") or "").strip()


def lines(fields: Fields, name: str) -> tuple[str, ...]:
    """Return what was typed line by line, without empty ones."""
    return tuple(line.strip() for line in text(fields, name).splitlines() if line.strip())


def release_draft(fields: Fields) -> Draft:
    """Read the form for a new release."""
    return Draft(
        name=text(fields, "name"),
        title=text(fields, "title"),
        dates=dict(_dates(fields)),
        affects_integrations=bool(fields.get("affects_integrations", {}).get("selected_options")),
        summary=text(fields, "summary"),
        ui_changes=lines(fields, "ui_changes"),
        opt_ins=tuple(_opt_in(line) for line in lines(fields, "opt_ins")),
        docs=tuple(_doc(line) for line in lines(fields, "docs")),
        owner=fields.get("owner", {}).get("selected_user"),
    )


def _dates(fields: Fields) -> Iterator[tuple[str, dt.date]]:
    for name, field in fields.items():
        part, _, server = name.partition(".")
        if part == "dates" and (day := field.get("selected_date")):
            yield server, dt.date.fromisoformat(day)


def _opt_in(line: str) -> Feature:
    """Read "Offline mode | Settings > Player > Offline | off"."""
    name, how, default = ([part.strip() for part in line.split("|")] + ["", ""])[:3]
    return Feature(name, how, default.casefold() not in OFF)


def _doc(line: str) -> DocLink:
    """Read "Release notes https://vendor.example/notes"; a link alone is its own title."""
    title, _, url = line.rpartition(" ")
    return DocLink(title.strip() or url, url)


def integration(fields: Fields) -> Integration:
    """Read the form for an integration."""
    return Integration(
        name=text(fields, "name"),
        channel=fields.get("channel", {}).get("selected_conversation") or "",
        owners=tuple(fields.get("owners", {}).get("selected_users") or ()),
        environments=tuple(_environments(fields)),
        timezone=text(fields, "timezone") or None,
    )


def _environments(fields: Fields) -> Iterator[Environment]:
    for block in fields:
        part, _, server = block.partition(".")
        if part == "environments":
            for name in text(fields, block).split(","):
                if name.strip():
                    yield Environment(name.strip(), server)
