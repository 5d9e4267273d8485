"""What an announcement is stands in columns of its own: kind, server, number, posts. A pause has a number.

`announcement` held `kind:part`, where the part was a server, a number, or the ids that a summary names; the
same text marks messages that were posted, and is made of the columns again. A look is called a search.
"""

from datetime import UTC

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

NUMBERED = "('case_note', 'case_raised', 'channel_paused')"
KEY = ("workspace", "topic", "channel", "kind", "server", "number", "revision")
KEPT = """id, workspace, topic, channel, revision, action, state, due_at, next_at, attempts, started_at,
    finished_at, message_channel, message_id, thread, reason"""
FIRST_TOLD = """SELECT min(same.id) FROM deliveries AS same WHERE same.workspace = deliveries.workspace
    AND same.topic = deliveries.topic AND same.announcement = deliveries.announcement"""
SEARCHED_FOR = sa.text("state = 'unknown' AND next_at IS NOT NULL")


def upgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        _rebuild_deliveries()
    else:
        _alter_deliveries()
    _number_pauses()


def _parts(position: str) -> dict[str, str]:
    """Return what is to stand in the new columns, made of the old one; `position` is that of its colon.

    A summary gets the id of its first delivery for a number: no other has that one.
    """
    part = f"substr(announcement, {position} + 1)"
    kind = f"CASE {position} WHEN 0 THEN announcement ELSE substr(announcement, 1, {position} - 1) END"
    has_part = f"{position} > 0"
    return {
        "kind": kind,
        "server": f"CASE WHEN {has_part} AND ({kind}) NOT IN {NUMBERED} AND ({kind}) <> 'downtime' "
        f"THEN {part} ELSE '' END",
        "number": f"CASE WHEN {has_part} AND ({kind}) IN {NUMBERED} THEN CAST({part} AS BIGINT) "
        f"WHEN ({kind}) = 'downtime' THEN ({FIRST_TOLD}) ELSE -1 END",
        "posts": f"CASE WHEN {has_part} AND ({kind}) = 'downtime' THEN '[' || {part} || ']' END",
    }


def _rebuild_deliveries() -> None:
    """SQLite cannot change a unique key: the table is made anew."""
    op.create_table(
        "deliveries_anew",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("workspace", sa.String(), nullable=False),
        sa.Column("topic", sa.String(), nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("server", sa.String(), nullable=False),
        sa.Column("number", sa.BigInteger(), nullable=False),
        sa.Column("posts", sa.JSON()),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("action", sa.String(16), nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("next_at", sa.DateTime(timezone=True)),
        sa.Column(
            "ready_at", sa.DateTime(timezone=True), sa.Computed("coalesce(next_at, due_at)", persisted=True)
        ),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("searches", sa.Integer(), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True)),
        sa.Column("finished_at", sa.DateTime(timezone=True)),
        sa.Column("message_channel", sa.String()),
        sa.Column("message_id", sa.String()),
        sa.Column("thread", sa.String()),
        sa.Column("reason", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_deliveries"),
        sa.UniqueConstraint(*KEY, name="uq_deliveries_key"),
        sa.ForeignKeyConstraint(
            ["workspace"],
            ["workspaces.key"],
            name="fk_deliveries_workspace",
            onupdate="CASCADE",
            ondelete="CASCADE",
        ),
        sa.CheckConstraint("action IN ('post', 'update')", name=op.f("ck_deliveries_action")),
        sa.CheckConstraint(
            "state IN ('planned', 'claimed', 'sent', 'waiting', 'unknown', 'skipped', 'failed')",
            name=op.f("ck_deliveries_state"),
        ),
    )
    parts = _parts("instr(announcement, ':')")
    op.execute(
        f"INSERT INTO deliveries_anew ({KEPT}, searches, {', '.join(parts)}) "  # noqa: S608 - our own text
        f"SELECT {KEPT}, looks, {', '.join(parts.values())} FROM deliveries"
    )
    op.drop_table("deliveries")
    op.rename_table("deliveries_anew", "deliveries")
    op.create_index("ix_deliveries_workspace_due_at", "deliveries", ["workspace", "due_at"])
    for name, column, which in (
        ("ix_deliveries_open", "ready_at", sa.text("state IN ('planned', 'waiting')")),
        ("ix_deliveries_held", "channel", sa.text("state IN ('claimed', 'waiting')")),
        ("ix_deliveries_searched_for", "next_at", SEARCHED_FOR),
    ):
        op.create_index(name, "deliveries", ["workspace", column], sqlite_where=which)


def _alter_deliveries() -> None:
    op.add_column("deliveries", sa.Column("kind", sa.String()))
    op.add_column("deliveries", sa.Column("server", sa.String()))
    op.add_column("deliveries", sa.Column("number", sa.BigInteger()))
    op.add_column("deliveries", sa.Column("posts", sa.JSON()))
    parts = _parts("strpos(announcement, ':')")
    parts["posts"] = f"CAST({parts['posts']} AS JSON)"
    news = ", ".join(f"{name} = {value}" for name, value in parts.items())
    op.execute(f"UPDATE deliveries SET {news}")  # noqa: S608 - our own text
    for name in ("kind", "server", "number"):
        op.alter_column("deliveries", name, nullable=False)
    # The old key goes with its column.
    op.drop_column("deliveries", "announcement")
    op.create_unique_constraint("uq_deliveries_key", "deliveries", list(KEY))
    op.alter_column("deliveries", "looks", new_column_name="searches")
    op.execute("ALTER INDEX ix_deliveries_looked_for RENAME TO ix_deliveries_searched_for")


def _number_pauses() -> None:
    """The second at which a channel was paused has told its pauses apart until now."""
    with op.batch_alter_table("pauses") as batch:
        batch.add_column(sa.Column("number", sa.BigInteger()))
    pauses = sa.table(
        "pauses",
        sa.column("workspace", sa.String()),
        sa.column("channel", sa.String()),
        sa.column("since", sa.DateTime(timezone=True)),
        sa.column("number", sa.BigInteger()),
    )
    connection = op.get_bind()
    for workspace, channel, since, _ in connection.execute(sa.select(pauses)).all():
        # SQLite returns UTC without saying so.
        at = since if since.tzinfo else since.replace(tzinfo=UTC)
        this = (pauses.c.workspace == workspace) & (pauses.c.channel == channel)
        connection.execute(sa.update(pauses).where(this).values(number=int(at.timestamp())))
    with op.batch_alter_table("pauses") as batch:
        batch.alter_column("number", existing_type=sa.BigInteger(), nullable=False)
