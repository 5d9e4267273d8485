"""Errors sorted in one place: was it posted, may it be tried again, or never, and whom does it concern?

Sources: Slack's pages for chat.postMessage and chat.update, and what slack_sdk 3.47 really raises: a 5xx of
type text/plain has a str for data, one with bad JSON an aiohttp response, a time-out is Python's own.
"""

from collections.abc import Mapping
from datetime import timedelta

import aiohttp
from slack_sdk.errors import SlackApiError

from bot.slack.pace import Resting
from rollouts.deliveries import Concern, Lost, NotPosted, Refused

SOON = timedelta(seconds=5)
UNREACHABLE = "unreachable"
LATER = timedelta(minutes=1)
MUCH_LATER = timedelta(minutes=10)
RATE_LIMITED = 429
SERVER_ERROR = 500

_LATER = {
    "external_channel_migrating": LATER,
    "message_limit_exceeded": MUCH_LATER,
    "org_login_required": LATER,
    "rate_limited": SOON,
    "ratelimited": SOON,
    "team_added_to_org": LATER,
}
"""What passes by itself: Slack moves a workspace or a channel, or is to be asked more slowly."""
_MAY_BE_POSTED = {"fatal_error", "internal_error", "service_unavailable", "request_timeout"}
_GONE = {
    "cannot_reply_to_message",
    "message_not_found",
    "restricted_action_thread_locked",
    "thread_not_found",
}
_CHANNEL_CLOSED = {
    "channel_is_limited_access",
    "channel_not_found",
    "is_archived",
    "messages_tab_disabled",
    "not_in_channel",
    "restricted_action",
    "restricted_action_non_threadable_channel",
    "restricted_action_read_only_channel",
    "restricted_action_thread_only_channel",
    "team_not_found",
    "user_disabled",
    "user_not_found",
}
_WORKSPACE_CLOSED = {
    "access_denied",
    "accesslimited",
    "account_inactive",
    "app_access_restricted",
    "deprecated_endpoint",
    "ekm_access_denied",
    "enterprise_is_restricted",
    "invalid_auth",
    "method_deprecated",
    "missing_scope",
    "no_permission",
    "not_allowed_token_type",
    "not_authed",
    "team_access_not_granted",
    "token_expired",
    "token_revoked",
    "two_factor_setup_required",
    "unknown_method",
}


def classify(error: BaseException) -> NotPosted | Lost | Refused:
    """Sort what a call to Slack raised. An error code nobody knows is refused, never tried again blindly."""
    if isinstance(error, SlackApiError):
        return _answered(error)
    if isinstance(error, Resting):
        return NotPosted(error.reason, error.wait)
    if isinstance(error, aiohttp.ClientConnectorError | aiohttp.ConnectionTimeoutError):
        return NotPosted(UNREACHABLE, SOON)
    if isinstance(error, TimeoutError | aiohttp.ClientError | OSError | UnicodeError):
        return Lost(type(error).__name__)
    return Refused(type(error).__name__)


def _answered(error: SlackApiError) -> NotPosted | Lost | Refused:
    response = error.response
    status: int = getattr(response, "status_code", getattr(response, "status", SERVER_ERROR))
    data = getattr(response, "data", None)
    code = str(data.get("error") or "") if isinstance(data, Mapping) else ""
    return sort_out(status, code, getattr(response, "headers", {}))


def sort_out(status: int, code: str, headers: Mapping[str, str]) -> NotPosted | Lost | Refused:
    """Sort an answer that tells of an error by its HTTP status and Slack's code, "" if it names none."""
    if status == RATE_LIMITED or code in _LATER:
        wait = _retry_after(headers)
        return NotPosted(code or "ratelimited", wait or _LATER.get(code, SOON))
    if status >= SERVER_ERROR or not code or code in _MAY_BE_POSTED:
        return Lost(code or f"http_{status}")
    return Refused(code, gone=code in _GONE, concern=_concern(code))


def _concern(code: str) -> Concern:
    if code in _WORKSPACE_CLOSED:
        return Concern.WORKSPACE
    return Concern.CHANNEL if code in _CHANNEL_CLOSED else Concern.MESSAGE


def _retry_after(headers: Mapping[str, str]) -> timedelta | None:
    """Read `Retry-After` (seconds, fractions too); at least one second."""
    found = {name.lower(): value for name, value in headers.items()}.get("retry-after", "")
    try:
        return timedelta(seconds=max(float(found), 1.0))
    except (ValueError, OverflowError):
        return None


def error_code(error: SlackApiError) -> str:
    """Return Slack's code for the error, or how the answer was unreadable."""
    return _answered(error).reason
