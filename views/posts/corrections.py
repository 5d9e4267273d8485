"""What a channel is told that was told otherwise: old and new named, why, and what it means there."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from rollouts.announcing.briefs import CorrectionBrief
from rollouts.integrations import Integration
from rollouts.releases import Stage, Status
from rollouts.statements import OptInsDiffer, UiChangesDiffer
from views.actions import Press, pack
from views.inlines import Bold, Clip, Code, Day, Text, Words, joined, lines, one_line, say, sentences
from views.parts import Button, Buttons, Message, Paragraph, Part, listing
from views.posts.card import OFF_FOR_NOW
from views.posts.corrected import headlines
from views.posts.release_parts import all_changes_button, some_of, under_all_changes
from views.posts.rows import Asked, Row, names_of, rows_of, rows_said, rows_shown
from views.posts.stages import short

ITEMS_MOST = 1200
ITEMS_SAID_MOST = 600

_BETWEEN_FACTS = " | "
"""Stands between the facts of an opt-in in the history: its name comes first."""


def correction(brief: CorrectionBrief) -> Message:
    """Say what is no longer as it was told; the text is the first two lines of what is laid out."""
    found = headlines(brief)
    then = [*_runs_instead(brief), *_others(brief)]
    rows, items = _rows(brief), list(_items(brief))
    shown = sentences(*(say("{what}{more}", what=Bold(what), more=more) for what, more in found), *then)
    said = sentences(*(say("{what}{more}", what=what, more=more) for what, more in found), *then)
    urgent = Button("Report urgent", Press.REPORT_URGENT, pack(delivery=brief.delivery), style="danger")
    parts: list[Part] = [
        Paragraph(lines(shown, rows_shown(rows))),
        *(part for each in items for part in listing(each.title, each.shown(), most=2 * ITEMS_MOST)),
        Buttons((urgent, *(all_changes_button(brief.release) if items else []))),
    ]
    second = sentences(rows_said(rows), *(each.said() for each in items))
    return Message(lines(said, second), tuple(parts), brief.delivery)


@dataclass(frozen=True, slots=True)
class _Items:
    """UI changes or opt-ins that are new, or gone."""

    title: str
    texts: tuple[str, ...]
    rest: Callable[[int], Words]

    def shown(self) -> list[Words]:
        """List as many as one message has room for, and say where the others are found."""
        return some_of([one_line(text) for text in self.texts], self.rest, ITEMS_MOST)

    def said(self) -> Words:
        """Say them on one line."""
        return Clip(
            say("{title}: {texts}.", title=self.title, texts=joined("; ", self.texts)), ITEMS_SAID_MOST
        )


def _runs_instead(brief: CorrectionBrief) -> Iterator[Words]:
    """Say what is live again where it was rolled back."""
    for server in (stage.server for stage in brief.release.stages if stage.server in brief.differing):
        if other := brief.runs_instead.get(server):
            where = short(server, brief.servers)
            yield say("{release} is live on {where} again.", release=other.name, where=where)


def _others(brief: CorrectionBrief) -> Iterator[Words]:
    """Say of the servers behind one that is off that nothing has changed for them."""
    differing = brief.differing
    if not any(stage.status in OFF_FOR_NOW for stage in brief.release.stages if stage.server in differing):
        return
    for stage in brief.release.stages:
        if stage.server not in differing and stage.status is Status.PLANNED:
            server, day = short(stage.server, brief.servers), Day(stage.date, brief.today)
            yield say("{server} stays planned for {day}.", server=server, day=day)


def _rows(brief: CorrectionBrief) -> list[Row]:
    """Say for each integration of the channel what follows for it."""
    return rows_of((integration, _means(brief, integration)) for integration in brief.concerned)


def _means(brief: CorrectionBrief, integration: Integration) -> Asked:
    differing = brief.differing
    stages = [stage for stage in brief.release.stages if integration.on(stage.server)]
    concerns_it = any(environment.server in differing for environment in integration.environments)
    if not concerns_it and not brief.is_news:
        return "", "nothing changes for you"
    comes = [stage for stage in stages if stage.status is not Status.WITHDRAWN]
    if not comes:
        return "", "nothing to do"
    if off := next((stage for stage in comes if stage.status in OFF_FOR_NOW), None):
        where = _where(brief, integration, off)
        return "", say("wait with your tests on {where}, you will hear here", where=where)
    if len(comes) == 1 and comes[0].server not in differing and not brief.is_news:
        return "", say("{where} stays as it is", where=_where(brief, integration, comes[0]))
    if comes[-1].is_live:
        return "", _runs(brief, integration, comes, differing)
    return "", _asked(brief, integration, comes[0], comes[-1])


def _runs(
    brief: CorrectionBrief, integration: Integration, stages: list[Stage], differing: frozenset[str]
) -> Words:
    """Say what is asked where it has come to the last server: tests where it runs otherwise than told."""
    last = stages[-1]
    if not differing:
        return say("run your usual smoke tests on {where}", where=_where(brief, integration, last))
    runs = [stage for stage in stages if stage.is_live and stage.server in differing]
    if not runs:
        return say("{where} stays as it is", where=_where(brief, integration, last))
    where = _where(brief, integration, runs[-1])
    return say("run your usual smoke tests on {where} again", where=where)


def _asked(brief: CorrectionBrief, integration: Integration, first: Stage, last: Stage) -> Words:
    """Say what is asked between the first and the last stage that reach it; they may be the same."""
    day = Day(last.date, brief.today)
    is_now = "is now" if brief.differing else "is"
    if first is last:
        return say("your date {is_now} {day}", is_now=is_now, day=day)
    if first.is_live:
        return say("validate on {where} before {day}", where=_where(brief, integration, first), day=day)
    return say(
        "your window {is_now} {first} to {day}", is_now=is_now, first=Day(first.date, brief.today), day=day
    )


def _where(brief: CorrectionBrief, integration: Integration, stage: Stage) -> Text:
    names = names_of(integration.on(stage.server))
    return say("{server} ({names})", server=short(stage.server, brief.servers), names=names)


def _items(brief: CorrectionBrief) -> Iterator[_Items]:
    """Say which UI changes and opt-ins are new, and which have gone."""

    def in_history(left: int) -> Words:
        return say(
            "… and {left} more: {command} names them",
            left=left,
            command=Code(f"/release history {brief.release.name}"),
        )

    texts = {change.key: change.text for change in brief.release.ui_changes}
    names = {opt_in.key: opt_in.name for opt_in in brief.release.opt_ins}
    found: list[_Items] = []
    for each in brief.differences:
        if isinstance(each, UiChangesDiffer):
            found.append(_Items("New in it", tuple(texts[key] for key in each.new), under_all_changes))
            found.append(_Items("No longer in it", _earlier(brief, "ui_changes", each.gone), in_history))
        elif isinstance(each, OptInsDiffer):
            found.append(_Items("New opt-in", tuple(names[key] for key in each.new), under_all_changes))
            found.append(
                _Items("No longer an opt-in of it", _earlier(brief, "opt_ins", each.gone), in_history)
            )
    return (each for each in found if each.texts)


def _earlier(brief: CorrectionBrief, field: str, keys: tuple[str, ...]) -> tuple[str, ...]:
    """Return what the items were called when they were taken out, as the history has it."""
    old = {change.field: change.old for change in brief.changes if change.new is None}
    found = (old.get(f"{field}.{key}") for key in keys)
    return tuple(text.split(_BETWEEN_FACTS)[0] for text in found if text)
