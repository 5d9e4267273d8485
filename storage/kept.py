"""What was read of servers, releases, drafts, integrations and settings, kept for transactions to come.

They are asked for in every transaction and seldom change. Whoever changes them, in whichever process, counts
the workspace's `calendar_version` up in the same transaction; whoever asks for them looks at that number
first. The process that changed them keeps them as it left them, once that is committed. With them is kept
what follows from them alone. Nothing else is kept beyond a transaction.
"""

from dataclasses import dataclass, field, replace
from typing import Any

from rollouts.integrations import Integration
from rollouts.news_drafts import NewsDraft
from rollouts.policy import Policy
from rollouts.releases import Release
from rollouts.servers import Server


@dataclass(slots=True)
class Calendar:
    """What has been read of it; None for what nobody asked for yet.

    Attributes:
        policy: The settings that count, with what was set in Slack.
        servers: In their order.
        releases: By name, as names are compared.
        release_list: The same, as they are listed.
        former_names: The names that releases had, with those that they have; as names are compared.
        keys: The keys of the releases, with the names that they have; as names are compared.
        integrations: By name, as names are compared.
        integration_list: The same, as they are listed.
        in_channels: The same by their channel.
        drafts: Those of the vendor's news about each release that was asked for, by its name.
        following: What was made of all of them, by how it was made and what else was given for that.
    """

    policy: Policy | None = None
    servers: tuple[Server, ...] | None = None
    releases: dict[str, Release] | None = None
    release_list: tuple[Release, ...] | None = None
    former_names: dict[str, str] | None = None
    keys: dict[str, str] | None = None
    integrations: dict[str, Integration] | None = None
    integration_list: tuple[Integration, ...] | None = None
    in_channels: dict[str, tuple[Integration, ...]] | None = None
    drafts: dict[str, tuple[NewsDraft, ...]] = field(default_factory=dict)
    following: dict[tuple[object, ...], Any] = field(default_factory=dict)

    def copied(self) -> "Calendar":
        """Return a copy that can be changed while others go on reading this one."""
        return replace(
            self,
            releases=None if self.releases is None else dict(self.releases),
            integrations=None if self.integrations is None else dict(self.integrations),
            drafts=dict(self.drafts),
            following={},
        )


class Kept:
    """The calendar of one workspace as this process read it last, for any number of threads."""

    def __init__(self) -> None:
        # Both change together, so threads need no lock: at worst one reads what another has just read.
        self._newest = (-1, Calendar())

    def of(self, version: int) -> Calendar:
        """Return what was read of that version; what is read from now on is added to it."""
        known, calendar = self._newest
        if known == version:
            return calendar
        calendar = Calendar()
        if version > known:
            self._newest = (version, calendar)
        # Else somebody reads who began before the newest change: that is read for them alone.
        return calendar

    def keep(self, version: int, calendar: Calendar) -> None:
        """Keep what this process made of it with the change of that version, which is committed."""
        self._newest = (version, calendar)
