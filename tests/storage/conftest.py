"""Ledgers and databases of each kind, as the contract tests take them: SQLite files, PostgreSQL, memory."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from functools import partial
from itertools import count
from pathlib import Path

import pytest
from sqlalchemy import Connection, Engine, insert, make_url

from rollouts.policy import Policy
from rollouts.ports import Ledger
from storage import postgres, sqlite
from storage.database import Database
from storage.ledger import SqlLedger
from storage.schema import migrate
from storage.tables import WORKSPACES
from storage.workspace import Workspace
from tests.storage.postgres_server import TestServer, running
from tests.support.databases import new_file
from tests.support.memory_ledger import MemoryLedger

KINDS = ["sqlite", "postgres"]


@pytest.fixture
def now() -> datetime:
    return datetime(2026, 11, 23, 9, tzinfo=UTC)


@pytest.fixture
def policy() -> Policy:
    return Policy(timezone="Europe/Berlin", managers=frozenset({"U0ANA"}))


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "fortnight.db"


@pytest.fixture(scope="session")
def server() -> Iterator[TestServer]:
    """A PostgreSQL server, with a database `migrated` that has the newest tables and nothing in them."""
    with running() as server:
        url = make_url(server.create("migrated"))
        engine = postgres.engine_for(url)
        migrate(engine, partial(postgres.upgrading, url))
        engine.dispose()
        yield server


@pytest.fixture(scope="session")
def names() -> Iterator[str]:
    """Names of databases, each used once."""
    return (f"test_{number}" for number in count())


@pytest.fixture
def postgres_url(server: TestServer, names: Iterator[str]) -> Iterator[str]:
    """A PostgreSQL database of one's own, with the newest tables."""
    name = next(names)
    yield server.create(name, template="migrated")
    server.drop(name)


@pytest.fixture(params=KINDS)
def url(request: pytest.FixtureRequest, file: Path) -> str:
    """The address of a database of each kind."""
    if request.param == "sqlite":
        return f"sqlite:///{new_file(file.parent)}"
    found: str = request.getfixturevalue("postgres_url")
    return found


@pytest.fixture
def open_at() -> Iterator[Callable[[str], Database]]:
    """Open the database at an address; what was opened is closed after the test."""
    opened: list[Database] = []

    def open_it(url: str) -> Database:
        database = Database(url)
        opened.append(database)
        database.open()
        return database

    yield open_it
    for database in opened:
        database.close()


@pytest.fixture
def open_database(open_at: Callable[[str], Database], url: str) -> Callable[[], Database]:
    """Open the same database once more."""
    return lambda: open_at(url)


@pytest.fixture
def database(open_database: Callable[[], Database]) -> Database:
    return open_database()


@pytest.fixture
def open_workspace(open_database: Callable[[], Database], policy: Policy) -> Callable[[], Workspace]:
    """Open the same workspace once more, as another process does."""
    return lambda: open_database().workspace("T0ACME", policy)


@pytest.fixture
def workspace(open_workspace: Callable[[], Workspace]) -> Workspace:
    return open_workspace()


@pytest.fixture
def any_engine(url: str) -> Iterator[Engine]:
    """An engine of one's own for the database that `open_database` opens."""
    parts = make_url(url)
    is_file = parts.drivername == "sqlite"
    engine = sqlite.engine_for(Path(parts.database or "")) if is_file else postgres.engine_for(parts)
    yield engine
    engine.dispose()


@pytest.fixture
def engine(file: Path) -> Iterator[Engine]:
    """The engine for an SQLite file."""
    engine = sqlite.engine_for(new_file(file.parent))
    yield engine
    engine.dispose()


@pytest.fixture
def connection(engine: Engine) -> Iterator[Connection]:
    with engine.begin() as connection:
        yield connection


@pytest.fixture(scope="session")
def shared_engine(server: TestServer) -> Iterator[Engine]:
    """The engine for a PostgreSQL database in which every test takes back what it did."""
    engine = postgres.engine_for(make_url(server.create("shared", template="migrated")))
    yield engine
    engine.dispose()


@pytest.fixture
def postgres_connection(shared_engine: Engine) -> Iterator[Connection]:
    with shared_engine.connect() as connection:
        yield connection
        connection.rollback()


@pytest.fixture(params=KINDS)
def any_connection(request: pytest.FixtureRequest) -> Connection:
    """A connection in a transaction, to a database of each kind."""
    name = "connection" if request.param == "sqlite" else "postgres_connection"
    found: Connection = request.getfixturevalue(name)
    return found


@pytest.fixture
def ledger_of(any_connection: Connection, policy: Policy, now: datetime) -> Callable[[str], SqlLedger]:
    """Make the ledger of one more workspace."""

    def make(workspace: str) -> SqlLedger:
        any_connection.execute(insert(WORKSPACES).values(key=workspace))
        return SqlLedger(any_connection, workspace=workspace, policy=policy, now=now)

    return make


@pytest.fixture
def sql_ledger(ledger_of: Callable[[str], SqlLedger]) -> SqlLedger:
    return ledger_of("T0ACME")


@pytest.fixture
def sqlite_ledger(connection: Connection, policy: Policy, now: datetime) -> SqlLedger:
    connection.execute(insert(WORKSPACES).values(key="T0ACME"))
    return SqlLedger(connection, workspace="T0ACME", policy=policy, now=now)


@pytest.fixture
def postgres_ledger(postgres_connection: Connection, policy: Policy, now: datetime) -> SqlLedger:
    postgres_connection.execute(insert(WORKSPACES).values(key="T0ACME"))
    return SqlLedger(postgres_connection, workspace="T0ACME", policy=policy, now=now)


@pytest.fixture(params=[*KINDS, "memory"])
def ledger(request: pytest.FixtureRequest, policy: Policy, now: datetime) -> Ledger:
    """Each ledger that the contract holds for: the real ones, and the one that tests of the rules take."""
    if request.param == "memory":
        return MemoryLedger(policy).at(now)
    found: Ledger = request.getfixturevalue(f"{request.param}_ledger")
    return found
