"""What messages about a release say, as it was said: apart from their rows, which are read more often."""

from sqlalchemy import BigInteger, Column, ForeignKey, Integer
from sqlmodel import Field

from storage.tables.base import Record


class WordingRecord(Record, table=True):
    """The words of a delivery, as `views/kept.py` writes them; they go with it."""

    __tablename__ = "wordings"

    delivery: int = Field(
        sa_column=Column(
            BigInteger().with_variant(Integer, "sqlite"),
            ForeignKey("deliveries.id", ondelete="CASCADE"),
            primary_key=True,
            autoincrement=False,
        )
    )
    words: str


WORDINGS = Record.metadata.tables["wordings"]
