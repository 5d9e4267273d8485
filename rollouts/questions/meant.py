"""Which release is meant where none is named: "when does it reach Controlled?"."""

from collections.abc import Iterable
from datetime import date

from rollouts.releases import Release, Stage
from rollouts.verdict import BEGUN


def meant_by_it(
    *, releases: tuple[Release, ...], today: date, before: str = "", server: str = ""
) -> Release | None:
    """Return the release last talked of (`before`), or else the one that is on its way.

    With a `server` that is the next one to come there; without, the newest one that has begun and not
    arrived everywhere, then the next to begin, then the newest.
    """
    if talked_of := next((release for release in releases if before and release.name == before), None):
        return talked_of
    coming = [release for release in releases if not release.is_finished]
    if there := [(stage.date, release) for release in coming if (stage := _coming_to(release, server))]:
        return min(there, key=lambda each: each[0])[1]
    begun = [release for release in coming if any(each.standing(today) in BEGUN for each in release.stages)]
    return _newest(begun) or min(coming, key=_first_day, default=None) or _newest(releases)


def _coming_to(release: Release, server: str) -> Stage | None:
    stage = release.stage(server)
    return stage if stage and stage.is_coming else None


def _first_day(release: Release) -> date:
    return release.stages[0].date


def _newest(releases: Iterable[Release]) -> Release | None:
    return max(releases, key=_first_day, default=None)
