"""Text of a mail whose lines flow: one paragraph written as many lines (RFC 3676)."""

import re

_QUOTE = re.compile(r">*")
SIGNATURE_MARK = "-- "


def unfolded(text: str, *, delete_space: bool) -> str:
    """Return the text with each paragraph on a line of its own.

    A line that ends with a blank goes on in the next one of the same quote depth; a blank in front of a line
    is stuffing. "The signature separator line … is not to be considered flowed"
    (https://www.rfc-editor.org/rfc/rfc3676#section-4)
    """
    out: list[str] = []
    open_depth = -1
    for line in text.split("\n"):
        depth = len(_QUOTE.match(line)[0])  # type: ignore[index] # it matches nothing too
        words = line[depth:]
        if not words.startswith(" >"):  # without its stuffing it would pass for a quotation
            words = words.removeprefix(" ")
        flows = words.endswith(" ") and words != SIGNATURE_MARK
        if flows and delete_space:
            words = words[:-1]
        if depth == open_depth and words != SIGNATURE_MARK:
            out.append(words)
        else:
            mark = ">" * depth + (" " if depth and words else "")
            out.append(f"\n{mark}{words}")
        open_depth = depth if flows else -1
    return "".join(out).removeprefix("\n")
