"""Lines by which mail programs mark what they quote or forward; their words are in `program_words.py`."""

import re
from enum import Enum
from typing import NamedTuple

from bot.mail import program_words
from bot.mail.patterns import pattern

COLONS = (":", "\uff1a")
"""The second is the wide one, which Chinese programs write."""
_INTRO_LINES = 4
_INTRO_MAX = 500
_BLOCK_LINES = 14

_UNSEEN = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_BLANKS = re.compile("[\u00a0\u202f\u3000\t]")
_ADDRESS = re.compile(r"[^\s<>\"'(:]{1,64}@[^\s<>\"'):]{1,255}")
_MAILBOX = re.compile(r"[<\[] ?(?:mailto:)?[^\s<>\[\]]{1,64}@[^\s<>\[\]]{1,255}[>\]]")
_MOMENT = re.compile(r"\d{1,2}[:.]\d{2}|\d{1,4}[./-]\d{1,2}[./-]\d{1,4}|\b(?:19|20)\d\d\b|\d{4}年")
_WROTE = pattern(program_words.WROTE)
_SEPARATOR = re.compile(r"[-_=*]{3,} ?[^\W\d][^-_=*]{2,60}?[:.]? ?[-_=*]{3,}")
_FORWARD = pattern(program_words.FORWARD)
_FORWARD_BEGINS = pattern(program_words.FORWARD_BEGINS)
_FORWARDED_SUBJECT = pattern(program_words.FORWARDED_SUBJECT)
_ABOVE_THIS_LINE = pattern(program_words.ABOVE_THIS_LINE)
_RULE = re.compile(r"[-_=*\u2013\u2014]{5,}")


class Label(Enum):
    """What stands in a line of the block above a quoted mail."""

    FROM = "from"
    DATE = "date"
    TO = "to"
    SUBJECT = "subject"


_LABELS = {
    word: label
    for label, words in (
        (Label.FROM, program_words.FROM),
        (Label.DATE, program_words.DATE),
        (Label.TO, program_words.TO),
        (Label.SUBJECT, program_words.SUBJECT),
    )
    for word in "".join(words).split("|")
}
_LABELLED = re.compile(r"[*_]{0,2}([^\W\d_][^:\uff1a*<>@]{0,24}?) ?[*_]{0,2} ?[:\uff1a] ?[*_]{0,2} ?(.*)")


def plain(line: str) -> str:
    """Return a line as it is compared: without what cannot be seen, with one kind of blank."""
    return _BLANKS.sub(" ", _UNSEEN.sub("", line)).strip()


def is_quoted(line: str) -> bool:
    """Say whether a line is quoted by its mark."""
    return line.startswith(">") and not _is_groupwise(line)


def unquoted(line: str) -> str:
    """Return a quoted line without its first mark."""
    return line.removeprefix(">").removeprefix(" ")


def intro_length(lines: list[str], at: int) -> int:
    """Return how many lines say who wrote what is quoted below them ("On … wrote:"); 0 if these do not.

    In any language it ends with a colon and names a moment and an address; where the program leaves the
    address out, a word for writing.
    """
    joined = ""
    for count in range(1, _INTRO_LINES + 1):
        if at + count > len(lines) or not (line := plain(lines[at + count - 1])) or is_quoted(line):
            return 0
        joined = f"{joined} {line}"
        if len(joined) > _INTRO_MAX:
            return 0
        if _is_intro(joined.strip()):
            return count
        if line.endswith((".", "!", "?", "。")):  # a sentence ended: no intro goes over it
            return 0
    return 0


def names_mailbox(lines: list[str]) -> bool:
    """Say whether lines name somebody's address as programs do, in brackets."""
    return bool(_MAILBOX.search(" ".join(map(plain, lines))))


def _is_intro(text: str) -> bool:
    if _is_groupwise(text):
        return True
    if not text.endswith(COLONS):
        return False
    return bool(_MOMENT.search(text)) and bool(_ADDRESS.search(text) or _WROTE.search(text))


def _is_groupwise(line: str) -> bool:
    return line.startswith(">>> ") and line.rstrip().endswith(">>>") and bool(_MOMENT.search(line))


def is_intro_above_quote(lines: list[str], at: int) -> bool:
    """Say whether the line just above marked lines only says whose words they are ("Ana wrote:")."""
    line = plain(lines[at])
    return len(line) <= _INTRO_MAX and line.endswith(COLONS) and bool(_WROTE.search(line))


class HeaderBlock(NamedTuple):
    """How many lines the headers of another mail take, 0 where they are none; its subject and its sender."""

    length: int
    subject: str = ""
    sender: str = ""


def header_block(lines: list[str], at: int) -> HeaderBlock:
    """Return the headers of another mail that begin there ("From: … Sent: …"); a value may go on below."""
    found: dict[Label, str] = {}
    length, goes_on = 0, 0
    last: Label | None = None
    for offset, line in enumerate(lines[at : at + _BLOCK_LINES]):
        text = plain(line)
        label, value = _labelled(text)
        if label is None:
            if not text or offset == 0 or goes_on == 0:
                break
            goes_on -= 1
            if last is Label.FROM:
                found[last] += f" {text}"
            continue
        found[label], last = value, label
        length, goes_on = offset + 1, 3
    if Label.FROM not in found or len(found) < 3:  # noqa: PLR2004 - fewer may be a person's own words
        return HeaderBlock(0)
    return HeaderBlock(length, found.get(Label.SUBJECT, ""), found[Label.FROM])


def _labelled(text: str) -> tuple[Label | None, str]:
    found = _LABELLED.fullmatch(text)
    return (_LABELS.get(found[1].strip().lower()), found[2]) if found else (None, "")


def is_forward_mark(line: str) -> bool:
    """Say whether a line stands above a mail that was forwarded."""
    text = plain(line)
    if len(text) > _INTRO_MAX:
        return False
    is_mark = bool(_SEPARATOR.fullmatch(text) and _FORWARD.search(text))
    return is_mark or bool(_FORWARD_BEGINS.fullmatch(text))


def is_original_mark(line: str) -> bool:
    """Say whether a line may stand above a mail that is answered ("-----Original Message-----")."""
    text = plain(line)
    return len(text) <= _INTRO_MAX and bool(_SEPARATOR.fullmatch(text)) and not _FORWARD.search(text)


def is_above_this_line(line: str) -> bool:
    """Say whether a ticket system asks to answer above this line."""
    text = plain(line)
    return len(text) <= _INTRO_MAX and bool(_ABOVE_THIS_LINE.fullmatch(text))


def is_rule(line: str) -> bool:
    """Say whether a line is drawn, not written."""
    text = plain(line)
    return len(text) <= _INTRO_MAX and bool(_RULE.fullmatch(text))


def is_forward(subject: str) -> bool:
    """Say whether the subject is that of a forwarded mail."""
    return bool(_FORWARDED_SUBJECT.match(plain(subject)))
