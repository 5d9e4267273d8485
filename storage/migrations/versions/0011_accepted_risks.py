"""Risks that managers accepted: a release goes on to a server though it is not ready."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    op.create_table(
        "accepted_risks",
        sa.Column("release_id", sa.Integer(), nullable=False),
        sa.Column("server", sa.String(), nullable=False),
        sa.Column("workspace", sa.String(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("why", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("release_id", "server", name="pk_accepted_risks"),
        sa.ForeignKeyConstraint(
            ["release_id"], ["releases.id"], name="fk_accepted_risks_release_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["workspace"],
            ["workspaces.key"],
            name="fk_accepted_risks_workspace",
            onupdate="CASCADE",
            ondelete="CASCADE",
        ),
    )
    op.create_index("ix_accepted_risks_workspace", "accepted_risks", ["workspace"])
