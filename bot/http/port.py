"""What the port answers, put together."""

from typing import TYPE_CHECKING

from aiohttp import web
from slack_bolt.async_app import AsyncApp

from bot.http.health import Health, Line, Pulse
from bot.http.keys import Keys
from bot.http.reading import Reading
from bot.http.server import HttpServer
from bot.http.slack_door import SlackDoor
from bot.settings import Settings
from bot.slack.manifest import EVENTS_PATH
from rollouts.ports import Clock, Transactions

if TYPE_CHECKING:
    from bot.http.metrics import Metrics


def make_port(  # noqa: PLR0913 - what it tells of
    settings: Settings,
    *,
    workspace: Transactions,
    clock: Clock,
    pulse: Pulse,
    metrics: "Metrics | None",
    app: AsyncApp,
    socket: Line | None,
) -> HttpServer | None:
    """Make the port that the settings ask for, if they ask for one; Slack comes in only without a socket."""
    if settings.listens_at is None or metrics is None:
        return None
    health = Health(workspace, clock, pulse=pulse, socket=socket)
    reading = Reading(
        workspace,
        clock,
        tokens=Keys(settings.tokens_for_reading),
        calendars=Keys(settings.secrets_of_calendars),
    )
    routes = [
        web.get("/healthz", health.healthz),
        web.get("/readyz", health.readyz),
        web.get("/metrics", metrics.handler(workspace, clock, pulse)),
        web.get("/live.json", reading.live),
        web.get("/calendar/{secret}.ics", reading.calendar),
    ]
    if settings.is_over_http and settings.signing_secret:
        door = SlackDoor(app, settings.signing_secret.get_secret_value())
        routes.append(web.post(EVENTS_PATH, door.handle))
    host, port = settings.listens_at
    return HttpServer(host, port, routes)
