"""One use case, one transaction: kept whole or not at all, by one worker at a time, across restarts."""

import asyncio
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import Engine, Table, insert, select
from sqlalchemy.exc import IntegrityError

from rollouts import kinds
from rollouts.cases import Case
from rollouts.checks import SMOKE_TESTS, Check, CheckState
from rollouts.deliveries import Action, Announcement, Delivery, Key, Pause, State
from rollouts.integrations import Environment, Integration
from rollouts.policy import Policy
from rollouts.ports import Ledger
from rollouts.releases import Release, Stage
from rollouts.servers import DEFAULT_SERVERS
from storage.database import Database
from storage.tables import CASES, CHECKS, DELIVERIES, INTEGRATIONS, PAUSES, RELEASES, SERVERS
from storage.workspace import Workspace
from tests.support.stored import put

NINE = datetime(2026, 11, 23, 9, tzinfo=UTC)
RELEASE = Release(name="2026.11", title="t", stages=(Stage("standard", date(2026, 11, 30)),))
CHANNELS, EACH, WORKERS = 40, 5, 8


def planned(channel: str, *, due: datetime = NINE, revision: int = 0) -> Delivery:
    return Delivery(0, Key(RELEASE.topic, Announcement(kinds.PREVIEW, "standard"), channel, revision), due)


def fill(ledger: Ledger) -> int:
    ledger.save_servers(DEFAULT_SERVERS)
    ledger.save_release(RELEASE)
    ledger.save_integration(Integration("Acme LMS", "C1", environments=(Environment("test", "standard"),)))
    ledger.save_check(
        Check("2026.11", "Acme LMS", "test", "standard", SMOKE_TESTS, CheckState.PASSED, "U0ANA", ledger.now)
    )
    ledger.save_case(Case("U0ANA", ledger.now, "C1", "C2"))
    ledger.pause(Pause("C2", "is_archived", ledger.now, number=1))
    return put(ledger, [planned("C1")])


def fill_and_fail(ledger: Ledger) -> None:
    fill(ledger)
    raise KeyError("halfway")


def contents(ledger: Ledger) -> tuple[object, ...]:
    return (
        ledger.servers(),
        ledger.releases(),
        ledger.integrations(),
        ledger.checks("2026.11"),
        ledger.cases(),
        ledger.pauses(),
        ledger.deliveries(RELEASE.topic),
    )


NOTHING = (DEFAULT_SERVERS, (), (), (), (), (), ())


async def test_a_use_case_gets_its_ledger_request_and_time_and_its_answer_comes_back(
    workspace: Workspace, policy: Policy
) -> None:
    def echo(ledger: Ledger, request: str) -> tuple[Policy, str, datetime]:
        return ledger.policy, request, ledger.now

    assert await workspace.run(echo, "hello", now=NINE) == (policy, "hello", NINE)
    assert workspace.run_sync(echo, "hello", now=NINE) == (policy, "hello", NINE)


async def test_a_use_case_runs_outside_the_loops_thread(workspace: Workspace) -> None:
    def where(_ledger: Ledger) -> str:
        return threading.current_thread().name

    assert (await workspace.run(where, now=NINE)).startswith("database")


async def test_a_use_case_that_raises_leaves_nothing_by_halves(workspace: Workspace) -> None:
    with pytest.raises(KeyError, match="halfway"):
        await workspace.run(fill_and_fail, now=NINE)
    with pytest.raises(KeyError, match="halfway"):
        workspace.run_sync(fill_and_fail, now=NINE)
    assert await workspace.run(contents, now=NINE) == NOTHING


async def test_a_use_case_whose_caller_was_cancelled_is_finished(
    open_database: Callable[[], Database], open_workspace: Callable[[], Workspace], policy: Policy
) -> None:
    begun, go_on = threading.Event(), threading.Event()
    database = open_database()

    def slow(ledger: Ledger) -> None:
        begun.set()
        go_on.wait()
        ledger.save_release(RELEASE)

    task = asyncio.create_task(database.workspace("T0ACME", policy).run(slow, now=NINE))
    await asyncio.to_thread(begun.wait)
    task.cancel()
    with suppress(asyncio.CancelledError):
        await task
    go_on.set()
    database.close()  # waits for what is under way
    assert (await open_workspace().run(contents, now=NINE))[1] == (RELEASE,)


def test_after_a_restart_everything_is_there(
    open_database: Callable[[], Database], open_workspace: Callable[[], Workspace], policy: Policy
) -> None:
    first = open_database()
    workspace = first.workspace("T0ACME", policy)
    workspace.run_sync(fill, now=NINE)
    before = workspace.run_sync(contents, now=NINE)
    first.close()
    assert before != NOTHING
    assert open_workspace().run_sync(contents, now=NINE) == before


