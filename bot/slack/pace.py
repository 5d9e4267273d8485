"""The pace that Slack asks for, kept before each call. aiolimiter keeps the count: small, typed, well kept.

Slack: about one message a second in a channel, a limit for the whole workspace, and for some apps one
request for history a minute with 15 messages at most (https://docs.slack.dev/apis/web-api/rate-limits).
"""

from collections import OrderedDict

from aiolimiter import AsyncLimiter

CHANNELS_REMEMBERED = 1000


class Pace:
    """Waits until a call may be made.

    `per_second` are messages in the whole workspace, `in_channel` those in one channel; `history_per_minute`
    are requests for history, each of at most `history_page` messages.
    """

    def __init__(
        self,
        *,
        per_second: float = 3,
        in_channel: float = 1,
        history_per_minute: float = 50,
        history_page: int = 100,
    ) -> None:
        self.history_page = history_page
        self._in_channel = in_channel
        self._workspace = AsyncLimiter(max(per_second, 1), max(1, 1 / per_second))
        self._history = AsyncLimiter(max(history_per_minute, 1), 60)
        self._channels: OrderedDict[str, AsyncLimiter] = OrderedDict()

    async def message(self, channel: str) -> None:
        """Wait until a message may go into that channel."""
        limiter = self._channels.pop(channel, None) or AsyncLimiter(
            max(self._in_channel, 1), max(1, 1 / self._in_channel)
        )
        self._channels[channel] = limiter
        if len(self._channels) > CHANNELS_REMEMBERED:
            self._channels.popitem(last=False)
        await limiter.acquire()
        await self._workspace.acquire()

    async def history(self) -> None:
        """Wait until history may be asked for."""
        await self._history.acquire()
