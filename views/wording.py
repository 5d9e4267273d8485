"""Turns of phrase that stand in many sentences, as plain text."""

from collections.abc import Sequence

SENTENCE_ENDS = (".", "!", "?", "…", "。")


def shortened(text: str, most: int) -> str:
    """Put text on one line of at most that many UTF-16 units, with an ellipsis where it was cut."""
    units = " ".join(text.split()).encode("utf-16-le")
    if len(units) <= 2 * most:
        return units.decode("utf-16-le")
    return f"{units[: 2 * (most - 1)].decode('utf-16-le', errors='ignore').rstrip()}…"


def as_sentence(text: str) -> str:
    """End what somebody typed as a sentence ends, so that the next one does not run into it."""
    return text if text.endswith(SENTENCE_ENDS) else f"{text}."


def capitalised(text: str) -> str:
    """Begin what somebody typed as a sentence begins, where its first word is one of small letters alone."""
    first = text.split(maxsplit=1)[:1]
    return text[:1].upper() + text[1:] if first and first[0].isalpha() and first[0].islower() else text


_NEVER_NAMES = frozenset({"The", "It", "Its", "We", "They", "There", "This", "Our", "Their"})


def going_on(text: str) -> str:
    """Begin what somebody typed as it goes on within a sentence, where its first word is no name."""
    first = text.split(maxsplit=1)[:1]
    return text[:1].lower() + text[1:] if first and first[0] in _NEVER_NAMES else text


def count(number: int, thing: str) -> str:
    """Say "1 post", "3 posts"."""
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"


def enumerated(items: Sequence[str], last: str = "and") -> str:
    """Say "a, b and c"."""
    if len(items) <= 1:
        return "".join(items)
    return f"{', '.join(items[:-1])} {last} {items[-1]}"


def and_more(left: int) -> str:
    """Say at the end of an enumeration how many names did not fit."""
    return f"{left} more"


def left_out(left: int) -> str:
    """Say at the end of a list how many lines did not fit."""
    return f"… {count(left, 'line')} left out here, too long for one message."


KILOBYTE = 1000


def file_size(size: int) -> str:
    """Say how large a file of so many bytes is: "340 kB", "1.2 MB"."""
    if size < KILOBYTE:
        return count(size, "byte")
    if size < KILOBYTE**2:
        return f"{size // KILOBYTE} kB"
    return f"{size / KILOBYTE**2:.1f} MB"
