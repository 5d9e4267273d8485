"""Who made a stage's status what it is, when, and why."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    op.add_column("stages", sa.Column("changed_at", sa.DateTime(timezone=True)))
    op.add_column("stages", sa.Column("changed_by", sa.String()))
    op.add_column("stages", sa.Column("why", sa.String()))
