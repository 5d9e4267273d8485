"""What changed of releases, integrations, servers and settings."""

from datetime import datetime

from sqlalchemy import Column, Index
from sqlmodel import Field

from rollouts.history import Kept
from storage.columns import UtcDateTime, choice, workspace_column
from storage.tables.base import Record


class ChangeRecord(Record, table=True):
    """One field that changed. Ids rise as changes were made.

    `folded` is the name that the thing has today, as names are compared (`rollouts.texts.name_key`);
    `name` is as then.
    """

    __tablename__ = "history"
    __table_args__ = (Index("ix_history_workspace_thing_folded", "workspace", "thing", "folded"),)

    id: int | None = Field(default=None, primary_key=True)
    workspace: str = workspace_column()
    at: datetime = Field(sa_type=UtcDateTime)
    by: str
    thing: Kept = Field(sa_column=Column(choice(Kept, name="thing"), nullable=False))
    name: str
    folded: str
    field: str
    old: str | None
    new: str | None
    why: str


HISTORY = Record.metadata.tables["history"]
