"""The headline and the first sentence of an announcement: what happens to which release, where and when."""

from rollouts.announcing.briefs import ReleaseBrief
from rollouts.kinds import CONFIRMATION, FYI, PREVIEW, REMINDER, WINDOW_CLOSING
from rollouts.releases import Stage, Status
from views.dates import day_words
from views.inlines import Day, Text, Words, joined, say, sentences
from views.posts.advice import Phase, phase_of
from views.posts.stages import named, named_server, short, since, standing


def headline(brief: ReleaseBrief) -> str:
    """Return the headline, plain."""
    release, where = brief.release, brief.server.short_name
    if brief.kind == FYI:
        return f"For your information: {release.name}, {release.title}"
    match phase_of(brief):
        case Phase.LIVE:
            return f"{release.name} is live on {where}"
        case Phase.DUE:
            is_today = brief.stage.date == brief.today
            scheduled = "scheduled for today, " if is_today else ""
            return f"{release.name} on {where}: {scheduled}not confirmed yet"
        case Phase.OFF:
            return f"{release.name} on {where}: {brief.stage.status.value.replace('_', ' ')}"
        case _:
            return _coming_headline(brief)


def _coming_headline(brief: ReleaseBrief) -> str:
    release, when = brief.release, day_words(brief.stage.date, said_on=brief.today)
    what = f"{release.name} reaches {brief.server.short_name} on {when}"
    return {
        PREVIEW: f"Coming: {release.name}, {release.title}",
        REMINDER: f"Reminder: {what}",
        # Its day was moved after it had been said.
        CONFIRMATION: f"Reminder: {what}",
        WINDOW_CLOSING: f"The window closes: {what}",
    }[brief.kind]


def lead(brief: ReleaseBrief, *, with_next: bool = True) -> Text:
    """Return the first sentences, complete by themselves; `with_next` names the servers after this one."""
    sentence = _what_happens(brief, _later(brief) if with_next else [])
    if brief.kind == FYI:
        return sentences(sentence, "It does not affect integrations: no action needed.")
    return sentence


def _what_happens(brief: ReleaseBrief, later: list[Stage]) -> Text:
    release, where = named(brief.release), named_server(brief.server)
    match phase_of(brief):
        case Phase.COMING:
            return _coming(brief, later)
        case Phase.DUE:
            sentence = say(
                "On {where}, release {release} {due}.", where=where, release=release, due=due(brief)
            )
            return sentences(sentence, _then(brief, later))
        case Phase.LIVE:
            hotfixed = "hotfixed" if brief.stage.status is Status.HOTFIXED else ""
            live = say("Release {release} is live on {where}", release=release, where=where)
            recorded = since(brief.stage, today=brief.today, timezone=brief.policy.timezone)
            record = joined(", ", [live, recorded, hotfixed])
            return sentences(say("{record}.", record=record), _then(brief, later))
        case _:
            stands = standing(brief.stage, today=brief.today, timezone=brief.policy.timezone)
            return say("Release {release} on {where}: {stands}.", release=release, where=where, stands=stands)


def due(brief: ReleaseBrief) -> Words:
    """Say that the stage's day has come and nobody has confirmed it."""
    if brief.stage.date == brief.today:
        return "is scheduled to go live today, not confirmed yet"
    return say("was scheduled to go live {day}, not confirmed yet", day=_day(brief, brief.stage))


def _coming(brief: ReleaseBrief, later: list[Stage]) -> Text:
    release, where = named(brief.release), named_server(brief.server)
    when = _day(brief, brief.stage)
    if brief.kind == WINDOW_CLOSING:
        return say(
            "The window to validate release {release} closes: it reaches {where} on {when}.",
            release=release,
            where=where,
            when=when,
        )
    first = say("Release {release} reaches {where} on {when}", release=release, where=where, when=when)
    then = [
        say("then {server} on {day}", server=named_server(server), day=_day(brief, stage))
        for server in brief.servers
        if (stage := brief.release.stage(server.key)) and stage in later
    ]
    return say("{dates}.", dates=joined(", ", [first, *then]))


def _then(brief: ReleaseBrief, later: list[Stage]) -> Words:
    """Say which server is next."""
    if not later:
        return ""
    server = short(later[0].server, brief.servers)
    return say("Next: {server}, planned for {day}.", server=server, day=_day(brief, later[0]))


def _later(brief: ReleaseBrief) -> list[Stage]:
    """Return the planned stages on the servers that come after the announced one."""
    order = [server.key for server in brief.servers]
    after = order[order.index(brief.server.key) + 1 :]
    return [s for s in brief.release.stages if s.server in after and s.status is Status.PLANNED]


def _day(brief: ReleaseBrief, stage: Stage) -> Day:
    return Day(stage.date, brief.today)
