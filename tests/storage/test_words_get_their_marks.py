"""What was said before the database put equal words together is put together after an upgrade."""

from dataclasses import replace
from importlib import import_module

from alembic.migration import MigrationContext
from alembic.operations import Operations
from sqlalchemy import Connection

from rollouts.deliveries import Action, Announcement, Delivery, Key, State
from rollouts.kinds import CORRECTION, PREVIEW
from rollouts.said import wording_of
from rollouts.statements import statement_of
from storage.ledger import SqlLedger
from tests.support.stored import put
from tests.support.story import RELEASE, STANDARD_DAY, START

SAID = Delivery(
    0,
    Key(RELEASE.topic, Announcement(PREVIEW, "standard"), "C1"),
    START,
    state=State.SENT,
    started_at=START,
    statement=statement_of(release=RELEASE, today=STANDARD_DAY),
)


def test_words_that_were_kept_get_the_marks_that_they_would_have_got(
    sql_ledger: SqlLedger, any_connection: Connection
) -> None:
    correction = replace(SAID.key, announcement=Announcement(CORRECTION))
    put(
        sql_ledger,
        [
            SAID,
            replace(SAID, key=replace(SAID.key, channel="C2"), action=Action.UPDATE),
            replace(SAID, key=replace(SAID.key, channel="C3")),
            replace(SAID, key=replace(SAID.key, channel="C4"), started_at=None),
            replace(SAID, key=correction),
        ],
    )
    before = {each.key: each for each in sql_ledger.deliveries(RELEASE.topic)}
    words = {each.id: f"in {each.key.channel}" for each in before.values() if each.key.channel != "C3"}
    sql_ledger.keep_words(words)
    for step in (
        "DROP INDEX ix_deliveries_cards",
        "DROP INDEX ix_deliveries_told",
        "ALTER TABLE deliveries DROP COLUMN wording",
    ):
        any_connection.exec_driver_sql(step)

    with Operations.context(MigrationContext.configure(any_connection)):
        import_module("storage.migrations.versions.0031_wordings_alike").upgrade()

    after = {each.key: each.wording for each in sql_ledger.deliveries(RELEASE.topic)}
    assert after == {
        key: wording_of(each, words[each.id]) if each.id in words else "" for key, each in before.items()
    }
    assert [bool(mark) for mark in after.values()] == [True, True, False, False, True]
