"""Work under way: waited for at the end, and logged when it fails."""

import asyncio

import pytest

from bot.tasks import Tasks
from rollouts.refusals import LedgerUnavailable


async def test_a_task_that_fails_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    async def fail() -> None:
        raise LookupError("nothing there")

    tasks = Tasks()
    tasks.spawn(fail())
    await tasks.finish(5)
    await asyncio.sleep(0)

    (record,) = caplog.records
    assert record.exc_info
    assert record.exc_info[0] is LookupError


async def test_a_task_that_found_no_database_says_so_in_one_sentence(
    caplog: pytest.LogCaptureFixture,
) -> None:
    async def fail() -> None:
        raise LedgerUnavailable("The database cannot be used: it is starting.")

    tasks = Tasks()
    tasks.spawn(fail())
    await tasks.finish(5)

    (record,) = caplog.records
    assert record.getMessage() == "The database cannot be used: it is starting."
    assert record.exc_info is None


async def test_work_under_way_is_waited_for() -> None:
    done = asyncio.Event()

    async def work() -> None:
        await asyncio.sleep(0)
        done.set()

    tasks = Tasks()
    tasks.spawn(work())
    await tasks.finish(5)

    assert done.is_set()


async def test_work_that_does_not_end_is_cancelled_and_that_is_no_failure(
    caplog: pytest.LogCaptureFixture,
) -> None:
    cancelled = asyncio.Event()

    async def work() -> None:
        try:
            await asyncio.Event().wait()
        finally:
            cancelled.set()

    tasks = Tasks()
    tasks.spawn(work())
    await tasks.finish(0)

    assert cancelled.is_set()
    assert caplog.records == []


async def test_without_work_there_is_nothing_to_wait_for() -> None:
    await Tasks().finish(5)
