"""Since when a post that went out again is missing; once it is sent, it is searched for copies."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"

SEARCHED_FOR = sa.text("state IN ('sent', 'unknown') AND next_at IS NOT NULL")


def upgrade() -> None:
    op.add_column("deliveries", sa.Column("lost_at", sa.DateTime(timezone=True)))
    op.drop_index("ix_deliveries_searched_for", "deliveries")
    op.create_index(
        "ix_deliveries_searched_for",
        "deliveries",
        ["workspace", "next_at"],
        sqlite_where=SEARCHED_FOR,
        postgresql_where=SEARCHED_FOR,
    )
