"""The calendar of a torture: many channels in four time zones, all roles, a release every week."""

import datetime as dt
from collections.abc import Mapping
from itertools import cycle, islice

from rollouts.announcing.schedule import Slot, slots_for
from rollouts.drafts import Draft, release_from
from rollouts.integrations import Environment, Integration
from rollouts.policy import Policy
from rollouts.servers import DEFAULT_SERVERS
from rollouts.topics import Topic
from rollouts.usecases.calendar_file import Calendar
from slack_simulator import Workspace

OWNER, MANAGER, USER = "U0ANA", "U0MAYA", "U0ZOE"
PEOPLE = {OWNER: "ana", MANAGER: "maya", USER: "zoe"}
SUPPORT = "C0SUPPORT"
ZONES = ("Europe/Berlin", "America/New_York", "Asia/Tokyo", "Asia/Kolkata")
ROLES = (("standard",), ("controlled",), ("standard", "controlled"))
NAMES = {"standard": "test", "controlled": "production"}
FIRST = dt.date(2026, 11, 30)
WEEK = dt.timedelta(weeks=1)


class Season:
    """What is entered, and what has to be said because of it."""

    def __init__(self, *, channels: int, releases: int, zones: int) -> None:
        self.channels = {f"C0TEAM{number}": f"team-{number}" for number in range(channels)}
        roles, places = islice(cycle(ROLES), channels), islice(cycle(ZONES[:zones]), channels)
        integrations = [
            Integration(
                name.title(),
                channel,
                (OWNER,),
                tuple(Environment(NAMES[server], server) for server in servers),
                timezone,
            )
            for (channel, name), servers, timezone in zip(self.channels.items(), roles, places, strict=True)
        ]
        # Two in one channel: still one message.
        integrations.append(
            Integration("Second", "C0TEAM0", (), (Environment("production", "controlled"),), ZONES[0])
        )
        drafts = [
            Draft(
                name=f"2026.{number}",
                title=f"Release {number}",
                dates={"standard": FIRST + number * WEEK},
                # The last one concerns no integration.
                affects_integrations=number < releases - 1,
                owner=OWNER,
            )
            for number in range(releases)
        ]
        self.calendar = Calendar(None, tuple(integrations), tuple(drafts))

    def slots(self, policy: Policy) -> Mapping[Topic, tuple[Slot, ...]]:
        """Return what the rules call for, by topic."""
        made = (
            release_from(draft=draft, servers=DEFAULT_SERVERS, policy=policy)
            for draft in self.calendar.releases
        )
        return {
            release.topic: slots_for(release=release, integrations=self.calendar.integrations, policy=policy)
            for release in made
            if release
        }

    def furnish(self, workspace: Workspace) -> None:
        """Put the people and the channels into the workspace."""
        for person, name in PEOPLE.items():
            workspace.add_person(id=person, name=name, real_name=name.title())
        for channel, name in {**self.channels, SUPPORT: "support"}.items():
            workspace.add_channel(id=channel, name=name, members=list(PEOPLE))
