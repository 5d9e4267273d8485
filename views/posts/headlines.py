"""The first line of a reply: what is new of which release, and where."""

from typing import TypeAlias

from rollouts.announcing.briefs import ReleaseBrief
from rollouts.kinds import REMINDER
from rollouts.releases import Standing, Status
from views.inlines import Day, Text, Words, enumeration, say, sentences
from views.posts.advice import Phase, phase_of
from views.posts.stages import short, since
from views.posts.verdicts import of_channel

Headline: TypeAlias = tuple[Text, Words]
"""What stands out of the first line, and the rest of it, from the sign or the blank that follows on."""

_ONE_DAY = 1


def headline(brief: ReleaseBrief) -> Headline:
    """Return the first line; it ends by saying on which servers before nobody has confirmed the release."""
    what, more = _of_stage(brief)
    return what, sentences(more, _unconfirmed(brief))


def lead(brief: ReleaseBrief) -> Text:
    """Return the first line, plain."""
    what, more = headline(brief)
    return say("{what}{more}", what=what, more=more)


def due(brief: ReleaseBrief) -> Words:
    """Say that the stage's day has come and nobody has confirmed it."""
    if brief.stage.date == brief.today:
        return "is scheduled to go live today, not confirmed yet"
    return say("was scheduled to go live {day}, not confirmed yet", day=_day(brief))


def _of_stage(brief: ReleaseBrief) -> Headline:
    release, where = brief.release.name, brief.server.short_name
    match phase_of(brief):
        case Phase.COMING:
            return _coming(brief)
        case Phase.DUE:
            when = "today" if brief.stage.date == brief.today else say("on {day}", day=_day(brief))
            what = say("{release} was to go live on {where} {when}", release=release, where=where, when=when)
            return what, "; nobody has confirmed it yet."
        case Phase.LIVE:
            return say("{release} is live on {where}", release=release, where=where), _record(brief)
        case _:
            return _off(brief)


def _coming(brief: ReleaseBrief) -> Headline:
    release, where, day = brief.release.name, brief.server.short_name, _day(brief)
    if brief.kind == REMINDER:
        is_tomorrow = (brief.stage.date - brief.today).days == _ONE_DAY
        when = "Tomorrow" if is_tomorrow else day
        return say("{when}: {release} on {where}", when=when, release=release, where=where), "."
    what = say("{release} reaches {where} on {day}", release=release, where=where, day=day)
    return what, sentences(".", of_channel(brief))


def _record(brief: ReleaseBrief) -> Text:
    """Say since when it is live and by whose word."""
    recorded = since(brief.stage, today=brief.today, timezone=brief.policy.timezone)
    hotfixed = ", hotfixed" if brief.stage.status is Status.HOTFIXED else ""
    rest = say("{recorded}{hotfixed}.", recorded=recorded, hotfixed=hotfixed)
    return say(" {rest}", rest=rest) if recorded else rest


def _off(brief: ReleaseBrief) -> Headline:
    release, where = brief.release.name, brief.server.short_name
    match brief.stage.status:
        case Status.HELD:
            what = say("{release} is held on {where}", release=release, where=where)
            return what, say("; it was planned for {day}.", day=_day(brief))
        case Status.ROLLED_BACK:
            return say("{release} was rolled back on {where}", release=release, where=where), "."
        case _:
            return say("{release} was withdrawn from {where}", release=release, where=where), "."


def _unconfirmed(brief: ReleaseBrief) -> Words:
    servers = [
        short(stage.server, brief.servers)
        for stage in brief.release.stages
        if stage != brief.stage and stage.standing(brief.today) is Standing.DUE
    ]
    return say("Nobody has confirmed it on {servers} yet.", servers=enumeration(servers)) if servers else ""


def _day(brief: ReleaseBrief) -> Day:
    return Day(brief.stage.date, brief.today)
