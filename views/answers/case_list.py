"""Answers about cases: which there are, and all that is known of one."""

from collections.abc import Mapping
from datetime import datetime
from typing import Final

from rollouts.cases import Case, Note, NoteKind
from rollouts.deliveries import Message as Place
from rollouts.usecases.case_list import CaseList, CaseShown
from views.actions import Press, pack
from views.inlines import (
    Bold,
    Channel,
    Code,
    Link,
    Moment,
    Names,
    Person,
    Quote,
    Text,
    Words,
    joined,
    lines,
    say,
    sentences,
)
from views.parts import Button, Buttons, Fields, Heading, Message, Paragraph, Part, Rows, said
from views.posts.case_buttons import add_details, buttons_for
from views.posts.case_mails import mail_line
from views.posts.cases import STEPS, case_name, facts, state_words
from views.posts.stages import short
from views.wording import count, shortened

SUMMARY_MOST: Final = 100
NAMES_MOST: Final = 120
NOTE_MOST: Final = 300
TEXT_QUOTE_MOST: Final = 1500
"""How much of what people wrote stands in a list, in the story of a case, and in the text of its answer."""

_TOLD: Final = {
    **STEPS,
    NoteKind.REPORTED_AGAIN: "Reported again",
    NoteKind.DETAILS: "Details",
    NoteKind.TOLD_VENDOR: "Told the vendor",
    NoteKind.CHANGED: "Changed",
    NoteKind.ASKED_MANAGER: "A manager was asked",
}
_REPORT: Final = Button("Report a problem", Press.OPEN_URGENT, "new", style="danger")


def listed(answer: CaseList) -> Message:
    """List the newest cases: the open ones, then the closed ones."""
    buttons = Buttons((_REPORT,))
    if not answer.open_in_all and not answer.closed_in_all:
        return said(_nothing(answer), buttons)
    whose = "that you reported or acknowledged" if answer.of else ""
    opened = [_in_short(case, answer) for case in answer.open]
    closed = [_in_short(case, answer) for case in answer.closed]
    many = sentences(count(answer.open_in_all, "open case"), whose)
    title = say("{many}, newest first.", many=many) if opened else sentences("No case", whose, "is open.")
    left = answer.open_in_all - len(opened)
    older = say("… and {left} older ones. See one with {show}.", left=left, show=Code("/case show 3"))
    more = [older] if left > 0 else []
    past = say("Closed: the last {shown} of {all}", shown=len(closed), all=answer.closed_in_all)
    parts: tuple[Part, ...] = (
        Paragraph(Bold(title)),
        *(Paragraph(words, _show(case)) for case, words in zip(answer.open, opened, strict=True)),
        *map(Paragraph, more),
        *([Paragraph(Bold(past))] if closed else []),
        *(Paragraph(words, _show(case)) for case, words in zip(answer.closed, closed, strict=True)),
        buttons,
    )
    return Message(lines(title, *opened, *more, *([past, *closed] if closed else [])), parts)


def _nothing(answer: CaseList) -> Words:
    if answer.of:
        return say(
            "You have reported and acknowledged no case. {list} shows everybody's.", list=Code("/case list")
        )
    return say(
        "There is no case yet. Report what is broken with {urgent}, what can wait with {new}.",
        urgent=Code("/urgent"),
        new=Code("/case new"),
    )


def _show(case: Case) -> Button:
    return Button("Show", Press.SHOW_CASE, pack(case=case.number))


def _in_short(case: Case, answer: CaseList) -> Text:
    """Say in a line or two what a case is about, and how it stands."""
    about = [
        "probably" if case.is_guess and (case.release or case.server) else "",
        case.release or "",
        say("on {server}", server=short(case.server, answer.servers)) if case.server else "",
        say("({names})", names=Names(case.integrations, NAMES_MOST)) if case.integrations else "",
    ]
    return say(
        "{case}, {state}, {about}reported {when} by {who}{summary}",
        case=Bold(case_name(case)),
        state=state_words(case),
        about=say("{about}, ", about=joined(" ", about)) if any(about) else "",
        when=Moment(case.opened_at, answer.policy.timezone),
        who=Person(case.opened_by),
        summary=say(": “{summary}”", summary=shortened(case.summary, SUMMARY_MOST)) if case.summary else ".",
    )


def shown_thread(answer: CaseShown) -> tuple[Place, ...]:
    """Return the message that is linked to, where there is one."""
    return (answer.thread,) if answer.thread else ()


def shown(answer: CaseShown, links: Mapping[Place, str]) -> Message:
    """Tell all that is known of a case: how it stands, what it is about, who did what when."""
    brief = answer.brief
    case, timezone = brief.case, brief.policy.timezone
    title = f"{case_name(case)}: {state_words(case)}"
    page = links.get(answer.thread) if answer.thread else None
    there = Channel(case.thread_channel)
    thread = say("{there}, {link}", there=there, link=Link(page, "open it")) if page else there
    known = (*facts(brief), ("Thread", thread))
    mailed = mail_line(brief)
    opened = _told("Opened", case.opened_at, case.opened_by, timezone)
    story = (opened, *(_step(note, timezone) for note in case.notes))
    parts: tuple[Part, ...] = (
        Heading(title),
        *([Paragraph(Quote(case.summary))] if case.summary else []),
        Fields(known),
        *([Paragraph(mailed)] if mailed else []),
        Rows(story, lambda left: f"… and {count(left, 'step')} more: see its thread."),
        buttons_for(brief) if answer.may_work else Buttons((add_details(case),)),
    )
    text = lines(
        say("{title}.", title=title),
        Quote(case.summary, TEXT_QUOTE_MOST) if case.summary else "",
        joined(" ", [say("{name}: {words}.", name=name, words=words) for name, words in known]),
        mailed,
        *story,
    )
    return Message(text, parts)


def _step(note: Note, timezone: str) -> Text:
    told = _told(_TOLD[note.kind], note.at, note.by, timezone)
    words = shortened(note.text, NOTE_MOST)
    return say("{told} “{words}”", told=told, words=words) if words else told


def _told(step: str, at: datetime, who: str, timezone: str) -> Text:
    return say("{step} {when} by {who}.", step=step, when=Moment(at, timezone), who=Person(who))
