"""The pace that replicas share."""

from datetime import datetime

from sqlmodel import Field

from storage.columns import UtcDateTime, workspace_column
from storage.tables.base import Record


class TurnRecord(Record, table=True):
    """Until when a lane (`storage.turns.Lane`) is taken, by the database's own clock."""

    __tablename__ = "turns"

    workspace: str = workspace_column(primary_key=True)
    lane: str = Field(primary_key=True)
    taken_until: datetime = Field(sa_type=UtcDateTime)


TURNS = Record.metadata.tables["turns"]
