"""The posts of a case in its thread: opened, what happened since, and raised again."""

from dataclasses import replace

from rollouts.announcing.briefs import CaseBrief, Hearing
from rollouts.cases import RAISE_AFTER, Case, CaseState, Note, NoteKind
from rollouts.kinds import CASE_ASKED, CASE_COPY, CASE_IS_OPEN, CASE_RAISED, CASE_THERE
from rollouts.references import people_at
from views.actions import Press, pack
from views.dates import span
from views.inlines import (
    Channel,
    Clip,
    Code,
    Moment,
    Names,
    Person,
    Quote,
    Text,
    Words,
    enumeration,
    joined,
    lines,
    say,
    sentences,
)
from views.parts import Button, Buttons, Fields, Heading, Message, Paragraph, Part, SmallPrint, said
from views.posts.case_answers import content_of_answer
from views.posts.case_buttons import REMEDY, buttons_for
from views.posts.case_mails import content_of_mail, mail_line
from views.posts.case_notes import QUOTE_MOST, call_for, content_of_note
from views.posts.check_words import where_found
from views.posts.mail_files import files_left
from views.posts.stages import named, named_server

FOUND_MOST = 600
SUMMARY_MOST = 300


def content_of_case(brief: CaseBrief) -> Message:
    """Say a post of a case, or bring it up to date."""
    if brief.kind == CASE_RAISED:
        return _raised(brief)
    if brief.kind == CASE_ASKED:
        return _asked(brief)
    if brief.note is not None:
        return content_of_note(brief, brief.note)
    if brief.mail is not None and brief.mailed is not None:
        return content_of_mail(brief, brief.mail, brief.mailed)
    if brief.answer is not None and brief.unshared:
        return files_left(brief, brief.answer)
    if brief.answer is not None:
        return content_of_answer(brief, brief.answer)
    if brief.kind == CASE_IS_OPEN:
        return _is_open(brief)
    if brief.kind == CASE_THERE:
        return _is_there(brief)
    return _opened(brief)


def case_name(case: Case) -> str:
    """Name a case: "Urgent case 3", "Case 3"."""
    return f"{'Urgent case' if case.urgent else 'Case'} {case.number}"


STATE_WORDS = {
    CaseState.OPEN: "open",
    CaseState.ACKNOWLEDGED: "acknowledged",
    CaseState.VENDOR_REPLIED: "answered by the vendor",
    CaseState.WORKAROUND: "open, with a workaround",
    CaseState.ROLLED_BACK: "rolled back",
    CaseState.HOTFIXED: "hotfixed",
    CaseState.RESOLVED: "resolved",
    CaseState.FALSE_ALARM: "a false alarm",
}


def state_words(case: Case) -> str:
    """Say where a case stands, in a word or two."""
    return STATE_WORDS[case.state]


def _opened(brief: CaseBrief) -> Message:
    case = brief.case
    reports = say("{who} reports {problem}.", who=Person(case.opened_by), problem=_problem(brief))
    sentence = sentences(call_for(brief), reports, _where(brief))
    state, mailed = _state(brief), mail_line(brief)
    parts: tuple[Part, ...] = (
        Heading(f"{case_name(case)}: {state_words(case)}"),
        Paragraph(sentence),
        *([Paragraph(Quote(case.summary))] if case.summary else []),
        Fields(facts(brief)),
        *([Paragraph(mailed)] if mailed else []),
        SmallPrint(state),
        *_remedy(brief),
        buttons_for(brief),
    )
    text = lines(
        say("{case}: {sentence}", case=case_name(case), sentence=sentence),
        Quote(case.summary, QUOTE_MOST) if case.summary else "",
        mailed,
        state,
    )
    return Message(text, parts, brief.delivery)


def _remedy(brief: CaseBrief) -> list[Part]:
    """Vendor: "If you're on the Standard Release server, a rollback or hotfix may also be possible"."""
    if brief.case.is_closed or not brief.is_on_first_server or not brief.remedies or brief.server is None:
        return []
    where = named_server(brief.server)
    return [SmallPrint(f"It is on {where}: a rollback or hotfix may be possible.")]


