"""The answer to "what is live there?" through the weeks of the story."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace

from rollouts.integrations import Integration
from rollouts.live import live_on
from rollouts.releases import Release, Status
from rollouts.servers import DEFAULT_SERVERS, Server
from rollouts.usecases.live import LiveAnswer
from tests.golden.cases.posts import FULL_OF_SIGNS
from tests.golden.golden import Golden
from tests.golden.views_in_use import live
from tests.support.story import (
    ACME,
    ANA,
    CLOSING_DAY,
    CONTROLLED,
    CONTROLLED_DAY,
    DAY,
    HISTORY,
    INTEGRATIONS,
    POLICY,
    PREVIEW_DAY,
    RELEASE,
    STANDARD,
    STANDARD_DAY,
    ZOE,
)
from tests.views.telling import LIVE_ON_BOTH, LIVE_ON_STANDARD, with_stage

MOMENTS: dict[str, tuple[tuple[Release, ...], dt.date]] = {
    "nothing-known": ((), PREVIEW_DAY),
    "nothing-live-yet": ((RELEASE,), PREVIEW_DAY),
    "before-standard": ((HISTORY, RELEASE), PREVIEW_DAY),
    "the-day-before": ((HISTORY, RELEASE), STANDARD_DAY - DAY),
    "due-today": ((HISTORY, RELEASE), STANDARD_DAY),
    "overdue-by-a-day": ((HISTORY, RELEASE), STANDARD_DAY + DAY),
    "overdue": ((HISTORY, replace(RELEASE, owner=None)), STANDARD_DAY + 3 * DAY),
    "in-the-window": ((HISTORY, LIVE_ON_STANDARD), CLOSING_DAY),
    "due-on-controlled": ((HISTORY, LIVE_ON_STANDARD), CONTROLLED_DAY),
    "live-on-both": ((HISTORY, LIVE_ON_BOTH), CONTROLLED_DAY),
    "text-from-people": ((HISTORY, FULL_OF_SIGNS), STANDARD_DAY),
    "hour-unknown": ((with_stage(LIVE_ON_STANDARD, STANDARD, live_at=None),), CLOSING_DAY),
    **{
        f"standard-{status.value.replace('_', '-')}": (
            (HISTORY, with_stage(LIVE_ON_STANDARD, STANDARD, status=status)),
            CLOSING_DAY,
        )
        for status in Status
    },
    **{
        f"controlled-{status.value.replace('_', '-')}": (
            (HISTORY, with_stage(LIVE_ON_BOTH, CONTROLLED, status=status)),
            CONTROLLED_DAY,
        )
        for status in Status
    },
    "many-ahead": (tuple(replace(LIVE_ON_STANDARD, name=f"2026.{n}") for n in range(20, 27)), CLOSING_DAY),
    "many-rolled-back": (
        tuple(
            with_stage(replace(RELEASE, name=f"1.{n}"), STANDARD, status=Status.ROLLED_BACK) for n in range(7)
        ),
        CLOSING_DAY,
    ),
}
"""What was entered so far, and which day it is."""


def of_live() -> Iterator[Golden]:
    """Yield the golden files of answers about one server and about all, to an owner and to others."""
    many = tuple(replace(ACME, name=f"Acme {number}") for number in range(7))
    for name, (releases, today) in MOMENTS.items():
        said = {}
        for of, servers in (("all servers", DEFAULT_SERVERS), *((s.key, (s,)) for s in DEFAULT_SERVERS)):
            said[f"{of}, to an owner"] = live.answer(_asked(servers, releases, today, ANA.id))
            said[f"{of}, to somebody else"] = live.answer(_asked(servers, releases, today, ZOE.id))
        yield Golden(f"answers/live/{name}", said)
    to_many = live.answer(_asked(DEFAULT_SERVERS, (HISTORY,), PREVIEW_DAY, ANA.id, many))
    yield Golden("answers/live/owner-of-many", {"": to_many})


def _asked(
    servers: tuple[Server, ...],
    releases: tuple[Release, ...],
    today: dt.date,
    asker: str,
    integrations: tuple[Integration, ...] = INTEGRATIONS,
) -> LiveAnswer:
    answers = tuple(
        live_on(
            server=server,
            servers=DEFAULT_SERVERS,
            releases=releases,
            integrations=integrations,
            asker=asker,
            today=today,
        )
        for server in servers
    )
    return LiveAnswer(answers, DEFAULT_SERVERS, POLICY)
