"""Each workspace has a secret that signs the tokens in its mails; it is made when it is needed first."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    op.create_table(
        "mail_secrets",
        sa.Column("workspace", sa.String(), nullable=False),
        sa.Column("secret", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("workspace", name="pk_mail_secrets"),
        sa.ForeignKeyConstraint(
            ["workspace"],
            ["workspaces.key"],
            name="fk_mail_secrets_workspace",
            onupdate="CASCADE",
            ondelete="CASCADE",
        ),
    )
