"""What a channel is told that was told otherwise: old and new named, why, and what it means there."""

from collections.abc import Iterator

from rollouts.announcing.briefs import CorrectionBrief
from rollouts.integrations import Integration
from rollouts.releases import Stage, Standing, Status
from rollouts.statements import DateDiffers, ImpactDiffers, OptInsDiffer, StandingDiffers, UiChangesDiffer
from views.actions import Press, pack
from views.inlines import Bold, Bullets, Day, Moment, Person, Prose, Words, joined, lines, say, sentences
from views.parts import Button, Buttons, Message, Paragraph, Part
from views.posts.stages import short

WHY_MOST = 600
ITEMS_MOST = 1200

OFF = frozenset({Status.HELD, Status.ROLLED_BACK})
"""It does not run there, or does not come for now."""


def correction(brief: CorrectionBrief) -> Message:
    """Say what is no longer as it was told."""
    headline = sentences(*_headline(brief))
    why = _why(brief)
    more = [sentences(*_means(brief)), *_items(brief)]
    parts: list[Part] = [Paragraph(joined(" ", [Bold(headline), why]))]
    parts += [Paragraph(words) for words in more if words]
    parts.append(Buttons((Button("Report urgent", Press.REPORT_URGENT, pack(delivery=brief.delivery)),)))
    return Message(joined("\n", [sentences(headline, why), *more]), tuple(parts), brief.delivery)


def _headline(brief: CorrectionBrief) -> Iterator[Words]:
    moved = [each for each in brief.differences if isinstance(each, DateDiffers)]
    if moved:
        dates = joined(", ", [_from_to(brief, each) for each in moved])
        yield say("{release} moved: {dates}.", release=brief.release.name, dates=dates)
    yield from (_stands(brief, each) for each in brief.differences if isinstance(each, StandingDiffers))
    if any(isinstance(each, ImpactDiffers) for each in brief.differences):
        yield _impact(brief)
    if all(isinstance(each, UiChangesDiffer | OptInsDiffer) for each in brief.differences):
        yield say("{release} has changed since you were told of it.", release=brief.release.name)


def _from_to(brief: CorrectionBrief, moved: DateDiffers) -> Words:
    return say(
        "{server} {old} → {new}",
        server=short(moved.server, brief.servers),
        old=Day(moved.told, brief.today),
        new=Day(moved.true, brief.today),
    )


def _stands(brief: CorrectionBrief, differs: StandingDiffers) -> Words:
    name, server = brief.release.name, short(differs.server, brief.servers)
    stage = brief.release.stage(differs.server)
    if stage is None:
        return say("{release} will not come to {server}.", release=name, server=server)
    by = _by(brief, stage)
    match differs.true:
        case Standing.HELD:
            held = say("{release} is held on {server}", release=name, server=server)
            return say("{held}{by}: it does not come until you hear so here.", held=held, by=by)
        case Standing.ROLLED_BACK:
            rolled_back = say("{release} was rolled back on {server}", release=name, server=server)
            return say("{rolled_back}{by}.", rolled_back=rolled_back, by=by)
        case Standing.HOTFIXED:
            hotfixed = say("{release} was hotfixed on {server}", release=name, server=server)
            return say("{hotfixed}{by}, and is live there.", hotfixed=hotfixed, by=by)
        case Standing.WITHDRAWN:
            withdrawn = say("{release} was withdrawn from {server}", release=name, server=server)
            return say("{withdrawn}{by}: it does not come.", withdrawn=withdrawn, by=by)
        case Standing.LIVE:
            return say("{release} is live on {server} again{by}.", release=name, server=server, by=by)
        case _:
            day = Day(stage.date, brief.today)
            comes = say("{release} comes to {server} on {day}", release=name, server=server, day=day)
            return say("{comes}{after_all}.", comes=comes, after_all=_after_all(differs))


def _after_all(differs: StandingDiffers) -> str:
    return " too" if differs.told is None else " after all"


def _by(brief: CorrectionBrief, stage: Stage) -> Words:
    if stage.changed_at is None or stage.changed_by is None:
        return ""
    return say(
        " by {who}, {when}",
        who=Person(stage.changed_by),
        when=Moment(stage.changed_at, brief.policy.timezone),
    )


