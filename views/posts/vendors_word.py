"""What is asked of whoever confirms a release when the vendor writes that it is live."""

from rollouts.announcing.briefs import ReleaseBrief
from rollouts.news_drafts import ReadEntry
from rollouts.policy import Policy
from rollouts.transitions import Verb, after
from views.actions import Press, pack
from views.inlines import Moment, Text, Words, lines, say, sentences
from views.parts import Button, Buttons, Heading, Message, Paragraph, SmallPrint
from views.posts.headlines import lead


def vendors_word(brief: ReleaseBrief) -> Message:
    """Ask whether the vendor's word is to count; once somebody has said so, say that instead."""
    word = brief.word
    if word is None or after(brief.stage.status, Verb.CONFIRM) is None:
        return Message(lead(brief), (Paragraph(lead(brief)),), brief.delivery)
    title = f"The vendor writes: {brief.release.name} is live on {brief.server.short_name}"
    what = lines(quoted(word), wrote(word, brief.policy))
    hears = "The channels hear nothing of it before somebody confirms it."
    button = Button("Confirm live", Press.CONFIRM_LIVE, pack(delivery=brief.delivery), style="primary")
    parts = (Heading(title), Paragraph(what), SmallPrint(hears), Buttons((button,)))
    return Message(lines(say("{title}.", title=title), what, hears), parts, brief.delivery)


def wrote(word: ReadEntry, policy: Policy) -> Text:
    """Say when the vendor wrote it, and that nobody here has confirmed it."""
    when = Moment(word.at, policy.timezone)
    unverified = "" if word.is_verified else "The sender is unverified."
    return sentences(
        say("The vendor wrote {when} that it is live, not confirmed here.", when=when), unverified
    )


def quoted(word: ReadEntry) -> Words:
    """Quote the sentence that says it."""
    live = word.news.live_on
    return sentences(say("“{sentence}”", sentence=live.sentence)) if live else ""
