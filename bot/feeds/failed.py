"""What keeps a feed from being read."""

from datetime import timedelta

from rollouts.feeds import FeedTrouble


class FeedFailed(Exception):  # noqa: N818 - it is told in a list and in the log, not raised at a programmer
    """A feed could not be read: why, and how long its server asks to be left alone."""

    def __init__(self, trouble: FeedTrouble, detail: object = "", *, wait: timedelta | None = None) -> None:
        self.reason = f"{trouble}:{detail}" if detail else str(trouble)
        self.wait = wait
        super().__init__(self.reason)
