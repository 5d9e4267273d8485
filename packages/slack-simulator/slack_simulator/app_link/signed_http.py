"""Sends requests to the app over HTTP, signed with its signing secret, when it does not use Socket Mode.

https://docs.slack.dev/authentication/verifying-requests-from-slack
"""

import hashlib
import hmac
import json
import time
from http import HTTPStatus
from urllib.parse import urlencode

import aiohttp

from slack_simulator.app_link.requests import Ack, AppRequest
from slack_simulator.records import JSON


class SignedHttp:
    """The way to an app that listens at ``url``.

    Timestamps are real ones, since apps refuse what is older than five minutes.
    """

    def __init__(self, url: str, signing_secret: str, ack_seconds: float) -> None:
        self._url = url
        self._secret = signing_secret.encode()
        self._session = aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=ack_seconds))

    @property
    def is_connected(self) -> bool:
        """True: whether somebody listens at the address is known only when something is sent."""
        return True

    async def send(self, request: AppRequest) -> Ack:
        """Post the request and read the answer."""
        body, content_type = _body(request)
        headers = {"Content-Type": content_type, **self._signature(body)}
        if request.attempt:
            headers |= {"X-Slack-Retry-Num": str(request.attempt), "X-Slack-Retry-Reason": request.reason}
        try:
            async with self._session.post(self._url, data=body.encode(), headers=headers) as response:
                text = await response.text()
                if response.status != HTTPStatus.OK:
                    return Ack(failure="http_error", retry=response.headers.get("x-slack-no-retry") != "1")
                return Ack(body=_parse(text))
        except TimeoutError:
            return Ack(failure="timeout")
        except aiohttp.ClientError:
            return Ack(failure="no_connection")

    async def close(self) -> None:
        """Close the connections to the app."""
        await self._session.close()

    def _signature(self, body: str) -> dict[str, str]:
        timestamp = str(int(time.time()))
        digest = hmac.new(self._secret, f"v0:{timestamp}:{body}".encode(), hashlib.sha256).hexdigest()
        return {"X-Slack-Request-Timestamp": timestamp, "X-Slack-Signature": f"v0={digest}"}


def _body(request: AppRequest) -> tuple[str, str]:
    if request.kind == "events_api":
        return json.dumps(request.payload), "application/json"
    fields = request.payload if request.kind == "slash_commands" else {"payload": json.dumps(request.payload)}
    return urlencode(fields), "application/x-www-form-urlencoded"


def _parse(text: str) -> JSON:
    try:
        parsed = json.loads(text)
    except ValueError:
        return {"text": text} if text else {}
    return parsed if isinstance(parsed, dict) else {"text": text}
