"""What the one who reports, or acts on a case, is told privately; and the forms for it."""

from rollouts.cases import Case, NoteKind
from rollouts.deliveries import Content
from rollouts.usecases.cases import Noted, Reported
from rollouts.validation import REPORT_MAX
from views.actions import Form, Press, pack
from views.forms import field, modal, text_input
from views.kit import actions, button, said
from views.posts.cases import case_name, state_words
from views.text import names, place

_DONE = {
    NoteKind.REPORTED_AGAIN: "Your report was added to case {}.",
    NoteKind.DETAILS: "Thank you: your details are in the thread of case {}.",
    NoteKind.ACKNOWLEDGED: "You have acknowledged case {}. Everybody in its thread can see it.",
    NoteKind.NOT_URGENT: "Case {} is no longer urgent. It stays open.",
    NoteKind.RESOLVED: "Case {} is resolved.",
    NoteKind.FALSE_ALARM: "Case {} is closed as a false alarm.",
}


def reported(answer: Reported) -> Content:
    """Tell the reporter which case was opened, or joined, and where to follow it."""
    case = answer.case
    about = f" ({names(case.integrations)})" if case.integrations else ""
    if answer.joined:
        sentence = f"Somebody has reported this already: your report joins case {case.number}{about}."
    else:
        sentence = f"{case_name(case)}{about} is open; nothing more is needed from you."
    follow = f"Follow it in {place(case.thread_channel)}. Can you say more? Press Add details."
    details = button("Add details", Press.CASE_ADD_DETAILS, pack(case=case.number))
    return said(f"{sentence} {follow}", *actions(details))


def noted(answer: Noted) -> Content:
    """Tell the one who pressed what came of it."""
    case = answer.case
    if not answer.changed:
        state = "no longer urgent" if not case.urgent and not case.is_closed else state_words(case)
        return said(f"Case {case.number} is {state} already. Nothing was changed.")
    return said(_DONE[case.notes[-1].kind].format(case.number))


def details_form(case: Case) -> dict[str, object]:
    """Ask for details of a case; they are posted in its thread."""
    box = text_input(
        placeholder="What do you see, since when, and whom does it affect?", most=REPORT_MAX, multiline=True
    )
    hint = "It is posted in the thread of the case."
    return modal(
        Form.CASE_DETAILS,
        title=f"Details of case {case.number}",
        submit="Add details",
        blocks=[field("text", "Details", box, hint=hint)],
        private_metadata=pack(case=case.number),
    )


def urgent_form(channel: str | None) -> dict[str, object]:
    """Ask what is wrong, for an urgent case."""
    box = text_input(
        placeholder="For example: the course player stays empty", most=REPORT_MAX, multiline=True
    )
    hint = "An urgent case opens at once. You may leave this empty and add details later."
    return modal(
        Form.URGENT,
        title="Report a problem",
        submit="Open urgent case",
        blocks=[field("text", "What is wrong?", box, hint=hint, optional=True)],
        private_metadata=pack(channel=channel),
    )
