"""The card of a release: where it stands, what it means for this channel, and all that it changes.

It is the first message of a release in its channel, and is kept current in place. UI changes, opt-in
features and documentation stand here alone.
"""

from collections.abc import Mapping
from typing import TypeAlias

from rollouts.announcing.briefs import Party, ReleaseBrief
from rollouts.checks import Check, Tally, items_of, tally
from rollouts.integrations import Integration
from rollouts.releases import Stage, Status
from views.inlines import Day, Text, joined, lines, say
from views.parts import Heading, Paragraph, Part, SmallPrint
from views.posts.advice import NOTHING_FOR_NOW, SMOKE_TESTS, TELL_US, Phase, phase_of_stage
from views.posts.check_words import progress
from views.posts.release_parts import formerly, no_others, summary, what_is_coming
from views.posts.rows import Asked, Placed, Row, names_of, rows_of, rows_said, rows_shown
from views.posts.stages import short
from views.posts.states import states_of
from views.posts.verdicts import numbered, of_channel

OFF_FOR_NOW = frozenset({Status.HELD, Status.ROLLED_BACK})
"""It does not run there, or does not come for now."""

Checks: TypeAlias = Mapping[tuple[str, str], list[Check]]
"""What was set, by integration and server."""


def card(brief: ReleaseBrief) -> tuple[Text, list[Part]]:
    """Say on two lines where the release stands and what that means for this channel; and lay it out."""
    release, rows = brief.release, _rows(brief)
    said, shown = states_of(brief)
    first = say("{name} · {title}. {states}", name=release.name, title=release.title, states=said)
    ready, before = _is_it_ready(brief), formerly(brief.formerly)
    names = [each for each in (before, no_others(release.name, brief.not_these)) if each]
    return lines(first, *names, rows_said(rows), *ready, *open_cases(brief)), [
        Heading(f"{release.name} · {release.title}"),
        *map(SmallPrint, names),
        Paragraph(shown),
        *([Paragraph(rows_shown(rows))] if rows else []),
        *map(Paragraph, (*ready, *open_cases(brief))),
        *summary(release),
        *what_is_coming(release),
    ]


def _is_it_ready(brief: ReleaseBrief) -> list[Text]:
    """Say the verdict, where the closing window is the first that the channel hears of the release."""
    said = of_channel(brief)
    if brief.verdict is None or not said:
        return []
    return [
        say("Before {server}: {verdict}", server=short(brief.verdict.server, brief.servers), verdict=said)
    ]


def open_cases(brief: ReleaseBrief) -> list[Text]:
    """Say which cases of the channel are open; what a check has found stands with the checks."""
    return [say("Open: {cases}.", cases=numbered(brief.cases))] if brief.cases else []


def _rows(brief: ReleaseBrief) -> list[Row]:
    checks: dict[tuple[str, str], list[Check]] = {}
    for check in brief.checks:
        checks.setdefault((check.integration, check.server), []).append(check)
    return rows_of((party.integration, _asked(brief, party, checks)) for party in brief.parties)


def _asked(brief: ReleaseBrief, party: Party, checks: Checks) -> Asked:
    """Say for each server of an integration what is asked there, or was done; of the next ones the day."""
    placed = _placed(brief, party)
    if not brief.release.affects_integrations:
        return "", "nothing to do, it does not affect integrations"
    if not placed:
        return "", "nothing to do, it comes to no server of yours"
    still = [each for each in placed if phase_of_stage(brief, each[0]) is not Phase.OFF]
    begun = [n for n, (stage, _) in enumerate(still) if phase_of_stage(brief, stage) is not Phase.COMING]
    if not begun and placed[0][0].status in OFF_FOR_NOW:
        return "", joined("; ", [_waits(brief, placed[0]), *(_reached(brief, each) for each in still)])
    # What was asked on a server before the one that it has come to is over.
    left = still[begun[-1] :] if begun else still
    if not left:
        return "", NOTHING_FOR_NOW
    first, *later = left
    said = [
        _first(brief, party.integration, first, checks, is_last=not later),
        *(_reached(brief, each) for each in later),
    ]
    return "", joined("; ", said)


def _placed(brief: ReleaseBrief, party: Party) -> list[Placed]:
    """Return all stages that reach the integration, in the servers' order."""
    own = {stage.server: placed for stage, placed in party.elsewhere} | {brief.server.key: party.here}
    return [(stage, own[stage.server]) for stage in brief.release.stages if own.get(stage.server)]


def _first(
    brief: ReleaseBrief, integration: Integration, placed: Placed, checks: Checks, *, is_last: bool
) -> Text:
    """Say what is asked where it arrives first, or has come to."""
    stage, _ = placed
    where = _where(brief, placed)
    to_do = SMOKE_TESTS if is_last else "validate"
    match phase_of_stage(brief, stage):
        case Phase.COMING if stage.server != brief.release.stages[0].server:
            return say(
                "it reaches {where} on {day}, use the window to prepare", where=where, day=_day(brief, stage)
            )
        case Phase.COMING:
            return say("on {day} {to_do} on {where}", day=_day(brief, stage), to_do=to_do, where=where)
        case Phase.DUE:
            return say("{to_do} on {where} once it is live there", to_do=to_do, where=where)
        case _ if (found := _found(brief, integration, stage, checks)).done:
            is_done = found.done == found.total and not found.problems
            doing = _DONE[is_last] if is_done else _DOING[is_last]
            return say("{doing} on {where}, {progress}", doing=doing, where=where, progress=progress(found))
        case _:
            return say(
                "{to_do} on {where}{tell}", to_do=to_do, where=where, tell=f", {TELL_US}" if is_last else ""
            )


def _found(brief: ReleaseBrief, integration: Integration, stage: Stage, checks: Checks) -> Tally:
    own = checks.get((integration.name, stage.server), [])
    return tally(items_of(release=brief.release, integrations=[integration], checks=own, server=stage.server))


def _waits(brief: ReleaseBrief, placed: Placed) -> Text:
    """Say of the first server, where it does not run for now, that it will go on."""
    return say("wait with your tests on {where}, you will hear here", where=_where(brief, placed))


def _where(brief: ReleaseBrief, placed: Placed) -> Text:
    stage, environments = placed
    return say("{server} ({names})", server=short(stage.server, brief.servers), names=names_of(environments))


_DOING = {True: "testing", False: "validating"}
_DONE = {True: "tested", False: "validated"}
"""By whether it is the last server that the release reaches there."""


def _reached(brief: ReleaseBrief, placed: Placed) -> Text:
    stage, environments = placed
    return say("on {day} it reaches your {names}", day=_day(brief, stage), names=names_of(environments))


def _day(brief: ReleaseBrief, stage: Stage) -> Day:
    return Day(stage.date, brief.today)
