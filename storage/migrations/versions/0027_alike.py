"""What is about one release is counted without a look at each of its rows, and read in order of time."""

from alembic import op

revision = "0027"
down_revision = "0026"


def upgrade() -> None:
    op.create_index(
        "ix_deliveries_alike",
        "deliveries",
        ["workspace", "topic", "due_at", "kind", "server", "number", "revision", "action", "state"],
    )