def _impact(brief: CorrectionBrief) -> Words:
    if brief.release.affects_integrations:
        return say(
            "{release} does affect integrations, other than you were told.", release=brief.release.name
        )
    return say("{release} no longer affects integrations: nothing to do.", release=brief.release.name)


def _why(brief: CorrectionBrief) -> Words:
    """Return the newest reason that somebody gave."""
    reason = next((change.why for change in brief.changes if change.why), "")
    return Prose(reason, WHY_MOST) if reason else ""


def _means(brief: CorrectionBrief) -> Iterator[Words]:
    """Say for each integration of the channel what follows for it."""
    differing = {each.server for each in brief.differences if isinstance(each, DateDiffers | StandingDiffers)}
    if not differing or not brief.release.affects_integrations:
        return
    yield from _others(brief, differing)
    for integration in brief.integrations:
        stages = [stage for stage in brief.release.stages if integration.on(stage.server)]
        if any(stage.server in differing for stage in stages):
            yield _means_to(brief, integration, stages)


def _others(brief: CorrectionBrief, differing: set[str]) -> Iterator[Words]:
    """Say of the servers behind one that is off that nothing has changed for them."""
    if not any(stage.status in OFF for stage in brief.release.stages if stage.server in differing):
        return
    for stage in brief.release.stages:
        if stage.server not in differing and stage.status is Status.PLANNED:
            server, day = short(stage.server, brief.servers), Day(stage.date, brief.today)
            yield say("{server} stays planned for {day}.", server=server, day=day)


def _means_to(brief: CorrectionBrief, integration: Integration, stages: list[Stage]) -> Words:
    name = Bold(integration.name)
    comes = [stage for stage in stages if stage.status is not Status.WITHDRAWN]
    if not comes:
        return say("{name}: nothing to do.", name=name)
    if off := next((stage for stage in comes if stage.status in OFF), None):
        server = short(off.server, brief.servers)
        return say("{name}: wait with your tests on {server}, you will hear here.", name=name, server=server)
    first, last = comes[0], comes[-1]
    where, day = short(first.server, brief.servers), Day(last.date, brief.today)
    if len(comes) > 1 and first.is_live and last.is_coming:
        return say("{name}: validate on {where} before {day}.", name=name, where=where, day=day)
    if len(comes) > 1 and last.is_coming:
        window = say("{first} to {day}", first=Day(first.date, brief.today), day=day)
        return say("{name}: your window is now {window}.", name=name, window=window)
    if last.is_live:
        where = short(last.server, brief.servers)
        return say("{name}: run your usual smoke tests on {where} again.", name=name, where=where)
    return say(
        "{name}: it reaches you on {day} ({where}).",
        name=name,
        day=day,
        where=short(last.server, brief.servers),
    )


def _items(brief: CorrectionBrief) -> Iterator[Words]:
    """Say which UI changes and opt-ins are new, and which have gone."""
    texts = {change.key: change.text for change in brief.release.ui_changes}
    names = {opt_in.key: opt_in.name for opt_in in brief.release.opt_ins}
    for each in brief.differences:
        if isinstance(each, UiChangesDiffer):
            yield _listed("New in it", [texts[key] for key in each.new])
            yield _listed("No longer in it", _earlier(brief, "ui_changes", each.gone))
        elif isinstance(each, OptInsDiffer):
            yield _listed("New opt-in", [names[key] for key in each.new])
            yield _listed("No longer an opt-in of it", _earlier(brief, "opt_ins", each.gone))


def _listed(title: str, items: list[str]) -> Words:
    return lines(f"{title}:", Bullets(tuple(items), ITEMS_MOST)) if items else ""


def _earlier(brief: CorrectionBrief, field: str, keys: tuple[str, ...]) -> list[str]:
    """Return what the items were called when they were taken out, as the history has it."""
    old = {change.field: change.old for change in brief.changes if change.new is None}
    return [text for key in keys if (text := old.get(f"{field}.{key}"))]
