"""Where a release stands on each server, as its card shows it: a sign, and words complete without it."""

from rollouts.announcing.briefs import ReleaseBrief
from rollouts.releases import Stage, Standing
from views.inlines import Clip, Day, Person, Text, Words, joined, lines, say
from views.parts import Part, SmallPrint
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
    today = brief.today
    states = [(stage.standing(today), _state(brief, stage)) for stage in brief.release.stages]
    said = say("{states}.", states=joined("; ", [state for _, state in states]))
    shown = lines(*(say("{sign} {state}", sign=sign(standing), state=state) for standing, state in states))
    return Clip(said, STATES_MOST), Clip(shown, STATES_MOST)


def former_names(brief: ReleaseBrief) -> list[Part]:
    """Say once, in the small print, what the release's servers were called before."""
    known = [
        say("{name} (formerly {former})", name=server.name, former=server.former_name)
        for server in brief.servers
        if server.former_name and brief.release.stage(server.key)
    ]
    return [SmallPrint(Clip(joined(", ", known), FORMER_MOST))] if known else []


def _state(brief: ReleaseBrief, stage: Stage) -> Text:
    return say("{server}: {state}", server=short(stage.server, brief.servers), state=_words(brief, stage))


def _words(brief: ReleaseBrief, stage: Stage) -> Words:
    day = Day(stage.date, brief.today)
    match stage.standing(brief.today):
        case Standing.PLANNED:
            return day
        case Standing.DUE if stage.date == brief.today:
            return say("due today, {day}, not confirmed yet", day=day)
        case Standing.DUE:
            return say("was due {day}, not confirmed yet", day=day)
        case Standing.LIVE:
            return _live(brief, stage)
        case Standing.HOTFIXED:
            return say("{live}, hotfixed", live=_live(brief, stage))
        case Standing.HELD:
            return say("held, was {day}", day=day)
        case Standing.ROLLED_BACK:
            return say("rolled back{by}", by=_by(brief, stage))
        case _:
            return "withdrawn"


def _by(brief: ReleaseBrief, stage: Stage) -> Words:
    """Say on which day and by whom it was changed, where that is recorded."""
    if stage.changed_at is None or stage.changed_by is None:
        return ""
    day = brief.policy.day(stage.changed_at)
    return say(" on {day} by {who}", day=Day(day, brief.today), who=Person(stage.changed_by))


def _live(brief: ReleaseBrief, stage: Stage) -> Text:
    day = Day(brief.policy.day(stage.live_at), brief.today) if stage.live_at else None
    live = say("live since {day}", day=day) if day else "live"
    who = say("confirmed by {who}", who=Person(stage.confirmed_by)) if stage.confirmed_by else ""
    return joined(", ", [live, who])
