"""The feeds of the vendor's news."""

from datetime import datetime

from sqlmodel import Field

from storage.columns import UtcDateTime, workspace_column
from storage.tables.base import Record


class FeedRecord(Record, table=True):
    """A feed, what its server last told of it, and what came of the looks at it."""

    __tablename__ = "feeds"

    workspace: str = workspace_column(primary_key=True)
    name: str = Field(primary_key=True)
    url: str
    day_order: str
    etag: str
    modified: str
    digest: str
    looked_at: datetime | None = Field(sa_type=UtcDateTime)
    news_at: datetime | None = Field(sa_type=UtcDateTime)
    trouble: str
    failures: int
    next_at: datetime | None = Field(sa_type=UtcDateTime)
    rests_until: datetime | None = Field(sa_type=UtcDateTime)
    reader: str
    held_at: datetime | None = Field(sa_type=UtcDateTime)


FEEDS = Record.metadata.tables["feeds"]
