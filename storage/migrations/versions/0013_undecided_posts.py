"""The posts with which nothing more happens by itself are found without reading all deliveries."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"

UNDECIDED = sa.text("action = 'post' AND (state = 'failed' OR state = 'unknown' AND next_at IS NULL)")


def upgrade() -> None:
    op.create_index(
        "ix_deliveries_undecided",
        "deliveries",
        ["workspace"],
        sqlite_where=UNDECIDED,
        postgresql_where=UNDECIDED,
    )
