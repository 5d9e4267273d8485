"""What an older Fortnight has stored comes through an upgrade."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, Engine, make_url, text

from rollouts.item_keys import keys_for
from rollouts.policy import Policy
from storage import postgres, sqlite
from storage.ledger import SqlLedger
from storage.schema import MIGRATIONS, migrate
from tests.storage.conftest import KINDS
from tests.storage.postgres_server import TestServer

Empty = tuple[Engine, Callable[[], AbstractContextManager[Connection]]]


@pytest.fixture(params=KINDS)
def empty(request: pytest.FixtureRequest, file: Path, names: Iterator[str]) -> Iterator[Empty]:
    """A database of each kind without tables, and how it is upgraded."""
    if request.param == "sqlite":
        engine = sqlite.engine_for(file)
        upgrading = partial(sqlite.upgrading, engine)
    else:
        server: TestServer = request.getfixturevalue("server")
        url = make_url(server.create(next(names)))
        engine, upgrading = postgres.engine_for(url), partial(postgres.upgrading, url)
    yield engine, upgrading
    engine.dispose()


def upgraded(empty: Empty, version: str, *stored: str) -> Engine:
    """Make the tables of that version, store something, and upgrade to the newest."""
    engine, upgrading = empty
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, version)
        connection.execute(text("INSERT INTO workspaces VALUES ('T0ACME')"))
        for statement in stored:
            connection.exec_driver_sql(statement)
    migrate(engine, upgrading)
    return engine


def ledger(connection: Connection) -> SqlLedger:
    return SqlLedger(
        connection, workspace="T0ACME", policy=Policy(), now=datetime(2026, 11, 23, 9, tzinfo=UTC)
    )


def test_what_a_release_brings_gets_the_keys_that_it_would_have_got_when_entered(empty: Empty) -> None:
    engine = upgraded(
        empty,
        "0001",
        """
        INSERT INTO releases VALUES (1, 'T0ACME', '2026.11', '2026.11', 'Refresh', '', true,
            '["Bar  moves", "Icons", "Icons"]',
            '[{"name": "Dark mode", "how_to_enable": "Ask", "enabled_by_default": false}]', '[]', NULL)
        """,
        "INSERT INTO stages VALUES (1, 'standard', 'T0ACME', 0, '2026-11-30', 'planned', NULL, NULL)",
    )
    with engine.begin() as connection:
        release = ledger(connection).release("2026.11")
    assert release
    texts = [change.text for change in release.ui_changes]
    assert texts == ["Bar  moves", "Icons", "Icons"]
    assert tuple(change.key for change in release.ui_changes) == keys_for(texts=texts, known={})
    (dark,) = release.opt_ins
    assert (dark.name, dark.how_to_enable, dark.key) == (
        "Dark mode",
        "Ask",
        *keys_for(texts=["Dark mode"], known={}),
    )
