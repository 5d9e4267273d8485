"""What all tables have in common, and the workspaces that every row belongs to."""

from typing import ClassVar

from sqlalchemy import BigInteger, Column, MetaData
from sqlmodel import Field, SQLModel

CONSTRAINT_NAMES = {
    "pk": "pk_%(table_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
}
"""Every constraint has a name, so that a later migration can change it on any database."""


class Record(SQLModel):
    """The base of the tables, with metadata of its own: other users of SQLModel don't mix with ours.

    Nobody makes one: rows are written and read by their tables, so that what would check one is never built.
    """

    model_config = {"defer_build": True}
    metadata: ClassVar[MetaData] = MetaData(naming_convention=CONSTRAINT_NAMES)


class Workspace(Record, table=True):
    """One workspace of the chat system. `key` is its id there, or "" until the bot has connected once.

    `calendar_version` counts the changes of its servers, releases, drafts and integrations (`storage.kept`).
    `planned_with` is such a version and the mark with which everything was planned then.
    """

    __tablename__ = "workspaces"

    key: str = Field(primary_key=True)
    calendar_version: int = Field(sa_column=Column(BigInteger, nullable=False, server_default="0"))
    planned_with: str | None = None
