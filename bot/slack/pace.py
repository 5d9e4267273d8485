"""The pace that Slack asks for, kept before each call. aiolimiter keeps the count: small, typed, well kept.

Slack: about one message a second in a channel, a limit for the whole workspace, and for some apps one
request for history a minute with 15 messages at most (https://docs.slack.dev/apis/web-api/rate-limits).
"""

import asyncio
import logging
import time
from collections import OrderedDict
from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import Protocol

from aiolimiter import AsyncLimiter

from rollouts.deliveries import Action
from rollouts.refusals import LedgerUnavailable
from storage.turns import FAR, Lane

CHANNELS_REMEMBERED = 1000
AHEAD_SECONDS = 5
"""How long a message may wait for its turn; short, as the process may be asked to stop meanwhile."""

AT_ONCE_MOST = 500
"""How many may be under way however fast the pace is."""

UPDATES_PER_MINUTE = 50
"""`chat.update` is of Tier 3, in the whole workspace: https://docs.slack.dev/reference/methods/chat.update"""

HOMES_PER_MINUTE = 100
"""`views.publish` is of Tier 4, in the whole workspace: https://docs.slack.dev/reference/methods/views.publish"""

PAGES = 15
"""How many pages of history one look may have to read."""


class Turns(Protocol):
    """Gives turns that all replicas share."""

    async def __call__(self, lanes: Sequence[Lane], *, patience: timedelta) -> timedelta | None:
        """Take a turn in each lane; return how long to wait, or None if that is longer than `patience`.

        Raises:
            LedgerUnavailable: nobody knows just now.
        """


logger = logging.getLogger(__name__)


class Resting(Exception):  # noqa: N818 - it is no error of anybody's
    """A method is to be left alone for now, so nothing was sent. `wait` is what is left of it."""

    def __init__(self, wait: timedelta, reason: str = "ratelimited") -> None:
        super().__init__(f"{reason}: {wait.total_seconds():.1f} s")
        self.wait = wait
        self.reason = reason


class Pace:
    """Waits until a call may be made, and remembers which methods Slack said to leave alone for a while.

    `per_second` are messages in the whole workspace, `in_channel` those in one channel; `history_per_minute`
    are requests for history, each of at most `history_page` messages. Updates keep a pace of their own, so
    that posts wait for none of them, and so do Homes. `seconds` is a clock that nobody sets.

    With `turns` the pace is kept together with other replicas; while those cannot be had, by this one alone.
    """

    def __init__(  # noqa: PLR0913 - all that a pace is made of, each by its name
        self,
        *,
        per_second: float = 3,
        in_channel: float = 1,
        updates_per_minute: float = UPDATES_PER_MINUTE,
        history_per_minute: float = 50,
        history_page: int = 100,
        seconds: Callable[[], float] = time.monotonic,
        turns: Turns | None = None,
    ) -> None:
        self._turns = turns
        self._per_second = per_second
        self._updates_per_minute = updates_per_minute
        self._history_per_minute = history_per_minute
        self.history_page = history_page
        self.at_once = {
            Action.POST: _at_once(per_second),
            Action.UPDATE: _at_once(updates_per_minute / 60),
        }
        """How many may be under way: the last of them waits `AHEAD_SECONDS` for its turn."""
        self.longest_look = timedelta(minutes=1 + PAGES / history_per_minute)
        """How long a look for one message may take."""
        self._in_channel = in_channel
        self._workspace = _limiter(per_second)
        self._updates = _limiter(updates_per_minute / 60)
        self._homes = AsyncLimiter(
            HOMES_PER_MINUTE / 2, 60
        )  # what may come at once, and comes back in a minute
        self._history = AsyncLimiter(max(history_per_minute, 1), 60)
        self._channels: OrderedDict[str, AsyncLimiter] = OrderedDict()
        self.seconds = seconds
        self._rests: dict[tuple[str, str], float] = {}

    async def message(self, channel: str) -> None:
        """Wait until a message may go into that channel.

        Raises:
            Resting: other replicas have so many under way that it would wait too long.
        """
        limiter = self._channels.pop(channel, None) or _limiter(self._in_channel)
        self._channels[channel] = limiter
        if len(self._channels) > CHANNELS_REMEMBERED:
            self._channels.popitem(last=False)
        await limiter.acquire()
        await self._workspace.acquire()
        if self._turns is not None:
            here = _lane(f"channel {channel}", self._in_channel)
            everywhere = _lane("messages", self._per_second)
            await self._take_turns(here, everywhere, patience=timedelta(seconds=AHEAD_SECONDS))

    async def update(self) -> None:
        """Wait until a message may be updated."""
        await self._updates.acquire()
        await self._take_turns(_lane("updates", self._updates_per_minute / 60))

    async def home(self) -> None:
        """Wait until a Home may be published."""
        await self._homes.acquire()
        half = HOMES_PER_MINUTE / 2
        await self._take_turns(Lane("homes", timedelta(minutes=1 / half), half))

    @property
    def has_room_for_homes(self) -> bool:
        """Whether Homes may be published that nobody asked for: half of the room is kept for those who do."""
        return self._homes.has_capacity(HOMES_PER_MINUTE / 4)

    async def history(self) -> None:
        """Wait until history may be asked for."""
        await self._history.acquire()
        most = max(self._history_per_minute, 1)
        await self._take_turns(Lane("history", timedelta(minutes=1 / most), most))

    async def _take_turns(self, *lanes: Lane, patience: timedelta = FAR) -> None:
        """Wait until the turns have come that this call takes among all replicas."""
        if self._turns is None:
            return
        try:
            wait = await self._turns(lanes, patience=patience)
        except LedgerUnavailable as error:
            logger.warning("The pace of other replicas is not known just now: %(error)s", {"error": error})
            return
        if wait is None:
            raise Resting(patience, "others_are_first")
        await asyncio.sleep(wait.total_seconds())

    def check(self, method: str, channel: str = "") -> None:
        """Let the call pass if the method does not rest, in that channel or altogether.

        Raises:
            Resting: it does.
        """
        now = self.seconds()
        left = max(self._rests.get((method, where), now) for where in ("", channel)) - now
        if left > 0:
            raise Resting(timedelta(seconds=left))

    def limited(self, method: str, wait: timedelta, channel: str = "") -> None:
        """Let the method rest, as a 429 told.

        Slack: it holds for that method in that workspace, others go on. But when a message is refused it does
        not say whether the channel or the workspace has had too many: with `channel` only that one rests,
        until a second channel is refused meanwhile.
        """
        now = self.seconds()
        self._rests = {place: until for place, until in self._rests.items() if until > now}
        is_everywhere = any(
            resting == method and where not in {"", channel} for resting, where in self._rests
        )
        place = (method, "" if is_everywhere else channel)
        self._rests[place] = max(self._rests.get(place, now), now + wait.total_seconds())


def _at_once(per_second: float) -> int:
    return max(1, min(int(per_second * AHEAD_SECONDS), AT_ONCE_MOST))


def _lane(name: str, per_second: float) -> Lane:
    """Return the lane that keeps the pace of `_limiter` among all replicas."""
    return Lane(name, timedelta(seconds=1 / per_second), max(per_second, 1))


def _limiter(per_second: float) -> AsyncLimiter:
    return AsyncLimiter(max(per_second, 1), max(1, 1 / per_second))
