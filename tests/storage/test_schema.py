"""The schema: migrations make exactly the tables that the code knows, wholly or not at all."""

import subprocess
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, Inspector, create_engine, inspect, make_url
from sqlalchemy.engine.interfaces import ReflectedIndex
from sqlalchemy.exc import OperationalError

from storage.errors import SchemaTooNew
from storage.postgres import engine_for as engine_for_url
from storage.schema import MIGRATIONS, known_versions, migrate, version_of
from storage.sqlite import engine_for, foreign_keys_off, upgrading
from storage.tables import Record
from tests.storage.postgres_server import TestServer


def test_the_migrations_make_the_tables_of_the_code(any_connection: Connection) -> None:
    context = MigrationContext.configure(
        any_connection, opts={"compare_type": True, "compare_server_default": True}
    )
    assert compare_metadata(context, Record.metadata) == []


@pytest.fixture
def by_code(any_connection: Connection, server: TestServer, names: Iterator[str]) -> Iterator[Engine]:
    """A database of the same kind whose tables were made by the code."""
    is_file = any_connection.dialect.name == "sqlite"
    engine = create_engine("sqlite://") if is_file else engine_for_url(make_url(server.create(next(names))))
    Record.metadata.create_all(engine)
    yield engine
    engine.dispose()


def test_the_migrations_make_the_checks_and_partial_indexes_of_the_code(
    any_connection: Connection, by_code: Engine
) -> None:
    assert details(inspect(any_connection)) == details(inspect(by_code))


def details(inspector: Inspector) -> dict[str, object]:
    return {
        table: (
            sorted(inspector.get_check_constraints(table), key=lambda check: check["name"] or ""),
            sorted(key["name"] or "" for key in inspector.get_foreign_keys(table)),
            inspector.get_pk_constraint(table)["name"],
            sorted((index["name"] or "", _condition(index)) for index in inspector.get_indexes(table)),
        )
        for table in Record.metadata.tables
    }


def _condition(index: ReflectedIndex) -> str:
    return "".join(str(value) for name, value in index.get("dialect_options", {}).items() if "where" in name)


def test_the_newest_version_known_is_the_one_that_alembic_ends_at(connection: Connection) -> None:
    assert version_of(connection) == known_versions()[-1]
    assert ScriptDirectory(str(MIGRATIONS)).get_current_head() == known_versions()[-1]


def test_an_empty_file_has_no_version(file: Path) -> None:
    engine = engine_for(file)
    with engine.begin() as connection:
        assert version_of(connection) is None
    engine.dispose()


def test_migrating_again_changes_nothing(engine: Engine) -> None:
    with engine.begin() as connection:
        before = schema(connection)
    migrate(engine, partial(upgrading, engine))
    with engine.begin() as connection:
        assert schema(connection) == before


def test_a_start_with_nothing_to_migrate_does_not_import_alembic(engine: Engine, file: Path) -> None:
    engine.dispose()
    start = """
import sys
from storage.database import Database

database = Database(sys.argv[1])
database.open()
database.close()
print([name for name in sys.modules if name.split(".")[0] == "alembic"])
"""
    command = [sys.executable, "-c", start, f"sqlite:///{file}"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603 - our own text
    assert done.stdout.strip() == "[]"


def test_a_database_of_a_newer_fortnight_is_refused(engine: Engine) -> None:
    with engine.begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(SchemaTooNew, match=r"newer Fortnight \(its schema is 9999"):
        migrate(engine, partial(upgrading, engine))


def test_a_migration_that_fails_leaves_nothing_by_halves(file: Path) -> None:
    engine = engine_for(file)
    with engine.begin() as connection:
        connection.exec_driver_sql("CREATE VIEW cases AS SELECT 1")
    with pytest.raises(OperationalError, match="cases already exists"):
        migrate(engine, partial(upgrading, engine))
    with engine.begin() as connection:
        assert inspect(connection).get_table_names() == []
    engine.dispose()


def test_a_table_can_be_rebuilt_without_losing_what_refers_to_it(engine: Engine) -> None:
    with engine.begin() as connection:
        connection.exec_driver_sql("INSERT INTO workspaces (key) VALUES ('T1')")
        connection.exec_driver_sql("INSERT INTO servers VALUES ('T1', 'beta', 0, 'Beta', NULL, 0)")
    with engine.connect() as connection, foreign_keys_off(connection), connection.begin():
        connection.exec_driver_sql("CREATE TABLE anew AS SELECT * FROM workspaces")
        connection.exec_driver_sql("DROP TABLE workspaces")
        connection.exec_driver_sql("ALTER TABLE anew RENAME TO workspaces")
    with engine.begin() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM servers").scalar() == 1
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1


def schema(connection: Connection) -> list[object]:
    return list(connection.exec_driver_sql("SELECT name, sql FROM sqlite_master ORDER BY name"))
