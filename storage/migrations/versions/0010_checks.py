"""Checks have states, notes and cases, and are of the server that they were set on; they have a history."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"

STATES = "state IN ('not_run', 'passed', 'problem', 'not_applicable', 'open', 'enabled', 'declined', 'later')"
THINGS = "thing IN ('release', 'integration', 'server', 'setting', 'check')"
SERVER = """
    UPDATE checks SET server = coalesce((
        SELECT environments.server FROM environments
        WHERE environments.integration_id = checks.integration_id AND environments.name = checks.environment
    ), '')
"""
HISTORY = """
    INSERT INTO history (workspace, at, by, thing, name, folded, field, old, new, why)
    SELECT checks.workspace, checks.at, checks.by, 'check', releases.name, releases.folded,
        integrations.name || :tab || checks.environment || :tab || checks.name, NULL, checks.state, ''
    FROM checks
    JOIN releases ON releases.id = checks.release_id
    JOIN integrations ON integrations.id = checks.integration_id
"""


def upgrade() -> None:
    op.add_column("checks", sa.Column("server", sa.String(), nullable=False, server_default=""))
    op.add_column("checks", sa.Column("note", sa.String(), nullable=False, server_default=""))
    op.add_column("checks", sa.Column("case", sa.Integer()))
    op.add_column("checks", sa.Column("before", sa.JSON()))
    op.execute(SERVER)
    with op.batch_alter_table("checks") as checks:
        checks.drop_constraint(op.f("ck_checks_result"), type_="check")
        checks.alter_column("result", new_column_name="state", existing_type=sa.String(16))
        checks.alter_column("server", server_default=None, existing_type=sa.String())
        checks.alter_column("note", server_default=None, existing_type=sa.String())
        checks.create_check_constraint(op.f("ck_checks_state"), STATES)
    with op.batch_alter_table("history") as history:
        history.drop_constraint(op.f("ck_history_thing"), type_="check")
        history.create_check_constraint(op.f("ck_history_thing"), THINGS)
    op.get_bind().execute(sa.text(HISTORY), {"tab": "\t"})
