"""Taking in a mail that came: one about a case is shown in its thread, others go to whoever reads them."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import Enum

from rollouts.cases import Case
from rollouts.delivery.case_words import show_mail
from rollouts.incoming_mail import Automatic, IncomingMail
from rollouts.mail_files import MailFile
from rollouts.mail_matching import case_of, is_our_own
from rollouts.ports import Ledger
from rollouts.received_mails import (
    SHOWN_MOST,
    SHOWN_WITHIN,
    ReceivedMail,
    identity_of,
    is_from_vendor,
)
from rollouts.usecases.cases import vendor_replied
from rollouts.usecases.drafts import NewsTaken
from rollouts.usecases.mailboxes import Place, read_to

OfNoCase = Callable[[Ledger, IncomingMail], tuple[NewsTaken, ...]]
"""Takes a mail that is about no case, in the transaction in which it is taken in; so it gets each once.

It returns what became of it as the vendor's news, nothing where it is none.
"""


def leave(_: Ledger, __: IncomingMail) -> tuple[NewsTaken, ...]:
    """Do nothing about a mail."""
    return ()


@dataclass(frozen=True, slots=True)
class TakeIn:
    """A mail came in; `place` is where it lies in a mailbox, None if it came otherwise.

    `files` are those of its attachments that are taken.
    """

    mail: IncomingMail
    place: Place | None = None
    of_no_case: OfNoCase = leave
    files: tuple[MailFile, ...] = ()


class Fate(Enum):
    """What became of a mail: it is shown, kept unshown, known already, of our own, or about no case."""

    SHOWN = "shown"
    KEPT = "kept"
    KNOWN = "known"
    OUR_OWN = "our_own"
    OF_NO_CASE = "of_no_case"


@dataclass(frozen=True, slots=True)
class TakenIn:
    """What became of a mail, the number of the case that it is about, and what its news became."""

    fate: Fate
    case: int | None = None
    news: tuple[NewsTaken, ...] = ()


def take_in(ledger: Ledger, request: TakeIn) -> TakenIn:
    """Take in a mail, once however often it comes, and remember that it was read."""
    if request.place:
        read_to(ledger, request.place)
    mail, secret = request.mail, ledger.mail_secret()
    if is_our_own(mail, secret=secret) or _came_back(ledger, mail):
        return TakenIn(Fate.OUR_OWN)
    known = ledger.cases_of_mails(mail.references)
    match = case_of(mail, secret=secret, known=known)
    case = ledger.case(match.case) if match else None
    received = _received(ledger, mail, case)
    kept = ledger.keep_mail(received, identity_of(mail))
    if kept is None:
        return TakenIn(Fate.KNOWN, case.number if case else None)
    if case is None:
        return TakenIn(Fate.OF_NO_CASE, news=request.of_no_case(ledger, mail))
    if kept.is_from_vendor:
        case = vendor_replied(ledger, case, ledger.now)
    if _shown_before(ledger, kept) > SHOWN_MOST:
        return TakenIn(Fate.KEPT, case.number)
    if request.files and not kept.is_quiet:
        ledger.keep_mail_files(kept.number, request.files)
    show_mail(ledger=ledger, case=case, mail=kept)
    return TakenIn(Fate.SHOWN, case.number)


def _came_back(ledger: Ledger, mail: IncomingMail) -> bool:
    """Say whether a machine sent us what we wrote, under another Message-ID: a loop."""
    ours = (ledger.policy.mail_from or "").lower()
    is_automatic = mail.automatic in {Automatic.GENERATED, Automatic.AUTO_REPLY, Automatic.BULK}
    return bool(is_automatic and mail.sender and mail.sender.address == ours)


def _received(ledger: Ledger, mail: IncomingMail, case: Case | None) -> ReceivedMail:
    received = ReceivedMail(ledger.now, mail, case.number if case else None)
    is_theirs = not received.is_quiet and is_from_vendor(mail, support=ledger.policy.support_emails)
    received = replace(received, is_from_vendor=is_theirs)
    is_last = case is not None and _shown_before(ledger, received) == SHOWN_MOST - 1
    return replace(received, is_last_shown=is_last)


def _shown_before(ledger: Ledger, mail: ReceivedMail) -> int:
    """Count the mails of its sort about its case that came lately, itself too once it is kept."""
    since = ledger.now - SHOWN_WITHIN
    return ledger.count_mails(case=mail.case or 0, since=since, of_vendor=mail.is_from_vendor)
