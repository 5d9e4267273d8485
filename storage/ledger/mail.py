"""What the ledger keeps for e-mail."""

import secrets

from sqlalchemy import select

from storage.ledger.transaction import Transaction
from storage.tables import MAIL_SECRETS

SECRET_BYTES = 32


class MailLedger(Transaction):
    """The ledger's secret for the tokens in mails."""

    def mail_secret(self) -> str:
        """Return the secret that signs the tokens in mails; it is made when it is asked for first."""
        query = select(MAIL_SECRETS.c.secret).where(self._own(MAIL_SECRETS))
        known: str | None = self._connection.execute(query).scalar()
        if known is not None:
            return known
        self._insist_on_being_alone()
        secret = secrets.token_hex(SECRET_BYTES)
        self._connection.execute(self._insert(MAIL_SECRETS).values(workspace=self._workspace, secret=secret))
        return secret
