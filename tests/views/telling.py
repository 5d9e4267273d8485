"""Briefs for the tests of announcements, made from the story of `tests/support/story.py`."""

import datetime as dt
from dataclasses import replace

from rollouts.announcing.briefs import ReleaseBrief, parties_of
from rollouts.checks import SMOKE_TESTS, Check, CheckName, CheckState
from rollouts.deliveries import Announcement
from rollouts.integrations import Integration
from rollouts.kinds import Kind
from rollouts.policy import Policy
from rollouts.releases import Release, Stage, Status
from rollouts.servers import DEFAULT_SERVERS, Server
from tests.support.story import ANA, CONTROLLED, CONTROLLED_DAY, POLICY, RELEASE, STANDARD, STANDARD_DAY, at

CHANNEL = "C0ACME"


def with_stage(release: Release, server: Server, **changes: object) -> Release:
    """Return the release with something else recorded of one stage."""
    stage = release.stage(server.key)
    assert stage is not None
    changed: Stage = replace(stage, **changes)  # type: ignore[arg-type] # a test names the fields itself
    return release.with_stage(changed)


LIVE_ON_STANDARD = with_stage(
    RELEASE, STANDARD, status=Status.LIVE, live_at=at(STANDARD_DAY, 10, 12), confirmed_by=ANA.id
)
LIVE_ON_BOTH = with_stage(
    LIVE_ON_STANDARD, CONTROLLED, status=Status.LIVE, live_at=at(CONTROLLED_DAY, 9, 30), confirmed_by="U0MAYA"
)


def told(  # noqa: PLR0913 - a brief has that many facts, and each test needs another few
    kind: Kind,
    server: Server,
    *integrations: Integration,
    now: dt.datetime,
    release: Release = RELEASE,
    servers: tuple[Server, ...] = DEFAULT_SERVERS,
    checks: tuple[Check, ...] = (),
    policy: Policy = POLICY,
    is_card: bool = False,
    late_since: dt.datetime | None = None,
) -> ReleaseBrief:
    """Gather the facts of an announcement to a channel with those integrations."""
    here = tuple(replace(integration, channel=CHANNEL) for integration in integrations)
    return ReleaseBrief(
        delivery=7,
        announcement=Announcement(kind, server.key),
        release=release,
        server=server,
        servers=servers,
        parties=parties_of(channel=CHANNEL, server=server, release=release, integrations=here),
        checks=checks,
        policy=policy,
        now=now,
        is_card=is_card,
        late_since=late_since,
    )


def checked(
    integration: Integration,
    environment: str,
    name: CheckName = SMOKE_TESTS,
    state: CheckState = CheckState.PASSED,
    **more: object,
) -> Check:
    """Return what was set of a check there, by Ana on release day unless it is said otherwise."""
    server = next(each.server for each in integration.environments if each.name == environment)
    set_of = {"by": ANA.id, "at": at(STANDARD_DAY, 10, 12), **more}
    return Check(RELEASE.name, integration.name, environment, server, name, state, **set_of)  # type: ignore[arg-type] # a test names the fields itself
