"""Slack in trouble: when answers are lost one after the other, no more messages are risked than needed.

A message whose answer is lost may have been posted, and somebody has to look for it. In an outage that would
become so of everything that is due. So after a few losses in a row one message at a time tries whether Slack
answers again; the others wait, and it is certain that they were not posted.
"""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import timedelta

from bot.slack.errors import classify
from bot.slack.pace import Resting
from rollouts.deliveries import Lost

LOSSES = 3
"""So many answers lost in a row are no accident any more."""

TRY_AGAIN = timedelta(seconds=30)

NO_ANSWERS = "no_answers"


class Outage:
    """Counts the answers that were lost in a row. `seconds` is a clock that nobody sets."""

    def __init__(self, seconds: Callable[[], float]) -> None:
        self._seconds = seconds
        self._losses = 0
        self._until = 0.0
        self._is_tried = False

    @asynccontextmanager
    async def risk(self) -> AsyncIterator[None]:
        """Let a message be posted; in an outage only one at a time, and not again at once.

        Raises:
            Resting: it is not its turn to find out.
        """
        is_out = self._losses >= LOSSES
        left = self._until - self._seconds()
        if is_out and (self._is_tried or left > 0):
            raise Resting(timedelta(seconds=max(left, 1)), NO_ANSWERS)
        self._is_tried = is_out
        try:
            yield
        except Resting:
            raise
        except Exception as error:
            self._count(is_lost=isinstance(classify(error), Lost))
            raise
        else:
            self._count(is_lost=False)
        finally:
            self._is_tried = False

    def _count(self, *, is_lost: bool) -> None:
        self._losses = self._losses + 1 if is_lost else 0
        self._until = self._seconds() + TRY_AGAIN.total_seconds()
