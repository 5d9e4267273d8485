"""The first line of a correction: what is no longer as it was told, and why."""

from collections.abc import Iterator
from typing import TypeAlias

from rollouts.announcing.briefs import CorrectionBrief
from rollouts.releases import Stage, Standing
from rollouts.statements import DateDiffers, ImpactDiffers, OptInsDiffer, StandingDiffers, UiChangesDiffer
from views.inlines import Day, Moment, Person, Text, Words, enumeration, joined, say, sentences
from views.posts.headlines import Headline
from views.posts.reasons import because, own_sentence, why_moved
from views.posts.stages import short

_Stands: TypeAlias = tuple[str, Words, Words]
"""What stands before the servers' names, what follows on them, and the rest of the sentence."""


def headlines(brief: CorrectionBrief) -> list[Headline]:
    """Return what stands out, and what follows on each."""
    return [*_moved(brief), *_standings(brief), *_contents(brief)]


def _moved(brief: CorrectionBrief) -> Iterator[Headline]:
    # Where it comes after all, that sentence names the old date too.
    back = {each.server for each in brief.differences if isinstance(each, StandingDiffers)}
    moved = [each for each in brief.differences if isinstance(each, DateDiffers) and each.server not in back]
    reasons: dict[str, list[DateDiffers]] = {}
    for each in moved:
        reasons.setdefault(why_moved(brief, each), []).append(each)
    for why, for_that in reasons.items():
        dates = joined(", ", [_from_to(brief, each) for each in for_that])
        what = say("{release} moved: {dates}", release=brief.release.name, dates=dates)
        yield what, sentences(".", own_sentence(why))


def _from_to(brief: CorrectionBrief, moved: DateDiffers) -> Text:
    return say(
        "{server} {old} → {new}",
        server=short(moved.server, brief.servers),
        old=Day(moved.told, brief.today),
        new=Day(moved.true, brief.today),
    )


def _standings(brief: CorrectionBrief) -> Iterator[Headline]:
    """Say how it stands; servers on which it stands alike, by the same word, are named together."""
    groups: dict[_Stands, list[str]] = {}
    for each in brief.differences:
        if isinstance(each, StandingDiffers):
            groups.setdefault(_stands(brief, each), []).append(short(each.server, brief.servers))
    for (verb, rest, more), servers in groups.items():
        what = say(
            "{release} {verb} {servers}{rest}",
            release=brief.release.name,
            verb=verb,
            servers=enumeration(servers),
            rest=rest,
        )
        yield what, more


def _stands(brief: CorrectionBrief, differs: StandingDiffers) -> _Stands:
    stage = brief.release.stage(differs.server)
    if stage is None:
        return "will not come to", "", "."
    by, why = _by(brief, stage), because(stage.why)
    match differs.true:
        case Standing.HELD:
            return "is held on", "", sentences(_goes_on(by, stage.why), _moved_too(brief, stage))
        case Standing.ROLLED_BACK:
            return "was rolled back on", "", say("{by}{why}", by=by, why=why)
        case Standing.HOTFIXED:
            return "was hotfixed on", "", say("{by}, and is live there{why}", by=by, why=why)
        case Standing.WITHDRAWN:
            return "was withdrawn from", "", say("{by}, and does not come{why}", by=by, why=why)
        case Standing.LIVE:
            confirmed = _by(brief, stage, says=", confirmed")
            return "is live on", say(" again"), say("{by}{why}", by=confirmed, why=why)
        case _:
            return "comes to", _comes(brief, stage), sentences(why, _why_on_another_day(brief, stage))


def _goes_on(by: Words, why: str) -> Words:
    """Say who holds it and why, and where it is said when it goes on."""
    if not why:
        return say("{by}; you will hear here when it goes on.", by=by)
    return sentences(say("{by}{why}", by=by, why=because(why)), "You will hear here when it goes on.")


def _comes(brief: CorrectionBrief, stage: Stage) -> Words:
    """Say when it comes after all, and of another day than was told which one that was."""
    day, told = Day(stage.date, brief.today), brief.told.stage(stage.server)
    if told is None:
        return say(" on {day} too", day=day)
    if told.date == stage.date:
        return say(" on {day} after all", day=day)
    return say(" after all, on {day} instead of {told}", day=day, told=Day(told.date, brief.today))


def _moved_too(brief: CorrectionBrief, stage: Stage) -> Words:
    """Say of one that is held that it was moved, too, since its channel was told a date."""
    if not (moved := _moved_since(brief, stage)):
        return ""
    days = Day(moved.told, brief.today), Day(moved.true, brief.today)
    what = say("It was moved, too, from {told} to {day}.", told=days[0], day=days[1])
    return sentences(what, own_sentence(_another_reason(brief, stage, moved)))


def _why_on_another_day(brief: CorrectionBrief, stage: Stage) -> Words:
    """Say of one that comes after all why it does on another day, where that has a reason of its own."""
    moved = _moved_since(brief, stage)
    return own_sentence(_another_reason(brief, stage, moved)) if moved else ""


def _moved_since(brief: CorrectionBrief, stage: Stage) -> DateDiffers | None:
    told = brief.told.stage(stage.server)
    is_moved = told is not None and told.date != stage.date
    return DateDiffers(stage.server, told.date, stage.date) if told and is_moved else None


def _another_reason(brief: CorrectionBrief, stage: Stage, moved: DateDiffers) -> str:
    why = why_moved(brief, moved)
    return "" if why == stage.why else why


def _by(brief: CorrectionBrief, stage: Stage, says: str = "") -> Words:
    if stage.changed_at is None or stage.changed_by is None:
        return ""
    who, when = Person(stage.changed_by), Moment(stage.changed_at, brief.policy.timezone)
    return say("{says} by {who}, {when}", says=says, who=who, when=when)


def _contents(brief: CorrectionBrief) -> Iterator[Headline]:
    release = brief.release.name
    if any(isinstance(each, ImpactDiffers) for each in brief.differences):
        if brief.release.affects_integrations:
            yield say("{release} does affect integrations after all", release=release), "."
        else:
            yield say("{release} no longer affects integrations", release=release), ": nothing to do."
    if all(isinstance(each, UiChangesDiffer | OptInsDiffer) for each in brief.differences):
        yield say("{release} has changed", release=release), say(" since you were told of it.")
