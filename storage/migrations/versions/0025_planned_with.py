"""A start that finds nothing changed plans nothing anew: it is kept with what everything was planned."""

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"


def upgrade() -> None:
    op.add_column("workspaces", sa.Column("planned_with", sa.String(), nullable=True))
