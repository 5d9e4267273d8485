"""History, and a key of its own for each UI change and opt-in feature."""

from hashlib import blake2s

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.create_table(
        "history",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("workspace", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("thing", sa.String(16), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("folded", sa.String(), nullable=False),
        sa.Column("field", sa.String(), nullable=False),
        sa.Column("old", sa.String()),
        sa.Column("new", sa.String()),
        sa.Column("why", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_history"),
        sa.ForeignKeyConstraint(
            ["workspace"],
            ["workspaces.key"],
            name="fk_history_workspace",
            onupdate="CASCADE",
            ondelete="CASCADE",
        ),
        sa.CheckConstraint(
            "thing IN ('release', 'integration', 'server', 'setting')", name=op.f("ck_history_thing")
        ),
    )
    op.create_index("ix_history_workspace_thing_folded", "history", ["workspace", "thing", "folded"])
    _give_keys()


def _give_keys() -> None:
    """Give each item the key that it would get if it were entered now."""
    releases = sa.table(
        "releases", sa.column("id"), sa.column("ui_changes", sa.JSON), sa.column("opt_ins", sa.JSON)
    )
    connection = op.get_bind()
    for row in connection.execute(sa.select(releases)).all():
        ui_keys = _keys(row.ui_changes)
        opt_in_keys = _keys([opt_in["name"] for opt_in in row.opt_ins])
        connection.execute(
            sa.update(releases)
            .where(releases.c.id == row.id)
            .values(
                ui_changes=[
                    {"text": text, "key": key} for text, key in zip(row.ui_changes, ui_keys, strict=True)
                ],
                opt_ins=[opt_in | {"key": key} for opt_in, key in zip(row.opt_ins, opt_in_keys, strict=True)],
            )
        )


def _keys(texts: list[str]) -> list[str]:
    """Do what `rollouts.item_keys` did when this was written."""
    keys: list[str] = []
    for text in texts:
        while (key := _key(text)) in keys:
            text += " again"  # noqa: PLW2901 - the same text once more is another item
        keys.append(key)
    return keys


def _key(text: str) -> str:
    return blake2s(" ".join(text.casefold().split()).encode(), digest_size=4).hexdigest()
