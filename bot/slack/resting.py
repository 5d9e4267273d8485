"""Keeping to what Slack said about a method: while it rests it is not called, and a 429 lets it rest."""

from collections.abc import Iterator
from contextlib import contextmanager

from slack_sdk.errors import SlackApiError

from bot.slack.errors import classify
from bot.slack.pace import Pace
from rollouts.deliveries import NotPosted


@contextmanager
def keeping_rests(pace: Pace, method: str, channel: str = "") -> Iterator[None]:
    """Make the call unless the method rests; if Slack answers that it shall, it does from now on.

    Raises:
        Resting: it rests, in that channel or altogether.
    """
    pace.check(method, channel)
    try:
        yield
    except SlackApiError as error:
        outcome = classify(error)
        if isinstance(outcome, NotPosted):
            pace.limited(method, outcome.after, channel)
        raise
