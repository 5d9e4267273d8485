"""Answers by ``response_url``: private unless said otherwise, or in place of the message of the gesture.

https://docs.slack.dev/interactivity/handling-user-interaction
"""

import json

from aiohttp import web

from slack_simulator.app_link.tickets import ResponseUrl
from slack_simulator.block_kit import check_attachments, check_blocks
from slack_simulator.posting import Change, Draft, delete, post, update
from slack_simulator.records import JSON, Message
from slack_simulator.striking import strike_after, strike_before
from slack_simulator.team import Team

METHOD = "response_url"


async def answer_by_url(team: Team, request: web.Request) -> web.Response:
    """Take one answer and do what it says. To troubles it is the method ``response_url``."""
    fault = team.faults.take(METHOD, None)
    if fault is not None:
        early = await strike_before(request, fault)
        if early is not None:
            return early
    response = await _answer(team, request)
    return await strike_after(request, fault, response) if fault else response


async def _answer(team: Team, request: web.Request) -> web.Response:
    try:
        body = json.loads(await request.text())
    except ValueError:
        return _refuse("invalid_payload")
    if not isinstance(body, dict):
        return _refuse("invalid_payload")
    url = team.tickets.use_response_url(request.match_info["ticket"])
    if isinstance(url, str):
        return web.json_response({"ok": False, "error": url}, status=404)
    error = _apply(team, url, body)
    return _refuse(error) if error else web.json_response({"ok": True})


def _refuse(error: str) -> web.Response:
    return web.json_response({"ok": False, "error": error}, status=400)


def _apply(team: Team, url: ResponseUrl, body: JSON) -> str:
    """Do what the answer says. Returns the error code, or nothing."""
    original = _still_there(team, url.message)
    if body.get("delete_original"):
        if original is None:
            return "message_not_found"
        delete(team, original, url.gesture)
        return ""
    error = _content_error(body)
    if error:
        return error
    content: JSON = {
        "text": str(body.get("text") or ""),
        "blocks": body.get("blocks") or [],
        "attachments": body.get("attachments") or [],
    }
    if body.get("replace_original") and original is not None and original.by_app:
        update(team, original, Change(**content), url.gesture)
        return ""
    thread_ts = body.get("thread_ts")
    draft = Draft(
        user=team.bot_user_id,
        thread_ts=str(thread_ts) if thread_ts else None,
        private_to=None if body.get("response_type") == "in_channel" else url.gesture.user,
        **content,
    )
    post(team, team.channels[url.channel], draft, url.gesture)
    return ""


def _content_error(body: JSON) -> str:
    if check_blocks(body.get("blocks") or []):
        return "invalid_blocks"
    if check_attachments(body.get("attachments") or []):
        return "invalid_attachments"
    said = body.get("text") or body.get("blocks") or body.get("attachments")
    return "" if said else "no_text"


def _still_there(team: Team, message: Message | None) -> Message | None:
    there = message is not None and message in team.channels[message.channel].messages
    return message if there else None
