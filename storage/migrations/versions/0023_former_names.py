"""A release can be renamed: it is kept what it was called before."""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"


def upgrade() -> None:
    op.add_column("releases", sa.Column("former_names", sa.JSON(), nullable=False, server_default="[]"))
    with op.batch_alter_table("releases") as releases:
        releases.alter_column("former_names", server_default=None, existing_type=sa.JSON())
