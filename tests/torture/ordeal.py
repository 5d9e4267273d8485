"""A whole torture: a season of releases, told by processes that are killed all the time."""

import asyncio
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import datetime, timedelta

from rollouts.deliveries import Delivery, State
from rollouts.topics import TopicKind
from tests.torture.crowd import Crowd
from tests.torture.mails import complaints, is_mail, taken
from tests.torture.outcome import Outcome
from tests.torture.replica import Replica
from tests.torture.surroundings import Ordeal, Surroundings, surroundings
from tests.torture.verdict import judge, told

POLL = 0.05
BEFORE = timedelta(seconds=15)
"""How long before something is due time begins to run again."""


async def torture(ordeal: Ordeal) -> Outcome:
    """Go through all of it, and judge."""
    begun = time.monotonic()
    async with surroundings(ordeal) as on:
        crowd = Crowd(on.workspace, on.mails, ordeal.dice("crowd"), on.delivery, reports=ordeal.kills // 5)
        replicas = [
            Replica(on.orders, on.workspace, ordeal.dice(f"replica {number}"), program)
            for number, program in enumerate(on.programs)
        ]
        over = asyncio.Event()
        licences = asyncio.Semaphore(0)
        async with asyncio.TaskGroup() as living:
            for replica in replicas:
                living.create_task(replica.suffer(licences, over))
            living.create_task(crowd.live(over))
            await _let_time_pass(on, licences, lambda: sum(replica.kills for replica in replicas))
            over.set()
            for _ in replicas:
                licences.release()
        on.storm.calm = on.mail_storm.calm = True
        async with replicas[0].life():
            await _until_quiet(on, crowd)
        rows = await on.ledger()
        return Outcome(
            seed=ordeal.seed,
            verdict=judge(
                called_for=ordeal.season.slots(on.policy),
                ledger=[row for row in rows if not is_mail(row)],
                workspace=on.workspace,
            ),
            kills=sum(replica.kills for replica in replicas),
            gave_up=sum(replica.gave_up for replica in replicas),
            slowest_start=max(replica.slowest_start for replica in replicas),
            faults=on.storm.struck,
            presses=crowd.presses,
            missing=tuple(map(told, crowd.missing)),
            unfound=tuple(map(told, crowd.unfound)),
            seconds=time.monotonic() - begun,
            mails=len(on.mails.taken),
            mailed_otherwise=tuple(complaints(rows, taken(on.mails))),
        )


async def _let_time_pass(on: Surroundings, licences: asyncio.Semaphore, kills: Callable[[], int]) -> None:
    """Go from one due time to the next, when all is said or was waited for; at each some are killed."""
    instants = sorted({slot.due_at for slots in on.ordeal.season.slots(on.policy).values() for slot in slots})
    given = 0
    for number, at in enumerate(instants, start=1):
        on.clock.leap_to(at - BEFORE)
        while given < on.ordeal.kills * number / len(instants):
            licences.release()
            given += 1
        with suppress(TimeoutError):
            async with asyncio.timeout(on.ordeal.patience):
                await _until_said(on, at)
        while kills() < given:  # noqa: ASYNC110 - several replicas count
            await asyncio.sleep(POLL)


async def _until_said(on: Surroundings, at: datetime) -> None:
    """Wait until nothing is left of what was due at that time, or before."""
    while on.clock.now() < at:  # noqa: ASYNC110 - time passes by itself
        await asyncio.sleep(POLL)
    while left := [row for row in await on.left() if row.due_at <= on.clock.now() and _is_announced(row)]:
        _hurry(on, left)
        await asyncio.sleep(POLL)


def _is_announced(row: Delivery) -> bool:
    """Whether it is about a release: cases are opened all the time."""
    return row.key.topic.kind is TopicKind.RELEASE


def _hurry(on: Surroundings, left: Sequence[Delivery]) -> None:
    """Leap to when the next one may be tried or looked for, unless something can be done before."""
    if any(row.state is State.CLAIMED for row in left):
        return
    times = [row.next_at or row.due_at for row in left if row.next_at or row.state is not State.UNKNOWN]
    if times:
        on.clock.leap_to(min(times))


async def _until_quiet(on: Surroundings, crowd: Crowd) -> None:
    """Wait until all is said and answered; what is not by then stands in the verdict."""
    with suppress(TimeoutError):
        async with asyncio.timeout(on.ordeal.quiet_within):
            while (left := await on.left()) or crowd.is_asked():
                _hurry(on, left)
                await crowd.answer()
                await crowd.ask_vendor()
                await crowd.confirm()
                await crowd.close()
                await asyncio.sleep(POLL)
