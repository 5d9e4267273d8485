"""Mails about no case: those of the vendor's senders are read as its news, all others are left alone."""

from collections.abc import Collection

from bot.intake.entries import NewsTexts
from rollouts.incoming_mail import IncomingMail
from rollouts.news_drafts import Source, SourceKind
from rollouts.ports import Ledger
from rollouts.received_mails import identity_of, is_by_nobody, named_sender
from rollouts.usecases.drafts import NewsTaken, TakeInNews, take_in


class VendorMails:
    """Takes in the vendor's news out of mails. `senders` are addresses, or domains."""

    def __init__(self, senders: Collection[str], texts: NewsTexts) -> None:
        self._senders = senders
        self._texts = texts

    def take_in(self, ledger: Ledger, mail: IncomingMail) -> tuple[NewsTaken, ...]:
        """Take in what a mail says of releases, within the transaction; nothing of what is not the vendor's.

        A mail of which nobody knows whether it is true is a source of its own: it changes no draft that was
        made of true ones.
        """
        sender = named_sender(mail, self._senders)
        if sender is None or is_by_nobody(mail):
            return ()
        request = TakeInNews(
            source=Source(SourceKind.MAIL, sender if mail.verified else f"{sender}, unverified"),
            identity=mail.message_id or identity_of(mail),
            entry=self._texts.entry_of_mail(mail, ledger.now),
            wordings=self._texts.wordings,
            at=mail.sent_at,
            is_verified=mail.verified,
        )
        return take_in(ledger, request)
