"""The one way in for mails, wherever they come from: the mailbox, or the demo's."""

import asyncio
import logging
from collections.abc import Callable

from bot.intake.unheard import warn_of_unheard
from bot.mail.attachments import with_files
from bot.mail.reading import read
from rollouts.incoming_mail import IncomingMail
from rollouts.mail_files import MailFile
from rollouts.ports import Clock, Transactions
from rollouts.usecases.drafts import Fate as NewsFate
from rollouts.usecases.incoming_mails import Fate, OfNoCase, TakeIn, TakenIn, leave, take_in
from rollouts.usecases.mailboxes import Place

_TOLD = {
    Fate.SHOWN: "An e-mail came in about case %(case)s; its thread shows it",
    Fate.KEPT: "An e-mail came in about case %(case)s, and many others did; it is kept and not shown",
    Fate.OF_NO_CASE: "An e-mail came in that is about no case",
}
"""What the log says; never of whom a mail is, or what it says."""

logger = logging.getLogger(__name__)


class MailIntake:
    """Takes mails in. `authserv_id` is what our mail server is called where it says whether a sender is true.

    `of_no_case` reads mails that are about no case, in the transaction in which they are taken in; `nudge`
    lets what is due be said at once. `files_most` is how many bytes of a mail's files are shared.
    """

    def __init__(
        self,
        *,
        transactions: Transactions,
        clock: Clock,
        nudge: Callable[[], None],
        authserv_id: str | None,
        of_no_case: OfNoCase = leave,
        files_most: int = 0,
    ) -> None:
        self._transactions = transactions
        self._clock = clock
        self._nudge = nudge
        self._authserv_id = authserv_id
        self._of_no_case = of_no_case
        self._files_most = files_most

    async def take_in(self, raw: bytes, place: Place | None = None) -> TakenIn:
        """Take in a mail; `place` is where it lies in a mailbox. Whatever its bytes are, it can be read.

        Raises:
            DatabaseUnavailable: nothing of it is kept; it may be taken in again.
        """
        mail, files = await asyncio.to_thread(self._read, raw)
        request = TakeIn(mail, place, self._of_no_case, files)
        taken = await self._transactions.run(take_in, request, now=self._clock.now())
        if told := _TOLD.get(taken.fate):
            logger.info(told, {"case": taken.case or ""})
        if taken.news:
            to_decide = sum(each.fate.is_to_decide for each in taken.news)
            logger.info("It is the vendor's news: %(news)d to decide", {"news": to_decide})
            if any(each.fate is NewsFate.LEFT for each in taken.news):
                logger.warning("Too many mails that may be forged wait for a word; one more is left alone")
            warn_of_unheard(taken.news)
        if taken.fate is Fate.SHOWN or taken.news:
            self._nudge()
        return taken

    def _read(self, raw: bytes) -> tuple[IncomingMail, tuple[MailFile, ...]]:
        return with_files(raw, read(raw, authserv_id=self._authserv_id), most=self._files_most)
