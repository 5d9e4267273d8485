"""Whether this machine's clock goes as Slack's does: posts go out by ours, and signatures hold by theirs."""

import logging
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

MAY_DIFFER = timedelta(seconds=30)
"""Posts go out that much early or late without anybody noticing."""

SIGNATURES_HOLD = timedelta(minutes=5)
"""Beyond it requests of Slack over HTTP are refused: docs.slack.dev, Verifying requests from Slack."""

SET_IT = "Let it be set by NTP."

logger = logging.getLogger(__name__)


def time_told(headers: Mapping[str, str]) -> datetime | None:
    """Return when an answer was made by the clock of whoever sent these headers; None if they do not say."""
    told = {name.lower(): value for name, value in headers.items()}.get("date", "")
    try:
        return parsedate_to_datetime(told).astimezone(UTC)
    except ValueError:
        return None


def difference(behind: timedelta) -> str:
    """Say by how much the clock is wrong."""
    way = "behind" if behind > timedelta(0) else "ahead of"
    return f"This machine's clock is {timedelta(seconds=round(abs(behind).total_seconds()))} {way} Slack's."


def report_clock(theirs: datetime | None, ours: datetime) -> None:
    """Log that our clock is wrong, if it is: that can be mended while the bot runs."""
    if theirs is not None and abs(theirs - ours) > MAY_DIFFER:
        logger.warning(
            "%(difference)s Posts go out by it, too early or too late. %(remedy)s",
            {"difference": difference(theirs - ours), "remedy": SET_IT},
        )
