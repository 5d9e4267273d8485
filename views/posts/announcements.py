"""The announcements of a release: one message for a channel, saying what, when and what to do."""

from rollouts.announcing.briefs import ReleaseBrief
from rollouts.deliveries import Content, Kind
from views.actions import Press, pack
from views.dates import moment
from views.kit import Block, actions, button, content, context, header, listing, section
from views.posts.advice import Phase, advice_blocks, advice_text, phase_of
from views.posts.headlines import headline, lead
from views.posts.owner_question import question
from views.posts.release_parts import documentation, summary, what_is_coming, what_to_check
from views.posts.smoke_tests import is_waited_for, passed
from views.posts.stages import STANDING_MOST, standings
from views.text import cut, names, plain_dates

ADVICE_TEXT_MOST = 2500


def content_of_release(brief: ReleaseBrief) -> Content:
    """Say an announcement of a release, or bring it up to date."""
    if brief.announcement.kind is Kind.OWNER_QUESTION:
        return question(brief)
    sentence = f"{lead(brief)} {_late(brief)}".strip()
    # Where the servers are listed below, naming the next ones above would say it twice.
    shorter = f"{lead(brief, with_next=not _lists_servers(brief))} {_late(brief)}".strip()
    blocks = [
        header(headline(brief)) | {"block_id": f"delivery:{brief.delivery}"},
        section(shorter),
        *_parts(brief),
        *actions(*_buttons(brief)),
    ]
    return content("\n".join((sentence, *_in_words(brief))), blocks)


def _parts(brief: ReleaseBrief) -> list[Block]:
    release = brief.release
    match brief.announcement.kind:
        case Kind.FYI:
            return [*_standings(brief), *summary(release), *documentation(release), *_concerned(brief)]
        case Kind.PREVIEW:
            return [
                *_standings(brief),
                *summary(release),
                *advice_blocks(brief),
                *what_is_coming(release),
            ]
        case Kind.CONFIRMATION:
            return [
                *_standings(brief),
                *advice_blocks(brief),
                *what_to_check(release),
                *documentation(release),
                *passed(brief),
            ]
        case _:
            return [*_standings(brief), *advice_blocks(brief), *documentation(release)]


def _lists_servers(brief: ReleaseBrief) -> bool:
    return brief.is_card or brief.announcement.kind in {Kind.PREVIEW, Kind.FYI}


def _standings(brief: ReleaseBrief) -> list[Block]:
    """Say where the release stands on each server: its dates at first, then what became of them."""
    if not _lists_servers(brief):
        return []
    policy = brief.policy
    lines = standings(brief.release, brief.servers, today=policy.day(brief.now), timezone=policy.timezone)
    return listing("Server by server", lines, most=STANDING_MOST)


def _concerned(brief: ReleaseBrief) -> list[Block]:
    """Name whose channel this is."""
    integrations = [party.integration.name for party in brief.parties]
    return [context(f"For {names(integrations)}.")] if integrations else []


def _late(brief: ReleaseBrief) -> str:
    if brief.late_since is None:
        return ""
    return f"This message is late: it was due {moment(brief.late_since, brief.policy.timezone)}."


def _in_words(brief: ReleaseBrief) -> list[str]:
    """Say what to do for those who see no blocks."""
    if brief.announcement.kind is Kind.FYI:
        return []
    # The dates are written out before the cut: they are shorter so.
    advice = cut(plain_dates(advice_text(brief)), ADVICE_TEXT_MOST)
    return [*filter(None, [advice]), "If something breaks, press Report urgent or type /urgent."]


def _buttons(brief: ReleaseBrief) -> list[Block]:
    value = pack(delivery=brief.delivery)
    # A card speaks of where the release has come to; a button on it still acts on what it announced.
    speaks_of_it = brief.server.key == brief.announcement.part
    is_confirmation = brief.announcement.kind is Kind.CONFIRMATION and speaks_of_it
    buttons: list[Block] = []
    if is_confirmation and phase_of(brief) is Phase.DUE:
        buttons.append(button("Confirm live", Press.CONFIRM_LIVE, value, style="primary"))
    if is_confirmation and is_waited_for(brief):
        buttons.append(button("Smoke tests passed", Press.SMOKE_PASSED, value))
    return [*buttons, button("Report urgent", Press.REPORT_URGENT, value, style="danger")]
