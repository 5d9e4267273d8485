"""What is kept for e-mail."""

from datetime import datetime

from sqlalchemy import JSON, BigInteger, Column, Index, UniqueConstraint
from sqlmodel import Field

from storage.columns import UtcDateTime, workspace_column
from storage.tables.base import Record


class MailSecretRecord(Record, table=True):
    """The secret with which a workspace signs the tokens in its mails."""

    __tablename__ = "mail_secrets"

    workspace: str = workspace_column(primary_key=True)
    secret: str


class ReceivedMailRecord(Record, table=True):
    """A mail that came in; its number counts within the workspace.

    `identity` is the same for the same mail, however often it comes. `content` is what it says; of one that
    is about no case it is not kept. `case` has no foreign key: a case is never removed.
    """

    __tablename__ = "received_mails"
    __table_args__ = (
        UniqueConstraint("workspace", "identity"),
        Index(None, "workspace", "message_id"),
        Index(None, "workspace", "case", "at"),
    )

    workspace: str = workspace_column(primary_key=True)
    number: int = Field(primary_key=True)
    identity: str
    message_id: str
    at: datetime = Field(sa_type=UtcDateTime)
    case: int | None
    is_from_vendor: bool
    is_last_shown: bool
    content: dict[str, object] | None = Field(sa_column=Column(JSON(none_as_null=True)))


class MailFileRecord(Record, table=True):
    """A file of a mail that came in, until it is shared; `position` is its place among those of its mail."""

    __tablename__ = "mail_files"
    __table_args__ = (Index(None, "workspace", "at"),)

    workspace: str = workspace_column(primary_key=True)
    mail: int = Field(primary_key=True)
    position: int = Field(primary_key=True)
    at: datetime = Field(sa_type=UtcDateTime)
    name: str
    content: bytes


class MailboxRecord(Record, table=True):
    """A mailbox: how far it was read, and by whom. UIDs and their validity have 32 bits, without a sign."""

    __tablename__ = "mailboxes"

    workspace: str = workspace_column(primary_key=True)
    name: str = Field(primary_key=True)
    validity: int = Field(sa_type=BigInteger)
    read_to: int = Field(sa_type=BigInteger)
    reader: str
    held_at: datetime | None = Field(sa_type=UtcDateTime)


MAIL_SECRETS = Record.metadata.tables["mail_secrets"]
RECEIVED_MAILS = Record.metadata.tables["received_mails"]
MAIL_FILES = Record.metadata.tables["mail_files"]
MAILBOXES = Record.metadata.tables["mailboxes"]