def _is_open(brief: CaseBrief) -> Message:
    """Tell the reporter that the thread is there, and how the case stands."""
    case = brief.case
    there = Channel(case.thread_channel)
    where = _where(brief) or say("Its thread is in {there}.", there=there)
    sentence = sentences(
        say("{case} is {state}.", case=case_name(case), state=state_words(case)),
        where if brief.is_there else MOVING,
        mail_line(brief),
    )
    return Message(sentence, (Paragraph(sentence),), brief.delivery)


def _is_there(brief: CaseBrief) -> Message:
    """Say where it was reported that a case is open, and how it stands."""
    case, there = brief.case, Channel(brief.case.thread_channel)
    sentence = sentences(
        say("{case} is {state}.", case=case_name(case), state=state_words(case)),
        (say("Its thread is in {there}.", there=there) if brief.is_there else MOVING)
        if not there.is_person
        else "",
    )
    summary = Quote(case.summary, SUMMARY_MOST) if case.summary else ""
    return Message(lines(sentence, summary), (Paragraph(lines(sentence, summary)),), brief.delivery)


def _asked(brief: CaseBrief) -> Message:
    """Ask a manager whether the release is rolled back or hotfixed; once it is, there is nothing to press."""
    case = brief.case
    who = Person(brief.note.by) if brief.note else "somebody"
    sentence = say(
        "{who} asks you to note for case {number} that its release is rolled back or hotfixed: {problem}.",
        who=who,
        number=case.number,
        problem=_problem(brief),
    )
    is_open = not case.is_closed and case.state not in {CaseState.ROLLED_BACK, CaseState.HOTFIXED}
    button = Button(REMEDY, Press.CASE_CHANGE_STAGE, pack(case=case.number), style="primary")
    if is_open and brief.remedies:
        return replace(said(sentence, Buttons((button,))), delivery=brief.delivery)
    answered = say("The case is {state}.", state=state_words(case))
    return replace(said(sentences(sentence, answered)), delivery=brief.delivery)


MOVING = "Its thread is being opened anew; this says where, once it is there."
_TOLD = {
    Hearing.NOT: "",
    Hearing.BEING_TOLD: "The managers are told too.",
    Hearing.TOLD: "The managers have it too.",
}


def _where(brief: CaseBrief) -> Words:
    """Say why the thread is not in the support channel, where it is, and what to do about it."""
    case, support = brief.case, brief.policy.support_channel
    if case.thread_channel == support:
        return ""
    if support is None:
        why: Words = "No support channel is set"
    elif brief.is_support_closed:
        why = say("I cannot post into {support}", support=Channel(support))
    else:
        why = ""
    there, readers = Channel(case.thread_channel), people_at(case.thread_channel)
    place = say("with {there}", there=there) if there.is_person else say("in {there}", there=there)
    if case.thread_channel == case.opened_by and brief.kind != CASE_COPY:
        place = say("with you")
    if len(readers) > 1 and brief.kind not in {CASE_COPY, CASE_IS_OPEN}:
        place = say("here, with you")
    elsewhere = say("{why}, so its thread is {place}.", why=why, place=place) if why else ""
    told = _TOLD[brief.managers]
    if case.thread_channel == case.opened_by and not told:
        told = "Nobody else has it: please tell your support team directly too."
    set_it = (
        say("{setting} names a channel for such threads.", setting=Code("FORTNIGHT_SUPPORT_CHANNEL"))
        if support is None and brief.kind != CASE_IS_OPEN and _is_for_manager(brief)
        else ""
    )
    return sentences(elsewhere or say("Its thread is {place}.", place=place), told, set_it)


def _is_for_manager(brief: CaseBrief) -> bool:
    readers = people_at(brief.case.thread_channel)
    return brief.kind == CASE_COPY or any(each in readers for each in brief.policy.alerts_to)


