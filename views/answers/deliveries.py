"""The list of deliveries: each with state, times, attempts and reason."""

from rollouts.deliveries import Delivery
from rollouts.usecases.upcoming import DeliveryList
from views.inlines import Code, Text, lines, say, sentences
from views.parts import Heading, Message, Part, Rows, listing, said
from views.posts.deliveries import post_line, subject
from views.wording import count

STUCK_MOST = 2600
ROWS_MOST = 64
"""As many rows as a message has room for: a short one takes 120 signs of 7,800."""
HELP = "Somebody has to help"


def deliveries(answer: DeliveryList) -> Message:
    """List deliveries; what does not fit into one message is counted."""
    title = f"Deliveries of {answer.release.name}" if answer.release else "The latest deliveries"
    if not answer.deliveries:
        return said(say("{title}: none yet.", title=title))
    stuck = [_row(each, answer, is_stuck=True) for each in answer.stuck]
    needing = {each.id for each in answer.stuck}
    rest = [each for each in answer.deliveries if each.id not in needing]
    others = [_row(each, answer) for each in rest[:ROWS_MOST]]
    parts: tuple[Part, ...] = (
        Heading(title),
        *listing(HELP, stuck, most=STUCK_MOST),
        Rows(tuple(others), _rest, answer.others + len(rest) - len(others)),
    )
    in_all = say(
        "{title}: {posts} and updates.",
        title=title,
        posts=count(len(answer.deliveries) + answer.others, "post"),
    )
    rows = (Text(("• ", *row.parts)) for row in (*stuck, *others))
    text = lines(in_all, f"{HELP}:" if stuck else "", *rows)
    return Message(text, parts)


def _rest(left: int) -> Text:
    return say(
        "… and {left} more. {command} lists them all.", left=left, command=Code("fortnight deliveries")
    )


def _row(delivery: Delivery, answer: DeliveryList, *, is_stuck: bool = False) -> Text:
    about = "" if answer.release else f"{subject(delivery)}:"
    line = post_line(delivery, answer.servers, answer.policy.timezone, is_stuck=is_stuck)
    tries = f"({count(delivery.attempts, 'attempt')})" if delivery.attempts > 1 else ""
    return sentences(about, line, tries) if about or tries else line
