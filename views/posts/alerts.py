"""What managers and owners are told when something could not be delivered."""

from rollouts.announcing.briefs import DowntimeBrief, PausedBrief, UnsureBrief
from rollouts.deliveries import Delivery, State
from rollouts.delivery.paused_channels import Moved, Resumed
from rollouts.delivery.resolving import Resolved
from views.actions import FormId, Press, pack
from views.forms import ChannelSelect, Field, Form
from views.inlines import Channel, Code, Link, Names, Text, say, sentences
from views.parts import Button, Buttons, Heading, Message, Paragraph, Part, listing, said
from views.posts.deliveries import post_line, post_words, reason_words, subject
from views.wording import count

LIST_MOST = 2500


def unsure(brief: UnsureBrief) -> Message:
    """Ask about a message that could not be found, or was refused; once somebody has answered, say so."""
    about = brief.about
    what = say("{subject}: {post}", subject=subject(about), post=post_words(about, brief.servers))
    if brief.is_resolved:
        sentence = say("Settled. {what}.", what=what)
        return Message(sentence, (Paragraph(sentence),), brief.delivery)
    if about.state is State.FAILED:
        title = "This could not be posted"
        if brief.others:
            what = say("{what}, and {others} more of it elsewhere", what=what, others=brief.others)
        kept = "All are kept" if brief.others else "It is kept"
        why = _capital(reason_words(about.reason))
        sentence = say("This could not be posted: {what}. {why}. {kept}.", what=what, why=why, kept=kept)
        advice = "Once what is wrong was mended, press Try again."
    else:
        title = "Was this posted?"
        sentence = say(
            "Not sure whether this was posted: {what}. "
            "Slack's answer was lost, and I cannot read the channel. Please look into it.",
            what=what,
        )
        advice = "Then press It was posted, or Post it now."
    words = sentences(sentence, advice)
    return Message(words, (Heading(title), Paragraph(words), to_decide(about)), brief.delivery)


def to_decide(about: Delivery) -> Buttons:
    """Offer what can be done about a post that waits for a decision."""
    value = pack(delivery=about.id)
    if about.state is State.FAILED:
        return Buttons((Button("Try again", Press.POST_NOW, value, style="primary"),))
    return Buttons(
        (
            Button("It was posted", Press.WAS_POSTED, value),
            Button("Post it now", Press.POST_NOW, value, style="primary"),
        )
    )


def goes_on_elsewhere(link: str) -> Message:
    """Say in place of a message that was posted twice where it goes on."""
    there = Link(link, "there")
    return said(say("This message was posted twice by mistake. It goes on {there}.", there=there))


def _capital(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]


def resolved(answer: Resolved) -> Message:
    """Say what became of a message that somebody was asked about."""
    if answer.again:
        return said("That was settled already; nothing was changed.")
    if answer.was_posted:
        return said("Thank you. It counts as posted.")
    return said("It is posted now, unless it is too late for it by now; then it is left out.")


def paused(brief: PausedBrief) -> Message:
    """Say that a channel takes no messages, and what can be done; once it does again, say that."""
    where = Channel(brief.channel)
    if brief.pause is None:
        sentence = say("Settled: nothing waits for {where} any more.", where=where)
        return Message(sentence, (Paragraph(sentence),), brief.delivery)
    concerned = say("{names_hear} nothing meanwhile.", names_hear=_hearing(brief.integrations))
    sentence = sentences(
        say("I cannot post into {where}: {why}.", where=where, why=reason_words(brief.pause.reason)),
        concerned if brief.integrations else "",
        "What was to go there waits.",
    )
    advice = say(
        "Type {invite} in that channel, or open it again, then press Try again.",
        invite=Code("/invite @Fortnight"),
    )
    parts: tuple[Part, ...] = (
        Heading("A channel cannot be reached"),
        Paragraph(sentence),
        Paragraph(advice),
        to_open(brief.channel, can_move=bool(brief.integrations)),
    )
    return Message(sentences(sentence, advice), parts, brief.delivery)


def to_open(channel: str, *, can_move: bool) -> Buttons:
    """Offer what can be done about a channel that takes no messages."""
    value = pack(channel=channel)
    move = Button("Choose another channel", Press.MOVE_CHANNEL, value)
    again = Button("Try again", Press.TRY_AGAIN, value, style="primary")
    return Buttons((again, move) if can_move else (again,))


def resumed(answer: Resumed) -> Message:
    """Say that a channel is tried again."""
    where = Channel(answer.channel)
    if answer.again:
        return said(say("{where} was not paused any more; nothing was changed.", where=where))
    return said(say("I am trying {where} again. If it still takes no messages, I tell you.", where=where))


def moved(answer: Moved) -> Message:
    """Say who hears where from now on."""
    if not answer.integrations:
        return said("No integration hears in that channel any more; nothing was changed.")
    hearing, where = _hearing(answer.integrations), Channel(answer.to)
    return said(say("{names_hear} in {where} from now on.", names_hear=hearing, where=where))


def _hearing(integrations: tuple[str, ...]) -> Text:
    hear = "hears" if len(integrations) == 1 else "hear"
    return say("{names} {hear}", names=Names(integrations), hear=hear)


def move_form(channel: str) -> Form:
    """Ask for another channel."""
    return Form(
        FormId.MOVE_CHANNEL,
        title="Another channel",
        submit="Use it",
        fields=(Field("channel", "Where should it go?", ChannelSelect()),),
        value=pack(closed=channel),
    )


def downtime(brief: DowntimeBrief) -> Message:
    """Sum up what was posted late or left out after the bot had been away."""
    zone = brief.policy.timezone
    late = [post for post in brief.posts if post.state is State.SENT]
    left_out = [post for post in brief.posts if post.state is State.SKIPPED]
    others = [post for post in brief.posts if post not in late and post not in left_out]
    sentence = (
        f"I was away for a while. Overdue: {count(len(brief.posts), 'post')}. Posted late: {len(late)}. "
        f"Left out: {len(left_out)}. Still to come, or in need of a look: {len(others)}."
    )
    parts = (("Posted late", late), ("Left out", left_out), ("Still to come, or in need of a look", others))
    listed = (
        part
        for title, posts in parts
        for part in listing(
            title,
            [
                say("{subject}: {post}", subject=subject(post), post=post_line(post, brief.servers, zone))
                for post in posts
            ],
            most=LIST_MOST,
        )
    )
    return Message(sentence, (Heading("Back again"), Paragraph(sentence), *listed), brief.delivery)
