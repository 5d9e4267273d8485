"""Errors sorted in one place: was it posted, may it be tried again, or never?

Sources: Slack's pages for chat.postMessage and chat.update, and what slack_sdk 3.47 really raises: a 5xx of
type text/plain has a str for data, one with bad JSON an aiohttp response, a time-out is Python's own.
"""

from collections.abc import Mapping
from datetime import timedelta

import aiohttp
from slack_sdk.errors import SlackApiError

from rollouts.deliveries import Lost, NotPosted, Refused

SOON = timedelta(seconds=5)
RATE_LIMITED = 429
SERVER_ERROR = 500

_NOT_POSTED = {"ratelimited", "rate_limited", "message_limit_exceeded"}
_MAY_BE_POSTED = {"fatal_error", "internal_error", "service_unavailable", "request_timeout"}
_GONE = {
    "message_not_found",
    "thread_not_found",
    "cannot_reply_to_message",
    "restricted_action_thread_locked",
}


def classify(error: BaseException) -> NotPosted | Lost | Refused:
    """Sort what a call to Slack raised. An error code nobody knows is refused, never tried again blindly."""
    if isinstance(error, SlackApiError):
        return _answered(error)
    if isinstance(error, aiohttp.ClientConnectorError | aiohttp.ConnectionTimeoutError):
        return NotPosted("unreachable", SOON)
    if isinstance(error, TimeoutError | aiohttp.ClientError | OSError):
        return Lost(type(error).__name__)
    return Refused(type(error).__name__)


def _answered(error: SlackApiError) -> NotPosted | Lost | Refused:
    response = error.response
    status: int = getattr(response, "status_code", getattr(response, "status", SERVER_ERROR))
    data = getattr(response, "data", None)
    code = str(data.get("error") or "") if isinstance(data, Mapping) else ""
    if status == RATE_LIMITED or code in _NOT_POSTED:
        return NotPosted(code or "ratelimited", _retry_after(getattr(response, "headers", {})))
    if status >= SERVER_ERROR or not code or code in _MAY_BE_POSTED:
        return Lost(code or f"http_{status}")
    return Refused(code, gone=code in _GONE)


def _retry_after(headers: Mapping[str, str]) -> timedelta:
    """Read `Retry-After` (seconds, fractions too); at least one second."""
    found = {name.lower(): value for name, value in headers.items()}.get("retry-after", "")
    try:
        return timedelta(seconds=max(float(found), 1.0))
    except (ValueError, OverflowError):
        return SOON


def error_code(error: SlackApiError) -> str:
    """Return Slack's code for the error, or how the answer was unreadable."""
    return _answered(error).reason
