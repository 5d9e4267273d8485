"""Answers that were shared, until they are posted."""

from datetime import datetime

from sqlmodel import Field

from storage.columns import UtcDateTime, workspace_column
from storage.tables.base import Record


class SharedAnswerRecord(Record, table=True):
    """A shared answer; `key` is that of its topic."""

    __tablename__ = "shared_answers"

    workspace: str = workspace_column(primary_key=True)
    key: str = Field(primary_key=True)
    at: datetime = Field(sa_type=UtcDateTime)
    content: str


SHARED_ANSWERS = Record.metadata.tables["shared_answers"]
