"""A ledger over a real file, as the contract tests take it, and a database over one."""

import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import Connection, Engine, insert

from rollouts.policy import Policy
from rollouts.ports import Ledger
from storage.database import Database
from storage.ledger import SqlLedger
from storage.schema import migrate
from storage.sqlite import engine_for, upgrading
from storage.tables import WORKSPACES
from tests.support.memory_ledger import MemoryLedger


@pytest.fixture
def now() -> datetime:
    return datetime(2026, 11, 23, 9, tzinfo=UTC)


@pytest.fixture
def policy() -> Policy:
    return Policy(timezone="Europe/Berlin", managers=frozenset({"U0ANA"}))


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "fortnight.db"


@pytest.fixture
def open_database(file: Path, policy: Policy) -> Iterator[Callable[[], Database]]:
    """Open the file once more; what was opened is closed after the test."""
    opened: list[Database] = []

    def open_it() -> Database:
        database = Database(f"sqlite:///{file}", policy)
        opened.append(database)
        database.open()
        return database

    yield open_it
    for database in opened:
        database.close()


@pytest.fixture
def database(open_database: Callable[[], Database]) -> Database:
    return open_database()


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file with the newest tables and nothing in them, to be copied."""
    file = tmp_path_factory.mktemp("storage") / "migrated.db"
    engine = engine_for(file)
    migrate(engine, upgrading)
    engine.dispose()
    return file


@pytest.fixture
def engine(file: Path, migrated: Path) -> Iterator[Engine]:
    shutil.copy(migrated, file)
    engine = engine_for(file)
    yield engine
    engine.dispose()


@pytest.fixture
def connection(engine: Engine) -> Iterator[Connection]:
    with engine.begin() as connection:
        yield connection


@pytest.fixture
def ledger_of(connection: Connection, policy: Policy) -> Callable[[str], SqlLedger]:
    """Make the ledger of one more workspace."""

    def make(workspace: str) -> SqlLedger:
        connection.execute(insert(WORKSPACES).values(key=workspace))
        return SqlLedger(connection, workspace=workspace, policy=policy)

    return make


@pytest.fixture
def sql_ledger(ledger_of: Callable[[str], SqlLedger]) -> SqlLedger:
    return ledger_of("T0ACME")


@pytest.fixture(params=["sqlite", "memory"])
def ledger(request: pytest.FixtureRequest, policy: Policy) -> Ledger:
    """Each ledger that the contract holds for: the real one, and the one that tests of the rules take."""
    if request.param == "memory":
        return MemoryLedger(policy)
    found: SqlLedger = request.getfixturevalue("sql_ledger")
    return found
