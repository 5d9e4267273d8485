"""Windows without a question: while a form is prepared, and when it cannot be had."""

import math
from typing import assert_never

from rollouts.deliveries import Lost, NotPosted, Refused
from rollouts.refusals import Refusal
from views.answers import refusals, sharing
from views.forms import Notice
from views.parts import Message, said
from views.wording import count


def answer(content: Message) -> Notice:
    """Answer somebody who is in a window, or at their Home."""
    return Notice("Fortnight", content)


def loading(title: str) -> Notice:
    """Show at once that the form is coming."""
    return Notice(title, said("One moment…"))


def saving(title: str) -> Notice:
    """Show that what was filled in has come, and that the outcome will stand here."""
    return Notice(title, said("Saving… This takes a little longer than usual."))


def saved(title: str, content: Message | None) -> Notice:
    """Say what came of a form; the buttons for it stand in the answer."""
    return Notice(title, said(content.text if content else "Done."))


def refused(title: str, refusal: Refusal) -> Notice:
    """Say in place of the form why it cannot be had."""
    return Notice(title, refusals.content(refusal))


def done_before(title: str) -> Notice:
    """Say in place of the form that what opens it came a second time."""
    return Notice(title, said("This was done already, so nothing was done now."))


def not_opened(trouble: NotPosted | Lost | Refused) -> Message:
    """Say why a form did not open; a window opens within three seconds of a press, or not at all."""
    match trouble:
        case NotPosted(_, after):
            seconds = count(math.ceil(after.total_seconds()), "second")
            why = f"Slack takes no more forms just now. Nothing was changed. Please try again in {seconds}."
        case Lost():
            why = "I do not know whether the form opened. Nothing was changed. If you see none, try again."
        case Refused(reason):
            why = f"Slack did not open the form ({reason}). Nothing was changed. Please try again."
        case _:
            assert_never(trouble)
    return said(why)


def failed(title: str, reference: str) -> Notice:
    """Say in place of the form that something went wrong."""
    return Notice(title, sharing.failed(reference))
