"""What the one who reports, or acts on a case, is told privately; and the forms for it."""

from rollouts.cases import Case, Note, NoteKind
from rollouts.usecases.case_mails import MailSettled
from rollouts.usecases.cases import Noted, Report, Reported
from rollouts.validation import REPORT_MAX
from views.actions import FormId, pack, pack_files
from views.forms import Choice, Field, Form, TextBox, has_room
from views.inlines import Channel, Names, Person, Quote, Words, lines, one_line, say, sentences
from views.parts import Buttons, Message, Paragraph, said
from views.posts.case_buttons import add_details
from views.posts.case_notes import QUOTE_MOST
from views.posts.cases import case_name, state_words

URGENT, CAN_WAIT = "urgent", "normal"
URGENCIES = ((URGENT, "Urgent: somebody is needed now"), (CAN_WAIT, "It can wait"))

_DONE = {
    NoteKind.REPORTED_AGAIN: "Your report was added to case {number}.",
    NoteKind.DETAILS: "Thank you: your details are in the thread of case {number}.",
    NoteKind.TOLD_VENDOR: "The vendor is told of case {number}.",
    NoteKind.ASKED_MANAGER: "The managers are asked about case {number}.",
    NoteKind.CHANGED: "Case {number} is changed. Its thread says so.",
    NoteKind.ACKNOWLEDGED: "You have acknowledged case {number}. Everybody in its thread can see it.",
    NoteKind.VENDOR_REPLIED: "The vendor has replied to case {number}.",
    NoteKind.WORKAROUND: "Thank you: the workaround is in the thread of case {number}.",
    NoteKind.ROLLED_BACK: "It is noted in case {number} that the release is rolled back.",
    NoteKind.HOTFIXED: "It is noted in case {number} that the release is hotfixed.",
    NoteKind.NOT_URGENT: "Case {number} is no longer urgent. It stays open.",
    NoteKind.URGENT: "Case {number} is urgent now.",
    NoteKind.RESOLVED: "Case {number} is resolved.",
    NoteKind.FALSE_ALARM: "Case {number} is closed as a false alarm.",
    NoteKind.REOPENED: "Case {number} is open again.",
}
_ALREADY = {
    NoteKind.NOT_URGENT: "no longer urgent",
    NoteKind.URGENT: "urgent",
    NoteKind.ACKNOWLEDGED: "acknowledged",
}


def reported(answer: Reported, *, form_failed: bool = False) -> Message:
    """Tell the reporter which case was opened, or joined, and where to follow it.

    `form_failed` when the form for details was to open by itself, and did not.
    """
    case = answer.case
    name = f"case {case.number}" if answer.joined else case_name(case)
    about: Words = (
        say("{name} ({names})", name=name, names=Names(case.integrations)) if case.integrations else name
    )
    if answer.again:
        sentence = say("You have reported this already: it is {case}.", case=about)
    elif answer.joined:
        who = "Somebody" if len(case.reporters) > 1 else "You"
        has = "has" if len(case.reporters) > 1 else "have"
        sentence = say(
            "{who} {has} reported this already: your report joins {case}.", who=who, has=has, case=about
        )
    else:
        sentence = say("{case} is being opened; nothing more is needed from you.", case=about)
    follow: Words = "I tell you when its thread is there."
    if answer.is_there:
        there = Channel(case.thread_channel)
        follow = "" if there.is_person else say("Follow it in {channel}.", channel=there)
    urgent = "It is urgent now." if answer.made_urgent else ""
    did_not_open = "The form for details did not open." if form_failed else ""
    follow = sentences(urgent, follow, did_not_open, "Can you say more? Press Add details.")
    return said(sentences(sentence, follow), Buttons((add_details(case),)))


def not_kept_yet() -> Message:
    """Tell the reporter that the report is not kept yet, and what happens meanwhile."""
    return said(
        "I have your report, but my database cannot be used just now, so no case is open yet. "
        "I go on trying for some minutes and tell you what comes of it. "
        "If it cannot wait, tell your support team directly too."
    )


def not_kept(text: str) -> Message:
    """Give the report back that could not be kept."""
    sentence = sentences(
        "Your report could not be kept: my database cannot be used. No case is open.",
        "Please tell your support team directly, and tell whoever runs Fortnight.",
    )
    reported = (Paragraph(Quote(text)),) if text else ()
    return Message(lines(sentence, Quote(text, QUOTE_MOST) if text else ""), (Paragraph(sentence), *reported))


def noted(answer: Noted) -> Message:
    """Tell the one who pressed what came of it."""
    case = answer.case
    if not answer.changed:
        state, note = _as_it_is(case, answer.wish)
        by = say("by {who}", who=Person(note.by)) if note else ""
        already = sentences(f"Case {case.number} is {state} already", by)
        return said(say("{already}. Nothing was changed.", already=already))
    return said(say(_DONE[case.notes[-1].kind], number=case.number))


def _as_it_is(case: Case, wish: NoteKind) -> tuple[str, Note | None]:
    """Say how a case is already, and what made it so."""
    if not case.is_closed and wish in _ALREADY:
        return _ALREADY[wish], case.note(wish)
    return state_words(case), case.step


def details_form(case: Case) -> Form:
    """Ask for details of a case; they are posted in its thread."""
    box = TextBox(
        placeholder="What do you see, since when, and whom does it affect?", most=REPORT_MAX, multiline=True
    )
    hint = "It is posted in the thread of the case, and goes to the vendor."
    return Form(
        FormId.CASE_DETAILS,
        title=f"Details of case {case.number}",
        submit="Add details",
        fields=(Field("text", "Details", box, hint=hint),),
        value=pack(case=case.number),
    )


def quotation(author: str, text: str) -> str:
    """Return the words of a message that somebody reports, with its author's name if that is known."""
    if not text:
        return ""
    name = one_line(author.partition("<")[0])
    return f"{name or 'Somebody'} wrote:\n{text}"


def report_form(report: Report) -> Form | None:
    """Ask what is wrong, and whether it can wait, with what is known of it already.

    None where that has no room in a form.
    """
    box = TextBox("For example: the course player stays empty", report.text, REPORT_MAX, multiline=True)
    if not has_room(box):
        return None
    hint = "A case opens at once. You may leave this empty and add details later."
    urgency = Choice(URGENCIES, URGENT if report.urgent else CAN_WAIT)
    return Form(
        FormId.URGENT,
        title="Report a problem",
        submit="Open case",
        fields=(
            Field("text", "What is wrong?", box, hint=hint, optional=True),
            Field(
                "urgency", "How urgent is it?", urgency, hint="An urgent one is raised until somebody acts."
            ),
        ),
        value=pack(
            channel=report.channel,
            delivery=report.delivery,
            thread=report.thread.id if report.thread else None,
            files=pack_files(report.files),
        ),
    )


def mail_settled(answer: MailSettled) -> Message:
    """Say what became of an e-mail that somebody decided about."""
    if answer.again:
        return said("That was settled already; nothing was changed.")
    if answer.has_arrived:
        return said("Thank you. It counts as arrived.")
    return said("It is sent now. The thread of the case says what becomes of it.")
