"""The card of a release: where it stands, what it means for this channel, and all that it changes.

It is the first message of a release in its channel, and is kept current in place. UI changes, opt-in
features and documentation stand here alone.
"""

from collections.abc import Sequence
from functools import lru_cache

from rollouts.announcing.briefs import ReleaseBrief
from rollouts.checks import Check, Tally, items_of, tally
from rollouts.integrations import Environment, Integration
from rollouts.releases import Stage, Status
from views.inlines import Day, Text, alike, joined, lines, say
from views.parts import Button, Heading, Paragraph, Part, SmallPrint
from views.posts.advice import NOTHING_FOR_NOW, SMOKE_TESTS, TELL_US, Phase, phase_on
from views.posts.check_words import progress
from views.posts.release_parts import all_changes_button, formerly, no_others, summary, what_is_coming
from views.posts.rows import Asked, Placed, Row, names_of, rows_of, rows_said, rows_shown
from views.posts.scene import SCENES_MOST, Scene, alike_parts
from views.posts.stages import short
from views.posts.states import states_in
from views.posts.verdicts import numbered, of_channel

OFF_FOR_NOW = frozenset({Status.HELD, Status.ROLLED_BACK})
"""It does not run there, or does not come for now."""

ASKED_MOST = 500
"""Of how many sets of environments it is kept what is asked of them."""


def card(brief: ReleaseBrief, scene: Scene) -> tuple[Text, list[Part]]:
    """Say on two lines where the release stands and what that means for this channel; and lay it out."""
    release, rows = brief.release, _rows(brief, scene)
    ready, before = _is_it_ready(brief), formerly(brief.formerly)
    names = [each for each in (before, no_others(release.name, brief.not_these)) if each]
    heading, shown, *more = _parts_in(scene)
    return lines(_first_line(scene), *names, rows_said(rows), *ready, *open_cases(brief)), [
        heading,
        *map(SmallPrint, names),
        shown,
        *([Paragraph(rows_shown(rows))] if rows else []),
        *map(Paragraph, (*ready, *open_cases(brief))),
        *more,
    ]


@lru_cache(maxsize=SCENES_MOST)
def _first_line(scene: Scene) -> Text:
    release, (said, _) = scene.release, states_in(scene)
    return alike(say("{name} · {title}. {states}", name=release.name, title=release.title, states=said))


@lru_cache(maxsize=SCENES_MOST)
def _parts_in(scene: Scene) -> tuple[Part, ...]:
    """Lay out the heading, where the release stands, and all that it changes."""
    release, (_, shown) = scene.release, states_in(scene)
    return (
        Heading(f"{release.name} · {release.title}"),
        *alike_parts((Paragraph(shown), *summary(release), *what_is_coming(release))),
    )


@lru_cache(maxsize=SCENES_MOST)
def changes_button_in(scene: Scene) -> tuple[Button, ...]:
    """Lead to all that it changes, where the card has no room for it."""
    return tuple(all_changes_button(scene.release))


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


def _rows(brief: ReleaseBrief, scene: Scene) -> list[Row]:
    checks: dict[str, list[Check]] = {}
    for check in brief.checks:
        checks.setdefault(check.integration, []).append(check)
    return rows_of(
        (
            each.integration,
            _asked(scene, each.integration, own)
            if (own := checks.get(each.integration.name))
            else _asked_untested(scene, each.integration.environments),
        )
        for each in brief.parties
    )


@lru_cache(maxsize=ASKED_MOST)
def _asked_untested(scene: Scene, environments: tuple[Environment, ...]) -> Asked:
    """Say what is asked of all integrations with these environments that have set nothing yet."""
    where, to_do = _asked(scene, Integration("", "", environments=environments), ())
    return where, alike(to_do)


def _asked(scene: Scene, integration: Integration, checks: Sequence[Check]) -> Asked:
    """Say for each server of an integration what is asked there, or was done; of the next ones the day."""
    placed = [(stage, at) for stage in scene.release.stages if (at := integration.on(stage.server))]
    if not scene.release.affects_integrations:
        return "", "nothing to do, it does not affect integrations"
    if not placed:
        return "", "nothing to do, it comes to no server of yours"
    still = [each for each in placed if phase_on(scene.today, each[0]) is not Phase.OFF]
    begun = [n for n, (stage, _) in enumerate(still) if phase_on(scene.today, stage) is not Phase.COMING]
    if not begun and placed[0][0].status in OFF_FOR_NOW:
        return "", joined("; ", [_waits(scene, placed[0]), *(_reached(scene, each) for each in still)])
    # What was asked on a server before the one that it has come to is over.
    left = still[begun[-1] :] if begun else still
    if not left:
        return "", NOTHING_FOR_NOW
    first, *later = left
    said = [
        _first(scene, first, _found(scene, integration, first, checks), is_last=not later),
        *(_reached(scene, each) for each in later),
    ]
    return "", joined("; ", said)


def _first(scene: Scene, placed: Placed, found: Tally, *, is_last: bool) -> Text:
    """Say what is asked where it arrives first, or has come to."""
    stage, _ = placed
    where = _where(scene, placed)
    to_do = SMOKE_TESTS if is_last else "validate"
    match phase_on(scene.today, stage):
        case Phase.COMING if stage.server != scene.release.stages[0].server:
            return say(
                "it reaches {where} on {day}, use the window to prepare", where=where, day=_day(scene, stage)
            )
        case Phase.COMING:
            return say("on {day} {to_do} on {where}", day=_day(scene, stage), to_do=to_do, where=where)
        case Phase.DUE:
            return say("{to_do} on {where} once it is live there", to_do=to_do, where=where)
        case _ if found.done:
            is_done = found.done == found.total and not found.problems
            doing = _DONE[is_last] if is_done else _DOING[is_last]
            return say("{doing} on {where}, {progress}", doing=doing, where=where, progress=progress(found))
        case _:
            return say(
                "{to_do} on {where}{tell}", to_do=to_do, where=where, tell=f", {TELL_US}" if is_last else ""
            )


def _found(scene: Scene, integration: Integration, placed: Placed, checks: Sequence[Check]) -> Tally:
    server = placed[0].server
    own = [check for check in checks if check.server == server]
    return tally(items_of(release=scene.release, integrations=[integration], checks=own, server=server))


def _waits(scene: Scene, placed: Placed) -> Text:
    """Say of the first server, where it does not run for now, that it will go on."""
    return say("wait with your tests on {where}, you will hear here", where=_where(scene, placed))


def _where(scene: Scene, placed: Placed) -> Text:
    stage, environments = placed
    return say("{server} ({names})", server=short(stage.server, scene.servers), names=names_of(environments))


_DOING = {True: "testing", False: "validating"}
_DONE = {True: "tested", False: "validated"}
"""By whether it is the last server that the release reaches there."""


def _reached(scene: Scene, placed: Placed) -> Text:
    stage, environments = placed
    return say("on {day} it reaches your {names}", day=_day(scene, stage), names=names_of(environments))


def _day(scene: Scene, stage: Stage) -> Day:
    return Day(stage.date, scene.today)
