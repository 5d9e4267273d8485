"""It is kept which files were on the message that a case was opened with; their bytes stay in Slack."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"


def upgrade() -> None:
    op.add_column("cases", sa.Column("files", sa.JSON(), nullable=False, server_default="[]"))
    with op.batch_alter_table("cases") as cases:
        cases.alter_column("files", server_default=None, existing_type=sa.JSON())
