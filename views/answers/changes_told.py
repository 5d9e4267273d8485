"""Changes in sentences: who changed what, when, and why, the newest first, in pages."""

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from math import ceil
from typing import Final

from rollouts.history import BY_BOT, BY_IMPORT, BY_SETTINGS, Change
from views.inlines import Moment, Person, Text, Words, joined, lines, say
from views.parts import Button, Buttons, Heading, Message, Part, Rows, SmallPrint, said
from views.wording import and_more, count, shortened

VALUE_MOST: Final = 160
"""How much of a text from people a sentence shows of what it was, and of what it is."""
WHY_MOST: Final = 400
PAGE: Final = 12
"""How many rows stand on a page."""
TOGETHER: Final = 5
"""How many changes that were made at once stand in one row."""

_HANDS: Final = {BY_IMPORT: "an import", BY_BOT: "Fortnight", BY_SETTINGS: "new settings at start"}

Sentence = Callable[[Change], Words]
"""Says what became of one field."""


def told(
    title: str,
    changes: Sequence[Change],
    timezone: str,
    sentence: Sentence,
    *,
    page: int,
    older: Callable[[int], Button],
) -> Message:
    """Tell a page of the changes; `older` makes the button for the page of that number."""
    if not changes:
        return said(say("{title}: nothing was noted yet.", title=title))
    found = tuple(rows(changes, timezone, sentence))
    pages = ceil(len(found) / PAGE)
    number = min(page, pages - 1)
    shown = found[number * PAGE :][:PAGE]
    in_all = say("{title}: {changes}.", title=title, changes=count(len(changes), "change"))
    return Message(
        lines(in_all, *(say("• {row}", row=row) for row in shown)),
        (
            Heading(title),
            Rows(shown, lambda left: f"… and {left} more of this page, older than these."),
            *_turning(number, pages, older),
        ),
    )


def _turning(number: int, pages: int, older: Callable[[int], Button]) -> Iterator[Part]:
    if pages > 1:
        yield SmallPrint(f"Page {number + 1} of {pages}.")
    if number + 1 < pages:
        yield Buttons((older(number + 1),))


def rows(changes: Sequence[Change], timezone: str, sentence: Sentence) -> Iterator[Text]:
    """Yield a row for what was changed at once; where that is much, several."""
    for _, made in groupby(changes, key=lambda change: (change.at, change.by, change.why)):
        at_once = tuple(made)[::-1]
        for start in range(0, len(at_once), TOGETHER):
            yield row(at_once[start : start + TOGETHER], timezone, sentence)


def row(changes: Sequence[Change], timezone: str, sentence: Sentence, left: int = 0) -> Text:
    """Say what was changed at once; `left` is how much more that was."""
    made = changes[0]
    what: list[Words] = [*map(sentence, changes), *([and_more(left)] if left > 0 else [])]
    return say(
        "{when}, {who}: {what}{why}",
        when=Moment(made.at, timezone),
        who=_HANDS.get(made.by) or Person(made.by),
        what=joined("; ", what),
        why=say(" (why: {why})", why=shortened(made.why, WHY_MOST)) if made.why else "",
    )
