"""The parts of a mail: a tree of offsets into its bytes, made in one pass with bounds for everything.

Python's own parser copies each line of a mail, and calls itself for each level of nesting. Here nothing is
copied but the heads, and a mail of any size and depth costs no more than a search for its boundaries.
"""

import binascii
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from email.message import Message
from email.parser import BytesHeaderParser

from bot.mail.charsets import decoded

HEAD_MAX, PART_HEAD_MAX = 256_000, 16_000
"""Bytes of headers that are read, of the mail and of each of its parts."""
PARTS_MAX, DEPTH_MAX = 300, 30
LINES_MAX = 10_000
"""Lines that look like a boundary, within one part."""

_HEAD_END = re.compile(rb"\r?\n\r?\n|\r\r")
_PARAMETERS_MAX = 2_000
_NOT_BASE64 = re.compile(rb"[^A-Za-z0-9+/]+")


@dataclass(slots=True)
class Part:
    """One part of a mail: its body lies from `start` to `end` in the mail's bytes; `number` counts from 0."""

    number: int
    head: "Message[str, str]"
    start: int
    end: int
    depth: int
    children: list["Part"] = field(default_factory=list)

    @property
    def type(self) -> str:
        """Its media type in lower case; text/plain where it says none."""
        return self.head.get_content_type()

    @property
    def disposition(self) -> str:
        """`inline`, `attachment`, or empty; in lower case."""
        return str(self.head.get("Content-Disposition", "")).partition(";")[0].strip().lower()

    @property
    def encoding(self) -> str:
        """Its transfer encoding, in lower case."""
        return str(self.head.get("Content-Transfer-Encoding", "7bit")).strip().lower()

    def parameter(self, name: str, header: str = "Content-Type") -> str | None:
        """Return a parameter of its type, or of another header; None where there is none that can be read."""
        try:
            value = self.head.get_param(name, header=header)
        except (ValueError, LookupError, TypeError, AttributeError):  # the parser's own ways of giving up
            return None
        if isinstance(value, tuple):  # RFC 2231: character set, language, value
            return decoded(value[2].encode("latin-1", "replace"), value[0])[0]
        return value if isinstance(value, str) else None

    def walk(self) -> Iterator["Part"]:
        """Go through it and all within it, in the order of the mail."""
        waiting = [self]
        while waiting:
            part = waiting.pop()
            yield part
            waiting.extend(reversed(part.children))


@dataclass(frozen=True, slots=True)
class Tree:
    """A mail's parts; `cut` says whether some were left out, `long_head` whether headers were."""

    root: Part
    cut: bool
    long_head: bool


def parsed(raw: bytes) -> Tree:
    """Return the parts of a mail."""
    head, start, long_head = _head(raw, 0, len(raw), HEAD_MAX)
    root = Part(0, head, start, len(raw), 0)
    count, cut = 1, False
    waiting = [root]
    while waiting:
        parent = waiting.pop(0)
        boundary = parent.parameter("boundary") if parent.type.startswith("multipart/") else None
        if not boundary:
            continue
        if parent.depth == DEPTH_MAX:
            cut = True
            continue
        for first, last in _sections(raw, parent, boundary.encode("utf-8", "surrogateescape")):
            if count == PARTS_MAX:
                cut = True
                break
            head, start, _ = _head(raw, first, last, PART_HEAD_MAX)
            child = Part(count, head, start, last, parent.depth + 1)
            count += 1
            parent.children.append(child)
            waiting.append(child)
    return Tree(root, cut, long_head)


def _head(raw: bytes, start: int, end: int, most: int) -> tuple["Message[str, str]", int, bool]:
    """Return the headers that begin at `start`, where the body begins, and whether headers were left out."""
    first = raw[start : start + 2]
    if first[:1] == b"\n" or first == b"\r\n":  # no headers at all
        return Message(), start + (1 if first[:1] == b"\n" else 2), False
    limit = min(end, start + most)
    found = _HEAD_END.search(raw, start, limit)
    stop = found.start() if found else limit
    head = BytesHeaderParser().parsebytes(raw[start:stop].replace(b"\0", b""))
    for name in ("Content-Type", "Content-Disposition"):
        if len(value := str(head.get(name, ""))) > _PARAMETERS_MAX:
            del head[name]
            head[name] = value[:_PARAMETERS_MAX]
    return head, found.end() if found else limit, not found and limit < end


def _sections(raw: bytes, parent: Part, boundary: bytes) -> Iterator[tuple[int, int]]:
    """Find where the parts between the lines of a boundary begin and end.

    "The boundary delimiter MUST occur at the beginning of a line … The CRLF preceding the boundary delimiter
    line is conceptually attached to the boundary" (https://www.rfc-editor.org/rfc/rfc2046#section-5.1.1)
    """
    mark = b"\n--" + boundary
    begin, at = -1, raw.find(mark, max(0, parent.start - 1), parent.end)
    for _ in range(LINES_MAX):
        if at == -1:
            break
        after = at + len(mark)
        is_last = raw[after : after + 2] == b"--"
        if is_last or raw[after : after + 1] in {b"\n", b"\r", b" ", b"\t", b""}:
            if begin != -1:
                yield begin, max(begin, at - (raw[at - 1 : at] == b"\r"))
            line_end = raw.find(b"\n", after, parent.end)
            begin = -1 if is_last or line_end == -1 else line_end + 1
            if is_last:
                return
        at = raw.find(mark, after, parent.end)
    if begin != -1:
        yield begin, parent.end


def content(raw: bytes, part: Part, most: int | None = None) -> tuple[bytes, bool]:
    """Return what a part holds, its transfer encoding undone, and whether that could be undone.

    At most `most` bytes of its encoded form are looked at.
    """
    end = part.end if most is None else min(part.end, part.start + most)
    data = raw[part.start : end]
    match part.encoding:
        case "base64":
            return from_base64(data)
        case "quoted-printable":
            return binascii.a2b_qp(data), True
        case encoding:
            return data, encoding in {"7bit", "8bit", "binary", ""}


def size(raw: bytes, part: Part) -> int:
    """Return how many bytes a part holds, without making them where that can be helped."""
    if part.encoding == "base64":
        signs = part.end - part.start
        blanks = sum(raw.count(blank, part.start, part.end) for blank in (b"\n", b"\r", b" "))
        padding = raw.count(b"=", max(part.start, part.end - 8), part.end)
        return max(0, (signs - blanks - padding) * 3 // 4)
    return len(content(raw, part)[0])


def from_base64(data: bytes) -> tuple[bytes, bool]:
    """Return what was encoded, and whether the signs fit; all that cannot belong to them is passed over."""
    signs = _NOT_BASE64.sub(b"", data)
    odd = len(signs) % 4 == 1
    if odd:  # a sign alone holds no byte
        signs = signs[:-1]
    return binascii.a2b_base64(signs + b"=" * (-len(signs) % 4)), not odd
