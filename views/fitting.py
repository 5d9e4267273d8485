"""Making a message fit as a whole.

Besides the limits of each block Slack has one for all text of a message, which it does not document: posts
were refused (`msg_blocks_too_long`) from some 11,000 characters on, see bolt-js issues 2509 and 2867.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping

from views.text import cut, length

ALL_MOST = 9000


def fitted(blocks: Iterable[Mapping[str, object]]) -> tuple[Mapping[str, object], ...]:
    """Return the blocks with the longest of their mrkdwn texts cut until all together are short enough."""
    kept = tuple(blocks)
    if sum(length(text) for _, text in _texts(kept)) <= ALL_MOST:
        return kept
    cap = _cap([(kind, length(text)) for kind, text in _texts(kept)])
    return tuple({name: _capped(part, cap) for name, part in block.items()} for block in kept)


def _texts(value: object) -> Iterator[tuple[object, str]]:
    """Yield the type and the words of every text in there."""
    if isinstance(value, Mapping):
        words = value.get("text")
        if isinstance(words, str):
            yield value.get("type"), words
        for part in value.values():
            yield from _texts(part)
    elif isinstance(value, list | tuple):
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
