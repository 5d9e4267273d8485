"""A database of every schema that ever landed, filled as it was then, is upgraded and read whole."""

import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import datetime
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import Connection, Engine, make_url

from bot.slack.poster import mark_of
from rollouts import kinds
from rollouts.cases import NoteKind
from rollouts.deliveries import Announcement, Key, NewDelivery, State
from rollouts.delivery.catching_up import plan_downtime_summary
from rollouts.delivery.paused_channels import pause_channel, told_as, topic_of
from rollouts.item_keys import keys_for
from rollouts.kinds import (
    CASE_COPY,
    CASE_FILES,
    CASE_FILES_LEFT,
    CASE_IS_OPEN,
    CORRECTION,
    DUE,
    HOLD_QUESTION,
    KINDS,
    NAMES_UNKNOWN,
    NOT_CONFIRMED,
    SHARED_ANSWER,
)
from rollouts.policy import Policy
from rollouts.statements import statement_of
from rollouts.topics import Topic, TopicKind
from storage import postgres, sqlite
from storage.ledger import SqlLedger
from storage.schema import known_versions, migrate, version_of
from tests.storage.conftest import KINDS as DATABASES
from tests.storage.postgres_server import TestServer
from tests.storage.schemas.store import HERE, NOW, SHUT_AT

DUMPS = sorted(HERE.glob("*.sql"))
WITH_MARKS = [dump for dump in DUMPS if dump.stem < "0003"]
"""The stored databases that hold the very text of the marks: since then an announcement is fields."""
FIRST_KEYS = "0002"
FIRST_STATEMENTS = "0005"
"""The schemas that were the first to hold them."""

Stored = tuple[str, Engine, Callable[[], None]]


@pytest.mark.parametrize("database", DATABASES)
@pytest.mark.parametrize("version", known_versions())
def test_every_schema_is_stored(version: str, database: str) -> None:
    how = "Run `python -m tests.storage.schemas.store` and commit what it writes."
    assert (HERE / f"{version}.{database}.sql").exists(), how


def _statements(dump: Path) -> list[str]:
    return [statement for statement in dump.read_text().split(";\n") if statement.strip()]


@contextmanager
def _filled(dump: Path, folder: Path, request: pytest.FixtureRequest) -> Iterator[Stored]:
    """A database as it was stored: its version, an engine, and how to upgrade it."""
    version, database, _ = dump.name.split(".")
    if database == "sqlite":
        file = folder / "fortnight.db"
        with closing(sqlite3.connect(file)) as filled:
            filled.executescript(dump.read_text())
        engine = sqlite.engine_for(file)
        yield version, engine, partial(migrate, engine, partial(sqlite.upgrading, engine))
    else:
        server: TestServer = request.getfixturevalue("server")
        url = make_url(server.create(next(request.getfixturevalue("names"))))
        engine = postgres.engine_for(url)
        with engine.begin() as connection:
            for statement in _statements(dump):
                connection.exec_driver_sql(statement.replace("%", "%%"))
        engine.dispose()
        yield version, engine, partial(migrate, engine, partial(postgres.upgrading, url))
    engine.dispose()


@pytest.fixture(params=WITH_MARKS, ids=lambda dump: dump.stem)
def stored(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Stored]:
    """A database that the test upgrades itself."""
    with _filled(request.param, tmp_path, request) as found:
        yield found


@pytest.fixture(scope="module", params=DUMPS, ids=lambda dump: dump.stem)
def up_to_date(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[str, Engine]]:
    """A stored database after its upgrade, and the version that it had; each test takes back what it did."""
    with _filled(request.param, tmp_path_factory.mktemp("stored"), request) as (version, engine, upgrade):
        upgrade()
        yield version, engine


