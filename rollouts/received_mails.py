"""Mails that came in: each is kept once, with the case that it is about, and whether the vendor wrote it."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

from rollouts.incoming_mail import Automatic, IncomingMail

SHOWN_MOST = 20
SHOWN_WITHIN = timedelta(hours=1)
"""How many mails about a case are shown in that time: the vendor's, and all others together.

More come only where machines answer each other, and would keep what people have to say waiting.
"""

OF_MANY = frozenset(
    {
        *("aol.com", "gmail.com", "gmx.de", "gmx.net", "googlemail.com", "hotmail.com", "icloud.com"),
        *("live.com", "mail.ru", "me.com", "msn.com", "outlook.com", "proton.me", "protonmail.com"),
        *("qq.com", "web.de", "yahoo.com", "yandex.ru", "zoho.com"),
    }
)
"""Domains in which everybody can have an address: there the vendor's own address alone is the vendor's."""


@dataclass(frozen=True, slots=True)
class ReceivedMail:
    """A mail that was taken in at `at`.

    Attributes:
        at: When it was taken in.
        mail: What it says.
        case: The number of the case that it is about.
        is_from_vendor: It is from the vendor for certain, and no machine's note that somebody is away.
        is_last_shown: For a while no more of its sort are shown.
        number: Counts within the workspace; 0 until the ledger has given it one.
    """

    at: datetime
    mail: IncomingMail
    case: int | None = None
    is_from_vendor: bool = False
    is_last_shown: bool = False
    number: int = 0

    @property
    def sender(self) -> str:
        """The address that it says it is from; empty if it names none."""
        return self.mail.sender.address if self.mail.sender else ""

    @property
    def is_quiet(self) -> bool:
        """Whether nobody wrote it: a machine says that somebody is away, or that a mail did not arrive."""
        return is_by_nobody(self.mail)


def is_by_nobody(mail: IncomingMail) -> bool:
    """Say whether a machine wrote it because another mail came: somebody is away, or it did not arrive."""
    return mail.automatic in {Automatic.AUTO_REPLY, Automatic.BOUNCE}


def identity_of(mail: IncomingMail) -> str:
    """Return what is the same for two mails if and only if they say the same.

    The Message-ID alone would not do: some programs use one twice, and who knows that of the vendor's next
    mail could keep it from being shown.
    """
    files = [(each.name, each.size) for each in mail.attachments]
    said = (mail.message_id, mail.sender, mail.verified, mail.sent_at, mail.subject, mail.whole, files)
    return sha256(repr(said).encode("utf-8", "replace")).hexdigest()


def named_sender(mail: IncomingMail, senders: Iterable[str]) -> str | None:
    """Return which of the senders a mail says that it is from; None if from none of them.

    A sender is an address, or a domain, with those below it. `mail.verified` alone says whether it is true.
    """
    address = mail.sender.address.lower() if mail.sender else ""
    domain = address.rpartition("@")[2]
    for each in senders:
        if each == address or ("@" not in each and (domain == each or domain.endswith(f".{each}"))):
            return each
    return None


def is_from_vendor(mail: IncomingMail, *, support: Collection[str]) -> bool:
    """Say whether the vendor wrote it for certain; `support` are the addresses of the vendor's support.

    The sender has to be verified, and to be one of them, or of the domain of one.
    """
    if not (mail.verified and mail.sender):
        return False
    address, known = mail.sender.address.lower(), {each.lower() for each in support}
    domain = address.rpartition("@")[2]
    theirs = {each.rpartition("@")[2] for each in known} - OF_MANY
    return address in known or any(domain == each or domain.endswith(f".{each}") for each in theirs)
