# ruff: noqa: S608 - our own words
"""Names that a dash or a quote of another sort told apart until now come through an upgrade as two."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from importlib import import_module
from pathlib import Path

import pytest
from alembic.migration import MigrationContext
from alembic.operations import Operations
from sqlalchemy import Connection, make_url

from rollouts.cases import Case
from rollouts.deliveries import Announcement, Key, NewDelivery
from rollouts.history import Change, Kept
from rollouts.integrations import Environment, Integration
from rollouts.kinds import PREVIEW
from rollouts.policy import Policy
from storage import postgres, sqlite
from storage.ledger import SqlLedger
from storage.schema import migrate
from tests.storage.conftest import KINDS
from tests.storage.postgres_server import TestServer
from tests.support.story import RELEASE

NOW = datetime(2027, 3, 2, 9, tzinfo=UTC)
DASHED, LONG = "Q-A", "Q⸺A"
RENAMED = {"second": LONG, "third": "❝Spring❞"}


def as_it_was() -> Iterator[str]:
    """Yield what gives the second of each a name that was another one until now."""
    for name, said in RENAMED.items():
        yield f"UPDATE releases SET name = '{said}', folded = '{said.lower()}' WHERE name = '{name}'"
        yield f"UPDATE deliveries SET topic = 'release:{said}' WHERE topic = 'release:{name}'"
        yield f"UPDATE cases SET release = '{said}' WHERE release = '{name}'"
        yield f"UPDATE history SET name = '{said}', folded = '{said.lower()}' WHERE name = '{name}'"
    yield "UPDATE integrations SET name = 'Acme⸺EU', folded = 'acme⸺eu' WHERE name = 'Acme two'"
    yield f"""UPDATE cases SET integrations = '["Acme⸺EU"]' WHERE release = '{LONG}'"""


def write(ledger: SqlLedger) -> None:
    """Write two of each whose names are told apart below, with what was said, reported and changed."""
    for name in (DASHED, "second", "third"):
        release = replace(RELEASE, name=name, title=f"of {name}")
        ledger.save_release(release)
        ledger.plan([NewDelivery(Key(release.topic, Announcement(PREVIEW, "standard"), f"C {name}"), NOW)])
        ledger.save_case(Case("U0ANA", NOW, "C1", "C1", release=name, integrations=("Acme-EU",)))
        ledger.note_changes([Change(NOW, "U0ANA", Kept.RELEASE, name, "title", "A", f"of {name}", "")])
    for name in ("Acme-EU", "Acme two"):
        ledger.save_integration(Integration(name, "C1", (), (Environment("production", "standard"),)))


@pytest.fixture(params=KINDS)
def upgraded(request: pytest.FixtureRequest, file: Path, names: Iterator[str]) -> Iterator[Connection]:
    """A database from before, brought up to date."""
    if request.param == "sqlite":
        engine = sqlite.engine_for(file)
        upgrading = partial(sqlite.upgrading, engine)
    else:
        server: TestServer = request.getfixturevalue("server")
        url = make_url(server.create(next(names)))
        engine, upgrading = postgres.engine_for(url), partial(postgres.upgrading, url)
    migrate(engine, upgrading)
    with engine.begin() as connection:
        connection.exec_driver_sql("INSERT INTO workspaces (key, calendar_version) VALUES ('T0ACME', 0)")
        write(SqlLedger(connection, workspace="T0ACME", policy=Policy(), now=NOW))
        for statement in as_it_was():
            connection.exec_driver_sql(statement)
        # That step alone, once more: those after it have been taken already.
        with Operations.context(MigrationContext.configure(connection)):
            import_module("storage.migrations.versions.0029_more_dashes_and_quotes").upgrade()
    with engine.begin() as connection:
        yield connection
    engine.dispose()


@pytest.fixture
def ledger(upgraded: Connection) -> SqlLedger:
    return SqlLedger(upgraded, workspace="T0ACME", policy=Policy(), now=NOW)


def test_both_stay_and_the_later_one_gets_a_number(ledger: SqlLedger) -> None:
    assert {each.name: each.title for each in ledger.releases()} == {
        DASHED: "of Q-A",
        f"{LONG} (2)": "of second",
        "❝Spring❞": "of third",
    }
    assert [each.name for each in ledger.integrations()] == ["Acme-EU", "Acme⸺EU (2)"]


@pytest.mark.parametrize(
    ("typed", "title"), [("q-a", "of Q-A"), ("Q—A (2)", "of second"), ("“spring”", "of third")]
)
def test_each_is_found_by_any_dash_or_quote(ledger: SqlLedger, typed: str, title: str) -> None:
    found = ledger.release(typed)
    assert found
    assert found.title == title


def test_what_was_said_reported_and_changed_of_each_stays_with_it(ledger: SqlLedger) -> None:
    for name, channel in ((DASHED, "C Q-A"), (f"{LONG} (2)", "C second"), ("❝Spring❞", "C third")):
        release = ledger.release(name)
        assert release
        assert ledger.release_with_key(release.key) == release
        assert [post.key.channel for post in ledger.deliveries(release.topic)] == [channel]
        assert [change.new for change in ledger.history(Kept.RELEASE, name)] == [release.title]
    assert sorted((case.release, case.integrations) for case in ledger.cases()) == [
        (DASHED, ("Acme-EU",)),
        (f"{LONG} (2)", ("Acme⸺EU (2)",)),
        ("❝Spring❞", ("Acme-EU",)),
    ]
