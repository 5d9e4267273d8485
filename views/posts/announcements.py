"""The announcements of a release: its card, and the replies in the card's thread that say what is new."""

from rollouts.announcing.briefs import ReleaseBrief
from rollouts.kinds import CONFIRMATION, FYI, PREVIEW
from views.actions import Press, pack
from views.inlines import Bold, Code, Moment, Names, Text, lines, say
from views.parts import Button, Buttons, Message, Paragraph, Part, SmallPrint
from views.posts.advice import Phase, advice, phase_of, phase_on
from views.posts.card import card, changes_button_in, open_cases
from views.posts.found import can_be_answered, found_so_far, is_waited_for
from views.posts.headlines import headline
from views.posts.release_parts import documentation, has_changes, summary
from views.posts.rows import rows_said, rows_shown
from views.posts.scene import Scene, scene_of
from views.posts.states import former_names, states_of
from views.posts.verdicts import team_of

ON_THE_CARD = "Its changes stand on the card at the top of this thread."
REPORT_URGENT = "Report urgent"
CHECKS = "Checks …"


def content_of_release(brief: ReleaseBrief) -> Message:
    """Say an announcement of a release, or bring it up to date.

    The text is the first two lines of what is laid out: it is what a phone shows while it is locked.
    """
    if brief.kind == FYI:
        text, parts = _fyi(brief)
    elif brief.is_card or brief.kind == PREVIEW:
        text, parts = _card(brief)
    else:
        text, parts = _reply(brief)
    return Message(text, tuple(parts), brief.delivery)


def _card(brief: ReleaseBrief) -> tuple[Text, list[Part]]:
    scene = scene_of(brief)
    text, parts = card(brief, scene)
    row = _buttons(brief, scene, changes_button_in(scene))
    return text, [*parts, *_as_of(brief), *_recorded(brief), row, *former_names(scene)]


def _reply(brief: ReleaseBrief) -> tuple[Text, list[Part]]:
    what, more = headline(brief)
    rows = advice(brief)
    first = lines(say("{what}{more}", what=Bold(what), more=more), rows_shown(rows))
    text = lines(say("{what}{more}", what=what, more=more), rows_said(rows))
    return text, [
        Paragraph(first),
        *_on_the_card(brief),
        *_as_of(brief),
        *_recorded(brief),
        _buttons(brief, scene_of(brief)),
    ]


def _fyi(brief: ReleaseBrief) -> tuple[Text, list[Part]]:
    """Vendor: "For releases with no integration impact, you'll get a short FYI so nothing is a surprise"."""
    release = brief.release
    said, shown = states_of(brief)
    title = say("For your information: {name}, {title}.", name=release.name, title=release.title)
    names = Names(tuple(party.integration.name for party in brief.parties))
    for_whom = say(" for {names}", names=names) if brief.parties else ""
    nothing = say("It does not affect integrations: nothing to do{for_whom}.", for_whom=for_whom)
    cases = open_cases(brief)
    text = lines(say("{title} {states}", title=title, states=said), nothing, *cases)
    parts: list[Part] = [
        Paragraph(lines(Bold(title), shown, nothing, *cases)),
        *summary(release),
        *documentation(release),
        _buttons(brief, scene_of(brief)),
        *former_names(scene_of(brief)),
    ]
    return text, parts


def _on_the_card(brief: ReleaseBrief) -> list[Part]:
    """Say where the changes stand, to those whom they reach on this server."""
    reaches_them = brief.is_on_server and phase_of(brief) in {Phase.COMING, Phase.LIVE}
    return [SmallPrint(ON_THE_CARD)] if reaches_them and has_changes(brief.release) else []


def _as_of(brief: ReleaseBrief) -> list[Part]:
    """Say of when a verdict is: the message stays as it was said, while teams go on testing."""
    if brief.verdict is None:
        return []
    when = Moment(brief.now, brief.policy.timezone)
    command = Code(f"/release show {brief.release.name}")
    return [SmallPrint(say("As of {when}. {command} has it as it is now.", when=when, command=command))]


def _recorded(brief: ReleaseBrief) -> list[Part]:
    """Say of a confirmation what was checked, and that it is late."""
    checked = found_so_far(brief) if brief.kind == CONFIRMATION else []
    if brief.late_since is None:
        return checked
    when = Moment(brief.late_since, brief.policy.timezone)
    return [*checked, SmallPrint(say("This message is late: it was due {when}.", when=when))]


def _buttons(brief: ReleaseBrief, scene: Scene, more: tuple[Button, ...] = ()) -> Buttons:
    value = pack(delivery=brief.delivery)
    urgent = Button(REPORT_URGENT, Press.REPORT_URGENT, value, style="danger")
    problem = (Button("Report a problem", Press.REPORT_PROBLEM, value),)
    # A card speaks of where the release has come to; a button on it still acts on what it announced.
    speaks_of_it = brief.server.key == brief.announcement.server
    if any(team_of(brief, party) for party in brief.parties):
        return Buttons((Button(CHECKS, Press.SET_CHECKS, value), urgent, *more), problem)
    if brief.kind != CONFIRMATION or not speaks_of_it:
        return Buttons((urgent, *more), problem)
    phase, items = phase_on(scene.today, brief.stage), brief.items
    if not can_be_answered(phase, items):
        return Buttons((urgent, *more), problem)
    passed = (Button("All passed", Press.ALL_PASSED, value),) if is_waited_for(phase, items) else ()
    return Buttons((*passed, Button(CHECKS, Press.SET_CHECKS, value), urgent, *more), problem)