CAME_LATER = {
    CASE_COPY,
    CASE_FILES,
    CASE_FILES_LEFT,
    CASE_IS_OPEN,
    CORRECTION,
    DUE,
    HOLD_QUESTION,
    NAMES_UNKNOWN,
    NOT_CONFIRMED,
    SHARED_ANSWER,
    kinds.CASE_ANSWER,
    kinds.CASE_ANSWER_TOLD,
    kinds.CASE_ASKED,
    kinds.CASE_MAIL,
    kinds.CASE_STEP,
    kinds.CASE_THERE,
    kinds.CASE_MAILED,
    kinds.MAILBOX_CLOSED,
    kinds.DRAFT,
    kinds.VENDOR_WORD,
    kinds.CASE_TICK,
    kinds.TEST_REMINDER,
    kinds.VERDICT,
    kinds.WINDOW_REPORT,
}
"""Kinds that the oldest of the stored databases cannot hold."""


@pytest.fixture
def upgraded(up_to_date: tuple[str, Engine]) -> Iterator[Connection]:
    _, engine = up_to_date
    with engine.connect() as connection:
        yield connection
        connection.rollback()


@pytest.fixture
def version(up_to_date: tuple[str, Engine]) -> str:
    """The version in which the database was stored."""
    version, _ = up_to_date
    return version


def ledger_in(connection: Connection, *, now: datetime = NOW) -> SqlLedger:
    return SqlLedger(connection, workspace="T0ACME", policy=Policy(alerts_to=("U0MAYA",)), now=now)


@pytest.mark.exhaustive(quick=4)
def test_it_comes_up_to_the_newest_schema(upgraded: Connection) -> None:
    assert version_of(upgraded) == known_versions()[-1]


@pytest.mark.exhaustive(quick=4)
def test_nothing_is_lost_of_what_was_delivered(upgraded: Connection) -> None:
    rows = ledger_in(upgraded).recent(limit=1000)
    stored = {row.key.announcement.kind for row in rows}
    assert set(KINDS.values()) - stored <= CAME_LATER
    of_each_state = Counter((row.key.topic, row.key.announcement, row.state) for row in rows)
    # Each announcement was stored in every state; its update is planned.
    assert {state for _, _, state in of_each_state} == set(State)
    assert {times for (_, _, state), times in of_each_state.items() if state is not State.PLANNED} == {1}
    assert {times for (_, _, state), times in of_each_state.items() if state is State.PLANNED} == {2}


@pytest.mark.exhaustive(quick=4)
def test_what_was_sent_before_statements_were_kept_is_assumed_to_have_told_what_is_true(
    upgraded: Connection, version: str
) -> None:
    ledger = ledger_in(upgraded)
    release = ledger.release("2026.11")
    assert release
    true = statement_of(release=release, today=NOW.date())
    told = [row for row in ledger.deliveries(release.topic) if row.statement]
    if version < FIRST_STATEMENTS:
        assert {row.statement for row in told} == {replace(true, is_assumed=True)}
        assert {row.state for row in told} == {State.SENT, State.CLAIMED, State.UNKNOWN}
    else:
        assert {row.statement for row in told} == {true}
    assert told
    assert all(tells(row.key.announcement.kind) for row in told)


def tells(kind: kinds.Kind) -> bool:
    return kind.topic is TopicKind.RELEASE and kind.placement is kinds.Placement.CARD_OR_REPLY


def test_items_of_a_release_have_the_keys_that_they_would_have_got_when_entered(
    upgraded: Connection, version: str
) -> None:
    release = ledger_in(upgraded).release("2026.11")
    assert release
    (change,), (opt_in,) = release.ui_changes, release.opt_ins
    assert (change.text, opt_in.name, opt_in.how_to_enable) == ("Bar", "Offline mode", "Settings")
    if version < FIRST_KEYS:
        as_entered = (*keys_for(texts=["Bar"], known={}), *keys_for(texts=["Offline mode"], known={}))
        assert (change.key, opt_in.key) == as_entered
    else:
        assert (change.key, opt_in.key) == ("k1", "k2")


