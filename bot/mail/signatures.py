"""Signatures that programs put under a mail: below `-- `, and "Sent from my phone"."""

from bot.mail import program_words
from bot.mail.patterns import pattern
from bot.mail.quote_marks import is_rule, plain

_LINES_MAX = 15
"""A signature is short; what is longer is text."""
_FOOTER_RULE = 30
"""Underscores of the line that lists and companies draw above what they add to every mail."""
_SENT_FROM_MAX = 120
_SENT_FROM = pattern(program_words.SENT_FROM)


def without_signature(lines: list[str]) -> list[str]:
    """Return the lines of one piece of text without what a program put under them."""
    kept = _stripped(lines)
    delimiter = next((at for at in range(_signature_from(kept), len(kept)) if _is_delimiter(kept[at])), None)
    kept = _stripped(kept[:delimiter])
    while kept and _is_sent_from(kept[-1]):
        kept = _stripped(kept[:-1])
    return kept


def _signature_from(lines: list[str]) -> int:
    """Return the first line at which a signature could begin: few enough are written below it."""
    written, at = 0, len(lines)
    while at > 0 and written <= _LINES_MAX:
        at -= 1
        written += bool(lines[at].strip())
    return at


def _is_delimiter(line: str) -> bool:
    """The line of RFC 3676, as programs leave it, or one drawn above a footer."""
    return line.rstrip() == "--" or (is_rule(line) and plain(line).startswith("_" * _FOOTER_RULE))


def _is_sent_from(line: str) -> bool:
    text = plain(line)
    return len(text) <= _SENT_FROM_MAX and bool(_SENT_FROM.fullmatch(text))


def _stripped(lines: list[str]) -> list[str]:
    """Take off blank lines at both ends, and lines drawn at the end."""
    begin, end = 0, len(lines)
    while begin < end and not lines[begin].strip():
        begin += 1
    while end > begin and (not lines[end - 1].strip()):
        end -= 1
    return lines[begin:end]
