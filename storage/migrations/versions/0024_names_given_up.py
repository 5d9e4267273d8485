"""A name that a release had can be given to another: names given up, and a key for one that took one."""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"


def upgrade() -> None:
    op.add_column("releases", sa.Column("given_up", sa.JSON(), nullable=False, server_default="[]"))
    op.add_column("releases", sa.Column("own_key", sa.String(), nullable=False, server_default=""))
    with op.batch_alter_table("releases") as releases:
        releases.alter_column("given_up", server_default=None, existing_type=sa.JSON())
        releases.alter_column("own_key", server_default=None, existing_type=sa.String())
