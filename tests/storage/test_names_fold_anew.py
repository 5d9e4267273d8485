# ruff: noqa: RUF001 - the signs that look alike are what is tested
"""Names that were two, and by today's fold are one, come through an upgrade as two."""

from collections.abc import Iterator
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, make_url

from rollouts.history import Kept
from rollouts.policy import Policy
from storage import postgres, sqlite
from storage.ledger import SqlLedger
from storage.schema import MIGRATIONS, migrate
from tests.storage.conftest import KINDS
from tests.storage.postgres_server import TestServer

NOW = datetime(2027, 3, 2, 9, tzinfo=UTC)
STORED = (
    "INSERT INTO workspaces VALUES ('T0ACME')",
    """INSERT INTO releases
       (id, workspace, name, folded, title, summary, affects_integrations, ui_changes, opt_ins, docs)
       VALUES (1, 'T0ACME', 'Spring ''27', 'spring ''27', 'Plain', '', true, '[]', '[]', '[]'),
              (2, 'T0ACME', 'Spring ’27', 'spring ’27', 'Curly', '', true, '[]', '[]', '[]'),
              (3, 'T0ACME', 'Q–A  1', 'q–a  1', 'Dash', '', true, '[]', '[]', '[]')""",
    """INSERT INTO stages (release_id, server, workspace, position, date, status)
       VALUES (1, 'standard', 'T0ACME', 0, '2027-03-01', 'planned'),
              (2, 'standard', 'T0ACME', 0, '2027-03-02', 'planned'),
              (3, 'standard', 'T0ACME', 0, '2027-03-03', 'planned')""",
    """INSERT INTO integrations (id, workspace, name, folded, channel, owners)
       VALUES (1, 'T0ACME', 'Acme - EU', 'acme - eu', 'C1', '[]'),
              (2, 'T0ACME', 'Acme – EU', 'acme – eu', 'C2', '[]')""",
    """INSERT INTO cases (workspace, number, opened_by, opened_at, channel, thread_channel, urgent, state,
                          release, integrations, summary, notes)
       VALUES ('T0ACME', 1, 'U0ANA', '2027-03-02 09:00:00', 'C1', 'C1', true, 'open',
               'Spring ’27', '["Globex", "Acme – EU"]', 'Broken', '[]'),
              ('T0ACME', 2, 'U0ANA', '2027-03-02 09:00:00', 'C1', 'C1', true, 'open',
               'Spring ''27', '["Acme - EU"]', 'Broken', '[]')""",
    """INSERT INTO history (workspace, at, "by", thing, name, folded, field, old, new, why)
       VALUES ('T0ACME', '2027-01-01 09:00:00', 'U0ANA', 'release', 'Spring ’27', 'spring ’27', 'title', 'A',
               'Curly', ''),
              ('T0ACME', '2027-01-01 09:00:00', 'U0ANA', 'release', 'Gone – EU', 'gone – eu', 'title', 'B',
               NULL, '')""",
    """INSERT INTO deliveries (workspace, topic, channel, kind, server, number, revision, action, state,
                               due_at, attempts, searches, reason)
       VALUES ('T0ACME', 'release:Spring ’27', 'C1', 'preview', 'standard', -1, 0, 'post', 'sent',
               '2027-02-01 09:00:00', 1, 0, ''),
              ('T0ACME', 'release:Spring ''27', 'C1', 'preview', 'standard', -1, 0, 'post', 'sent',
               '2027-02-01 09:00:00', 1, 0, '')""",
)


@pytest.fixture(params=KINDS)
def upgraded(request: pytest.FixtureRequest, file: Path, names: Iterator[str]) -> Iterator[Connection]:
    """A database in which names were told apart by more than they are today, brought up to date."""
    if request.param == "sqlite":
        engine = sqlite.engine_for(file)
        upgrading = partial(sqlite.upgrading, engine)
    else:
        server: TestServer = request.getfixturevalue("server")
        url = make_url(server.create(next(names)))
        engine, upgrading = postgres.engine_for(url), partial(postgres.upgrading, url)
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0003")
        for statement in STORED:
            connection.exec_driver_sql(statement)
    migrate(engine, upgrading)
    with engine.begin() as connection:
        yield connection
    engine.dispose()


@pytest.fixture
def ledger(upgraded: Connection) -> SqlLedger:
    return SqlLedger(upgraded, workspace="T0ACME", policy=Policy(), now=NOW)


def test_both_stay_and_the_later_one_gets_a_number(ledger: SqlLedger) -> None:
    assert [(each.name, each.title) for each in ledger.releases()] == [
        ("Spring '27", "Plain"),
        ("Spring ’27 (2)", "Curly"),
        ("Q–A  1", "Dash"),
    ]
    assert [each.name for each in ledger.integrations()] == ["Acme - EU", "Acme – EU (2)"]


@pytest.mark.exhaustive(quick=2)
@pytest.mark.parametrize(
    ("typed", "title"), [("spring ’27", "Plain"), ("Spring '27 (2)", "Curly"), ("q-a 1", "Dash")]
)
def test_each_is_found(ledger: SqlLedger, typed: str, title: str) -> None:
    found = ledger.release(typed)
    assert found
    assert found.title == title


def test_what_was_said_and_reported_of_each_stays_with_it(ledger: SqlLedger) -> None:
    plain, curly, _ = ledger.releases()
    assert len(ledger.deliveries(plain.topic)) == len(ledger.deliveries(curly.topic)) == 1
    assert [(case.release, case.integrations) for case in ledger.cases()] == [
        ("Spring ’27 (2)", ("Globex", "Acme – EU (2)")),
        ("Spring '27", ("Acme - EU",)),
    ]


def test_each_keeps_its_history(ledger: SqlLedger) -> None:
    assert [change.new for change in ledger.history(Kept.RELEASE, "Spring '27 (2)")] == ["Curly"]
    assert ledger.history(Kept.RELEASE, "Spring '27") == ()
    assert [change.old for change in ledger.history(Kept.RELEASE, "Gone - EU")] == ["B"]
