"""The pace of calls: as many as Slack allows at once, and then one after the other."""

import asyncio

from bot.slack.pace import CHANNELS_REMEMBERED, Pace


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
