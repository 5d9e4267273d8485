"""The pace of calls: as many as Slack allows at once, and then one after the other."""

import asyncio
from collections.abc import Sequence
from datetime import timedelta

import pytest

from bot.slack.pace import CHANNELS_REMEMBERED, HOMES_PER_MINUTE, Pace, Resting
from rollouts.deliveries import Action
from rollouts.refusals import LedgerUnavailable
from storage.turns import Lane
from tests.support.stop_watch import StopWatch

POST, UPDATE = "chat.postMessage", "chat.update"


async def waits(call: "asyncio.Future[None] | asyncio.Task[None]") -> bool:
    """Whether the call is still waiting after everything else had its turn."""
    await asyncio.wait([call], timeout=0.05)
    is_waiting = not call.done()
    call.cancel()
    return is_waiting


async def test_a_second_message_in_a_channel_waits() -> None:
    pace = Pace(per_second=100)
    await pace.message("C0ACME")

    assert await waits(asyncio.ensure_future(pace.message("C0ACME")))


async def test_a_message_in_another_channel_does_not_wait() -> None:
    pace = Pace(per_second=100)
    await pace.message("C0ACME")

    assert not await waits(asyncio.ensure_future(pace.message("C0NORTH")))


async def test_what_the_whole_workspace_may_say_is_kept_over_all_channels() -> None:
    pace = Pace(per_second=2)
    await pace.message("C0ACME")
    await pace.message("C0NORTH")

    assert await waits(asyncio.ensure_future(pace.message("C0GLOBEX")))


async def test_history_is_asked_for_at_its_own_pace() -> None:
    pace = Pace(history_per_minute=1)
    await pace.history()

    assert await waits(asyncio.ensure_future(pace.history()))


async def test_only_so_many_channels_are_remembered() -> None:
    pace = Pace(per_second=10_000)
    for number in range(CHANNELS_REMEMBERED + 1):
        await pace.message(f"C{number}")

    assert not await waits(asyncio.ensure_future(pace.message("C0")))


def test_a_method_that_slack_limited_rests_as_long_as_told() -> None:
    watch = StopWatch()
    pace = Pace(seconds=watch)
    pace.limited(UPDATE, timedelta(seconds=30))
    watch.shows += 20

    with pytest.raises(Resting) as resting:
        pace.check(UPDATE)
    assert resting.value.wait == timedelta(seconds=10)

    watch.shows += 10
    pace.check(UPDATE)


def test_while_one_method_rests_the_others_go_on() -> None:
    pace = Pace()
    pace.limited(UPDATE, timedelta(seconds=30))

    pace.check(POST, "C0ACME")


def test_told_twice_the_longer_rest_counts() -> None:
    pace = Pace(seconds=StopWatch())
    pace.limited(UPDATE, timedelta(seconds=30))
    pace.limited(UPDATE, timedelta(seconds=1))

    with pytest.raises(Resting) as resting:
        pace.check(UPDATE)
    assert resting.value.wait == timedelta(seconds=30)


def test_a_channel_that_had_too_many_messages_rests_and_others_do_not() -> None:
    pace = Pace()
    pace.limited(POST, timedelta(seconds=30), "C0ACME")

    with pytest.raises(Resting):
        pace.check(POST, "C0ACME")
    pace.check(POST, "C0NORTH")


def test_when_a_second_channel_is_limited_meanwhile_the_whole_workspace_had_too_many() -> None:
    watch = StopWatch()
    pace = Pace(seconds=watch)
    pace.limited(POST, timedelta(seconds=30), "C0ACME")
    pace.limited(POST, timedelta(seconds=60), "C0NORTH")

    with pytest.raises(Resting):
        pace.check(POST, "C0GLOBEX")

    watch.shows += 60
    pace.check(POST, "C0GLOBEX")


def test_a_channel_that_is_limited_long_after_another_rests_alone() -> None:
    watch = StopWatch()
    pace = Pace(seconds=watch)
    pace.limited(POST, timedelta(seconds=30), "C0ACME")
    watch.shows += 30
    pace.limited(POST, timedelta(seconds=30), "C0NORTH")

    pace.check(POST, "C0GLOBEX")


@pytest.mark.parametrize(("per_second", "at_once"), [(3, 15), (1, 5), (0.1, 1), (100, 500), (1e6, 500)])
def test_no_more_posts_are_under_way_than_go_out_within_five_seconds(per_second: float, at_once: int) -> None:
    assert Pace(per_second=per_second).at_once[Action.POST] == at_once


@pytest.mark.parametrize(("per_minute", "at_once"), [(50, 4), (60, 5), (1, 1), (6000, 500)])
def test_no_more_updates_are_under_way_than_go_out_within_five_seconds(
    per_minute: float, at_once: int
) -> None:
    assert Pace(updates_per_minute=per_minute).at_once[Action.UPDATE] == at_once


async def test_a_second_update_waits_wherever_it_is() -> None:
    pace = Pace()
    await pace.update()

    assert await waits(asyncio.ensure_future(pace.update()))


async def test_posts_wait_for_no_update() -> None:
    pace = Pace()
    await pace.update()

    assert not await waits(asyncio.ensure_future(pace.message("C0ACME")))


def test_a_look_may_take_as_long_as_its_pages_do() -> None:
    assert Pace(history_per_minute=1).longest_look == timedelta(minutes=16)


async def test_so_many_homes_are_published_at_once_and_the_next_one_waits() -> None:
    pace = Pace()
    for _ in range(HOMES_PER_MINUTE // 2):
        await pace.home()

    assert await waits(asyncio.ensure_future(pace.home()))


async def test_homes_that_nobody_asked_for_leave_half_of_the_room_to_those_who_do() -> None:
    pace = Pace()
    unasked = 0
    while pace.has_room_for_homes:
        await pace.home()
        unasked += 1

    assert unasked == HOMES_PER_MINUTE // 4 + 1
    assert not await waits(asyncio.ensure_future(pace.home()))


class Others:
    """Other replicas, which let this one wait as long as it is told, or have no turn for it."""

    def __init__(self, wait: timedelta | None = timedelta(0), trouble: Exception | None = None) -> None:
        self._wait = wait
        self._trouble = trouble
        self.asked: list[list[str]] = []

    async def __call__(self, lanes: Sequence[Lane], *, patience: timedelta) -> timedelta | None:
        assert patience
        self.asked.append([lane.name for lane in lanes])
        if self._trouble:
            raise self._trouble
        return self._wait


async def test_every_call_takes_its_turns_among_the_replicas() -> None:
    others = Others()
    pace = Pace(turns=others)

    for call in (pace.message("C0ACME"), pace.update(), pace.home(), pace.history()):
        await call

    assert others.asked == [["channel C0ACME", "messages"], ["updates"], ["homes"], ["history"]]


async def test_a_message_waits_for_its_turn() -> None:
    pace = Pace(turns=Others(timedelta(seconds=30)))

    assert await waits(asyncio.ensure_future(pace.message("C0ACME")))


async def test_a_message_for_which_there_is_no_turn_soon_is_put_off() -> None:
    with pytest.raises(Resting):
        await Pace(turns=Others(None)).message("C0ACME")


async def test_while_nobody_knows_of_the_others_a_replica_keeps_its_own_pace() -> None:
    await Pace(turns=Others(trouble=LedgerUnavailable("away"))).message("C0ACME")
