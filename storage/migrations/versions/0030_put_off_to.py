"""Whoever puts the vendor's news off chooses the day on which it is asked about again."""

import sqlalchemy as sa
from alembic import op

revision = "0030"
down_revision = "0029"


def upgrade() -> None:
    op.add_column("drafts", sa.Column("put_off_to", sa.Date(), nullable=True))
