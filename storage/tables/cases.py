"""Cases."""

from datetime import datetime

from sqlalchemy import JSON, Column, Index
from sqlmodel import Field

from rollouts.cases import CaseState
from storage.columns import UtcDateTime, choice, workspace_column
from storage.tables.base import Record


class CaseRecord(Record, table=True):
    """A case; its number counts within the workspace. Integrations and notes are only read whole."""

    __tablename__ = "cases"
    __table_args__ = (Index(None, "workspace", "opened_at"),)

    workspace: str = workspace_column(primary_key=True)
    number: int = Field(primary_key=True)
    opened_by: str
    opened_at: datetime = Field(sa_type=UtcDateTime)
    channel: str
    thread_channel: str
    urgent: bool
    state: CaseState = Field(sa_column=Column(choice(CaseState, name="state"), nullable=False))
    release: str | None
    server: str | None
    integrations: list[str] = Field(sa_column=Column(JSON, nullable=False))
    summary: str
    files: list[dict[str, object]] = Field(sa_column=Column(JSON, nullable=False))
    notes: list[dict[str, object]] = Field(sa_column=Column(JSON, nullable=False))
    thread: str | None
    is_guess: bool


CASES = Record.metadata.tables["cases"]
