"""The list of deliveries: each with state, times, attempts and reason."""

from collections.abc import Iterator

from rollouts.deliveries import Content, Delivery
from rollouts.usecases.upcoming import DeliveryList
from views.kit import Block, content, context, header, said, section
from views.posts import post_line, subject
from views.text import count, length, line

PARAGRAPH_MOST = 2600
PARAGRAPHS_MOST = 3


def deliveries(answer: DeliveryList) -> Content:
    """List deliveries; what does not fit into one message is counted."""
    title = f"Deliveries of {answer.release.name}" if answer.release else "The latest deliveries"
    if not answer.deliveries:
        return said(f"{line(title)}: none yet.")
    lines = [f"• {_subject(each, answer)}{_line(each, answer)}" for each in answer.deliveries]
    paragraphs = list(_paragraphs(lines))
    shown = sum(paragraph.count("\n") + 1 for paragraph in paragraphs[:PARAGRAPHS_MOST])
    left = len(lines) - shown
    more = [context(f"… and {left} more. `fortnight deliveries` lists them all.")] if left else []
    blocks: list[Block] = [header(title), *map(section, paragraphs[:PARAGRAPHS_MOST]), *more]
    words = [f"{line(title)}: {count(len(lines), 'post')} and updates.", *lines]
    return content("\n".join(words), blocks)


def _subject(delivery: Delivery, answer: DeliveryList) -> str:
    return "" if answer.release else f"{subject(delivery)}: "


def _line(delivery: Delivery, answer: DeliveryList) -> str:
    tries = f" ({count(delivery.attempts, 'attempt')})" if delivery.attempts > 1 else ""
    return f"{post_line(delivery, answer.servers, answer.policy.timezone)}{tries}"


def _paragraphs(lines: list[str]) -> Iterator[str]:
    """Put whole lines together into paragraphs that fit."""
    held: list[str] = []
    for row in lines:
        if held and length("\n".join([*held, row])) > PARAGRAPH_MOST:
            yield "\n".join(held)
            held = []
        held.append(row)
    yield "\n".join(held)
