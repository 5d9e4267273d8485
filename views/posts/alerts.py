"""What managers and owners are told when something could not be delivered."""

from rollouts.announcing.briefs import DowntimeBrief, PausedBrief, UnsureBrief
from rollouts.deliveries import Content, State
from rollouts.delivery.paused_channels import Moved, Resumed
from rollouts.delivery.resolving import Settled
from views.actions import Form, Press, pack
from views.forms import channel_select, field, modal
from views.kit import actions, button, content, header, listing, said, section
from views.posts.deliveries import post_line, post_words, reason_words, subject
from views.text import count, names, place

LIST_MOST = 2500


def unsure(brief: UnsureBrief) -> Content:
    """Ask about a message that could not be found, or was refused; once somebody has answered, say so."""
    about = brief.about
    what = f"{subject(about)}: {post_words(about, brief.servers)}"
    mark = {"block_id": f"delivery:{brief.delivery}"}
    if brief.is_settled:
        return content(f"Settled. {what}.", [section(f"Settled. {what}.") | mark])
    value = pack(delivery=about.id)
    if about.state is State.FAILED:
        title = "This could not be posted"
        more = f", and {brief.others} more of it elsewhere" if brief.others else ""
        kept = "All are kept" if brief.others else "It is kept"
        why = _capital(reason_words(about.reason))
        sentence = f"This could not be posted: {what}{more}. {why}. {kept}."
        advice = "Once what is wrong was mended, press Try again."
        offered = [button("Try again", Press.POST_NOW, value, style="primary")]
    else:
        title = "Was this posted?"
        sentence = (
            f"Not sure whether this was posted: {what}. "
            "Slack's answer was lost, and the message cannot be found. Please look into the channel."
        )
        advice = "Then press It was posted, or Post it now."
        offered = [
            button("It was posted", Press.WAS_POSTED, value),
            button("Post it now", Press.POST_NOW, value, style="primary"),
        ]
    blocks = [header(title) | mark, section(f"{sentence} {advice}"), *actions(*offered)]
    return content(f"{sentence} {advice}", blocks)


def _capital(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]


def settled(answer: Settled) -> Content:
    """Say what became of a message that somebody was asked about."""
    if answer.again:
        return said("That was settled already; nothing was changed.")
    if answer.was_posted:
        return said("Thank you. It counts as posted.")
    return said("It is posted now, unless it is too late for it by now; then it is left out.")


def paused(brief: PausedBrief) -> Content:
    """Say that a channel takes no messages, and what can be done; once it does again, say that."""
    where = place(brief.channel)
    mark = {"block_id": f"delivery:{brief.delivery}"}
    if brief.pause is None:
        sentence = f"Settled: nothing waits for {where} any more."
        return content(sentence, [section(sentence) | mark])
    concerned = f" {_hearing(brief.integrations)} nothing meanwhile." if brief.integrations else ""
    why = reason_words(brief.pause.reason)
    sentence = f"I cannot post into {where}: {why}.{concerned} What was to go there waits."
    advice = "Type `/invite @Fortnight` in that channel, or open it again, then press Try again."
    value = pack(channel=brief.channel)
    blocks = [
        header("A channel cannot be reached") | mark,
        section(sentence),
        section(advice),
        *actions(
            button("Try again", Press.TRY_AGAIN, value, style="primary"),
            *([button("Choose another channel", Press.MOVE_CHANNEL, value)] if brief.integrations else []),
        ),
    ]
    return content(f"{sentence} {advice}", blocks)


def resumed(answer: Resumed) -> Content:
    """Say that a channel is tried again."""
    if answer.again:
        return said(f"{place(answer.channel)} was not paused any more; nothing was changed.")
    return said(f"I am trying {place(answer.channel)} again. If it still takes no messages, I tell you.")


def moved(answer: Moved) -> Content:
    """Say who hears where from now on."""
    if not answer.integrations:
        return said("No integration hears in that channel any more; nothing was changed.")
    return said(f"{_hearing(answer.integrations)} in {place(answer.to)} from now on.")


def _hearing(integrations: tuple[str, ...]) -> str:
    return f"{names(integrations)} {'hears' if len(integrations) == 1 else 'hear'}"


def move_form(channel: str) -> dict[str, object]:
    """Ask for another channel."""
    return modal(
        Form.MOVE_CHANNEL,
        title="Another channel",
        submit="Use it",
        blocks=[field("channel", "Where should it go?", channel_select(initial=None))],
        private_metadata=pack(closed=channel),
    )


def downtime(brief: DowntimeBrief) -> Content:
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
    blocks = [
        header("Back again") | {"block_id": f"delivery:{brief.delivery}"},
        section(sentence),
        *(
            block
            for title, posts in parts
            for block in listing(
                title,
                [f"{subject(post)}: {post_line(post, brief.servers, zone)}" for post in posts],
                most=LIST_MOST,
            )
        ),
    ]
    return content(sentence, blocks)
