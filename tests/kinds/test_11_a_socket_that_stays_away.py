"""A socket that stays away ends the process, which is started anew then; an outage of Slack does not."""

import aiohttp

from bot.slack.socket_watch import STUCK_AFTER, SocketWatch


class Line:
    """A socket and an API that are there or not."""

    def __init__(self) -> None:
        self.is_connected = True
        self.answers = True
        self.watch = SocketWatch(is_connected=self._connected, ask_api=self._ask)

    async def _connected(self) -> bool:
        return self.is_connected

    async def _ask(self) -> None:
        if not self.answers:
            raise aiohttp.ClientConnectionError

    async def minutes_pass(self, minutes: int) -> bool:
        for _ in range(minutes):
            await self.watch.look()
        return self.watch.stuck.is_set()


async def test_an_outage_of_slack_is_waited_for_however_long() -> None:
    line = Line()
    line.is_connected = line.answers = False

    assert not await line.minutes_pass(7 * 24 * 60)


async def test_a_socket_that_stays_away_although_the_api_answers_ends_the_process() -> None:
    line = Line()
    line.is_connected = False

    assert not await line.minutes_pass(STUCK_AFTER - 1)
    assert await line.minutes_pass(1)


async def test_a_socket_that_comes_back_in_time_is_not_stuck() -> None:
    line = Line()
    for _ in range(10):
        line.is_connected = False
        assert not await line.minutes_pass(STUCK_AFTER - 1)
        line.is_connected = True
        assert not await line.minutes_pass(1)


async def test_after_an_outage_the_socket_has_its_full_time_to_come_back() -> None:
    line = Line()
    line.is_connected = False
    assert not await line.minutes_pass(STUCK_AFTER - 1)
    line.answers = False
    assert not await line.minutes_pass(1)
    line.answers = True

    assert not await line.minutes_pass(STUCK_AFTER - 1)
