"""A mail that came in, as the rules see it: who wrote what, in answer to which mail, and what of it is sure.

`bot/mail/reading.py` makes one of the bytes of any mail, however broken. What a mail says of itself is only a
claim; `verified` alone says whether our own mail server found the sender's domain to be true.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import Enum


@dataclass(frozen=True, slots=True)
class Address:
    """A mailbox and the name beside it, which may be empty; the address is in lower case."""

    name: str
    address: str


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file in a mail. Its name is safe for a file: no folder, no control or turning sign.

    `size` is in bytes, as it would be on a disk; `part` finds it in the mail again. One that is `inline`
    stands within the text, as pictures do. One that `is_taken` is shared in the thread of the mail's case.
    """

    name: str
    type: str
    size: int
    inline: bool
    part: int
    is_taken: bool = False


class Automatic(Enum):
    """How a mail came about that no person wrote and sent; none of them is ever answered.

    A ticket system marks whatever its people answer as GENERATED, so these are words to be read all the same.
    """

    AUTO_REPLY = "auto_reply"
    BOUNCE = "bounce"
    GENERATED = "generated"
    BULK = "bulk"


class Unread(Enum):
    """What of a mail could not be read, or not in full."""

    HEADERS = "headers"
    SENDER = "sender"
    DATE = "date"
    CHARSET = "charset"
    ENCODING = "encoding"
    HTML = "html"
    ENCRYPTED = "encrypted"
    PARTS = "parts"
    LENGTH = "length"


@dataclass(frozen=True, slots=True)
class IncomingMail:
    """A mail that came in.

    `text` has the new words alone: history that was quoted and signatures are cut, what was forwarded is not;
    `whole` has all of it. `references` are the Message-IDs of the mails that it answers, the nearest first,
    each in angle brackets. `sent_at` is None where the mail's own date is missing or makes no sense.
    """

    message_id: str
    sender: Address | None
    subject: str
    sent_at: datetime | None
    references: tuple[str, ...]
    recipients: tuple[Address, ...]
    text: str
    whole: str
    attachments: tuple[Attachment, ...] = ()
    automatic: Automatic | None = None
    verified: bool = False
    unread: frozenset[Unread] = frozenset()
