"""What the page in the browser talks to: a snapshot, a stream of changes, and what the person does.

Same-origin only: a POST from another site's page is refused, and nothing from elsewhere is loaded.
"""

import asyncio
import json
from pathlib import Path
from urllib.parse import quote

from aiohttp import web

from slack_simulator.app_link.asking import Refusal
from slack_simulator.companion import Companion
from slack_simulator.elements import find_element
from slack_simulator.page_commands import PageCommands
from slack_simulator.page_faults import offered_faults
from slack_simulator.records import JSON, Channel, User
from slack_simulator.snapshot import companion_object, snapshot
from slack_simulator.team import Team
from slack_simulator.user_actions.in_forms import suggestions

PAGE = Path(__file__).parent / "page"
DEBOUNCE_SECONDS = 0.03
SECURITY_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'self'; img-src 'self' data:; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
}


class PageApi:
    """The routes of the page for one workspace and, where there is one, its companion."""

    def __init__(self, team: Team, companion: Companion | None) -> None:
        self._team = team
        self._companion = companion
        self._commands = PageCommands(team, companion)

    def add_routes(self, app: web.Application) -> None:
        """Add the page, its files and its API to a server."""
        app.router.add_get("/", self.index)
        app.router.add_get("/assets/{path:.+}", self.asset)
        app.router.add_get("/page/state", self.state)
        app.router.add_get("/page/events", self.events)
        app.router.add_get("/page/file/{file}", self.file)
        app.router.add_get("/page/options", self.options)
        app.router.add_post("/page/do", self.do)

    async def index(self, _request: web.Request) -> web.StreamResponse:
        """Serve the page."""
        return _file(PAGE / "index.html")

    async def asset(self, request: web.Request) -> web.StreamResponse:
        """Serve one of the page's files, and nothing outside its folder."""
        path = (PAGE / request.match_info["path"]).resolve()
        if not path.is_relative_to(PAGE.resolve()):
            raise web.HTTPNotFound
        return _file(path)

    async def state(self, request: web.Request) -> web.Response:
        """Answer with everything that the person sees now."""
        user = self._user(request)
        channel = self._channel(user, request.query.get("channel"))
        shown = snapshot(self._team, user, channel, request.query.get("thread") or None)
        shown["faults"] = offered_faults(self._team, channel)
        shown["version"] = self._team.changes.version
        shown["companion"] = companion_object(await self._companion.state()) if self._companion else None
        return _json(shown)

    async def events(self, request: web.Request) -> web.StreamResponse:
        """Tell the page, as server-sent events, that it should fetch its state anew."""
        self._user(request)
        headers = SECURITY_HEADERS | {"Content-Type": "text/event-stream"}
        stream = web.StreamResponse(headers=headers)
        await stream.prepare(request)
        while True:
            version = self._team.changes.version
            event = f'event: changed\ndata: {{"version": {version}}}\n\n'
            try:
                await stream.write(event.encode())
            except ConnectionError:
                return stream
            if self._team.changes.version == version:
                await self._team.changes.next()
            await asyncio.sleep(DEBOUNCE_SECONDS)

    async def options(self, request: web.Request) -> web.Response:
        """Answer with the options of an external select."""
        user, query = self._user(request), request.query
        try:
            target = self._commands.target(query, user)
        except (Refusal, KeyError):
            return _json({"options": []})
        placed = find_element(target.blocks, query.get("block_id", ""), query.get("action_id", ""))
        if placed is None:
            return _json({"options": []})
        return _json({"options": await suggestions(self._team, user, target, placed, query.get("query", ""))})

    async def file(self, request: web.Request) -> web.Response:
        """Serve a file to whoever sees a message with it: a picture to be shown, all else to be saved."""
        user, wanted = self._user(request), request.match_info["file"]
        seen = (
            file
            for channel in self._team.channels.values()
            if user.id in channel.members
            for message in self._team.visible_messages(channel, user.id)
            for file in message.files
            if file.id == wanted
        )
        if (found := next(seen, None)) is None:
            raise web.HTTPNotFound
        if found.is_image:
            return web.Response(body=found.content, content_type=found.mimetype, headers=SECURITY_HEADERS)
        headers = SECURITY_HEADERS | {
            "Content-Disposition": f"attachment; filename*=UTF-8''{quote(found.name)}"
        }
        return web.Response(body=found.content, content_type="application/octet-stream", headers=headers)

    async def do(self, request: web.Request) -> web.Response:
        """Do what the person did on the page."""
        if not _is_own_origin(request):
            raise web.HTTPForbidden(text="Only the workspace's own page may do this.")
        try:
            asked = json.loads(await request.text())
            await self._commands.do(asked)
        except Refusal as refusal:
            return _json({"ok": False, "error": str(refusal)})
        except (ValueError, KeyError, TypeError, AttributeError):
            return _json({"ok": False, "error": "The workspace did not understand the page."})
        return _json({"ok": True})

    def _user(self, request: web.Request) -> User:
        people = [one for one in self._team.users.values() if not one.is_bot]
        if not people:
            raise web.HTTPNotFound(text="Nobody is in this workspace yet.")
        return next((one for one in people if one.id == request.query.get("as")), people[0])

    def _channel(self, user: User, name: str | None) -> Channel:
        mine = [one for one in self._team.channels.values() if user.id in one.members]
        asked = next((one for one in mine if one.id == name), None)
        return asked or (mine[0] if mine else self._team.direct_channel(user.id))


def _json(shown: JSON) -> web.Response:
    return web.json_response(shown, headers=SECURITY_HEADERS)


def _file(path: Path) -> web.StreamResponse:
    if not path.is_file():
        raise web.HTTPNotFound
    return web.FileResponse(path, headers=SECURITY_HEADERS)


def _is_own_origin(request: web.Request) -> bool:
    origin = request.headers.get("Origin")
    return origin is None or origin == f"http://{request.host}"
