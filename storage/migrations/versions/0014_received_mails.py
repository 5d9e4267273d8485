"""Mails that came in are kept, each once, and how far a mailbox was read."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"


def _of_workspace(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["workspace"],
        ["workspaces.key"],
        name=f"fk_{table}_workspace",
        onupdate="CASCADE",
        ondelete="CASCADE",
    )


def upgrade() -> None:
    op.create_table(
        "received_mails",
        sa.Column("workspace", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("identity", sa.String(), nullable=False),
        sa.Column("message_id", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("case", sa.Integer()),
        sa.Column("is_from_vendor", sa.Boolean(), nullable=False),
        sa.Column("is_last_shown", sa.Boolean(), nullable=False),
        sa.Column("content", sa.JSON()),
        sa.PrimaryKeyConstraint("workspace", "number", name="pk_received_mails"),
        sa.UniqueConstraint("workspace", "identity", name="uq_received_mails_workspace_identity"),
        _of_workspace("received_mails"),
    )
    op.create_index("ix_received_mails_workspace_message_id", "received_mails", ["workspace", "message_id"])
    op.create_index("ix_received_mails_workspace_case_at", "received_mails", ["workspace", "case", "at"])
    op.create_table(
        "mailboxes",
        sa.Column("workspace", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("validity", sa.BigInteger(), nullable=False),
        sa.Column("read_to", sa.BigInteger(), nullable=False),
        sa.Column("reader", sa.String(), nullable=False),
        sa.Column("held_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("workspace", "name", name="pk_mailboxes"),
        _of_workspace("mailboxes"),
    )
