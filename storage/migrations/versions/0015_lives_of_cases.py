"""Cases have more states; it is kept in which thread they were reported, and whether they rest on a guess."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"

STATES = (
    "state IN ('open', 'acknowledged', 'vendor_replied', 'workaround', "
    "'rolled_back', 'hotfixed', 'resolved', 'false_alarm')"
)


def upgrade() -> None:
    op.add_column("cases", sa.Column("thread", sa.String()))
    # Until now the newest release where a team was had been taken, and nobody could say otherwise.
    op.add_column("cases", sa.Column("is_guess", sa.Boolean(), nullable=False, server_default=sa.true()))
    with op.batch_alter_table("cases") as cases:
        cases.alter_column("is_guess", server_default=None, existing_type=sa.Boolean())
        cases.drop_constraint(op.f("ck_cases_state"), type_="check")
        cases.create_check_constraint(op.f("ck_cases_state"), STATES)
