"""What is kept for e-mail."""

from storage.columns import workspace_column
from storage.tables.base import Record


class MailSecretRecord(Record, table=True):
    """The secret with which a workspace signs the tokens in its mails."""

    __tablename__ = "mail_secrets"

    workspace: str = workspace_column(primary_key=True)
    secret: str


MAIL_SECRETS = Record.metadata.tables["mail_secrets"]
