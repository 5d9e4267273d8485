"""What managers set in Slack is kept, and counts in place of what the environment says."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"


def upgrade() -> None:
    op.create_table(
        "chosen_settings",
        sa.Column("workspace", sa.String(), nullable=False),
        sa.Column("setting", sa.String(), nullable=False),
        sa.Column("value", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("workspace", "setting", name="pk_chosen_settings"),
        sa.ForeignKeyConstraint(
            ["workspace"],
            ["workspaces.key"],
            name="fk_chosen_settings_workspace",
            onupdate="CASCADE",
            ondelete="CASCADE",
        ),
    )
