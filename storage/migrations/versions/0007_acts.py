"""What people did that changed something, so that what is delivered again is not done again."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    op.create_table(
        "acts",
        sa.Column("workspace", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("workspace", "key", name="pk_acts"),
        sa.ForeignKeyConstraint(
            ["workspace"],
            ["workspaces.key"],
            name="fk_acts_workspace",
            onupdate="CASCADE",
            ondelete="CASCADE",
        ),
    )
    op.create_index("ix_acts_workspace_at", "acts", ["workspace", "at"])
