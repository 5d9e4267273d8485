"""The list of deliveries: each with state, times, attempts and reason."""

from collections.abc import Iterator

from rollouts.deliveries import Content, Delivery
from rollouts.usecases.upcoming import DeliveryList
from views.kit import Block, content, context, header, listing, said, section
from views.posts.deliveries import post_line, subject
from views.text import count, length, line

PARAGRAPH_MOST = 2600
PARAGRAPHS_MOST = 3
HELP = "Somebody has to help"


def deliveries(answer: DeliveryList) -> Content:
    """List deliveries; what does not fit into one message is counted."""
    title = f"Deliveries of {answer.release.name}" if answer.release else "The latest deliveries"
    if not answer.deliveries:
        return said(f"{line(title)}: none yet.")
    stuck = [_line(each, answer, is_stuck=True) for each in answer.stuck]
    lines = [f"• {_line(each, answer)}" for each in answer.deliveries if each not in answer.stuck]
    paragraphs = list(_paragraphs(lines))
    shown = sum(paragraph.count("\n") + 1 for paragraph in paragraphs[:PARAGRAPHS_MOST])
    left = len(lines) - shown
    more = [context(f"… and {left} more. `fortnight deliveries` lists them all.")] if left else []
    blocks: list[Block] = [
        header(title),
        *listing(HELP, stuck, most=PARAGRAPH_MOST),
        *map(section, paragraphs[:PARAGRAPHS_MOST]),
        *more,
    ]
    words = [f"{line(title)}: {count(len(answer.deliveries), 'post')} and updates."]
    words += [f"{HELP}:", *(f"• {row}" for row in stuck)] if stuck else []
    return content("\n".join((*words, *lines)), blocks)


def _subject(delivery: Delivery, answer: DeliveryList) -> str:
    return "" if answer.release else f"{subject(delivery)}: "


def _line(delivery: Delivery, answer: DeliveryList, *, is_stuck: bool = False) -> str:
    tries = f" ({count(delivery.attempts, 'attempt')})" if delivery.attempts > 1 else ""
    said = post_line(delivery, answer.servers, answer.policy.timezone, is_stuck=is_stuck)
    return f"{_subject(delivery, answer)}{said}{tries}"


def _paragraphs(lines: list[str]) -> Iterator[str]:
    """Put whole lines together into paragraphs that fit, or nothing when there are no lines."""
    held: list[str] = []
    for row in lines:
        if held and length("\n".join([*held, row])) > PARAGRAPH_MOST:
            yield "\n".join(held)
            held = []
        held.append(row)
    if held:
        yield "\n".join(held)
