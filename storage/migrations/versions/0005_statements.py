"""What each message told its channel of a release.

What was sent before is assumed to have told what is true now: only an import could change a date until now,
and cards were kept current.
"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    # The old rows keep their place: no table is made anew.
    op.add_column("deliveries", sa.Column("statement", sa.JSON()))
    connection = op.get_bind()
    releases = sa.text(
        "SELECT id, workspace, name, affects_integrations, ui_changes, opt_ins FROM releases"
    ).columns(affects_integrations=sa.Boolean, ui_changes=sa.JSON, opt_ins=sa.JSON)
    for release in connection.execute(releases).all():
        stages = connection.execute(
            sa.text("SELECT server, date, status FROM stages WHERE release_id = :id ORDER BY position"),
            {"id": release.id},
        )
        statement = {
            "stages": [[server, str(date), status] for server, date, status in stages],
            "affects_integrations": release.affects_integrations,
            "ui_changes": [item["key"] for item in release.ui_changes],
            "opt_ins": [item["key"] for item in release.opt_ins],
            "is_assumed": True,
        }
        connection.execute(
            sa.text(
                """
                UPDATE deliveries SET statement = :statement
                WHERE workspace = :workspace AND topic = :topic
                    AND state IN ('sent', 'claimed', 'unknown') AND kind <> 'owner_question'
                """
            ).bindparams(sa.bindparam("statement", type_=sa.JSON)),
            {
                "statement": {name: fact for name, fact in statement.items() if fact},
                "workspace": release.workspace,
                "topic": f"release:{release.name}",
            },
        )
