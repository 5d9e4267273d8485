"""Making a message fit as a whole, once each of its blocks does."""

from bisect import bisect_right
from collections.abc import Iterator, Mapping

from bot.slack.rendering.limits import ALL_MOST, cut, length
from bot.slack.rendering.objects import Block


def fitted(blocks: list[Block]) -> list[Block]:
    """Return the blocks with the longest of their mrkdwn texts cut until all together are short enough."""
    sizes = [(kind, length(text)) for kind, text in _texts(blocks)]
    if sum(size for _, size in sizes) <= ALL_MOST:
        return blocks
    cap = _cap(sizes)
    return [{name: _capped(part, cap) for name, part in block.items()} for block in blocks]


def _texts(value: object) -> Iterator[tuple[object, str]]:
    """Yield the type and the words of every text in there."""
    if isinstance(value, Mapping):
        words = value.get("text")
        if isinstance(words, str):
            yield value.get("type"), words
        for part in value.values():
            yield from _texts(part)
    elif isinstance(value, list):
        for part in value:
            yield from _texts(part)


def _cap(sizes: list[tuple[object, int]]) -> int:
    """Return the greatest length to which mrkdwn texts can be cut; shorter ones stay whole."""
    room = ALL_MOST - sum(size for kind, size in sizes if kind != "mrkdwn")
    marked = [size for kind, size in sizes if kind == "mrkdwn"]
    return bisect_right(range(1, ALL_MOST), room, key=lambda cap: sum(min(size, cap) for size in marked))


def _capped(value: object, cap: int) -> object:
    if isinstance(value, Mapping):
        if value.get("type") == "mrkdwn":
            return {**value, "text": cut(str(value["text"]), cap)}
        return {name: _capped(part, cap) for name, part in value.items()}
    return [_capped(part, cap) for part in value] if isinstance(value, list) else value
