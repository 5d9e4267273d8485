"""The announcements of a release: one message for a channel, saying what, when and what to do."""

from collections.abc import Callable, Mapping

from rollouts.announcing.briefs import ReleaseBrief
from rollouts.kinds import CONFIRMATION, FYI, PREVIEW, REMINDER, WINDOW_CLOSING, Kind
from views.actions import Press, pack
from views.inlines import Clip, Moment, Names, Text, Words, lines, say, sentences
from views.parts import Button, Buttons, Heading, Message, Paragraph, Part, SmallPrint, listing
from views.posts.advice import Phase, advice_parts, advice_text, phase_of
from views.posts.headlines import headline, lead
from views.posts.release_parts import documentation, summary, what_is_coming, what_to_check
from views.posts.smoke_tests import is_waited_for, passed
from views.posts.stages import STANDING_MOST, standings

ADVICE_TEXT_MOST = 2500


def content_of_release(brief: ReleaseBrief) -> Message:
    """Say an announcement of a release, or bring it up to date."""
    sentence = sentences(lead(brief), _late(brief))
    # Where the servers are listed below, naming the next ones above would say it twice.
    shorter = sentences(lead(brief, with_next=not _lists_servers(brief)), _late(brief))
    parts: tuple[Part, ...] = (
        Heading(headline(brief)),
        Paragraph(shorter),
        *_parts(brief),
        Buttons(tuple(_buttons(brief))),
    )
    return Message(lines(sentence, *_in_words(brief)), parts, brief.delivery)


def _parts(brief: ReleaseBrief) -> list[Part]:
    return [*_standings(brief), *_OF_KIND[brief.kind](brief)]


def _of_fyi(brief: ReleaseBrief) -> list[Part]:
    return [*summary(brief.release), *documentation(brief.release), *_concerned(brief)]


def _of_preview(brief: ReleaseBrief) -> list[Part]:
    return [*summary(brief.release), *advice_parts(brief), *what_is_coming(brief.release)]


def _of_reminder(brief: ReleaseBrief) -> list[Part]:
    return [*advice_parts(brief), *documentation(brief.release)]


def _of_confirmation(brief: ReleaseBrief) -> list[Part]:
    release = brief.release
    return [*advice_parts(brief), *what_to_check(release), *documentation(release), *passed(brief)]


_OF_KIND: Mapping[Kind, Callable[[ReleaseBrief], list[Part]]] = {
    FYI: _of_fyi,
    PREVIEW: _of_preview,
    REMINDER: _of_reminder,
    CONFIRMATION: _of_confirmation,
    WINDOW_CLOSING: _of_reminder,
}


def _lists_servers(brief: ReleaseBrief) -> bool:
    return brief.is_card or brief.kind in {PREVIEW, FYI}


def _standings(brief: ReleaseBrief) -> list[Part]:
    """Say where the release stands on each server: its dates at first, then what became of them."""
    if not _lists_servers(brief):
        return []
    rows = standings(brief.release, brief.servers, today=brief.today, timezone=brief.policy.timezone)
    return listing("Server by server", rows, most=STANDING_MOST)


def _concerned(brief: ReleaseBrief) -> list[Part]:
    """Name whose channel this is."""
    names = Names(tuple(party.integration.name for party in brief.parties))
    return [SmallPrint(say("For {names}.", names=names))] if brief.parties else []


def _late(brief: ReleaseBrief) -> Text:
    if brief.late_since is None:
        return Text()
    when = Moment(brief.late_since, brief.policy.timezone)
    return say("This message is late: it was due {when}.", when=when)


def _in_words(brief: ReleaseBrief) -> list[Words]:
    """Say what to do for those who see the text alone."""
    if brief.kind == FYI:
        return []
    advice = advice_text(brief)
    help_ = "If something breaks, press Report urgent or type /urgent."
    return [Clip(advice, ADVICE_TEXT_MOST), help_] if advice else [help_]


def _buttons(brief: ReleaseBrief) -> list[Button]:
    value = pack(delivery=brief.delivery)
    # A card speaks of where the release has come to; a button on it still acts on what it announced.
    speaks_of_it = brief.server.key == brief.announcement.server
    is_confirmation = brief.kind == CONFIRMATION and speaks_of_it
    buttons: list[Button] = []
    if is_confirmation and phase_of(brief) is Phase.DUE:
        buttons.append(Button("Confirm live", Press.CONFIRM_LIVE, value, style="primary"))
    if is_confirmation and is_waited_for(brief):
        buttons.append(Button("Smoke tests passed", Press.SMOKE_PASSED, value))
    return [*buttons, Button("Report urgent", Press.REPORT_URGENT, value, style="danger")]
