"""What the chat system said of people and user groups."""

from sqlalchemy import JSON, Column
from sqlmodel import Field

from storage.columns import workspace_column
from storage.tables.base import Record


class LookedUpRecord(Record, table=True):
    """What was last said of one. Names and addresses are not kept: rights are what nobody may lose."""

    __tablename__ = "looked_up"

    workspace: str = workspace_column(primary_key=True)
    id: str = Field(primary_key=True)
    is_admin: bool
    hindrance: str
    members: list[str] = Field(sa_column=Column(JSON, nullable=False))


LOOKED_UP = Record.metadata.tables["looked_up"]