def test_closing_twice_is_no_error(database: Database) -> None:
    database.close()
    database.close()


@pytest.mark.parametrize(
    "table",
    [SERVERS, RELEASES, INTEGRATIONS, CHECKS, CASES, DELIVERIES, PAUSES],
    ids=lambda table: table.name,
)
def test_the_database_refuses_a_second_row_from_another_connection(
    open_workspace: Callable[[], Workspace], any_engine: Engine, table: Table
) -> None:
    open_workspace().run_sync(fill, now=NINE)
    own = [column for column in table.c if column.name != "id" and column.computed is None]
    with any_engine.begin() as connection:
        row = connection.execute(select(*own)).mappings().first()
    with pytest.raises(IntegrityError, match=r"UNIQUE|duplicate key"), any_engine.begin() as connection:
        connection.execute(insert(table).values(dict(row or {})))


def test_the_database_refuses_a_word_that_is_not_among_the_states(
    open_workspace: Callable[[], Workspace], any_engine: Engine
) -> None:
    open_workspace().run_sync(fill, now=NINE)
    with pytest.raises(IntegrityError, match="ck_deliveries_state"), any_engine.begin() as connection:
        connection.exec_driver_sql("UPDATE deliveries SET state = 'posted'")


def test_two_processes_that_plan_the_same_insert_it_once(open_workspace: Callable[[], Workspace]) -> None:
    def plan(ledger: Ledger) -> int:
        return put(ledger, [planned(f"C{number}") for number in range(50)])

    processes = [open_workspace(), open_workspace()]
    with ThreadPoolExecutor(2) as threads:
        new = threads.map(lambda each: each.run_sync(plan, now=NINE), processes)
    assert sorted(new) == [0, 50]


@pytest.mark.exhaustive(quick=1)
def test_eight_workers_claim_two_hundred_deliveries_each_exactly_once_and_in_order(
    open_workspace: Callable[[], Workspace],
) -> None:
    def plan_all(ledger: Ledger) -> int:
        return put(
            ledger,
            (
                planned(f"C{channel}", due=NINE + timedelta(minutes=revision), revision=revision)
                for channel in range(CHANNELS)
                for revision in range(EACH)
            ),
        )

    def claim(ledger: Ledger, limit: int) -> tuple[tuple[Delivery, ...], bool]:
        claimed = ledger.claim(Action.POST, now=ledger.now, limit=limit, busy=frozenset())
        return claimed, ledger.upcoming(limit=1) == ()

    def record(ledger: Ledger, claimed: tuple[Delivery, ...]) -> None:
        ledger.save_deliveries(replace(each, state=State.SENT) for each in claimed)

    def work(workspace: Workspace) -> None:
        done = False
        while not done:
            claimed, done = workspace.run_sync(claim, 7, now=NINE + timedelta(hours=1))
            channels = {each.key.channel for each in claimed}
            with guard:
                posted.extend(claimed)
                met.extend(channels & under_way)
                under_way.update(channels)
            # Nobody else may claim in these channels before they are recorded, just below.
            with guard:
                under_way.difference_update(channels)
            workspace.run_sync(record, claimed, now=NINE)

    posted: list[Delivery] = []
    met: list[str] = []
    under_way: set[str] = set()
    guard = threading.Lock()
    workers = [open_workspace() for _ in range(WORKERS)]
    assert workers[0].run_sync(plan_all, now=NINE) == CHANNELS * EACH
    with ThreadPoolExecutor(WORKERS) as threads:
        list(threads.map(work, workers))
    assert len({each.id for each in posted}) == len(posted) == CHANNELS * EACH
    assert {each.attempts for each in posted} == {1}
    assert met == []
    for channel in range(CHANNELS):
        times = [each.due_at for each in posted if each.key.channel == f"C{channel}"]
        assert times == sorted(times)


def test_the_file_is_opened_with_the_settings_that_writers_need(engine: Engine) -> None:
    wanted = {"journal_mode": "wal", "busy_timeout": 5000, "foreign_keys": 1, "synchronous": 1}
    with engine.begin() as connection:
        found = {name: connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in wanted}
    assert found == wanted


def test_what_belongs_to_no_workspace_is_refused(any_engine: Engine) -> None:
    with pytest.raises(IntegrityError, match=r"(?i)foreign key"), any_engine.begin() as connection:
        connection.exec_driver_sql(
            "INSERT INTO servers (workspace, key, position, name, lag_days) VALUES ('T9', 'k', 0, 'n', 0)"
        )
