"""What told several channels the same in the same words is put together by the database, by a mark of it."""

from typing import Any

import sqlalchemy as sa
from alembic import op

# What is said from now on is put together with what was said until now by what this makes.
from rollouts.said import mark
from storage.columns import UtcDateTime
from storage.tables.deliveries import NO_NUMBER

revision = "0031"
down_revision = "0030"

AT_ONCE = 1000
DELIVERIES = sa.table(
    "deliveries",
    *map(sa.column, ("id", "kind", "server", "number", "action", "wording")),
    sa.column("started_at", UtcDateTime),
)
WORDINGS = sa.table("wordings", sa.column("delivery", sa.BigInteger), sa.column("words"))
WORDED = (
    sa.select(DELIVERIES, WORDINGS.c.words)
    .join(WORDINGS, WORDINGS.c.delivery == DELIVERIES.c.id)
    .where(DELIVERIES.c.started_at.is_not(None), WORDINGS.c.delivery > sa.bindparam("after"))
    .order_by(WORDINGS.c.delivery)
    .limit(AT_ONCE)
)
MARKED = (
    sa.update(DELIVERIES)
    .where(DELIVERIES.c.id == sa.bindparam("its_id"))
    .values(wording=sa.bindparam("its_mark"))
)

IS_CARD = sa.text("action = 'post' AND state = 'sent' AND thread IS NULL AND reason != 'message_gone'")
IS_TOLD = sa.text(
    "state IN ('claimed', 'sent', 'unknown') AND statement IS NOT NULL AND started_at IS NOT NULL"
)


def upgrade() -> None:
    op.add_column("deliveries", sa.Column("wording", sa.String()))
    after = 0
    while rows := op.get_bind().execute(WORDED, {"after": after}).all():
        op.get_bind().execute(MARKED, [{"its_id": row.id, "its_mark": _mark(row)} for row in rows])
        after = rows[-1].id
    for name, columns, which in (
        ("ix_deliveries_cards", ["channel"], IS_CARD),
        ("ix_deliveries_told", ["wording", "action"], IS_TOLD),
    ):
        op.create_index(
            name,
            "deliveries",
            ["workspace", "topic", *columns],
            sqlite_where=which,
            postgresql_where=which,
        )


def _mark(row: sa.Row[Any]) -> str:
    number = None if row.number == NO_NUMBER else row.number
    return mark(row.kind, row.server, number, row.action, row.started_at, row.words)
