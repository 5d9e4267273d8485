"""Releases and their stages: one release on one server, with a date and what became of it."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from rollouts.texts import name_key
from rollouts.topics import Topic, TopicKind


class Status(StrEnum):
    """What is recorded of a stage. Only a person's word makes it live, never a date that passed."""

    PLANNED = "planned"
    LIVE = "live"
    ROLLED_BACK = "rolled_back"
    HOTFIXED = "hotfixed"
    HELD = "held"
    WITHDRAWN = "withdrawn"


class Standing(StrEnum):
    """What a stage looks like on a given day: its status, or *due* when its day came unconfirmed."""

    PLANNED = "planned"
    DUE = "due"
    LIVE = "live"
    ROLLED_BACK = "rolled_back"
    HOTFIXED = "hotfixed"
    HELD = "held"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Stage:
    """One release on one server. `confirmed_by` is empty for history that was entered as already live.

    `changed_at`, `changed_by` and `why` are of the verb that made its status what it is; empty when none did.
    """

    server: str
    date: dt.date
    status: Status = Status.PLANNED
    live_at: dt.datetime | None = None
    confirmed_by: str | None = None
    changed_at: dt.datetime | None = None
    changed_by: str | None = None
    why: str = ""

    @property
    def is_live(self) -> bool:
        """Whether the release runs on this server now (a hotfixed release does)."""
        return self.status in {Status.LIVE, Status.HOTFIXED}

    @property
    def is_coming(self) -> bool:
        """Whether the release is still on its way to this server."""
        return self.status in {Status.PLANNED, Status.HELD}

    @property
    def is_history(self) -> bool:
        """Whether it was entered as already live, so that nothing is announced for it."""
        return self.is_live and self.confirmed_by is None

    def standing(self, today: dt.date) -> Standing:
        """Return what the stage looks like on `today`, a day of the workspace."""
        if self.status is Status.PLANNED and self.date <= today:
            return Standing.DUE
        return Standing(self.status.value)


@dataclass(frozen=True, slots=True)
class UiChange:
    """A change of what users see. Its key stays when it is reworded (`item_keys.py`)."""

    text: str
    key: str = ""


@dataclass(frozen=True, slots=True)
class Feature:
    """A feature of a release that may need enabling, as it is entered.

    Vendor: "Some features ship disabled by default, so confirm whether anything needs enabling".
    """

    name: str
    how_to_enable: str = ""
    enabled_by_default: bool = False


@dataclass(frozen=True, slots=True)
class OptIn(Feature):
    """An opt-in feature of a release. Its key stays when it is renamed (`item_keys.py`)."""

    key: str = ""


@dataclass(frozen=True, slots=True)
class DocLink:
    """A page of the vendor's documentation."""

    title: str
    url: str


class ReleaseKey(str):
    """The key of a release, as a button or a form carries it: it means that one, whatever it is called now.

    What a button carried before it carried keys was the name that the release had then: of one that was not
    renamed until then that is its key too.
    """

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Release:
    """A release with one stage for each server, in the servers' order. Its name is unique.

    `former_names` are those that it had, the first one first, and `given_up` those of them that another
    release has taken since. `own_key` is empty, unless its first name was the key of another release.
    """

    name: str
    title: str
    stages: tuple[Stage, ...]
    affects_integrations: bool = True
    summary: str = ""
    ui_changes: tuple[UiChange, ...] = ()
    opt_ins: tuple[OptIn, ...] = ()
    docs: tuple[DocLink, ...] = ()
    owner: str | None = None
    former_names: tuple[str, ...] = ()
    given_up: tuple[str, ...] = ()
    own_key: str = ""

    @property
    def key(self) -> str:
        """The name with which it was entered, or what stands in its place; no renaming changes it."""
        return self.own_key or (self.former_names[0] if self.former_names else self.name)

    @property
    def formerly(self) -> tuple[str, ...]:
        """The names that it had and by which it is still found, each once, the newest first."""
        not_these = {name_key(self.name), *map(name_key, self.given_up)}
        others = {key: name for name in self.former_names if (key := name_key(name)) not in not_these}
        return tuple(reversed(others.values()))

    @property
    def all_names(self) -> tuple[str, ...]:
        """The names by which it is found: the one that it has, and those that it had."""
        return (self.name, *self.formerly)

    def renamed(self, name: str) -> "Release":
        """Return the release with another name; it is still found by those that it had."""
        if name == self.name:
            return self
        given_up = tuple(each for each in self.given_up if name_key(each) != name_key(name))
        return replace(self, name=name, former_names=(*self.former_names, self.name), given_up=given_up)

    def giving_up(self, name: str) -> "Release":
        """Return the release as it is found no more by a name that it had: another one has it now."""
        return replace(self, given_up=(*self.given_up, name))

    def stage(self, server: str) -> Stage | None:
        """Return the stage on the server with that key, if the release has one."""
        return next((stage for stage in self.stages if stage.server == server), None)

    def with_stage(self, changed: Stage) -> "Release":
        """Return the release with that server's stage replaced."""
        stages = tuple(changed if stage.server == changed.server else stage for stage in self.stages)
        return replace(self, stages=stages)

    @property
    def is_finished(self) -> bool:
        """Whether every stage has met its end: nothing more is to come."""
        return not any(stage.is_coming for stage in self.stages)

    @property
    def topic(self) -> Topic:
        """What its deliveries are about: whatever it is called, what was posted stays about it."""
        return Topic(TopicKind.RELEASE, self.key)


def by_name_given_up(
    _servers: object, releases: tuple[Release, ...], _integrations: object
) -> Mapping[str, tuple[Release, ...]]:
    """Return by `name_key` the releases that were called so and gave the name up; nothing else is asked."""
    found: dict[str, tuple[Release, ...]] = {}
    for release in releases:
        for name in dict.fromkeys(map(name_key, release.given_up)):
            found[name] = (*found.get(name, ()), release)
    return found
