"""PostgreSQL: what a person reads when it cannot be used, and how the next use case goes on."""

import logging
import socket
import subprocess
import sys
import traceback
from collections.abc import Callable, Iterator
from datetime import UTC, datetime

import pytest
from sqlalchemy import Engine, make_url
from sqlalchemy.exc import OperationalError, ProgrammingError

from rollouts.policy import Policy
from rollouts.ports import Ledger
from storage.database import Database
from storage.errors import DatabaseUnavailable, SchemaTooNew
from storage.postgres import TRIES, PostgresDatabase, engine_for
from storage.postgres_troubles import told
from tests.storage.postgres_server import TestServer

NINE = datetime(2026, 11, 23, 9, tzinfo=UTC)


def servers(ledger: Ledger) -> int:
    return len(ledger.servers())


@pytest.fixture
def postgres_engine(postgres_url: str) -> Iterator[Engine]:
    engine = engine_for(make_url(postgres_url))
    yield engine
    engine.dispose()


@pytest.fixture
def ann(server: TestServer) -> Iterator[str]:
    """A user who needs a password, and may make nothing."""
    server.do("CREATE ROLE ann LOGIN PASSWORD 'hunter2'")
    yield "ann"
    server.do("DROP ROLE ann")


def test_a_password_is_used_and_never_told(
    server: TestServer, ann: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    database = Database(server.url("migrated", user=f"{ann}:hunter2"))
    # She is let in: what she may not do there is another matter.
    with pytest.raises(DatabaseUnavailable, match="may not make or change tables") as refused:
        database.only_workspace(Policy())
    database.close()
    wrong = Database(server.url("migrated", user=f"{ann}:letmein"))
    with pytest.raises(
        DatabaseUnavailable, match=r"database migrated at 127\.0\.0\.1 .*password authentication failed"
    ) as locked_out:
        wrong.open()
    wrong.close()
    told_to_all = caplog.text + "".join(
        "".join(traceback.format_exception(each.value)) for each in (refused, locked_out)
    )
    assert "hunter2" not in told_to_all
    assert "letmein" not in told_to_all


def test_a_database_that_is_not_there_is_named(
    server: TestServer, open_at: Callable[[str], Database]
) -> None:
    with pytest.raises(
        DatabaseUnavailable, match=r"database nowhere at .*\(database \"nowhere\" does not exist\)"
    ):
        open_at(server.url("nowhere"))


def test_a_server_that_is_not_there_is_named(open_at: Callable[[str], Database]) -> None:
    with pytest.raises(DatabaseUnavailable, match=r"no connection could be made \(Connection refused\)"):
        open_at("postgresql://ann:hunter2@127.0.0.1:1/fortnight")


@pytest.mark.parametrize(
    ("option", "said"),
    [
        ("sslmode=require", r"\(server does not support SSL, but SSL was required\)"),
        ("sslmode=always", r"\(invalid sslmode value: \"always\"\)"),
        ("port=many", r"\(invalid integer value \"many\" for connection option \"port\"\)"),
        ("host=/nowhere", r"\(No such file or directory\)"),
    ],
)
def test_an_option_that_leads_nowhere_is_told_in_the_words_of_libpq(
    server: TestServer, open_at: Callable[[str], Database], option: str, said: str
) -> None:
    with pytest.raises(DatabaseUnavailable, match=f"no connection could be made {said}"):
        open_at(f"{server.url('migrated')}?{option}")


def test_options_of_the_address_stand_beside_ours(server: TestServer) -> None:
    options = "application_name=two&options=-c%20work_mem%3D8MB&host=127.0.0.1&host=127.0.0.1"
    engine = engine_for(make_url(f"{server.url('migrated')}?{options}&port={server.port}"))
    with engine.begin() as connection:
        names = ("application_name", "work_mem", "lock_timeout")
        found = [connection.exec_driver_sql(f"SHOW {name}").scalar() for name in names]
    engine.dispose()
    assert found == ["two", "8MB", "5s"]


@pytest.mark.parametrize("scheme", ["postgresql", "postgres", "postgresql+psycopg"])
def test_each_way_to_write_the_scheme_is_understood(server: TestServer, scheme: str) -> None:
    database = Database(server.url("migrated").replace("postgresql", scheme, 1))
    database.open()
    database.close()


def test_a_server_that_does_not_answer_is_waited_for_and_named() -> None:
    with socket.create_server(("127.0.0.1", 0)) as mute:
        url = make_url(f"postgresql://127.0.0.1:{mute.getsockname()[1]}/x?sslmode=disable")
        engine = engine_for(url, wait_seconds=0.01)
        with pytest.raises(OperationalError) as caught:
            engine.connect()
    assert told(caught.value) == "no connection could be made (connection timeout expired)"
    engine.dispose()


def test_a_server_that_falls_silent_is_given_up_and_connected_to_anew(postgres_url: str) -> None:
    engine = engine_for(make_url(postgres_url), wait_seconds=0.25)
    with pytest.raises(OperationalError) as caught, engine.begin() as connection:
        connection.exec_driver_sql("SET LOCAL statement_timeout = 0; SELECT pg_sleep(60)")
    assert told(caught.value) == "the server cannot be reached, or the connection to it was lost"
    with engine.begin() as connection:
        assert connection.exec_driver_sql("SELECT 1").scalar() == 1
    engine.dispose()


def test_a_lost_connection_is_told_and_the_next_use_case_has_a_new_one(
    server: TestServer, postgres_url: str, open_at: Callable[[str], Database]
) -> None:
    workspace = open_at(postgres_url).workspace("T0ACME", Policy())
    assert workspace.run_sync(servers, now=NINE) == 2
    server.cut_off(postgres_url)
    with pytest.raises(DatabaseUnavailable, match="the connection to it was lost"):
        workspace.run_sync(servers, now=NINE)
    assert workspace.run_sync(servers, now=NINE) == 2


def test_a_connection_lost_within_a_use_case_leaves_nothing_by_halves(
    server: TestServer, postgres_url: str, open_at: Callable[[str], Database]
) -> None:
    def save_and_lose(ledger: Ledger) -> None:
        ledger.save_servers(ledger.servers()[:1])
        server.cut_off(postgres_url)

    workspace = open_at(postgres_url).workspace("T0ACME", Policy())
    with pytest.raises(DatabaseUnavailable):
        workspace.run_sync(save_and_lose, now=NINE)
    assert workspace.run_sync(servers, now=NINE) == 2


@pytest.mark.parametrize(
    ("statements", "said"),
    [
        (["SET LOCAL statement_timeout = 10", "SELECT pg_sleep(60)"], "the server took too long"),
        (["SET TRANSACTION READ ONLY", "CREATE TABLE more (x int)"], "lets nothing be written"),
        (["SET LOCAL lock_timeout = 10", "LOCK TABLE cases"], "kept it locked for too long"),
    ],
    ids=["statement", "read-only", "lock"],
)
def test_what_the_server_refuses_is_told_in_plain_words(
    postgres_engine: Engine, postgres_url: str, statements: list[str], said: str
) -> None:
    other = engine_for(make_url(postgres_url))
    with other.begin() as holder:
        holder.exec_driver_sql("LOCK TABLE cases")
        with pytest.raises(DatabaseUnavailable, match=said):
            run(PostgresDatabase(make_url(postgres_url)), postgres_engine, statements)
    other.dispose()


def run(place: PostgresDatabase, engine: Engine, statements: list[str]) -> None:
    with place.troubles_told(), engine.begin() as connection:
        for statement in statements:
            connection.exec_driver_sql(statement)


def test_an_error_of_the_program_is_not_taken_for_trouble_with_the_server(
    postgres_engine: Engine, postgres_url: str
) -> None:
    with pytest.raises(ProgrammingError, match="nowhere"):
        run(PostgresDatabase(make_url(postgres_url)), postgres_engine, ["SELECT * FROM nowhere"])


def test_a_deadlock_is_tried_again_and_given_up_in_the_end(
    postgres_engine: Engine, postgres_url: str
) -> None:
    def deadlock(alone: bool) -> None:  # noqa: FBT001 - as the database calls it
        tries.append(alone)
        with postgres_engine.begin() as connection:
            connection.exec_driver_sql("DO $$ BEGIN RAISE SQLSTATE '40P01'; END $$")

    tries: list[bool] = []
    place = PostgresDatabase(make_url(postgres_url))
    with pytest.raises(DatabaseUnavailable, match="in the way again and again"), place.troubles_told():
        place.attempt(deadlock)
    assert tries == [False] * TRIES


def test_the_server_ends_what_waits_or_stalls_for_too_long(postgres_engine: Engine) -> None:
    wanted = {
        "lock_timeout": "5s",
        "statement_timeout": "10s",
        "idle_in_transaction_session_timeout": "10s",
        "transaction_isolation": "read committed",
        "application_name": "fortnight",
    }
    with postgres_engine.begin() as connection:
        assert {name: connection.exec_driver_sql(f"SHOW {name}").scalar() for name in wanted} == wanted


def test_any_number_of_processes_may_lock_it(postgres_url: str) -> None:
    replicas = [Database(postgres_url) for _ in range(2)]
    for replica in replicas:
        replica.lock()
    for replica in replicas:
        replica.close()


def test_a_database_of_a_newer_fortnight_is_refused(
    postgres_engine: Engine, postgres_url: str, open_at: Callable[[str], Database]
) -> None:
    with postgres_engine.begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(SchemaTooNew, match=r"newer Fortnight \(its schema is 9999"):
        open_at(postgres_url)


def test_without_the_driver_a_person_reads_how_to_get_it() -> None:
    start = """
import sys
sys.modules["psycopg"] = None
from storage.database import Database
from storage.errors import DatabaseUnavailable
try:
    Database("postgresql://ann:hunter2@db.example/fortnight")
except DatabaseUnavailable as error:
    print(error)
"""
    done = subprocess.run([sys.executable, "-c", start], capture_output=True, text=True, check=True)  # noqa: S603 - our own text
    assert done.stdout.strip() == (
        "Fortnight needs one more package to use PostgreSQL: pip install 'fortnight[postgres]'"
    )


def test_an_sqlite_file_needs_no_driver_of_postgres(file: str) -> None:
    start = """
import sys
from storage.database import Database
Database(sys.argv[1]).close()
print([name for name in sys.modules if name.startswith("psycopg")])
"""
    command = [sys.executable, "-c", start, f"sqlite:///{file}"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603 - our own text
    assert done.stdout.strip() == "[]"