@pytest.mark.exhaustive(quick=4)
def test_everything_else_is_read_as_it_was(upgraded: Connection) -> None:
    ledger = ledger_in(upgraded)
    (case,) = ledger.cases()
    assert [note.kind for note in case.notes] == [NoteKind.DETAILS, NoteKind.ACKNOWLEDGED]
    assert [release.name for release in ledger.releases()] == ["2026.11", "2026.12: a patch"]
    assert [integration.name for integration in ledger.integrations()] == ["Acme LMS"]
    assert [check.environment for check in ledger.checks("2026.11")] == ["production"]
    assert [(pause.channel, pause.since) for pause in ledger.pauses()] == [("C0SHUT", SHUT_AT)]


@pytest.mark.exhaustive(quick=4)
def test_new_deliveries_get_ids_after_the_old_ones(upgraded: Connection) -> None:
    ledger = ledger_in(upgraded)
    highest = max(row.id for row in ledger.recent(limit=1000))
    pause_channel(ledger=ledger, channel="U0NEW", reason="is_archived")
    assert [row.id > highest for row in ledger.deliveries(topic_of("U0NEW"))] == [True]


@pytest.mark.exhaustive(quick=2)
def test_marks_of_messages_that_were_posted_stay_as_they_were(stored: Stored) -> None:
    _, engine, upgrade = stored
    with engine.begin() as connection:
        before = connection.exec_driver_sql(
            "SELECT topic, announcement, channel, revision, workspace, id FROM deliveries"
        ).all()
    upgrade()
    with engine.begin() as connection:
        ledger = ledger_in(connection)
        after = {row.id: mark_of(row.key) for row in ledger.recent(limit=1000)}
    marks = {row.id: row._asdict() for row in before if row.workspace == "T0ACME"}
    assert marks
    assert after == {
        number: {name: mark[name] for name in ("topic", "announcement", "channel", "revision")}
        for number, mark in marks.items()
    }


def test_a_channel_that_is_paused_is_still_told_of_by_its_message(upgraded: Connection) -> None:
    ledger = ledger_in(upgraded)
    (pause,) = ledger.pauses()
    told = {row.key.announcement for row in ledger.deliveries(topic_of("C0SHUT"))}
    assert told == {told_as(pause)}


@pytest.mark.exhaustive(quick=4)
def test_the_next_pause_of_that_channel_is_told_anew(upgraded: Connection) -> None:
    ledger = ledger_in(upgraded)
    (before,) = ledger.pauses()
    ledger.resume("C0SHUT")
    pause_channel(ledger=ledger, channel="C0SHUT", reason="is_archived")
    (pause,) = ledger.pauses()
    assert pause.number == before.number + 1
    assert told_as(pause) in {row.key.announcement for row in ledger.deliveries(topic_of("C0SHUT"))}


@pytest.mark.exhaustive(quick=4)
def test_what_a_summary_named_before_is_named_by_no_later_one(upgraded: Connection) -> None:
    ledger = ledger_in(upgraded, now=NOW.replace(hour=20))
    plan_downtime_summary(ledger)
    *earlier, newest = sorted(
        {row.key.announcement for row in ledger.deliveries(Topic.parse("downtime"))},
        key=lambda announcement: announcement.number or 0,
    )
    named = [number for summary in earlier for number in summary.posts]
    assert sorted(named) == [1, 2, 3, 4]
    assert newest.posts
    assert set(newest.posts).isdisjoint(named)


def test_a_kind_that_is_not_in_the_table_is_named(sql_ledger: SqlLedger, any_connection: Connection) -> None:
    key = Key(Topic.parse("release:1"), Announcement(kinds.PREVIEW, "standard"), "C1")
    sql_ledger.plan([NewDelivery(key, NOW)])
    shorter = kinds.Kinds(kinds.REMINDER)
    older = SqlLedger(any_connection, workspace="T0ACME", policy=Policy(), now=NOW, kinds=shorter)
    with pytest.raises(ValueError, match="'preview' is no kind of announcement: reminder"):
        older.recent(limit=1)
