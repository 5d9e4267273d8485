"""The HTTP side of the Web API: arguments, token, scope and pace checked, troubles struck, errors told.

https://docs.slack.dev/apis/web-api
"""

import json
import re

from aiohttp import web

from slack_simulator.pacing import TIERS
from slack_simulator.records import JSON
from slack_simulator.striking import rate_limited, strike_after, strike_before
from slack_simulator.team import Team
from slack_simulator.web_api import METHODS
from slack_simulator.web_api.calls import Call, Method, SlackError
from slack_simulator.web_api.files import take_bytes

_ARGUMENT_NAME = re.compile(r"[A-Za-z0-9_]{1,64}")


class WebApi:
    """Answers ``/api/<method>`` for one workspace."""

    def __init__(self, team: Team) -> None:
        self._team = team

    async def handle(self, request: web.Request) -> web.StreamResponse:
        """Answer one call, GET or POST, with the arguments as query, form or JSON."""
        name = request.match_info["method"]
        try:
            token, args = await _arguments(request)
        except SlackError as error:
            return _answer({"ok": False, "error": error.code})
        fault = self._team.faults.take(name, args.get("channel"))
        if fault is not None:
            early = await strike_before(request, fault)
            if early is not None:
                return early
        response = self._answer(name, token, args)
        if fault is not None:
            return await strike_after(request, fault, response)
        return response

    async def upload(self, request: web.Request) -> web.StreamResponse:
        """Take the bytes of a file, raw or as a form; a trouble for the method ``upload`` strikes here."""
        fault = self._team.faults.take("upload", None)
        if fault is not None:
            early = await strike_before(request, fault)
            if early is not None:
                return early
        content = await _sent_bytes(request)
        if take_bytes(self._team, request.match_info["ticket"], content):
            response = web.Response(text=f"OK - {len(content)}")
        else:
            response = web.Response(status=400, text="The file could not be uploaded.")
        return response if fault is None else await strike_after(request, fault, response)

    async def download(self, request: web.Request) -> web.StreamResponse:
        """Give the bytes of a file to whoever may read it; others are led to a page to log in, as by Slack.

        https://docs.slack.dev/messaging/working-with-files#file_access
        """
        fault = self._team.faults.take("download", None)
        if fault is not None:
            early = await strike_before(request, fault)
            if early is not None:
                return early
        file = self._team.files.get(request.match_info["place"].partition("-")[2])
        knows = request.headers.get("Authorization") == f"Bearer {self._team.bot_token}"
        if not knows or "files:read" not in self._team.app.scopes:
            raise web.HTTPFound("/?redir=files")
        if file is None or file.content is None:
            raise web.HTTPNotFound
        return web.Response(body=file.content, content_type=file.mimetype)

    def _answer(self, name: str, token: str, args: JSON) -> web.Response:
        method = METHODS.get(name)
        if method is None:
            return _answer({"ok": False, "error": "unknown_method", "req_method": name})
        try:
            self._check_token(method, token)
            call = Call(self._team, name, args)
            if method.scopes and method.caller == "bot":
                call.need(*method.scopes)
            wait = self._wait(name, method, args)
            if wait:
                return rate_limited(wait)
            return self._with_scopes(_answer({"ok": True, **method.run(call)}), method)
        except SlackError as error:
            return self._with_scopes(_answer({"ok": False, "error": error.code, **error.more}), method)

    def _check_token(self, method: Method, token: str) -> None:
        if method.caller == "anyone":
            return
        if not token:
            raise SlackError("not_authed")
        if token not in {self._team.bot_token, self._team.app_token}:
            raise SlackError("invalid_auth")
        if self._team.revoked and token == self._team.bot_token:
            raise SlackError("token_revoked")
        if (token == self._team.app_token) != (method.caller == "app"):
            raise SlackError("not_allowed_token_type")

    def _wait(self, name: str, method: Method, args: JSON) -> int:
        if not self._team.paced:
            return 0
        if name == "chat.postMessage":
            return self._team.pacing.message(str(args.get("channel", "")))
        return self._team.pacing.call(name, method.tier) if method.tier in TIERS else 0

    def _with_scopes(self, response: web.Response, method: Method) -> web.Response:
        response.headers["x-oauth-scopes"] = ",".join(self._team.app.scopes)
        response.headers["x-accepted-oauth-scopes"] = ",".join(method.scopes)
        return response


async def _sent_bytes(request: web.Request) -> bytes:
    if request.content_type != "multipart/form-data":
        return await request.read()
    fields = (await request.post()).values()
    return next((field.file.read() for field in fields if isinstance(field, web.FileField)), b"")


async def _arguments(request: web.Request) -> tuple[str, JSON]:
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    token = token.strip() if scheme.lower() == "bearer" else ""
    args: JSON = dict(request.query)
    if request.content_type == "application/json":
        try:
            body = json.loads(await request.text() or "{}")
        except ValueError:
            raise SlackError("invalid_json") from None
        if not isinstance(body, dict):
            raise SlackError("json_not_object")
        args |= body
        args.pop("token", None)
    elif request.can_read_body:
        if request.content_type not in {"application/x-www-form-urlencoded", "multipart/form-data"}:
            raise SlackError("invalid_post_type")
        args |= dict(await request.post())
    if any(not _ARGUMENT_NAME.fullmatch(name) for name in args):
        raise SlackError("invalid_arg_name")
    return token or str(args.pop("token", "")), args


def _answer(fields: JSON) -> web.Response:
    return web.json_response(fields)
