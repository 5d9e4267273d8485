"""The mailbox that mails come into: how far it was read, and who reads it."""

from dataclasses import dataclass
from datetime import datetime, timedelta

HELD_FOR = timedelta(seconds=90)
"""How long a reader holds a mailbox without a word: with replicas one reads, and another goes on after it."""


@dataclass(frozen=True, slots=True)
class Mailbox:
    """A mailbox, and how far it was read.

    Attributes:
        name: Which it is: user, server and folder.
        validity: Its UIDVALIDITY; UIDs of another mean nothing any more (RFC 3501, 2.3.1.1). 0 before the
            first look.
        read_to: The highest UID that was read.
        reader: Who reads it; empty when nobody does.
        held_at: When the reader last said so.
    """

    name: str
    validity: int = 0
    read_to: int = 0
    reader: str = ""
    held_at: datetime | None = None

    def is_held_by_another(self, reader: str, now: datetime) -> bool:
        """Say whether somebody else reads it. A clock that was set back makes nobody hold it for ever."""
        if self.reader in {"", reader} or self.held_at is None:
            return False
        return abs(now - self.held_at) < HELD_FOR


@dataclass(frozen=True, slots=True)
class Watched:
    """The mailbox that is read, by its name, and whose mails are read there as the vendor's news."""

    mailbox: str
    senders: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class MailboxStanding:
    """How it stands with the mailbox that is read.

    Attributes:
        watched: Which it is.
        seen_at: When its reader said last that it is there; None before the first look.
        mail_at: When a mail came in last.
        trouble: Why it cannot be read until somebody mends it (one of `mailbox_troubles.FOR_PEOPLE`).
    """

    watched: Watched
    seen_at: datetime | None = None
    mail_at: datetime | None = None
    trouble: str = ""
