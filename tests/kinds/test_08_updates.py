"""Updates in place keep a pace of their own: no post waits for them, and several of one message are one."""

import asyncio
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from rollouts.announcing.planning import refresh
from rollouts.deliveries import Lost, NotPosted, Outcome, State
from rollouts.people import Person
from rollouts.ports import Ledger
from rollouts.usecases.cases import Report, take_report
from tests.support import story
from tests.support.databases import new_file
from tests.support.delivering import deliver, only_in_acme, row
from tests.support.dispatching import Rig
from tests.support.memory_ledger import MemoryLedger

LIMITED = NotPosted("ratelimited", timedelta(seconds=30))
NOW = story.at(story.PREVIEW_DAY)
CARDS = ("C0ACME", "C0GLOBEX", "C0NORTH")


class UnderWay:
    """Counts the calls that have begun, and lets them end together."""

    def __init__(self) -> None:
        self.begun = 0
        self.may_end = asyncio.Event()

    async def __call__(self) -> Outcome | None:
        self.begun += 1
        await self.may_end.wait()
        return None


def refreshed(ledger: Ledger) -> None:
    refresh(ledger=ledger, topic=story.RELEASE.topic)


@pytest.fixture
def rig(tmp_path: Path) -> Iterator[Rig]:
    rig = Rig(new_file(tmp_path))
    yield rig
    rig.database.close()


@pytest.fixture
async def with_cards(rig: Rig) -> Rig:
    """Three channels have their card, and each is to be brought up to date."""
    await rig.takes_in(story.DRAFT)
    await rig.dispatcher.drain()
    await rig.dispatcher.stop()
    await rig.workspace.run(refreshed, now=NOW)
    return rig


async def test_no_more_are_under_way_than_may_be_made_in_time(with_cards: Rig) -> None:
    calls = UnderWay()
    with_cards.dispatcher = with_cards.made(updates_at_once=2)
    for channel in CARDS:
        with_cards.poster.then(channel, calls)

    assert [await with_cards.dispatcher.tick(), await with_cards.dispatcher.tick()] == [2, 0]

    calls.may_end.set()
    await with_cards.dispatcher.drain()
    assert calls.begun == 3
    await with_cards.tasks.finish(1)


async def test_a_post_goes_out_while_updates_wait_for_their_turn(with_cards: Rig) -> None:
    calls = UnderWay()
    with_cards.dispatcher = with_cards.made(at_once=1, updates_at_once=1)
    with_cards.poster.then("C0ACME", calls)
    await with_cards.dispatcher.tick()
    report = Report(Person("U0BEN"), "C0NORTH", "It is down")
    await with_cards.workspace.run(take_report, report, now=NOW)

    while not with_cards.poster.in_channel("C0SUPPORT"):
        await with_cards.dispatcher.tick()
        await asyncio.sleep(0)

    assert not calls.may_end.is_set()
    calls.may_end.set()
    await with_cards.dispatcher.drain()
    await with_cards.tasks.finish(1)


def test_what_is_posted_comes_before_what_is_brought_up_to_date_in_a_channel(ledger: MemoryLedger) -> None:
    deliver(ledger, NOW)
    refreshed(ledger.at(story.at(story.REMINDER_DAY, 8)))

    said = [
        job for job in deliver(ledger, story.at(story.REMINDER_DAY)) if job.delivery.key.channel == CARDS[0]
    ]

    assert [job.replaces is None for job in said] == [True, False]


@pytest.mark.parametrize("trouble", [LIMITED, Lost("timeout")], ids=["limited", "lost"])
def test_one_that_has_to_wait_holds_up_no_post_in_its_channel(ledger: MemoryLedger, trouble: Outcome) -> None:
    deliver(ledger, NOW)
    now = story.at(story.REMINDER_DAY) - timedelta(seconds=1)
    refreshed(ledger.at(now))
    deliver(ledger, now, only_in_acme(trouble))

    said = deliver(ledger, story.at(story.REMINDER_DAY))

    assert row(ledger, revision=1).state is State.WAITING
    assert row(ledger, story.REMINDER).state is State.SENT
    assert said


@pytest.mark.parametrize("trouble", [None, LIMITED, Lost("timeout")], ids=["planned", "limited", "lost"])
def test_several_that_wait_for_one_message_are_one(ledger: MemoryLedger, trouble: Outcome | None) -> None:
    deliver(ledger, NOW)
    refreshed(ledger.at(NOW))
    if trouble:
        deliver(ledger, NOW, lambda _: trouble)
    for _ in range(5):
        refreshed(ledger.at(NOW))

    made = deliver(ledger, NOW + timedelta(minutes=5))

    assert sorted(job.delivery.key.channel for job in made) == list(CARDS)
