"""Replicas on one PostgreSQL take turns, so that together they are as fast as one may be."""

import asyncio
import time
from collections.abc import Callable
from datetime import timedelta
from itertools import count

import pytest
from sqlalchemy import make_url, text

from bot.slack.pace import Pace
from rollouts.policy import Policy
from storage.database import Database
from storage.postgres import engine_for
from storage.turns import Lane
from storage.workspace import Workspace

SECOND = timedelta(seconds=1)
SLOW = Lane("messages", 20 * SECOND)


@pytest.fixture
def replicas(open_at: Callable[[str], Database], postgres_url: str) -> list[Workspace]:
    return [open_at(postgres_url).workspace("T0ACME", Policy()) for _ in range(2)]


async def taken(workspace: Workspace, *lanes: Lane, patience: timedelta = 1000 * SECOND) -> int | None:
    """Take turns; return in how many seconds they come, to the next ten."""
    wait = await workspace.take_turns(lanes, patience=patience)
    return None if wait is None else round(wait.total_seconds() / 10) * 10


async def test_each_turn_comes_after_that_of_the_other_replica(replicas: list[Workspace]) -> None:
    here, there = replicas

    assert [await taken(each, SLOW) for each in (here, there, here)] == [0, 20, 40]
    assert await taken(there, Lane("updates", SECOND)) == 0


async def test_after_a_rest_several_may_come_at_once(replicas: list[Workspace]) -> None:
    lane = Lane("messages", 20 * SECOND, at_once=2)

    assert [await taken(each, lane) for each in (*replicas, *replicas)] == [0, 0, 20, 40]


async def test_a_turn_that_comes_too_late_is_not_taken_in_any_lane(replicas: list[Workspace]) -> None:
    here, there = replicas
    await taken(here, SLOW)

    assert await taken(there, Lane("channel C0ACME", 20 * SECOND), SLOW, patience=10 * SECOND) is None
    assert await taken(there, Lane("channel C0ACME", 20 * SECOND)) == 0


async def test_a_clock_that_was_set_back_lets_nobody_wait(
    replicas: list[Workspace], postgres_url: str
) -> None:
    await taken(replicas[0], SLOW)
    engine = engine_for(make_url(postgres_url))
    with engine.begin() as connection:
        connection.execute(text("UPDATE turns SET taken_until = taken_until + interval '1 hour'"))
    engine.dispose()

    assert await taken(replicas[1], SLOW) == 0


@pytest.mark.deep
async def test_two_replicas_post_as_many_messages_a_second_as_set(replicas: list[Workspace]) -> None:
    per_second, seconds = 20, 3
    numbers, said = count(), list[float]()

    async def post(workspace: Workspace) -> None:
        pace = Pace(per_second=per_second, in_channel=1000, turns=workspace.take_turns)
        while time.monotonic() < end:
            await pace.message(f"C{next(numbers)}")
            said.append(time.monotonic())

    begun = time.monotonic()
    end = begun + seconds
    await asyncio.gather(*(post(each) for each in (*replicas, *replicas)))

    within = [at for at in said if at < end]
    assert len(within) <= per_second * (seconds + 1), "one second's worth may come at once"
    assert len(within) >= per_second * seconds / 2
