"""Where a release stands on each server, as its card shows it: a sign, and words complete without it."""

from functools import lru_cache

from rollouts.announcing.briefs import ReleaseBrief
from rollouts.releases import Stage, Standing
from views.inlines import Clip, Day, Person, Text, Words, joined, lines, say
from views.parts import Part, SmallPrint
from views.posts.scene import SCENES_MOST, Scene, alike_parts, scene_of
from views.posts.stages import short

STATES_MOST = 1200
FORMER_MOST = 600

LIVE, DUE, NOT_YET = "●", "◐", "○"
_SIGNS = {Standing.LIVE: LIVE, Standing.HOTFIXED: LIVE, Standing.DUE: DUE}


def sign(standing: Standing) -> str:
    """Return the sign that stands before the words for it."""
    return _SIGNS.get(standing, NOT_YET)


def states_of(brief: ReleaseBrief) -> tuple[Words, Words]:
    """Say it in running text, and on one line for each server.

    Days are named, never counted: a card stays for weeks, and a count would be wrong the next morning.
    """
    return states_in(scene_of(brief))


@lru_cache(maxsize=SCENES_MOST)
def states_in(scene: Scene) -> tuple[Words, Words]:
    """Say the same of a scene."""
    states = [(stage.standing(scene.today), _state(scene, stage)) for stage in scene.release.stages]
    said = say("{states}.", states=joined("; ", [state for _, state in states]))
    shown = lines(*(say("{sign} {state}", sign=sign(standing), state=state) for standing, state in states))
    return Clip(said, STATES_MOST), Clip(shown, STATES_MOST)


@lru_cache(maxsize=SCENES_MOST)
def former_names(scene: Scene) -> tuple[Part, ...]:
    """Say once, in the small print, what the release's servers were called before."""
    known = [
        say("{name} (formerly {former})", name=server.name, former=server.former_name)
        for server in scene.servers
        if server.former_name and scene.release.stage(server.key)
    ]
    return alike_parts([SmallPrint(Clip(joined(", ", known), FORMER_MOST))] if known else ())


def _state(scene: Scene, stage: Stage) -> Text:
    return say("{server}: {state}", server=short(stage.server, scene.servers), state=_words(scene, stage))


def _words(scene: Scene, stage: Stage) -> Words:
    day = Day(stage.date, scene.today)
    match stage.standing(scene.today):
        case Standing.PLANNED:
            return day
        case Standing.DUE if stage.date == scene.today:
            return say("due today, {day}, not confirmed yet", day=day)
        case Standing.DUE:
            return say("was due {day}, not confirmed yet", day=day)
        case Standing.LIVE:
            return _live(scene, stage)
        case Standing.HOTFIXED:
            return say("{live}, hotfixed", live=_live(scene, stage))
        case Standing.HELD:
            return say("held, was {day}", day=day)
        case Standing.ROLLED_BACK:
            return say("rolled back{by}", by=_by(scene, stage))
        case _:
            return "withdrawn"


def _by(scene: Scene, stage: Stage) -> Words:
    """Say on which day and by whom it was changed, where that is recorded."""
    if stage.changed_at is None or stage.changed_by is None:
        return ""
    day = scene.day(stage.changed_at)
    return say(" on {day} by {who}", day=Day(day, scene.today), who=Person(stage.changed_by))


def _live(scene: Scene, stage: Stage) -> Text:
    day = Day(scene.day(stage.live_at), scene.today) if stage.live_at else None
    live = say("live since {day}", day=day) if day else "live"
    who = say("confirmed by {who}", who=Person(stage.confirmed_by)) if stage.confirmed_by else ""
    return joined(", ", [live, who])
