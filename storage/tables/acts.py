"""Acts of people that changed something, by what the chat system calls them."""

from datetime import datetime

from sqlalchemy import Index
from sqlmodel import Field

from storage.columns import UtcDateTime, workspace_column
from storage.tables.base import Record


class ActRecord(Record, table=True):
    """What somebody did. The unique key is what keeps it from being done twice."""

    __tablename__ = "acts"
    __table_args__ = (Index(None, "workspace", "at"),)

    workspace: str = workspace_column(primary_key=True)
    key: str = Field(primary_key=True)
    at: datetime = Field(sa_type=UtcDateTime)


ACTS = Record.metadata.tables["acts"]
