"""What Slack sends over HTTP, with a guard in front of Bolt, which answers some of it with a traceback.

https://docs.slack.dev/authentication/verifying-requests-from-slack
"""

import asyncio
import hashlib
import hmac
import json
import logging
import re
import time
from collections.abc import Callable, Mapping, Sequence
from urllib.parse import parse_qs

from aiohttp import web
from slack_bolt.adapter.aiohttp import to_aiohttp_response
from slack_bolt.async_app import AsyncApp
from slack_bolt.request.async_request import AsyncBoltRequest

from bot.slack.slack_clock import SIGNATURES_HOLD

TELL_EVERY = 60
"""Seconds."""

READ_SECONDS = 5
"""How long a body may take to come in. Slack itself waits 3 s for the answer."""

REMEMBERED_MOST = 10_000

_TIMESTAMP = re.compile(r"[0-9]{1,12}")
_SIGNATURE = re.compile(r"v0=[0-9a-f]{64}")

logger = logging.getLogger(__name__)


class SlackDoor:
    """Lets in what Slack has signed, once, and hands it to Bolt."""

    def __init__(self, app: AsyncApp, secret: str, *, seconds: Callable[[], float] = time.time) -> None:
        self._app = app
        self._secret = secret.encode()
        self._seconds = seconds
        self._seen: dict[str, float] = {}
        self._told_at = -float(TELL_EVERY)

    async def handle(self, request: web.Request) -> web.StreamResponse:
        """Answer one request. Whatever comes, the answer is Bolt's or a refusal."""
        body = await _body(request)
        self._check(request.headers, body)
        text = _text(body)
        _check_shape(text, request.content_type)
        headers: dict[str, str | Sequence[str]] = {
            name.lower(): [value] for name, value in request.headers.items()
        }
        try:
            answer = await self._app.async_dispatch(
                AsyncBoltRequest(body=text, query=request.query_string, headers=headers)
            )
            return await to_aiohttp_response(answer)
        except Exception as error:  # noqa: BLE001 - Bolt raises anything where a shape is not Slack's
            logger.warning(
                "Slack sent something that is not understood (%(error)s).", {"error": type(error).__name__}
            )
            raise web.HTTPBadRequest from None

    def _check(self, headers: Mapping[str, str], body: bytes) -> None:
        """Refuse what Slack has not signed just now, and what comes a second time.

        Raises:
            web.HTTPUnauthorized: it is that.
        """
        stamp = headers.get("X-Slack-Request-Timestamp", "")
        signature = headers.get("X-Slack-Signature", "")
        if not (_TIMESTAMP.fullmatch(stamp) and _SIGNATURE.fullmatch(signature)):
            raise web.HTTPUnauthorized
        now = self._seconds()
        digest = hmac.new(self._secret, f"v0:{stamp}:".encode() + body, hashlib.sha256).hexdigest()
        if not hmac.compare_digest(f"v0={digest}", signature):
            raise web.HTTPUnauthorized
        if abs(now - int(stamp)) > SIGNATURES_HOLD.total_seconds():
            self._tell_of_clock(now - int(stamp), now)
            raise web.HTTPUnauthorized
        if not self._is_new(signature, now):
            raise web.HTTPUnauthorized

    def _tell_of_clock(self, seconds: float, now: float) -> None:
        """Log what may keep all of Slack's requests out, once a minute: the sender had the secret."""
        if now - self._told_at >= TELL_EVERY:
            self._told_at = now
            logger.warning(
                "A request that Slack signed was refused, since it is %(seconds)d s old by this machine's "
                "clock. Either it comes a second time, or the clock is wrong: then let it be set by NTP.",
                {"seconds": seconds},
            )

    def _is_new(self, signature: str, now: float) -> bool:
        """Remember a signature; Slack signs what it sends again anew, with another time."""
        if signature in self._seen:
            return False
        # A stamp may lie ahead by as much as it may lie behind.
        while self._seen and (
            len(self._seen) >= REMEMBERED_MOST
            or next(iter(self._seen.values())) < now - 2 * SIGNATURES_HOLD.total_seconds()
        ):
            del self._seen[next(iter(self._seen))]
        self._seen[signature] = now
        return True


async def _body(request: web.Request) -> bytes:
    """Read the body, as long as it is neither huge nor slow.

    Raises:
        web.HTTPRequestEntityTooLarge, web.HTTPRequestTimeout, web.HTTPBadRequest: it is, or it is broken.
    """
    try:
        async with asyncio.timeout(READ_SECONDS):
            return await request.read()
    except TimeoutError:
        raise web.HTTPRequestTimeout from None
    except web.RequestPayloadError:
        raise web.HTTPBadRequest from None


def _text(body: bytes) -> str:
    try:
        return body.decode()
    except UnicodeDecodeError:
        raise web.HTTPBadRequest from None


def _check_shape(text: str, content_type: str) -> None:
    """Refuse what is no JSON object, or no form, before Bolt reads it.

    Raises:
        web.HTTPBadRequest, web.HTTPUnsupportedMediaType: it is not.
    """
    if content_type == "application/json":
        _check_object(text)
    elif content_type == "application/x-www-form-urlencoded":
        for payload in _fields(text).get("payload", []):
            _check_object(payload)
    else:
        raise web.HTTPUnsupportedMediaType


def _fields(text: str) -> dict[str, list[str]]:
    try:
        return parse_qs(text, keep_blank_values=True, max_num_fields=100)
    except ValueError:
        raise web.HTTPBadRequest from None


def _check_object(text: str) -> None:
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        raise web.HTTPBadRequest from None
    if not isinstance(found, dict):
        raise web.HTTPBadRequest
