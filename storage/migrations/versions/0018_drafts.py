"""What the vendor's news says of a release is kept as a draft until a manager has decided."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"


def upgrade() -> None:
    op.create_table(
        "drafts",
        sa.Column("workspace", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("about", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("entries", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("workspace", "number", name="pk_drafts"),
        sa.CheckConstraint(
            "state IN ('open', 'later', 'entered', 'not_for_us', 'no_news')", name=op.f("ck_drafts_state")
        ),
        sa.UniqueConstraint("workspace", "about", "source", name="uq_drafts_workspace_about_source"),
        sa.ForeignKeyConstraint(
            ["workspace"],
            ["workspaces.key"],
            name="fk_drafts_workspace",
            onupdate="CASCADE",
            ondelete="CASCADE",
        ),
    )
