"""What managers are told of names that mean no channel and nobody."""

from rollouts.announcing.briefs import NamesBrief
from views.actions import Press
from views.inlines import Bullets, Code, Names, lines, say, sentences
from views.parts import Button, Buttons, Heading, Message, Paragraph, Part, listing, said

LIST_MOST = 2500
USED_BY_MOST = 300


def unknown_names(brief: NamesBrief) -> Message:
    """Say which names were not found, what uses them, and what to do; once all are known, say that."""
    if not brief.names:
        settled = "Settled: all channels and people are known now."
        return Message(settled, (Paragraph(settled),), brief.delivery)
    sentence = sentences(
        "I find no channel and nobody in Slack for these names, or more than one.",
        "Nothing is posted into such a channel, and nobody is asked by such a name.",
    )
    rows = [
        say("{name}: {entries}", name=name, entries=Names(entries, USED_BY_MOST))
        for name, entries in brief.names
    ]
    advice = say(
        "Type {invite} in a private channel. Choose others with {edit} or in your calendar file: ids, "
        "e-mail addresses and links are the surest. Then press Look again.",
        invite=Code("/invite @Fortnight"),
        edit=Code("/integration edit"),
    )
    parts: tuple[Part, ...] = (
        Heading("Some names were not found"),
        Paragraph(sentence),
        *listing("Not found", rows, most=LIST_MOST),
        Paragraph(advice),
        Buttons((Button("Look again", Press.LOOK_AGAIN, "{}", style="primary"),)),
    )
    return Message(lines(sentence, Bullets(tuple(rows), LIST_MOST), advice), parts, brief.delivery)


def looked_again(left: int) -> Message:
    """Say what came of looking once more."""
    if left:
        still = "One of them is" if left == 1 else f"{left} of them are"
        return said(f"{still} not found yet; the message says which.")
    return said("Thank you: all channels and people are known now.")
