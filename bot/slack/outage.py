"""Slack in trouble: while it answers nothing, no more messages are risked than needed.

A message whose answer is lost may have been posted, and somebody has to look for it. In an outage that would
become so of everything that is due. So after a few calls in vain one message at a time tries whether Slack
answers again; the others wait, and it is certain that they were not posted.
"""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta

from bot.slack.errors import UNREACHABLE, classify
from bot.slack.pace import Resting
from rollouts.deliveries import Lost, NotPosted, Refused

SILENCES = 3
"""So many calls in a row without an answer are no accident any more."""

TRY_AGAIN = timedelta(seconds=30)

NO_ANSWERS = "no_answers"

logger = logging.getLogger(__name__)


class Outage:
    """Counts the calls in a row that had no answer. `seconds` is a clock that nobody sets."""

    def __init__(self, seconds: Callable[[], float]) -> None:
        self._seconds = seconds
        self._silences = 0
        self._until = 0.0
        self._is_tried = False

    @contextmanager
    def risk(self) -> Iterator[None]:
        """Let a message be posted; in an outage only one at a time, and not again at once.

        Raises:
            Resting: it is not its turn to find out.
        """
        is_out = self._silences >= SILENCES
        left = self._until - self._seconds()
        if is_out and (self._is_tried or left > 0):
            raise Resting(timedelta(seconds=max(left, 1)), NO_ANSWERS)
        self._is_tried |= is_out
        try:
            yield
        except Resting:
            raise
        except Exception as error:
            self._count(is_silence=_is_silence(classify(error)))
            raise
        else:
            self._count(is_silence=False)
        finally:
            if is_out:
                self._is_tried = False

    def _count(self, *, is_silence: bool) -> None:
        if is_silence and self._silences + 1 == SILENCES:
            logger.warning("Slack does not answer. What is due is kept; one message at a time tries it.")
        if not is_silence and self._silences >= SILENCES:
            logger.warning("Slack answers again.")
        self._silences = self._silences + 1 if is_silence else 0
        self._until = self._seconds() + TRY_AGAIN.total_seconds()


def _is_silence(outcome: NotPosted | Lost | Refused) -> bool:
    return isinstance(outcome, Lost) or outcome.reason == UNREACHABLE
