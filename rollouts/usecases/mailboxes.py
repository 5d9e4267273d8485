"""Reading a mailbox: one at a time, from the first look on, and each mail once."""

from dataclasses import dataclass, replace

from rollouts.mailboxes import Mailbox
from rollouts.ports import Ledger


@dataclass(frozen=True, slots=True)
class Hold:
    """A reader wants to read a mailbox, or go on with it."""

    mailbox: str
    reader: str


@dataclass(frozen=True, slots=True)
class Open:
    """A reader opened a mailbox: it has that UIDVALIDITY, and the next mail will have the UID `next_uid`."""

    mailbox: str
    validity: int
    next_uid: int


@dataclass(frozen=True, slots=True)
class Opened:
    """Up to which UID it was read; `is_new` when it was never read, `is_anew` when its UIDs became others."""

    read_to: int
    is_new: bool = False
    is_anew: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """Where a mail lies."""

    mailbox: str
    validity: int
    uid: int


def hold(ledger: Ledger, request: Hold) -> bool:
    """Let the reader have the mailbox for a while; False while another one reads it."""
    mailbox = _mailbox(ledger, request.mailbox)
    if mailbox.is_held_by_another(request.reader, ledger.now):
        return False
    ledger.save_mailbox(replace(mailbox, reader=request.reader, held_at=ledger.now))
    return True


def let_go(ledger: Ledger, request: Hold) -> None:
    """Let another one read the mailbox at once, if the reader still has it."""
    mailbox = _mailbox(ledger, request.mailbox)
    if mailbox.reader == request.reader:
        ledger.save_mailbox(replace(mailbox, reader="", held_at=None))


def begin(ledger: Ledger, request: Open) -> Opened:
    """Say from where on to read. What was there before the first look is never read.

    The same holds when its UIDs became others: nobody can tell any more which of them were read.
    """
    mailbox = _mailbox(ledger, request.mailbox)
    if mailbox.validity == request.validity:
        return Opened(mailbox.read_to)
    from_now = request.next_uid - 1
    ledger.save_mailbox(replace(mailbox, validity=request.validity, read_to=from_now))
    return Opened(from_now, is_new=not mailbox.validity, is_anew=bool(mailbox.validity))


def read_to(ledger: Ledger, request: Place) -> None:
    """Remember that a mail was read."""
    mailbox = _mailbox(ledger, request.mailbox)
    if mailbox.validity == request.validity and request.uid > mailbox.read_to:
        ledger.save_mailbox(replace(mailbox, read_to=request.uid))


def _mailbox(ledger: Ledger, name: str) -> Mailbox:
    return ledger.mailbox(name) or Mailbox(name)
