"""Windows without a question: while a form is prepared, and when it cannot be had."""

from rollouts.refusals import Refusal
from views.answers import refusals, sharing
from views.forms import TITLE_MOST
from views.kit import Block, plain, section


def loading(title: str) -> dict[str, object]:
    """Show at once that the form is coming."""
    return _window(title, [section("One moment…")])


def refused(title: str, refusal: Refusal) -> dict[str, object]:
    """Say in place of the form why it cannot be had."""
    return _window(title, [dict(block) for block in refusals.content(refusal).blocks])


def failed(title: str, reference: str) -> dict[str, object]:
    """Say in place of the form that something went wrong."""
    return _window(title, [dict(block) for block in sharing.failed(reference).blocks])


def _window(title: str, blocks: list[Block]) -> dict[str, object]:
    return {
        "type": "modal",
        "title": plain(title, TITLE_MOST),
        "close": plain("Close", TITLE_MOST),
        "blocks": blocks,
    }
