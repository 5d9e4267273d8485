"""History: every change of a release, an integration, the servers and a setting, with who, when, and why.

What a thing was and is stands there as text, field by field; `None` is a field that it did not have, or has
no more. So a thing that is entered has a change for each field it begins with, and one that is removed for
each that it had.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from rollouts.integrations import Integration
from rollouts.releases import OptIn, Release
from rollouts.servers import Server

BY_IMPORT = "import"
"""Stands for a person where a calendar file was taken in on the command line."""

BY_BOT = "bot"
"""Stands for a person where the bot itself found something out."""

BY_SETTINGS = "settings at start"
"""Stands for a person where the process was started with other settings."""

IN_SLACK = "in_slack"
"""The field of a setting that changed in Slack, where `None` is the environment's; else it is `value`."""

Facts = Mapping[str, str]
"""What is so of a thing, by field; a field that is empty is left out."""


class Kept(StrEnum):
    """The things whose changes are kept."""

    RELEASE = "release"
    INTEGRATION = "integration"
    SERVER = "server"
    SETTING = "setting"
    CHECK = "check"
    """Noted by the release's name; the field says which check (`check_field`)."""


@dataclass(frozen=True, slots=True)
class Change:
    """One field that changed.

    `by` is a user's id or one of the words above; `name` is the thing's name as it was then.
    """

    at: datetime
    by: str
    thing: Kept
    name: str
    field: str
    old: str | None
    new: str | None
    why: str = ""


@dataclass(frozen=True, slots=True)
class Author:
    """Who changes something, when, and why (empty when they gave no reason)."""

    by: str
    at: datetime
    why: str = ""


def changes(*, author: Author, thing: Kept, name: str, old: Facts, new: Facts) -> tuple[Change, ...]:
    """Return what differs between the facts of before and after: what stays first, then what came or went."""
    fields = [*new, *(field for field in old if field not in new)]
    return tuple(
        Change(author.at, author.by, thing, name, field, old.get(field), new.get(field), author.why)
        for field in fields
        if old.get(field) != new.get(field)
    )


def release_facts(release: Release | None) -> Facts:
    """Write a release as facts: stages as `date.<server>`, items as `ui_changes.<key>`; none for None."""
    return dict(_filled(_of_release(release))) if release else {}


def _of_release(release: Release) -> Iterator[tuple[str, str | None]]:
    yield "name", release.name
    yield "title", release.title
    yield "summary", release.summary
    yield "affects_integrations", "yes" if release.affects_integrations else "no"
    yield "owner", release.owner
    for stage in release.stages:
        yield f"date.{stage.server}", stage.date.isoformat()
        yield f"status.{stage.server}", stage.status.value
        yield f"live_at.{stage.server}", stage.live_at.isoformat() if stage.live_at else None
        yield f"confirmed_by.{stage.server}", stage.confirmed_by
    for change in release.ui_changes:
        yield f"ui_changes.{change.key}", change.text
    for opt_in in release.opt_ins:
        yield f"opt_ins.{opt_in.key}", _opt_in(opt_in)
    for number, doc in enumerate(release.docs, start=1):
        yield f"docs.{number}", f"{doc.title} {doc.url}"


def _opt_in(opt_in: OptIn) -> str:
    """Write it as it is typed into the form."""
    return " | ".join((opt_in.name, opt_in.how_to_enable, "on" if opt_in.enabled_by_default else "off"))


def integration_facts(integration: Integration | None) -> Facts:
    """Write an integration as facts: environments as `environments.<name>`; none for None."""
    return dict(_filled(_of_integration(integration))) if integration else {}


def _of_integration(integration: Integration) -> Iterator[tuple[str, str | None]]:
    yield "name", integration.name
    yield "channel", integration.channel
    yield "owners", ", ".join(integration.owners)
    yield "timezone", integration.timezone
    for environment in integration.environments:
        yield f"environments.{environment.name}", environment.server


def server_facts(servers: tuple[Server, ...]) -> Mapping[str, Facts]:
    """Write each server as facts, by its key; `position` counts from 1."""
    return {
        server.key: dict(
            _filled(
                (
                    ("name", server.name),
                    ("former_name", server.former_name),
                    ("lag_days", str(server.lag_days)),
                    ("position", str(position)),
                )
            )
        )
        for position, server in enumerate(servers, start=1)
    }


def check_field(integration: str, environment: str, check: str) -> str:
    """Write which check it is that changed; none of its parts has a tab in it."""
    return f"{integration}\t{environment}\t{check}"


def _filled(facts: Iterable[tuple[str, str | None]]) -> Iterator[tuple[str, str]]:
    return ((field, value) for field, value in facts if value)
