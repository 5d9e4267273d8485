"""Reading forms: from Slack's input values to what the rules take."""

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Any

from rollouts import texts
from rollouts.drafts import Draft
from rollouts.integrations import Environment, Integration
from rollouts.releases import DocLink, Feature

Fields = Mapping[str, Mapping[str, Any]]
OFF = {"off", "no", "disabled", ""}


def text(fields: Fields, name: str) -> str:
    """Return what was typed into a box of several lines, as texts are kept."""
    return texts.lines(fields.get(name, {}).get("value") or "")


def line(fields: Fields, name: str) -> str:
    """Return what was typed into a box of one line, as names are kept."""
    return texts.one_line(text(fields, name))


def numbered_lines(fields: Fields, name: str) -> Iterator[tuple[int, str]]:
    """Yield what was typed line by line with each line's number, from 1 on; empty ones are left out."""
    for number, typed in enumerate((fields.get(name, {}).get("value") or "").splitlines(), start=1):
        if kept := texts.one_line(typed):
            yield number, kept


def release_draft(fields: Fields) -> Draft:
    """Read the form for a new release."""
    return Draft(
        name=line(fields, "name"),
        title=line(fields, "title"),
        dates=dict(_dates(fields)),
        affects_integrations=bool(fields.get("affects_integrations", {}).get("selected_options")),
        summary=text(fields, "summary"),
        ui_changes=tuple(line for _, line in numbered_lines(fields, "ui_changes")),
        opt_ins=tuple(_opt_in(line) for _, line in numbered_lines(fields, "opt_ins")),
        docs=tuple(_doc(line) for _, line in numbered_lines(fields, "docs")),
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
        name=line(fields, "name"),
        channel=fields.get("channel", {}).get("selected_conversation") or "",
        owners=tuple(fields.get("owners", {}).get("selected_users") or ()),
        environments=tuple(_environments(fields)),
        timezone=line(fields, "timezone") or None,
    )


def _environments(fields: Fields) -> Iterator[Environment]:
    for block in fields:
        part, _, server = block.partition(".")
        if part == "environments":
            for name in line(fields, block).split(","):
                if name.strip():
                    yield Environment(name.strip(), server)
