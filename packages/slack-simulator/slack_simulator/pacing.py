"""Slack's rate limits, in real seconds: about one message a second in a channel, and tiers for each method.

https://docs.slack.dev/apis/web-api/rate-limits
"""

import math
from collections.abc import Callable

TIERS = {1: 1, 2: 20, 3: 50, 4: 100}
"""Calls a minute for each method of a tier."""

MESSAGE_BURST = 4
"""How many messages a channel takes at once before the pace of one a second is asked for.
Slack tolerates bursts and gives no number; this one is small, so that an app meets the limit here.
"""


class Pacing:
    """One bucket for each method and for each channel that is posted to."""

    def __init__(self, stopwatch: Callable[[], float]) -> None:
        self._stopwatch = stopwatch
        self._buckets: dict[str, tuple[float, float]] = {}

    def message(self, channel: str) -> int:
        """Take the place of one message in the channel: 0, or the seconds to wait."""
        return self._take(f"post {channel}", MESSAGE_BURST, 1.0)

    def call(self, method: str, tier: int) -> int:
        """Take the place of one call of the method: 0, or the seconds to wait."""
        return self._take(f"call {method}", TIERS[tier], TIERS[tier] / 60)

    def _take(self, name: str, size: int, each_second: float) -> int:
        now = self._stopwatch()
        level, since = self._buckets.get(name, (float(size), now))
        level = min(float(size), level + (now - since) * each_second)
        if level < 1:
            self._buckets[name] = (level, now)
            return math.ceil((1 - level) / each_second)
        self._buckets[name] = (level - 1, now)
        return 0
