"""What is asked of whoever confirms a release when the vendor writes that it is live."""

from rollouts.announcing.briefs import ReleaseBrief
from rollouts.news import NewsKind
from rollouts.news_drafts import ReadEntry
from rollouts.policy import Policy
from rollouts.releases import Stage, Status
from views.actions import Press, pack
from views.inlines import Moment, Person, Text, Words, lines, say, sentences
from views.parts import Button, Buttons, Heading, Message, Paragraph, SmallPrint
from views.posts.headlines import lead
from views.posts.news import STOPPED
from views.posts.reasons import because

_STOPPED = {Status.HELD: "but it is on hold here", Status.ROLLED_BACK: "but it was rolled back here"}
_OTHERWISE = {
    Status.HELD: "If it is live, press Confirm live, and the channels hear so. Else it stays on hold.",
    Status.ROLLED_BACK: "If it is live again, press Confirm live, and the channels hear so.",
}


def vendors_word(brief: ReleaseBrief) -> Message:
    """Ask whether the vendor's word is to count; once somebody has said so, say that instead.

    Of a stage that is held or was rolled back here, say that the two disagree, and what can be done about it.
    """
    word = brief.word
    if word is None or word.news.live_on is None:
        return Message(lead(brief), (Paragraph(lead(brief)),), brief.delivery)
    stage, server = brief.stage, brief.server.short_name
    title = f"The vendor writes: {brief.release.name} is live on {server}"
    if stage.status in _STOPPED:
        title = f"{title}, {_STOPPED[stage.status]}"
    what = lines(quoted(word), wrote(word, brief.policy), _stopped(stage, brief.policy))
    hears = _OTHERWISE.get(stage.status, "The channels hear nothing of it before somebody confirms it.")
    button = Button("Confirm live", Press.CONFIRM_LIVE, pack(delivery=brief.delivery), style="primary")
    parts = (Heading(title), Paragraph(what), SmallPrint(hears), Buttons((button,)))
    return Message(lines(say("{title}.", title=title), what, hears), parts, brief.delivery)


def _stopped(stage: Stage, policy: Policy) -> Words:
    """Say who held it or rolled it back here, when and why."""
    if stage.status not in _STOPPED or stage.changed_by is None or stage.changed_at is None:
        return ""
    return say(
        "{who} {did} {when}{why}",
        who=Person(stage.changed_by),
        did="put it on hold" if stage.status is Status.HELD else "rolled it back",
        when=Moment(stage.changed_at, policy.timezone),
        why=because(stage.why),
    )


def wrote(word: ReadEntry, policy: Policy, *, of: str = "it", on: str = "") -> Text:
    """Say when the vendor wrote that it is live, or was stopped, and that nobody here has confirmed it."""
    kind = word.news.kind.value if word.news.kind else NewsKind.OTHER
    where = f" on {on}" if on else ""
    what = f"{of} {STOPPED.get(kind, 'is live')}{where}"
    when = Moment(word.at, policy.timezone)
    unverified = "" if word.is_verified else "The sender is unverified."
    return sentences(
        say("The vendor wrote {when} that {what}, not confirmed here.", when=when, what=what), unverified
    )


def quoted(word: ReadEntry) -> Words:
    """Quote the sentence that says it."""
    live = word.news.live_on
    return sentences(say("“{sentence}”", sentence=live.sentence)) if live else ""
