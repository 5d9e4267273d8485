"""Statements: what a message told its channel of a release. Only who was told otherwise is corrected."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from rollouts.releases import Release, Standing

AHEAD = frozenset({Standing.PLANNED, Standing.DUE, Standing.HELD})
"""The release is not there yet."""


@dataclass(frozen=True, slots=True)
class StageTold:
    """A stage as it was told: its date, and how it stood on the day of the message."""

    server: str
    date: date
    standing: Standing


@dataclass(frozen=True, slots=True)
class Statement:
    """The facts of a release that a message told: of UI changes and opt-ins the keys, which rewording keeps.

    `is_assumed` marks what nobody remembered: it was sent before statements were kept.
    """

    stages: tuple[StageTold, ...]
    affects_integrations: bool
    ui_changes: tuple[str, ...] = ()
    opt_ins: tuple[str, ...] = ()
    is_assumed: bool = False

    def stage(self, server: str) -> StageTold | None:
        """Return what was told of the stage on the server with that key."""
        return next((stage for stage in self.stages if stage.server == server), None)


@lru_cache(maxsize=100)
def statement_of(*, release: Release, today: date) -> Statement:
    """Return what a message tells that speaks of the release on `today`, the day of its channel.

    A thousand channels are told the same. It is made of dates and words alone, of no instant.
    """
    return Statement(
        stages=tuple(StageTold(stage.server, stage.date, stage.standing(today)) for stage in release.stages),
        affects_integrations=release.affects_integrations,
        ui_changes=tuple(change.key for change in release.ui_changes),
        opt_ins=tuple(opt_in.key for opt_in in release.opt_ins),
    )


@dataclass(frozen=True, slots=True)
class DateDiffers:
    """A stage was told for another day."""

    server: str
    told: date
    true: date


@dataclass(frozen=True, slots=True)
class StandingDiffers:
    """A stage was told to stand otherwise; None is a server that the release leaves out."""

    server: str
    told: Standing | None
    true: Standing | None


@dataclass(frozen=True, slots=True)
class ImpactDiffers:
    """Whether it affects integrations was told otherwise."""

    told: bool
    true: bool


@dataclass(frozen=True, slots=True)
class UiChangesDiffer:
    """The keys of UI changes that were not told, and of those that were told and are gone."""

    new: tuple[str, ...]
    gone: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OptInsDiffer:
    """The keys of opt-in features that were not told, and of those that were told and are gone."""

    new: tuple[str, ...]
    gone: tuple[str, ...]


Difference = DateDiffers | StandingDiffers | ImpactDiffers | UiChangesDiffer | OptInsDiffer


def differences(*, told: Statement, true: Statement) -> tuple[Difference, ...]:
    """Return the facts that were told otherwise than they are, stages first, in the servers' order.

    That the day of a planned stage came is no difference: time alone makes nothing untrue.
    """
    return tuple(_differences(told, true))


def _differences(told: Statement, true: Statement) -> Iterator[Difference]:
    for server in dict.fromkeys(stage.server for stage in (*true.stages, *told.stages)):
        before, now = told.stage(server), true.stage(server)
        if before and now and before.date != now.date:
            yield DateDiffers(server, before.date, now.date)
        if _recorded(before) is not _recorded(now):
            yield StandingDiffers(server, before.standing if before else None, now.standing if now else None)
    if told.affects_integrations != true.affects_integrations:
        yield ImpactDiffers(told.affects_integrations, true.affects_integrations)
    if set(told.ui_changes) != set(true.ui_changes):
        yield UiChangesDiffer(*_new_and_gone(told.ui_changes, true.ui_changes))
    if set(told.opt_ins) != set(true.opt_ins):
        yield OptInsDiffer(*_new_and_gone(told.opt_ins, true.opt_ins))


def _recorded(stage: StageTold | None) -> Standing | None:
    """Return how the stage stands, whatever day it is: due is planned."""
    if stage is None:
        return None
    return Standing.PLANNED if stage.standing is Standing.DUE else stage.standing


def _new_and_gone(told: tuple[str, ...], true: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    return tuple(key for key in true if key not in told), tuple(key for key in told if key not in true)
