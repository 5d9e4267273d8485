"""The first tables: workspaces, servers, releases, integrations, checks, cases, deliveries and pauses."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "workspaces",
        sa.Column("key", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_workspaces"),
    )
    _servers_and_releases()
    _integrations_and_checks()
    _cases()
    _deliveries()
    _pauses()


def _of_workspace(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["workspace"],
        ["workspaces.key"],
        name=f"fk_{table}_workspace",
        onupdate="CASCADE",
        ondelete="CASCADE",
    )


def _servers_and_releases() -> None:
    op.create_table(
        "servers",
        sa.Column("workspace", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("former_name", sa.String()),
        sa.Column("lag_days", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("workspace", "key", name="pk_servers"),
        _of_workspace("servers"),
    )
    op.create_table(
        "releases",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("workspace", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("folded", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("summary", sa.String(), nullable=False),
        sa.Column("affects_integrations", sa.Boolean(), nullable=False),
        sa.Column("ui_changes", sa.JSON(), nullable=False),
        sa.Column("opt_ins", sa.JSON(), nullable=False),
        sa.Column("docs", sa.JSON(), nullable=False),
        sa.Column("owner", sa.String()),
        sa.PrimaryKeyConstraint("id", name="pk_releases"),
        sa.UniqueConstraint("workspace", "folded", name="uq_releases_workspace_folded"),
        _of_workspace("releases"),
    )
    op.create_table(
        "stages",
        sa.Column("release_id", sa.Integer(), nullable=False),
        sa.Column("server", sa.String(), nullable=False),
        sa.Column("workspace", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("date", sa.Date(), nullable=False),
        sa.Column("status", sa.String(16), nullable=False),
        sa.Column("live_at", sa.DateTime(timezone=True)),
        sa.Column("confirmed_by", sa.String()),
        sa.PrimaryKeyConstraint("release_id", "server", name="pk_stages"),
        sa.ForeignKeyConstraint(
            ["release_id"], ["releases.id"], name="fk_stages_release_id", ondelete="CASCADE"
        ),
        _of_workspace("stages"),
        sa.CheckConstraint(
            "status IN ('planned', 'live', 'rolled_back', 'hotfixed', 'held', 'withdrawn')",
            name=op.f("ck_stages_status"),
        ),
    )
    op.create_index("ix_stages_workspace", "stages", ["workspace"])


def _integrations_and_checks() -> None:
    op.create_table(
        "integrations",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("workspace", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("folded", sa.String(), nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("timezone", sa.String()),
        sa.Column("owners", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_integrations"),
        sa.UniqueConstraint("workspace", "folded", name="uq_integrations_workspace_folded"),
        _of_workspace("integrations"),
    )
    op.create_table(
        "environments",
        sa.Column("integration_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("workspace", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("server", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("integration_id", "name", name="pk_environments"),
        sa.ForeignKeyConstraint(
            ["integration_id"],
            ["integrations.id"],
            name="fk_environments_integration_id",
            ondelete="CASCADE",
        ),
        _of_workspace("environments"),
    )
    op.create_index("ix_environments_workspace", "environments", ["workspace"])
    op.create_table(
        "checks",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("workspace", sa.String(), nullable=False),
        sa.Column("release_id", sa.Integer(), nullable=False),
        sa.Column("integration_id", sa.Integer(), nullable=False),
        sa.Column("environment", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("result", sa.String(16), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_checks"),
        sa.UniqueConstraint(
            "workspace",
            "release_id",
            "integration_id",
            "environment",
            "name",
            name="uq_checks_workspace_release_id_integration_id_environment_name",
        ),
        sa.ForeignKeyConstraint(
            ["release_id"], ["releases.id"], name="fk_checks_release_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["integration_id"], ["integrations.id"], name="fk_checks_integration_id", ondelete="CASCADE"
        ),
        _of_workspace("checks"),
        sa.CheckConstraint("result IN ('passed')", name=op.f("ck_checks_result")),
    )
    op.create_index("ix_checks_release_id", "checks", ["release_id"])
    op.create_index("ix_checks_integration_id", "checks", ["integration_id"])


def _cases() -> None:
    op.create_table(
        "cases",
        sa.Column("workspace", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("opened_by", sa.String(), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("thread_channel", sa.String(), nullable=False),
        sa.Column("urgent", sa.Boolean(), nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("release", sa.String()),
        sa.Column("server", sa.String()),
        sa.Column("integrations", sa.JSON(), nullable=False),
        sa.Column("summary", sa.String(), nullable=False),
        sa.Column("notes", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("workspace", "number", name="pk_cases"),
        _of_workspace("cases"),
        sa.CheckConstraint(
            "state IN ('open', 'acknowledged', 'resolved', 'false_alarm')", name=op.f("ck_cases_state")
        ),
    )


def _deliveries() -> None:
    op.create_table(
        "deliveries",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("workspace", sa.String(), nullable=False),
        sa.Column("topic", sa.String(), nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("announcement", sa.String(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("action", sa.String(16), nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("next_at", sa.DateTime(timezone=True)),
        sa.Column(
            "ready_at",
            sa.DateTime(timezone=True),
            sa.Computed("coalesce(next_at, due_at)", persisted=True),
        ),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("looks", sa.Integer(), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True)),
        sa.Column("finished_at", sa.DateTime(timezone=True)),
        sa.Column("message_channel", sa.String()),
        sa.Column("message_id", sa.String()),
        sa.Column("thread", sa.String()),
        sa.Column("reason", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_deliveries"),
        sa.UniqueConstraint(
            "workspace",
            "topic",
            "channel",
            "announcement",
            "revision",
            name="uq_deliveries_workspace_topic_channel_announcement_revision",
        ),
        _of_workspace("deliveries"),
        sa.CheckConstraint("action IN ('post', 'update')", name=op.f("ck_deliveries_action")),
        sa.CheckConstraint(
            "state IN ('planned', 'claimed', 'sent', 'waiting', 'unknown', 'skipped', 'failed')",
            name=op.f("ck_deliveries_state"),
        ),
    )
    op.create_index("ix_deliveries_workspace_due_at", "deliveries", ["workspace", "due_at"])
    still_open = sa.text("state IN ('planned', 'waiting')")
    op.create_index(
        "ix_deliveries_open",
        "deliveries",
        ["workspace", "ready_at"],
        sqlite_where=still_open,
        postgresql_where=still_open,
    )
    held = sa.text("state IN ('claimed', 'waiting')")
    op.create_index(
        "ix_deliveries_held",
        "deliveries",
        ["workspace", "channel"],
        sqlite_where=held,
        postgresql_where=held,
    )
    looked_for = sa.text("state = 'unknown' AND next_at IS NOT NULL")
    op.create_index(
        "ix_deliveries_looked_for",
        "deliveries",
        ["workspace", "next_at"],
        sqlite_where=looked_for,
        postgresql_where=looked_for,
    )


def _pauses() -> None:
    op.create_table(
        "pauses",
        sa.Column("workspace", sa.String(), nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("workspace", "channel", name="pk_pauses"),
        _of_workspace("pauses"),
    )
