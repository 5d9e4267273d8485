"""A release as all see it who see it on the same day in the same zone: what messages say alike everywhere.

A channel's message names its own teams; all else of it is the same in a thousand channels, and made once.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from rollouts.announcing.briefs import ReleaseBrief
from rollouts.releases import Release
from rollouts.servers import Server
from views.inlines import alike
from views.parts import Paragraph, Part, SmallPrint

SCENES_MOST = 50
"""How many are kept at once, and of how many what is made of them."""


@dataclass(frozen=True, slots=True, eq=False)
class Scene:
    """What the words that are alike rest on, and nothing else. Each is known by being the same object."""

    release: Release
    servers: tuple[Server, ...]
    today: date
    timezone: str

    def day(self, instant: datetime) -> date:
        """Return the day of an instant in the zone."""
        return instant.astimezone(ZoneInfo(self.timezone)).date()


_scenes: dict[tuple[int, int, date, str], Scene] = {}


def scene_of(brief: ReleaseBrief) -> Scene:
    """Return the scene of a brief: the same one for all that speak of the very same release on that day.

    The ledger gives the same object until the calendar changes; a scene keeps it, so nothing else has its id.
    """
    key = (id(brief.release), id(brief.servers), brief.today, brief.policy.timezone)
    scene = _scenes.get(key)
    if scene is None:
        if len(_scenes) >= SCENES_MOST:
            _scenes.clear()
        scene = _scenes[key] = Scene(brief.release, brief.servers, brief.today, brief.policy.timezone)
    return scene


def alike_parts(parts: Iterable[Part]) -> tuple[Part, ...]:
    """Let it be known of parts that are made once for a scene that many messages have them."""
    return tuple(
        replace(part, words=alike(part.words)) if isinstance(part, Paragraph | SmallPrint) else part
        for part in parts
    )