def _problem(brief: CaseBrief) -> Text:
    """Say what the case is about, as far as it is known."""
    case = brief.case
    return sentences(
        "a problem",
        say("in {channel}", channel=Channel(case.channel)) if case.channel else "",
        "probably" if case.is_guess and brief.release else "",
        say("with release {release}", release=named(brief.release)) if brief.release else "",
        say("on {server}", server=named_server(brief.server)) if brief.server else "",
        say("({names})", names=Names(case.integrations)) if case.integrations else "",
    )


def facts(brief: CaseBrief) -> tuple[tuple[str, Words], ...]:
    """Say what a case is about, where it was reported and by whom, each under its title."""
    case = brief.case
    return (
        ("Release", _guessed(case, named(brief.release)) if brief.release else _no_release(case)),
        ("Server", _guessed(case, brief.server.name) if brief.server else "not known"),
        ("Integrations", Names(case.integrations) if case.integrations else "not known"),
        ("Reported in", Channel(case.channel) if case.channel else "a direct message"),
        ("Reported by", Person(case.opened_by)),
        *_found(brief),
    )


def _guessed(case: Case, words: Words) -> Words:
    """Call a guess a guess."""
    return say("probably {words}", words=words) if case.is_guess else words


def _no_release(case: Case) -> str:
    return "not known" if case.is_guess else "not about a release"


def _found(brief: CaseBrief) -> tuple[tuple[str, Words], ...]:
    """Name the checks that found the problem."""
    found = [where_found(check, brief.release) for check in brief.checks if brief.release]
    return (("Found by", Clip(enumeration(found), FOUND_MOST)),) if found else ()


def _state(brief: CaseBrief) -> Text:
    """Say where the case stands: who did what, and when."""
    case, timezone = brief.case, brief.policy.timezone
    opened = ("Opened", case.opened_at, case.opened_by)
    noted = [(STEPS[note.kind], note.at, note.by) for note in case.notes if _is_newest_step(case, note)]
    steps = [
        say("{step} {when} by {who}", step=step, when=Moment(when, timezone), who=Person(who))
        for step, when, who in (opened, *noted)
    ]
    waiting = "" if case.is_taken_up else "Nobody has acknowledged it yet"
    return say("{steps}.", steps=joined(". ", [*steps, waiting]))


def _is_newest_step(case: Case, note: Note) -> bool:
    return note.kind in STEPS and note == case.note(note.kind)


STEPS = {
    NoteKind.ACKNOWLEDGED: "Acknowledged",
    NoteKind.VENDOR_REPLIED: "Answered",
    NoteKind.WORKAROUND: "Workaround found",
    NoteKind.ROLLED_BACK: "Rolled back",
    NoteKind.HOTFIXED: "Hotfixed",
    NoteKind.NOT_URGENT: "Marked as not urgent",
    NoteKind.URGENT: "Made urgent",
    NoteKind.RESOLVED: "Resolved",
    NoteKind.FALSE_ALARM: "Closed as a false alarm",
    NoteKind.REOPENED: "Reopened",
}
"""What was done with a case, as a line in its story."""


def _raised(brief: CaseBrief) -> Message:
    """Raise a case again; when it has been taken up meanwhile, say that instead."""
    case = brief.case
    if not case.is_to_be_raised:
        return said(say("{case}: {state}", case=case_name(case), state=_state(brief)))
    sentence = say(
        "Nobody has acknowledged case {number} yet, opened {span} ago by {who}: {problem}.",
        number=case.number,
        span=span(brief.now - case.opened_at),
        who=Person(case.opened_by),
        problem=_problem(brief),
    )
    is_last = brief.announcement.number == len(RAISE_AFTER)
    last = "I will not raise it again." if is_last else ""
    ask = "Please look at it and press Acknowledge."
    acknowledge = Button("Acknowledge", Press.CASE_ACKNOWLEDGE, pack(case=case.number), style="primary")
    # The support group is called first, then the managers too.
    told = brief.policy.managers_told if (brief.announcement.number or 0) > 1 else ()
    # To whom it is said alone, it is said to them.
    managers = [Person(each) for each in told if (each,) != people_at(case.thread_channel)]
    return said(sentences(call_for(brief), *managers, sentence, ask, last), Buttons((acknowledge,)))
