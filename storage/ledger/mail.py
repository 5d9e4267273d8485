"""What the ledger keeps for e-mail."""

import secrets
from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, replace
from datetime import datetime

from sqlalchemy import delete, func, select, update

from rollouts.mail_files import KEPT_FOR, MailFile
from rollouts.mailboxes import Mailbox
from rollouts.received_mails import ReceivedMail
from storage.ledger.mail_content import content_of, mail_in
from storage.ledger.transaction import OURS, Transaction
from storage.tables import MAIL_FILES, MAIL_SECRETS, MAILBOXES, RECEIVED_MAILS

SECRET_BYTES = 32
SECRET = select(MAIL_SECRETS.c.secret).where(MAIL_SECRETS.c.workspace == OURS)


class MailLedger(Transaction):
    """The ledger's secret for the tokens in mails, and the mails that came in."""

    def mail_secret(self) -> str:
        """Return the secret that signs the tokens in mails; it is made when it is asked for first."""
        known: str | None = self._execute(SECRET).scalar()
        if known is not None:
            return known
        self._insist_on_being_alone()
        secret = secrets.token_hex(SECRET_BYTES)
        self._connection.execute(self._insert(MAIL_SECRETS).values(workspace=self._workspace, secret=secret))
        return secret

    def keep_mail(self, mail: ReceivedMail, identity: str) -> ReceivedMail | None:
        """Keep a mail under the workspace's next number, and return it; None when that identity is known."""
        self._insist_on_being_alone()
        highest = select(func.coalesce(func.max(RECEIVED_MAILS.c.number), 0)).where(self._own(RECEIVED_MAILS))
        statement = (
            self._insert(RECEIVED_MAILS)
            .values(
                workspace=self._workspace,
                number=self._connection.execute(highest).scalar_one() + 1,
                identity=identity,
                message_id=mail.mail.message_id,
                at=mail.at,
                case=mail.case,
                is_from_vendor=mail.is_from_vendor,
                is_last_shown=mail.is_last_shown,
                content=None if mail.case is None else content_of(mail.mail),
            )
            .on_conflict_do_nothing(index_elements=["workspace", "identity"])
            .returning(RECEIVED_MAILS.c.number)
        )
        number: int | None = self._connection.execute(statement).scalar()
        return None if number is None else replace(mail, number=number)

    def keep_mail_files(self, number: int, files: Sequence[MailFile]) -> None:
        """Keep what is in the files of the mail with that number; what waits for too long is forgotten."""
        self._insist_on_being_alone()
        waits_too_long = self._own(MAIL_FILES) & (MAIL_FILES.c.at < self.now - KEPT_FOR)
        self._connection.execute(delete(MAIL_FILES).where(waits_too_long))
        common = {"workspace": self._workspace, "mail": number, "at": self.now}
        self._connection.execute(
            self._insert(MAIL_FILES),
            [
                {**common, "position": position, "name": file.name, "content": file.content}
                for position, file in enumerate(files)
            ],
        )

    def mail_files(self, number: int) -> tuple[MailFile, ...]:
        """Return the files of a mail that are still kept, in its order."""
        query = select(MAIL_FILES).where(self._own(MAIL_FILES), MAIL_FILES.c.mail == number)
        rows = self._connection.execute(query.order_by(MAIL_FILES.c.position))
        return tuple(MailFile(row.name, row.content) for row in rows)

    def forget_mail_files(self, number: int) -> None:
        """Keep what is in the files of a mail no longer."""
        mine = self._own(MAIL_FILES) & (MAIL_FILES.c.mail == number)
        self._connection.execute(delete(MAIL_FILES).where(mine))

    def received_mail(self, number: int) -> ReceivedMail | None:
        """Return the mail about a case that was kept under that number."""
        query = select(RECEIVED_MAILS).where(self._own(RECEIVED_MAILS), RECEIVED_MAILS.c.number == number)
        row = self._connection.execute(query).first()
        if row is None or row.content is None:
            return None
        mail = mail_in(row.message_id, row.content)
        return ReceivedMail(row.at, mail, row.case, row.is_from_vendor, row.is_last_shown, row.number)

    def forget_mails(self, *, case: int) -> int:
        """Forget what the mails about the case say, not that they came in; return how many those are."""
        self._insist_on_being_alone()
        mails = RECEIVED_MAILS.c
        said = self._own(RECEIVED_MAILS) & (mails.case == case) & mails.content.is_not(None)
        return self._connection.execute(update(RECEIVED_MAILS).where(said).values(content=None)).rowcount

    def cases_of_mails(self, message_ids: Collection[str]) -> Mapping[str, int]:
        """Return the numbers of the cases that kept mails are about, by Message-ID."""
        mails = RECEIVED_MAILS.c
        query = select(mails.message_id, mails.case).where(
            self._own(RECEIVED_MAILS), mails.message_id.in_(message_ids), mails.case.is_not(None)
        )
        return {row.message_id: row.case for row in self._connection.execute(query.order_by(mails.number))}

    def count_mails(self, *, case: int, since: datetime, of_vendor: bool) -> int:
        """Return how many mails about the case were kept since then: the vendor's, or those of others."""
        mails = RECEIVED_MAILS.c
        query = select(func.count()).where(
            self._own(RECEIVED_MAILS),
            mails.case == case,
            mails.at >= since,
            mails.is_from_vendor.is_(of_vendor),
        )
        return self._connection.execute(query).scalar_one()

    def last_mail_at(self) -> datetime | None:
        """Return when a mail was taken in last; None if none ever was."""
        newest = select(RECEIVED_MAILS.c.at).where(self._own(RECEIVED_MAILS))
        at: datetime | None = self._connection.execute(
            newest.order_by(RECEIVED_MAILS.c.number.desc()).limit(1)
        ).scalar()
        return at

    def mailbox(self, name: str) -> Mailbox | None:
        """Return the mailbox of that name, if it was ever read."""
        query = select(MAILBOXES).where(self._own(MAILBOXES), MAILBOXES.c.name == name)
        row = self._connection.execute(query).first()
        return Mailbox(row.name, row.validity, row.read_to, row.reader, row.held_at) if row else None

    def save_mailbox(self, mailbox: Mailbox) -> None:
        """Keep how far a mailbox was read, and by whom."""
        self._insist_on_being_alone()
        values = asdict(mailbox)
        statement = self._insert(MAILBOXES).values(workspace=self._workspace, **values)
        self._connection.execute(
            statement.on_conflict_do_update(index_elements=["workspace", "name"], set_=values)
        )
