"""Which case a report joins is found among those of the last hour, without a look at all there ever were."""

from alembic import op

revision = "0032"
down_revision = "0031"


def upgrade() -> None:
    op.create_index("ix_cases_workspace_opened_at", "cases", ["workspace", "opened_at"])
