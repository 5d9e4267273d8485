"""Headers of a mail as values: words in any encoding, addresses, Message-IDs, the date."""

import binascii
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from email.message import Message
from email.utils import getaddresses, parsedate_to_datetime

from bot.mail.charsets import decoded
from bot.mail.mime import from_base64
from rollouts.incoming_mail import Address
from rollouts.texts import one_line, readable

VALUE_MAX = 4_000
"""Characters of a header that are looked at."""
IDS_MAX = 100
ADDRESSES_MAX = 200
_MESSAGE_ID = re.compile(r"<[^<>\s]{1,500}>")
_ENCODED_WORD = re.compile(r"=\?([^?\s*]{1,40})(?:\*[^?\s]{0,40})?\?([bBqQ])\?([^?]*)\?=")
_ONLY_ADDRESS = re.compile(r"([^@<>]*)<\s*([^@<>\s]+@[^@<>\s]+)\s*>[^@<>]*")
_EARLIEST = 2000
"""Mails from an earlier year have a clock that was never set."""


def values(head: "Message[str, str]", name: str, most: int = VALUE_MAX) -> Iterator[str]:
    """Return each header of that name as it stands, on one line, the topmost first."""
    wanted = name.lower()
    for each, value in head.raw_items():
        if each.lower() == wanted:
            yield _line(str(value)[:most])


def value(head: "Message[str, str]", name: str, most: int = VALUE_MAX) -> str:
    """Return the topmost header of that name; empty where there is none."""
    return next(values(head, name, most), "")


def words(raw: str) -> str:
    """Return a header for people, its encoded words (RFC 2047) decoded, on one line."""
    return one_line(readable(_decoded_words(raw)))


def addresses(head: "Message[str, str]", *names: str) -> tuple[Address, ...]:
    """Return the mailboxes in the headers of these names, each once."""
    found: dict[str, Address] = {}
    for name in names:
        for line in values(head, name):
            for label, address in _pairs(line):
                plain = one_line(readable(address)).lower()
                if "@" in plain and len(found) < ADDRESSES_MAX:
                    found.setdefault(plain, Address(words(label), plain))
    return tuple(found.values())


def message_ids(head: "Message[str, str]", name: str) -> tuple[str, ...]:
    """Return the Message-IDs in the headers of that name, in their order; of many the last ones count."""
    found = [each for line in values(head, name, 50_000) for each in _MESSAGE_ID.findall(readable(line))]
    return tuple(found[-IDS_MAX:])


def date(head: "Message[str, str]") -> datetime | None:
    """Return when a mail says it was written; None where that is missing or makes no sense."""
    try:
        moment = parsedate_to_datetime(value(head, "Date", 100))
        aware = moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment
        return aware.astimezone(UTC) if aware.year >= _EARLIEST else None
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _pairs(line: str) -> list[tuple[str, str]]:
    """Read addresses strictly, so that no name passes as an address; else the only one that can be meant."""
    try:
        pairs = getaddresses([line])
    except (ValueError, TypeError, IndexError, RecursionError):
        pairs = []
    found = None if all("@" in address for _, address in pairs) else _ONLY_ADDRESS.fullmatch(line)
    return [(found[1], found[2])] if found else pairs


def _decoded_words(raw: str) -> str:
    """Decode encoded words; those beside each other are one, since a letter may be divided between them."""
    out: list[str] = []
    joined, charset, last = b"", "", 0

    def finish() -> None:
        nonlocal joined
        out.append(decoded(joined, charset)[0])
        joined = b""

    for found in _ENCODED_WORD.finditer(raw):
        between = raw[last : found.start()]
        last = found.end()
        if between.strip() or found[1].lower() != charset:
            finish()
            out.append(between if between.strip() or not charset else "")
        charset = found[1].lower()
        if found[2] in "bB":
            joined += from_base64(found[3].encode("utf-8", "replace"))[0]
        else:
            joined += binascii.a2b_qp(found[3].encode("utf-8", "replace"), header=True)
    finish()
    return "".join([*out, raw[last:]])


def _line(raw: str) -> str:
    """Unfold a header; bytes above ASCII, which should not be there, are read as what they probably are."""
    data = raw.encode("utf-8", "surrogateescape")
    return re.sub(r"[\r\n]+[ \t]*", " ", decoded(data, None)[0]).strip()
