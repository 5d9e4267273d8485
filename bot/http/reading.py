"""What is live where, for programs: as JSON, and as a calendar that other calendars subscribe to."""

import asyncio
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from aiohttp import web

from bot.http.keys import Keys
from rollouts.live import Live, Placed
from rollouts.people import Caller
from rollouts.ports import Clock, Reads, Transactions
from rollouts.usecases.live import AskLive, LiveAnswer, what_is_live
from rollouts.usecases.overviews import calendar
from rollouts.usecases.releases import Ask
from views.answers.calendar import calendar_file

NOBODY = AskLive(Caller(""))
"""No integration is a program's own."""


class Reading:
    """Answers `GET /live.json` and `GET /calendar/<secret>.ics`."""

    def __init__(self, workspace: Transactions, clock: Clock, *, tokens: Keys, calendars: Keys) -> None:
        self._workspace = workspace
        self._clock = clock
        self._tokens = tokens
        self._calendars = calendars

    async def live(self, request: web.Request) -> web.Response:
        """Say what is live on each server, what comes next, and the verdicts before the next server."""
        await self._tokens.check_bearer(request)
        now = self._clock.now()
        answer = await self._workspace.run(Reads(what_is_live), NOBODY, now=now)
        return web.json_response(_as_json(answer, now), headers={"Cache-Control": "no-store"})

    async def calendar(self, request: web.Request) -> web.Response:
        """Give the calendar of all releases to whoever knows its address."""
        await self._calendars.check(request.match_info["secret"])
        answer = await self._workspace.run(Reads(calendar), Ask(""), now=self._clock.now())
        file = await asyncio.to_thread(calendar_file, answer)
        return web.Response(body=file.content, content_type="text/calendar", charset="utf-8")


def _as_json(answer: LiveAnswer, now: datetime) -> Mapping[str, Any]:
    verdicts: dict[str, dict[str, Any]] = {}
    for (release, server), verdict in answer.verdicts.items():
        accepted = verdict.accepted
        verdicts.setdefault(release, {})[server] = {
            "verdict": verdict.readiness.value,
            "risk_accepted": accepted.why if accepted else None,
        }
    return {
        "now": now.isoformat(),
        "servers": [_server(live) for live in answer.servers],
        "verdicts": verdicts,
    }


def _server(live: Live) -> Mapping[str, Any]:
    return {
        "key": live.server.key,
        "name": live.server.name,
        "live": _placed(live.live),
        "due": [_placed(each) for each in live.due],
        "next": _placed(live.next),
        "ahead": [_placed(each) for each in live.ahead],
        "rolled_back": [_placed(each) for each in live.rolled_back],
    }


def _placed(placed: Placed | None) -> Mapping[str, Any] | None:
    if placed is None:
        return None
    stage = placed.stage
    return {
        "release": placed.release.name,
        "title": placed.release.title,
        "date": stage.date.isoformat(),
        "days": placed.days,
        "status": stage.status.value,
        "live_since": stage.live_at.isoformat() if stage.live_at else None,
        "confirmed_by": stage.confirmed_by,
    }
