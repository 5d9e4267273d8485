"""Several replicas at once: what one reads and writes is never crossed by another, on any database.

Each worker has a `Database` of its own, as a replica has. They are let go together, again and again.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from threading import Barrier
from typing import Protocol, TypeVar

import pytest
from sqlalchemy import Connection, insert, make_url

from rollouts import kinds
from rollouts.cases import Case
from rollouts.deliveries import Action, Announcement, Delivery, Key, Message, Pause, State
from rollouts.policy import Policy
from rollouts.ports import Ledger
from rollouts.releases import Release, Stage, Status
from rollouts.topics import Topic
from storage.database import Database
from storage.ledger import SqlLedger
from storage.ledger.transaction import NotAlone
from storage.postgres import engine_for
from storage.schema import known_versions, version_of
from storage.tables import WORKSPACES
from storage.workspace import Workspace
from tests.storage.postgres_server import TestServer
from tests.support.stored import put

NINE = datetime(2026, 11, 23, 9, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
STAGE = Stage("standard", date(2026, 11, 30))
RELEASE = Release(name="2026.11", title="t", stages=(STAGE,))
REPLICAS = 5

Answer = TypeVar("Answer")


class Together(Protocol):
    def __call__(self, use_case: Callable[[Ledger, int], Answer], /) -> list[Answer]:
        """Run a use case in all replicas at once, each with its number; return their answers."""


def planned(channel: str, *, revision: int = 0, due: datetime = NINE) -> Delivery:
    return Delivery(0, Key(RELEASE.topic, Announcement(kinds.PREVIEW, "standard"), channel, revision), due)


@pytest.fixture
def replicas(open_workspace: Callable[[], Workspace]) -> list[Workspace]:
    return [open_workspace() for _ in range(REPLICAS)]


@pytest.fixture
def together(replicas: list[Workspace]) -> Together:
    def run(use_case: Callable[[Ledger, int], Answer]) -> list[Answer]:
        start = Barrier(REPLICAS)

        def work(number: int) -> Answer:
            start.wait()
            return replicas[number].run_sync(use_case, number, now=NINE)

        with ThreadPoolExecutor(REPLICAS) as threads:
            return list(threads.map(work, range(REPLICAS)))

    return run


def test_a_release_is_confirmed_by_the_first_who_presses(
    replicas: list[Workspace], together: Together
) -> None:
    def save(ledger: Ledger) -> None:
        ledger.save_release(RELEASE)

    def confirm(ledger: Ledger, number: int) -> str:
        release = ledger.release("2026.11")
        assert release is not None
        (stage,) = release.stages
        if stage.confirmed_by is None:
            stage = replace(stage, status=Status.LIVE, live_at=ledger.now, confirmed_by=f"U{number}")
            ledger.save_release(replace(release, stages=(stage,)))
        return stage.confirmed_by or ""

    replicas[0].run_sync(save, now=NINE)
    assert len(set(together(confirm))) == 1


def test_cases_are_numbered_without_gap_or_double(together: Together) -> None:
    def report(ledger: Ledger, number: int) -> list[int]:
        case = Case(f"U{number}", ledger.now, "C1", "C2")
        return [ledger.save_case(case).number for _ in range(3)]

    numbers = [number for found in together(report) for number in found]
    assert sorted(numbers) == list(range(1, 3 * REPLICAS + 1))


def test_each_change_gets_a_revision_of_its_own(replicas: list[Workspace], together: Together) -> None:
    def correct(ledger: Ledger, _number: int) -> int:
        revision = len(ledger.deliveries(RELEASE.topic))
        return put(ledger, [planned("C1", revision=revision)])

    def revisions(ledger: Ledger) -> list[int]:
        return sorted(each.key.revision for each in ledger.deliveries(RELEASE.topic))

    assert together(correct) == [1] * REPLICAS
    assert replicas[0].run_sync(revisions, now=NINE) == list(range(REPLICAS))


def test_a_channel_is_paused_by_one(together: Together) -> None:
    def pause(ledger: Ledger, number: int) -> bool:
        return ledger.pause(Pause("C1", f"{number}", ledger.now, number))

    assert Counter(together(pause)) == {True: 1, False: REPLICAS - 1}


def test_a_button_pressed_in_several_replicas_counts_once(
    replicas: list[Workspace], together: Together
) -> None:
    def lose(ledger: Ledger) -> None:
        put(ledger, [replace(planned("C1"), state=State.UNKNOWN, attempts=1, searches=3)])

    def press(ledger: Ledger, number: int) -> bool:
        (lost,) = ledger.deliveries(RELEASE.topic)
        if lost.state is not State.UNKNOWN:
            return False
        if number % 2:
            ledger.save_deliveries([replace(lost, state=State.WAITING, next_at=ledger.now)])
        else:
            ledger.save_deliveries([replace(lost, state=State.SENT, message=Message("C1", "1.0"))])
        return True

    replicas[0].run_sync(lose, now=NINE)
    assert Counter(together(press)) == {True: 1, False: REPLICAS - 1}


def test_what_is_claimed_is_not_planned_away_and_what_was_planned_away_is_not_claimed(
    replicas: list[Workspace], together: Together
) -> None:
    def plan(ledger: Ledger) -> None:
        put(ledger, (planned(f"C{number}") for number in range(50)))

    def hold_or_claim(ledger: Ledger, number: int) -> list[int]:
        if number % 2:
            return [each.id for each in ledger.claim(Action.POST, now=ledger.now, limit=7, busy=frozenset())]
        still = [each for each in ledger.deliveries(RELEASE.topic) if each.state is State.PLANNED][:7]
        ledger.save_deliveries(replace(each, state=State.SKIPPED, finished_at=ledger.now) for each in still)
        return [each.id for each in still]

    replicas[0].run_sync(plan, now=NINE)
    taken = [number for ids in together(hold_or_claim) for number in ids]
    assert len(set(taken)) == len(taken)


def test_an_unknown_delivery_is_looked_for_by_one(replicas: list[Workspace], together: Together) -> None:
    def lose(ledger: Ledger) -> None:
        put(ledger, (replace(planned(f"C{n}"), state=State.UNKNOWN, next_at=NINE) for n in range(30)))

    def look(ledger: Ledger, _number: int) -> list[int]:
        return [each.id for each in ledger.claim_searches(now=ledger.now, limit=30, hold=MINUTE)]

    replicas[0].run_sync(lose, now=NINE)
    taken = [number for ids in together(look) for number in ids]
    assert len(set(taken)) == len(taken) == 30


def test_a_late_record_does_not_undo_what_was_found_meanwhile(
    replicas: list[Workspace], together: Together
) -> None:
    def plan_and_claim(ledger: Ledger) -> tuple[Delivery, ...]:
        put(ledger, (planned(f"C{number}") for number in range(20)))
        return ledger.claim(Action.POST, now=ledger.now, limit=20, busy=frozenset())

    claimed = replicas[0].run_sync(plan_and_claim, now=NINE)

    def record_or_give_up(ledger: Ledger, number: int) -> None:
        if number:
            found = ledger.abandoned(
                started_before=NINE + MINUTE, started_after=NINE + 9 * MINUTE, but=frozenset()
            )
            ledger.save_deliveries(replace(each, state=State.UNKNOWN, next_at=NINE) for each in found)
        else:
            ledger.save_deliveries(replace(each, state=State.SENT) for each in claimed)

    def states(ledger: Ledger) -> set[State]:
        return {each.state for each in ledger.deliveries(RELEASE.topic)}

    together(record_or_give_up)
    assert replicas[0].run_sync(states, now=NINE) == {State.SENT}


def test_replicas_that_connect_at_once_work_on_the_same_workspace(
    open_database: Callable[[], Database], policy: Policy
) -> None:
    def save(ledger: Ledger) -> None:
        ledger.save_release(RELEASE)

    def read(ledger: Ledger) -> Release | None:
        return ledger.release("2026.11")

    def connect(replica: Database) -> Release | None:
        start.wait()
        return replica.workspace("T0ACME", policy).run_sync(read, now=NINE)

    start = Barrier(REPLICAS)
    databases = [open_database() for _ in range(REPLICAS)]
    databases[0].only_workspace(policy).run_sync(save, now=NINE)
    with ThreadPoolExecutor(REPLICAS) as threads:
        assert set(threads.map(connect, databases)) == {RELEASE}


def test_replicas_that_start_at_once_make_the_tables_once(
    server: TestServer, names: Iterator[str], open_at: Callable[[str], Database]
) -> None:
    url = server.create(next(names))
    with ThreadPoolExecutor(REPLICAS) as threads:
        list(threads.map(open_at, [url] * REPLICAS))
    engine = engine_for(make_url(url))
    with engine.begin() as connection:
        assert version_of(connection) == known_versions()[-1]
    engine.dispose()


def test_while_one_claims_in_a_channel_another_passes_it_over_whatever_it_sees_there(
    postgres_url: str, policy: Policy
) -> None:
    def beside(connection: Connection) -> SqlLedger:
        return SqlLedger(connection, workspace="T0ACME", policy=policy, now=NINE, alone=False)

    # The other cannot see yet that what was lost is to be posted again; all it sees is a later one.
    lost = replace(planned("C1", due=NINE - MINUTE), state=State.UNKNOWN, next_at=NINE)
    later = replace(planned("C1"), key=replace(lost.key, topic=Topic.parse("case:1")))
    engine = engine_for(make_url(postgres_url))
    with engine.begin() as connection:
        connection.execute(insert(WORKSPACES).values(key="T0ACME"))
        put(SqlLedger(connection, workspace="T0ACME", policy=policy, now=NINE), [lost, later])
    with engine.begin() as one, engine.begin() as other:
        (lost,) = beside(one).deliveries(RELEASE.topic)
        beside(one).save_deliveries([replace(lost, state=State.WAITING)])
        assert [each.id for each in beside(one).claim(Action.POST, now=NINE, limit=9, busy=frozenset())] == [
            lost.id
        ]
        assert beside(other).claim(Action.POST, now=NINE, limit=9, busy=frozenset()) == ()
        one.commit()
        assert beside(other).claim(Action.POST, now=NINE, limit=9, busy=frozenset()) == ()
    engine.dispose()


def test_what_somebody_else_has_claimed_since_tells_nothing_of_ours(
    postgres_url: str, policy: Policy
) -> None:
    engine = engine_for(make_url(postgres_url))
    with engine.begin() as connection:
        connection.execute(insert(WORKSPACES).values(key="T0ACME"))
        put(SqlLedger(connection, workspace="T0ACME", policy=policy, now=NINE), [planned("C1")])
    with engine.begin() as connection:
        beside = SqlLedger(connection, workspace="T0ACME", policy=policy, now=NINE, alone=False)
        (claimed,) = beside.claim(Action.POST, now=NINE, limit=9, busy=frozenset())
        beside.save_telling([replace(claimed, thread="1.0")])
        with pytest.raises(NotAlone):
            beside.save_telling([replace(claimed, thread="2.0", attempts=claimed.attempts - 1)])
        assert [each.thread for each in beside.deliveries(RELEASE.topic)] == ["1.0"]
    engine.dispose()
