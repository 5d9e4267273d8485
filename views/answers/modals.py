"""Windows without a question: while a form is prepared, and when it cannot be had."""

from rollouts.refusals import Refusal
from views.answers import refusals, sharing
from views.forms import Notice
from views.parts import said


def loading(title: str) -> Notice:
    """Show at once that the form is coming."""
    return Notice(title, said("One moment…"))


def refused(title: str, refusal: Refusal) -> Notice:
    """Say in place of the form why it cannot be had."""
    return Notice(title, refusals.content(refusal))


def failed(title: str, reference: str) -> Notice:
    """Say in place of the form that something went wrong."""
    return Notice(title, sharing.failed(reference))
