"""Drafts of the vendor's news."""

from datetime import date, datetime

from sqlalchemy import JSON, Column, UniqueConstraint
from sqlmodel import Field

from rollouts.news_drafts import DraftState
from storage.columns import UtcDateTime, choice, workspace_column
from storage.tables.base import Record


class DraftRecord(Record, table=True):
    """What one source says of one release; its number counts within the workspace.

    Entries are only read whole. There are few: a vendor has a release every few weeks.
    """

    __tablename__ = "drafts"
    __table_args__ = (UniqueConstraint("workspace", "about", "source"),)

    workspace: str = workspace_column(primary_key=True)
    number: int = Field(primary_key=True)
    about: str
    source: str
    state: DraftState = Field(sa_column=Column(choice(DraftState, name="state"), nullable=False))
    changed_at: datetime = Field(sa_type=UtcDateTime)
    by: str
    put_off_to: date | None
    entries: list[dict[str, object]] = Field(sa_column=Column(JSON, nullable=False))


DRAFTS = Record.metadata.tables["drafts"]
