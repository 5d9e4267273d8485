"""Each workspace counts the changes of its calendar, so that what was read of it can be kept until then."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"


def upgrade() -> None:
    op.add_column(
        "workspaces", sa.Column("calendar_version", sa.BigInteger(), nullable=False, server_default="0")
    )
